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

/** Square matrix products, and the batched small ones of MIMO. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class MatmulBenchmark {
    @Param({"FLOAT32", "COMPLEX64", "COMPLEX128"})
    public DType dtype;

    @Param({"64", "256", "512"})
    public int n;

    private Tensor a;
    private Tensor b;
    private Tensor small;

    @Setup
    public void draw() {
        RandomStream random = new RandomStream(1);
        a = random.normal(dtype, Shape.of(n, n)).realise();
        b = random.normal(dtype, Shape.of(n, n)).realise();
        small = random.normal(dtype, Shape.of((long) n * n / 16, 4, 4)).realise();
    }

    /** A·B. */
    @Benchmark
    public Tensor plain() {
        try (Scope _ = Scope.open()) {
            return a.matmul(b).realise();
        }
    }

    /** Aᴴ·B, without a copy of A. */
    @Benchmark
    public Tensor adjoint() {
        try (Scope _ = Scope.open()) {
            return a.adjoint().matmul(b).realise();
        }
    }

    /** n²/16 products of 4x4 matrices. */
    @Benchmark
    public Tensor batched4x4() {
        try (Scope _ = Scope.open()) {
            return small.matmul(small).realise();
        }
    }
}
