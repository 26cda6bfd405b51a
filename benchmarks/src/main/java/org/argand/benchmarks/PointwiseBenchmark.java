package org.argand.benchmarks;

import java.util.concurrent.TimeUnit;
import org.argand.array.DType;
import org.argand.array.Shape;
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

/** Pointwise chains on complex64: one op, a fused chain, one that a reduction swallows; and what copying costs. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PointwiseBenchmark {
    @Param({"1000", "100000", "4000000"})
    public int size;

    private Tensor a;
    private Tensor b;
    private Tensor d;
    private float[] from;
    private float[] to;

    @Setup
    public void draw() {
        RandomStream random = new RandomStream(1);
        a = random.normal(DType.COMPLEX64, Shape.of(size)).realise();
        b = random.normal(DType.COMPLEX64, Shape.of(size)).realise();
        d = random.normal(DType.COMPLEX64, Shape.of(size)).realise();
        from = a.toFloats();
        to = new float[2 * size];
    }

    /** The limit: as many elements copied by one thread. */
    @Benchmark
    public float[] copy() {
        System.arraycopy(from, 0, to, 0, to.length);
        return to;
    }

    /** a·b. */
    @Benchmark
    public Tensor mul() {
        try (Scope _ = Scope.open()) {
            return a.mul(b).realise();
        }
    }

    /** |a·b + d|². */
    @Benchmark
    public Tensor chain() {
        try (Scope _ = Scope.open()) {
            return a.mul(b).add(d).abs2().realise();
        }
    }

    /** exp(a). */
    @Benchmark
    public Tensor exp() {
        try (Scope _ = Scope.open()) {
            return a.exp().realise();
        }
    }

    /** The mean of |a·b + d|². */
    @Benchmark
    public double chainMean() {
        try (Scope _ = Scope.open()) {
            return a.mul(b).add(d).abs2().mean().item();
        }
    }
}
