package org.argand.benchmarks;

import java.util.concurrent.TimeUnit;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTraining;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Training steps of the link that {@code train} learns: mapper, channel, demapper, loss, gradients and Adam. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TrainingBenchmark {
    @Param({"awgn", "rayleigh", "tdl-a"})
    public String channel;

    @Param({"1000", "8000", "32000"})
    public int batch;

    private LinkTraining training;

    @Setup
    public void start() {
        LinkSettings s = LinkSettings.STANDARD;
        training =
                LinkTraining.start(
                        new LinkSettings(
                                channel,
                                s.bitsPerSymbol(),
                                1_000_000,
                                batch,
                                s.seed(),
                                s.ebnoFrom(),
                                s.ebnoTo(),
                                s.codeRate(),
                                s.rate()));
    }

    /** Ten steps and one look at the loss. */
    @Benchmark
    @OperationsPerInvocation(10)
    public double step() {
        return training.advance(10).loss();
    }
}
