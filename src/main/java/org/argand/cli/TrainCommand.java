package org.argand.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.argand.array.ArgandException;
import org.argand.array.Device;
import org.argand.phy.link.ClassicalLink;
import org.argand.phy.link.Link;
import org.argand.phy.link.LinkScore;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTraining;
import org.argand.phy.link.LinkTraining.Window;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a link end to end and measures it against the classical one. */
@Command(
        name = "train",
        sortOptions = false,
        description =
                "Learns a constellation and a neural demapper over a channel, and measures them"
                        + " against Gray QAM with the exact demapper.")
final class TrainCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** Steps between two looks at the loss: never so many that Ctrl-C has to wait. */
    private static final int LONGEST_WINDOW = 50;

    private static final long NANOS_BETWEEN_CHECKPOINTS = 20_000_000_000L;

    /** What can be trained. */
    enum Task {
        /** Constellation and demapper of one link. */
        autoencoder
    }

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "What to train: ${COMPLETION-CANDIDATES} (default: autoencoder).")
    private @Nullable Task task;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description = "awgn, rayleigh, or tdl-a over OFDM (default: awgn).")
    private @Nullable String channel;

    @Option(
            names = "--bits-per-symbol",
            paramLabel = "M",
            description = "Bits per symbol, even, 2 to 10 (default: 6).")
    private @Nullable Integer bitsPerSymbol;

    @Option(names = "--steps", paramLabel = "N", description = "Optimiser steps (default: 4000).")
    private @Nullable Long steps;

    @Option(names = "--batch", paramLabel = "N", description = "Symbols per step (default: 8000).")
    private @Nullable Integer batch;

    @Option(
            names = "--ebno",
            paramLabel = "FROM:TO",
            description = "Range of Eb/N0 in dB (default: 4:8).")
    private @Nullable String ebno;

    @Option(
            names = "--test-symbols",
            paramLabel = "N",
            defaultValue = "2097152",
            description = "Fresh symbols to measure on afterwards (default: 2097152).")
    private long testSymbols = 1 << 21;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results (default: a new one under runs/).")
    private @Nullable Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Goes on with the training in DIR, with its settings.")
    private @Nullable Path resume;

    @Mixin private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        if (testSymbols < 1) {
            throw new ArgandException.InvalidArgument("train", testSymbols + " test symbols");
        }
        LinkTraining training;
        RunFolder folder;
        Device device;
        if (resume != null) {
            refuseSettings();
            if (!Files.isDirectory(resume)) {
                throw new ArgandException.BadFile("train", "no folder " + resume + " to resume");
            }
            device = common.open();
            training = LinkTraining.resume(RunFolder.checkpoint(resume));
            folder = new RunFolder(resume);
        } else {
            LinkSettings settings = settings();
            device = common.open();
            training = LinkTraining.start(settings);
            folder = new RunFolder(out != null ? out : defaultFolder(settings));
        }
        return run(training, folder, device);
    }

    private LinkSettings settings() {
        LinkSettings d = LinkSettings.STANDARD;
        double[] range = range(d);
        return new LinkSettings(
                channel == null ? d.channel() : channel,
                bitsPerSymbol == null ? d.bitsPerSymbol() : bitsPerSymbol,
                steps == null ? d.steps() : steps,
                batch == null ? d.batch() : batch,
                common.seed().orElse(d.seed()),
                range[0],
                range[1],
                d.codeRate(),
                d.rate());
    }

    private double[] range(LinkSettings d) {
        if (ebno == null) {
            return new double[] {d.ebnoFrom(), d.ebnoTo()};
        }
        String[] ends = ebno.split(":", -1);
        try {
            if (ends.length == 2) {
                return new double[] {Double.parseDouble(ends[0]), Double.parseDouble(ends[1])};
            }
        } catch (NumberFormatException e) {
            // Said below, with the whole text.
        }
        throw new ArgandException.InvalidArgument("train", "--ebno '" + ebno + "' is not FROM:TO");
    }

    private void refuseSettings() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("--task", task);
        given.put("--channel", channel);
        given.put("--bits-per-symbol", bitsPerSymbol);
        given.put("--steps", steps);
        given.put("--batch", batch);
        given.put("--ebno", ebno);
        given.put("--seed", common.seed().isPresent() ? common.seed() : null);
        given.put("--out", out);
        given.values().removeIf(v -> v == null);
        if (!given.isEmpty()) {
            throw new ArgandException.InvalidArgument(
                    "train",
                    "--resume goes on with the settings of the checkpoint; leave out "
                            + String.join(", ", given.keySet()));
        }
    }

    private static Path defaultFolder(LinkSettings s) {
        return Path.of("runs", s.channel() + "-" + LocalDateTime.now().format(STAMP));
    }

    private int run(LinkTraining training, RunFolder folder, Device device) {
        long begin = System.nanoTime();
        List<RunFolder.Row> rows = folder.history(training.steps());
        try (Interruption interruption = new Interruption()) {
            train(training, folder, rows, interruption);
            if (interruption.requested()) {
                common.err()
                        .printf(
                                "argand train: stopped after step %d; go on with"
                                        + " ./argand train --resume %s%n",
                                training.steps(), folder.path());
                common.err().flush();
                return Main.INTERRUPTED;
            }
        }
        finish(training, folder, rows, device, begin);
        return 0;
    }

    private void train(
            LinkTraining training,
            RunFolder folder,
            List<RunFolder.Row> rows,
            Interruption interruption) {
        LinkSettings s = training.settings();
        int window = Math.clamp(s.steps() / 200, 1, LONGEST_WINDOW);
        long saved = System.nanoTime();
        long begin = saved;
        long first = training.steps();
        try (Progress progress = new Progress(common, "train", "steps", first, s.steps())) {
            while (training.steps() < s.steps() && !interruption.requested()) {
                double rate = training.rate();
                Window w = training.advance((int) Math.min(window, s.steps() - training.steps()));
                long symbols = training.steps() * training.symbolsPerStep();
                rows.add(new RunFolder.Row(training.steps(), symbols, w.loss(), w.ber(), rate));
                long now = System.nanoTime();
                double perSecond =
                        (training.steps() - first)
                                * training.symbolsPerStep()
                                / ((now - begin) * 1e-9);
                progress.at(
                        training.steps(),
                        format(
                                "loss %.4f  BER %.4f  %.2f Msymbols/s",
                                w.loss(), w.ber(), perSecond / 1e6));
                if (now - saved > NANOS_BETWEEN_CHECKPOINTS) {
                    save(training, folder, rows);
                    saved = System.nanoTime();
                }
            }
        }
        save(training, folder, rows);
    }

    /** The history first: lines past the checkpoint are dropped when a run is resumed, missing ones would be missed. */
    private static void save(LinkTraining training, RunFolder folder, List<RunFolder.Row> rows) {
        folder.writeHistory(rows);
        training.save(folder.checkpoint());
    }

    private void finish(
            LinkTraining training,
            RunFolder folder,
            List<RunFolder.Row> rows,
            Device device,
            long begin) {
        LinkSettings s = training.settings();
        Link baseline = new ClassicalLink(s.bitsPerSymbol());
        LinkScore classical = measure("baseline", baseline, s);
        LinkScore start = measure("untrained", LinkTraining.start(s).link(), s);
        LinkScore learned = measure("learned", training.link(), s);
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("task", Task.autoencoder.name());
        m.putAll(s.metrics());
        m.put("device", device.toString());
        m.put("seconds", (System.nanoTime() - begin) * 1e-9);
        m.put("bce", learned.bce());
        m.put("baseline_bce", classical.bce());
        m.put("untrained_bce", start.bce());
        m.put("ber", learned.ber());
        m.put("baseline_ber", classical.ber());
        m.put("untrained_ber", start.ber());
        m.put("measured_bits", learned.bits());
        folder.writeFigures(training.link(), s, rows, classical.bce());
        folder.writeMetrics(m);
        PrintWriter to = common.out();
        to.print(
                format(
                        "                     learned   Gray %d-QAM   untrained%n",
                        1 << s.bitsPerSymbol()));
        to.print(
                format(
                        "bce (nats per bit)   %.4f    %.4f        %.4f%n",
                        learned.bce(), classical.bce(), start.bce()));
        to.print(
                format(
                        "ber                  %.4f    %.4f        %.4f%n",
                        learned.ber(), classical.ber(), start.ber()));
        to.println("results in " + folder.path());
        to.flush();
    }

    private LinkScore measure(String name, Link link, LinkSettings s) {
        try (Progress progress = new Progress(common, name, "symbols", 0, testSymbols)) {
            return LinkScore.measure(link, s, testSymbols, n -> progress.at(n, ""));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
