package org.argand.benchmarks;

import java.util.concurrent.TimeUnit;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** mean |h·x + n|² in complex64, forward and three gradients through the tape. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class GradientBenchmark {
    @Param({"1000", "100000", "4000000"})
    public int size;

    private Tensor h;
    private Tensor x;
    private Tensor n;

    @Setup
    public void draw() {
        RandomStream random = new RandomStream(1);
        h = random.normal(DType.COMPLEX64, Shape.of(size)).realise();
        x = random.normal(DType.COMPLEX64, Shape.of(size)).realise();
        n = random.normal(DType.COMPLEX64, Shape.of(size)).realise();
    }

    /** The value alone. */
    @Benchmark
    public double forward() {
        try (Scope _ = Scope.open()) {
            return h.mul(x).add(n).abs2().mean().item();
        }
    }

    /** The value and the gradients of h, x and n. */
    @Benchmark
    public double withGradients() {
        try (Scope _ = Scope.open();
                GradientTape tape = GradientTape.open()) {
            tape.watch(h);
            tape.watch(x);
            tape.watch(n);
            Tensor loss = h.mul(x).add(n).abs2().mean();
            Gradients g = tape.gradient(loss);
            g.of(h).realise();
            g.of(x).realise();
            g.of(n).realise();
            return loss.item();
        }
    }
}
