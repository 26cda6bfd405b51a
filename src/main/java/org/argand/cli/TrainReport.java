package org.argand.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.argand.array.Device;
import org.argand.phy.link.CodedTarget;
import org.argand.phy.link.EndToEndLink;
import org.argand.phy.link.LinkScore;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTask;
import org.argand.phy.link.LinkTraining;
import org.argand.phy.sim.BerPoint;
import org.argand.phy.sim.SweepMonitor;

/** What is measured after a training: bits on fresh data, coded blocks, each beside the links to compare with. */
final class TrainReport {
    private static final String LEARNED = "learned";
    private static final String UNTRAINED = "untrained";
    private static final String ROW = "%-34s";

    private final CommonOptions common;
    private final Measurement measurement;

    TrainReport(CommonOptions common, Measurement measurement) {
        this.common = common;
        this.measurement = measurement;
    }

    /** Measures everything, writes metrics.json and the figures, and prints a table. */
    void write(
            LinkTraining training,
            RunFolder folder,
            List<RunFolder.Row> rows,
            Device device,
            long begin) {
        LinkSettings s = training.settings();
        Map<String, EndToEndLink> links = new LinkedHashMap<>();
        links.put(LEARNED, training.link());
        links.putAll(s.task().references(s));
        Map<String, LinkScore> scores = new LinkedHashMap<>();
        links.forEach((name, link) -> scores.put(name, measure(name, link, s)));
        scores.put(UNTRAINED, measure(UNTRAINED, LinkTraining.start(s).link(), s));
        CodedTarget target = s.task().coded(s);
        Map<String, OptionalDouble> needed = new LinkedHashMap<>();
        if (measurement.codedBlocks() > 0) {
            links.forEach((name, link) -> needed.put(name, needed(name, link, s, target)));
        }
        Map<String, Object> m = new LinkedHashMap<>(s.metrics());
        m.put("device", device.toString());
        m.put("seconds", (System.nanoTime() - begin) * 1e-9);
        scores.forEach((name, score) -> m.put(key(name, "bce"), score.bce()));
        scores.forEach((name, score) -> m.put(key(name, "ber"), score.ber()));
        m.put("measured_bits", requireNonNull(scores.get(LEARNED)).bits());
        if (!needed.isEmpty()) {
            m.put("code", target.code());
            m.put("target_bler", target.bler());
            needed.forEach(
                    (name, ebno) -> ebno.ifPresent(x -> m.put(key(name, "ebno_db_at_target"), x)));
            gain(needed).ifPresent(x -> m.put("gain_db", x));
        }
        LinkScore baseline = requireNonNull(scores.get(LinkTask.BASELINE));
        folder.writeFigures(training, rows, baseline.bce());
        folder.writeMetrics(m);
        print(s, scores, target, needed);
        common.out().println("results in " + folder.path());
        common.out().flush();
    }

    /** {@code bce} is the learned link's; others say whose they are. */
    private static String key(String name, String what) {
        return name.equals(LEARNED) ? what : name + "_" + what;
    }

    private LinkScore measure(String name, EndToEndLink link, LinkSettings s) {
        try (Progress progress =
                new Progress(common, name, "symbols", 0, measurement.testSymbols())) {
            return LinkScore.measure(link, s, measurement.testSymbols(), n -> progress.at(n, ""));
        }
    }

    private OptionalDouble needed(
            String name, EndToEndLink link, LinkSettings s, CodedTarget target) {
        try (Progress progress =
                new Progress(common, name, "blocks", 0, measurement.codedBlocks())) {
            SweepMonitor monitor =
                    new SweepMonitor() {
                        @Override
                        public void progress(BerPoint p) {
                            progress.at(
                                    Math.min(p.tally().blocks(), measurement.codedBlocks()),
                                    format("Eb/N0 %.2f dB  BLER %.2e", p.ebnoDb(), p.bler()));
                        }
                    };
            return target.requiredEbNo(link, s, measurement.codedBlocks(), monitor);
        }
    }

    /** How many dB less the learned link needs than the baseline. */
    private static OptionalDouble gain(Map<String, OptionalDouble> needed) {
        OptionalDouble learned = needed.getOrDefault(LEARNED, OptionalDouble.empty());
        OptionalDouble baseline = needed.getOrDefault(LinkTask.BASELINE, OptionalDouble.empty());
        return learned.isPresent() && baseline.isPresent()
                ? OptionalDouble.of(baseline.getAsDouble() - learned.getAsDouble())
                : OptionalDouble.empty();
    }

    private void print(
            LinkSettings s,
            Map<String, LinkScore> scores,
            CodedTarget target,
            Map<String, OptionalDouble> needed) {
        PrintWriter to = common.out();
        to.printf(ROW, "");
        scores.keySet().forEach(name -> to.printf("%14s", title(name, s)));
        to.println();
        to.printf(ROW, "bce (nats per bit)");
        scores.values().forEach(score -> to.print(format("%14.4f", score.bce())));
        to.println();
        to.printf(ROW, "ber");
        scores.values().forEach(score -> to.print(format("%14.4f", score.ber())));
        to.println();
        if (!needed.isEmpty()) {
            to.printf(ROW, format("dB for BLER %.0e, %s", target.bler(), target.code()));
            needed.values()
                    .forEach(x ->
                            to.printf(
                                    "%14s",
                                    x.isPresent()
                                            ? format("%.2f", x.getAsDouble())
                                            : "not reached"));
            to.println();
        }
    }

    private static String title(String name, LinkSettings s) {
        return switch (name) {
            case LinkTask.BASELINE ->
                    s.task() == LinkTask.AUTOENCODER
                            ? "Gray " + (1 << s.bitsPerSymbol()) + "-QAM"
                            : "LS + LMMSE";
            case LinkTask.PERFECT -> "perfect CSI";
            default -> name;
        };
    }

    /** The baseline in words, for figures. */
    static String baselineName(LinkSettings s) {
        return s.task() == LinkTask.AUTOENCODER
                ? "Gray QAM, exact demapper"
                : "least squares, LMMSE equaliser";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
