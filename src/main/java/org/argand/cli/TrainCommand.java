package org.argand.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.argand.array.ArgandException;
import org.argand.array.Device;
import org.argand.optim.Checkpoint;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTask;
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
                "Learns a constellation and a neural demapper over a channel and measures them against"
                        + " Gray QAM with the exact demapper, or pilots and a neural receiver against"
                        + " least-squares channel estimation.")
final class TrainCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** Steps between two looks at the loss: never so many that Ctrl-C has to wait. */
    private static final int LONGEST_WINDOW = 50;

    private static final long NANOS_BETWEEN_CHECKPOINTS = 20_000_000_000L;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description =
                    "What to train: autoencoder, constellation and demapper (default); receiver, pilots"
                            + " and a neural receiver of an OFDM uplink over a fading channel.")
    private @Nullable String task;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description =
                    "Of an autoencoder awgn (default), rayleigh, or tdl-a to tdl-c over OFDM; of a receiver"
                            + " tdl-a to tdl-e (default: tdl-c).")
    private @Nullable String channel;

    @Option(
            names = "--bits-per-symbol",
            paramLabel = "M",
            description = "Bits per symbol, even, 2 to 10 (default: 6; of a receiver 2).")
    private @Nullable Integer bitsPerSymbol;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Optimiser steps (default: 4000; of a receiver 3000).")
    private @Nullable Long steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Symbols per step (default: 8000; of a receiver 8 slots).")
    private @Nullable Integer batch;

    @Option(
            names = "--ebno",
            paramLabel = "FROM:TO",
            description = "Range of Eb/N0 in dB (default: 4:8; of a receiver -3:5).")
    private @Nullable String ebno;

    @Option(
            names = "--test-symbols",
            paramLabel = "N",
            description = "Fresh symbols to measure on afterwards (default: 2097152).")
    private @Nullable Long testSymbols;

    @Option(
            names = "--coded-blocks",
            paramLabel = "N",
            description =
                    "Codewords at most per Eb/N0 to find what a coded link needs; 0 for none (default:"
                            + " 10000).")
    private @Nullable Long codedBlocks;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the results, in which there is no training yet (default: a new one under"
                            + " runs/).")
    private @Nullable Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Goes on with the training in DIR, with its settings; --test-symbols and"
                            + " --coded-blocks may be given anew.")
    private @Nullable Path resume;

    @Mixin private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        if (resume != null) {
            return resume(resume);
        }
        LinkSettings settings = settings();
        Measurement measurement = Measurement.of(testSymbols, codedBlocks, Map.of());
        Path place = out != null ? out : defaultFolder(settings);
        RunFolder.refuseRun(place);
        Device device = common.open();
        LinkTraining training = LinkTraining.start(settings);
        return run(training, measurement, new RunFolder(place), device);
    }

    private int resume(Path place) {
        refuseSettings();
        Path checkpoint = RunFolder.checkpointToResume(place);
        Measurement measurement =
                Measurement.of(testSymbols, codedBlocks, Checkpoint.metadata(checkpoint));
        Device device = common.open();
        LinkTraining training = LinkTraining.resume(checkpoint);
        return run(training, measurement, new RunFolder(place), device);
    }

    private LinkSettings settings() {
        LinkSettings d = task().standard();
        double[] range = range(d);
        return new LinkSettings(
                d.task(),
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

    private LinkTask task() {
        if (task == null) {
            return LinkTask.AUTOENCODER;
        }
        return LinkTask.of(task)
                .orElseThrow(() ->
                        new ArgandException.InvalidArgument(
                                "train",
                                "task '"
                                        + task
                                        + "' is none of "
                                        + Arrays.stream(LinkTask.values())
                                                .map(LinkTask::label)
                                                .collect(Collectors.joining(", "))));
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
        return Path.of(
                "runs",
                s.task().label() + "-" + s.channel() + "-" + LocalDateTime.now().format(STAMP));
    }

    private int run(
            LinkTraining training, Measurement measurement, RunFolder folder, Device device) {
        long begin = System.nanoTime();
        List<RunFolder.Row> rows = folder.history(training.steps());
        try (Interruption interruption = new Interruption()) {
            train(training, measurement, folder, rows, interruption);
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
        new TrainReport(common, measurement).write(training, folder, rows, device, begin);
        return 0;
    }

    private void train(
            LinkTraining training,
            Measurement measurement,
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
                    save(training, measurement, folder, rows);
                    saved = System.nanoTime();
                }
            }
        }
        save(training, measurement, folder, rows);
    }

    /** The history first: lines past the checkpoint are dropped when a run is resumed, missing ones would be missed. */
    private static void save(
            LinkTraining training,
            Measurement measurement,
            RunFolder folder,
            List<RunFolder.Row> rows) {
        folder.writeHistory(rows);
        training.save(folder.checkpoint(), measurement.toMap());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
