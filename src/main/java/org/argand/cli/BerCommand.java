package org.argand.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.argand.array.ArgandException;
import org.argand.phy.sim.BerTable;
import org.argand.phy.sim.Simulation;
import org.argand.phy.sim.StoppingRule;
import org.argand.phy.sim.SweepFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates a link over a range of Eb/N0 and prints the table of its error rates. */
@Command(
        name = "ber",
        sortOptions = false,
        description =
                "Simulates a link over a range of Eb/N0 until there are errors enough, and prints bit"
                        + " and block error rates with their 95 %% intervals. A block is a codeword, or"
                        + " without a code some 1,000 bits in whole blocks of the channel.")
final class BerCommand implements Callable<Integer> {
    /** What is neither given nor kept. */
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "target_block_errors", "100",
                    "target_bit_errors", "0",
                    "max_blocks", "100000",
                    "stop_without_errors", "true",
                    "seed", "1");

    @Option(
            names = "--modulation",
            paramLabel = "KIND",
            description = "qam, pam or psk, Gray-labelled (default: qam).")
    private @Nullable String modulation;

    @Option(names = "--bits-per-symbol", paramLabel = "N", description = "Bits per symbol.")
    private @Nullable Integer bitsPerSymbol;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description =
                    "awgn, rayleigh (blocks of 4 symbols), or tdl-a, tdl-b, tdl-c over OFDM; the receiver"
                            + " knows it (default: awgn).")
    private @Nullable String channel;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description =
                    "none, or ldpc:k,n for the 5G LDPC code with 20 iterations of belief propagation;"
                            + " ldpc:k,n,iterations for more or fewer (default: none).")
    private @Nullable String code;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description =
                    "Folder of a training, or its checkpoint.safetensors: the trained link, over its"
                            + " channel.")
    private @Nullable Path checkpoint;

    @Option(
            names = "--link",
            paramLabel = "NAME",
            description =
                    "Of a checkpoint: learned, or what it is compared with, baseline, of a receiver also"
                            + " perfect (default: learned).")
    private @Nullable String link;

    @Option(
            names = "--ebno",
            paramLabel = "FROM:TO:STEP",
            description =
                    "Eb/N0 in dB, of an information bit; also FROM:TO in steps of 1, or one value.")
    private @Nullable String ebno;

    @Option(
            names = "--target-block-errors",
            paramLabel = "N",
            description = "A point ends at N wrong blocks, 0 for never (default: 100).")
    private @Nullable Long targetBlockErrors;

    @Option(
            names = "--target-bit-errors",
            paramLabel = "N",
            description = "A point ends at N wrong bits, 0 for never (default: 0).")
    private @Nullable Long targetBitErrors;

    @Option(
            names = "--max-blocks",
            paramLabel = "N",
            description = "A point ends at N blocks (default: 100000).")
    private @Nullable Long maxBlocks;

    @Option(
            names = "--all-points",
            arity = "0",
            description = "Goes on after a point without errors.")
    private @Nullable Boolean allPoints;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Blocks simulated at once; the random numbers depend on it (default: some 100,000"
                            + " bits).")
    private @Nullable Integer batch;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Batches simulated at the same time; the result does not depend on it (default: 1).")
    private int workers = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the points to FILE.")
    private @Nullable Path json;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draws the rates, and the theory, to FILE: .png or .svg.")
    private @Nullable Path plot;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Keeps the state of the sweep in FILE, every second, and goes on from there if it"
                            + " is there; settings left out are those of FILE. In a folder, sweep.json.")
    private @Nullable Path resume;

    @Mixin private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        if (workers < 1) {
            throw new ArgandException.InvalidArgument("ber", workers + " workers");
        }
        Path state = state();
        OutputFile.check("ber", json);
        OutputFile.checkFigure("ber", plot);
        OutputFile.check("ber", state);
        if (state != null && (state.equals(json) || state.equals(plot))) {
            throw BerSettings.bad("--resume and a result are one file, " + state);
        }
        BerSettings settings = settings(state);
        double[] points = settings.points();
        StoppingRule rule = settings.rule();
        common.open();
        BerSubject subject = BerSubject.of(settings, checkpoint);
        Simulation simulation =
                Simulation.of(subject.model())
                        .rule(rule)
                        .batch(settings.batchOr(subject.model().batchBlocks()))
                        .seed(settings.seed())
                        .workers(workers)
                        .link(subject.facts());
        if (state != null) {
            simulation.file(state);
        }
        try (Interruption interruption = new Interruption()) {
            BerTable table =
                    simulation.monitor(new BerProgress(common, rule, interruption)).run(points);
            return report(table, subject, state);
        }
    }

    private @Nullable Path state() {
        return resume != null && Files.isDirectory(resume) ? resume.resolve("sweep.json") : resume;
    }

    private BerSettings settings(@Nullable Path state) {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, BerSettings.MODULATION, modulation);
        put(given, BerSettings.BITS_PER_SYMBOL, bitsPerSymbol);
        put(given, BerSettings.CHANNEL, channel);
        put(given, BerSettings.CODE, code);
        put(given, BerSettings.LINK, link);
        put(given, "ebno_db", ebno == null ? null : BerSettings.list(ebno));
        put(given, "target_block_errors", targetBlockErrors);
        put(given, "target_bit_errors", targetBitErrors);
        put(given, "max_blocks", maxBlocks);
        put(given, "stop_without_errors", allPoints == null ? null : !allPoints);
        put(given, "batch_blocks", batch);
        put(given, "seed", common.seed().isPresent() ? common.seed().getAsLong() : null);
        Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
        if (state != null && Files.exists(state)) {
            values.putAll(SweepFile.read(state).settings());
        }
        values.putAll(given);
        return new BerSettings(values);
    }

    private static void put(Map<String, String> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value.toString());
        }
    }

    private int report(BerTable table, BerSubject subject, @Nullable Path state) {
        if (table.interrupted() && !table.points().isEmpty()) {
            BerProgress.print(common.out(), table.points().getLast());
        }
        if (json != null) {
            Json.write(json, table.toMaps());
        }
        if (plot != null) {
            BerReport.plot(table, subject, plot);
        }
        if (!table.interrupted()) {
            return 0;
        }
        common.err()
                .println(
                        "argand ber: interrupted"
                                + (state == null
                                        ? "; with --resume FILE it could go on"
                                        : "; go on with ./argand ber --resume " + state));
        common.err().flush();
        return Main.INTERRUPTED;
    }
}
