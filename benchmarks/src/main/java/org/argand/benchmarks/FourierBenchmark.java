package org.argand.benchmarks;

import java.util.concurrent.TimeUnit;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Fourier.Norm;
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

/** Fourier transforms of about 65536 elements in lines of n, along the last axis and the first. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FourierBenchmark {
    @Param({"64", "139", "256", "1024", "1200", "4096"})
    public int n;

    private Tensor lines;
    private Tensor columns;
    private Tensor real;

    @Setup
    public void draw() {
        long batch = Math.max(1, 65_536 / n);
        RandomStream random = new RandomStream(1);
        lines = random.normal(DType.COMPLEX64, Shape.of(batch, n)).realise();
        columns = random.normal(DType.COMPLEX64, Shape.of(n, batch)).realise();
        real = random.normal(DType.FLOAT32, Shape.of(batch, n)).realise();
    }

    /** Lines that lie in one piece. */
    @Benchmark
    public Tensor lastAxis() {
        try (Scope _ = Scope.open()) {
            return lines.fft().realise();
        }
    }

    /** Lines whose elements lie apart. */
    @Benchmark
    public Tensor firstAxis() {
        try (Scope _ = Scope.open()) {
            return columns.fft(n, 0, Norm.BACKWARD).realise();
        }
    }

    /** Half spectra of real lines. */
    @Benchmark
    public Tensor realLines() {
        try (Scope _ = Scope.open()) {
            return real.rfft().realise();
        }
    }
}
