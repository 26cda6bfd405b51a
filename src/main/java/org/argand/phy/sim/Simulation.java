package org.argand.phy.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.argand.array.ArgandException;
import org.jspecify.annotations.Nullable;

/**
 * The Monte-Carlo loop: at each Eb/N0 batches of blocks until there are errors enough.
 *
 * <pre>{@code
 * BerTable table =
 *         Simulation.of((ebnoDb, blocks, random) -> BlockErrors.between(bits, decided))
 *                 .rule(StoppingRule.blockErrors(100, 10_000))
 *                 .file(Path.of("sweep.json"))
 *                 .run(0, 2, 4, 6);
 * }</pre>
 *
 * <p>The random numbers of a batch depend on the seed, the Eb/N0 and the batch's index alone, and batches are counted in their
 * order until the rule is met. So the counts are the same on any number of threads and workers, and of a sweep that was
 * killed at any moment and resumed; a batch computed beyond the end of a point is thrown away. A point has the same counts in
 * whatever sweep it stands.
 */
public final class Simulation {
    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);

    private final LinkModel model;
    private StoppingRule rule = StoppingRule.blockErrors(100, 10_000);
    private int batchBlocks = 100;
    private long seed = 1;
    private int workers = 1;
    private @Nullable Path file;
    private Duration betweenSaves = BETWEEN_SAVES;
    private Map<String, String> link = Map.of();
    private SweepMonitor monitor = SweepMonitor.NONE;

    private Simulation(LinkModel model) {
        this.model = model;
    }

    /** A simulation of {@code model}: 100 block errors or 10,000 blocks, batches of 100, seed 1, one worker, no file. */
    public static Simulation of(LinkModel model) {
        return new Simulation(model);
    }

    /** When a point ends. */
    public Simulation rule(StoppingRule rule) {
        this.rule = rule;
        return this;
    }

    /** Blocks per batch; the counts depend on it, for random numbers are drawn by the batch. */
    public Simulation batch(int blocks) {
        this.batchBlocks = blocks;
        return this;
    }

    /** Seed of every random number. */
    public Simulation seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Batches computed at once, each by a thread of its own; the counts do not depend on it. */
    public Simulation workers(int count) {
        if (count < 1) {
            throw new ArgandException.InvalidArgument("simulation", count + " workers");
        }
        this.workers = count;
        return this;
    }

    /**
     * Keeps the state of the sweep in {@code file}, and goes on from there if it is there already. It is written every second
     * and at the end of every point; what was counted since then is counted again after a kill, to the same numbers.
     */
    public Simulation file(Path file) {
        this.file = file;
        return this;
    }

    /** Time between two saves within a point. */
    Simulation betweenSaves(Duration time) {
        this.betweenSaves = time;
        return this;
    }

    /** Facts of the link that the file states: with other facts it cannot be resumed. */
    public Simulation link(Map<String, String> facts) {
        this.link = new LinkedHashMap<>(facts);
        return this;
    }

    /** Who is told of every batch and may stop the sweep. */
    public Simulation monitor(SweepMonitor monitor) {
        this.monitor = monitor;
        return this;
    }

    /**
     * Runs the points in that order, or what is left of them.
     *
     * @param ebnoDb Eb/N0 in dB, all different
     * @throws ArgandException.InvalidArgument if the file is of other settings
     * @throws ArgandException.BadFile if the file is damaged or cannot be written
     */
    public BerTable run(double... ebnoDb) {
        SweepSettings settings =
                new SweepSettings(
                        // A zero has one sign, and one stream.
                        Arrays.stream(ebnoDb).map(e -> e + 0.0).boxed().toList(),
                        rule,
                        batchBlocks,
                        seed,
                        model.independentBits(),
                        link);
        SweepState state = SweepState.open(settings, file);
        monitor.resumed(state.ended());
        try (ExecutorService threads = Executors.newFixedThreadPool(workers, Simulation::thread)) {
            boolean goesOn = true;
            while (goesOn && !state.hasEnded()) {
                goesOn = advance(state, settings, threads);
                state.save();
            }
        }
        return state.table();
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("argand-simulation").daemon().unstarted(work);
    }

    /** Goes on with the current point; whether it came to its end. */
    private boolean advance(SweepState state, SweepSettings settings, ExecutorService threads) {
        BerPoint p = state.current();
        long first = Math.ceilDiv(p.tally().blocks(), batchBlocks);
        double before = p.seconds();
        long begin = System.nanoTime();
        long saved = begin;
        try (BatchSequence batches =
                new BatchSequence(model, settings, p.ebnoDb(), first, threads, workers)) {
            while (p.status() == Status.RUNNING) {
                if (monitor.stopRequested()) {
                    return false;
                }
                Tally tally = p.tally().plus(batches.next());
                long now = System.nanoTime();
                p =
                        new BerPoint(
                                p.ebnoDb(),
                                tally,
                                rule.after(tally),
                                before + (now - begin) * 1e-9,
                                p.independentBits());
                state.replace(p);
                if (p.status() == Status.RUNNING && now - saved > betweenSaves.toNanos()) {
                    state.save();
                    saved = now;
                }
                monitor.progress(p);
            }
        }
        return true;
    }
}
