package org.argand.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A family of benchmarks whose iterations are {@link Contest}s; what counts are their {@link Times}, the primary result is
 * the length of a round.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgs = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseParallelGC",
            "-Xmx5g",
            // A young generation that grows is new memory, whose first touch may cost more than
            // what is measured.
            "-Xmn128m",
            // As ./argand has it, and as run.sh tells libtorch.
            "-XX:+UseTransparentHugePages",
            "-Dorg.bytedeco.javacpp.versionCheck=false",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
        })
public abstract class Paired {
    /** Threads that each library may use. */
    @Param("1")
    public int threads;

    private Contest contest;

    /** Prepares the work, and checks that everybody does the same. */
    protected abstract Contest contest();

    @Setup
    public void start() {
        if (!String.valueOf(threads).equals(System.getenv("ARGAND_THREADS"))) {
            throw new IllegalStateException("ARGAND_THREADS is not " + threads + "; use run.sh");
        }
        Torch.start(threads);
        contest = contest();
        contest.warmUp();
    }

    @Setup(Level.Iteration)
    public void restart() {
        contest.restart();
    }

    /** One turn of each. */
    @Benchmark
    public void round(Times times) {
        contest.round(times);
    }
}
