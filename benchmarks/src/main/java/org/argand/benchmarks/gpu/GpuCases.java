package org.argand.benchmarks.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTask;
import org.argand.phy.link.LinkTraining;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** What is timed on a GPU: pointwise chains, matrix products, transforms, and training steps. */
final class GpuCases {
    /** Steps of a training between two looks at the loss. */
    static final int STEPS = 10;

    private static final long SEED = 1;

    private final List<GpuCase> cases = new ArrayList<>();

    private GpuCases() {}

    /** Those that show what a GPU can do, the pointwise ones over {@code n} elements. */
    static List<GpuCase> full(long n) {
        GpuCases c = new GpuCases();
        c.pointwise(n);
        c.pointwise(1 << 10);
        for (long m : new long[] {512, 1024, 2048, 4096}) {
            c.matmul(DType.COMPLEX64, m, m);
        }
        c.matmul(DType.COMPLEX128, 1024, 1024);
        c.matmul(DType.FLOAT32, 4096, 4096);
        c.matmul(DType.COMPLEX64, 4096, 16, 16);
        c.matmul(DType.COMPLEX64, 64, 256, 256);
        c.adjointMatmul(2048);
        c.fourier(65_536, 64);
        c.fourier(4096, 1024);
        c.fourier(4096, 4096);
        c.fourier(8 * 4096, 4096);
        c.training("awgn", 8000);
        c.training("awgn", 32_000);
        c.training("rayleigh", 32_000);
        c.training("tdl-a", 32_768);
        return c.cases;
    }

    /** The same as small as can be, to see that all of it runs. */
    static List<GpuCase> rehearsal() {
        GpuCases c = new GpuCases();
        c.pointwise(256);
        c.matmul(DType.COMPLEX64, 8, 8);
        c.matmul(DType.COMPLEX64, 3, 4, 4);
        c.adjointMatmul(8);
        c.fourier(4, 16);
        c.training("awgn", 64);
        return c.cases;
    }

    private void add(
            String op,
            DType dtype,
            long[] shape,
            double bytes,
            double flops,
            Supplier<Supplier<Tensor>> start) {
        List<Long> dims = Arrays.stream(shape).boxed().toList();
        cases.add(new GpuCase(op, dtype, dims, bytes, flops, start));
    }

    private static Tensor draw(RandomStream random, DType dtype, long... shape) {
        return random.normal(dtype, Shape.of(shape)).realise();
    }

    private void pointwise(long n) {
        unary("copy", DType.COMPLEX64, n, Tensor::copied);
        unary("exp", DType.COMPLEX64, n, Tensor::exp);
        unary("exp", DType.FLOAT32, n, Tensor::exp);
        ternary("fma", n, 8, (ab, c) -> ab.add(c));
        ternary("chain", n, 4, (ab, c) -> ab.add(c).abs2());
        ternary("chain_mean", n, 0, (ab, c) -> ab.add(c).abs2().mean());
    }

    private void unary(String op, DType dtype, long n, UnaryOperator<Tensor> f) {
        add(
                op,
                dtype,
                new long[] {n},
                2.0 * dtype.bytes() * n,
                0,
                () -> {
                    Tensor x = draw(new RandomStream(SEED), dtype, n);
                    return () -> f.apply(x);
                });
    }

    /** Of a·b and c in complex64, with a result of {@code bytes} for each element. */
    private void ternary(String op, long n, int bytes, BinaryOperator<Tensor> f) {
        add(
                op,
                DType.COMPLEX64,
                new long[] {n},
                (3.0 * DType.COMPLEX64.bytes() + bytes) * n,
                0,
                () -> {
                    RandomStream random = new RandomStream(SEED);
                    Tensor a = draw(random, DType.COMPLEX64, n);
                    Tensor b = draw(random, DType.COMPLEX64, n);
                    Tensor c = draw(random, DType.COMPLEX64, n);
                    return () -> f.apply(a.mul(b), c);
                });
    }

    private void matmul(DType dtype, long... shape) {
        long n = shape[shape.length - 1];
        double batch = shape.length == 3 ? shape[0] : 1;
        double flops = (dtype.isComplex() ? 8.0 : 2.0) * batch * n * n * n;
        add(
                "matmul",
                dtype,
                shape,
                0,
                flops,
                () -> {
                    RandomStream random = new RandomStream(SEED);
                    Tensor a = draw(random, dtype, shape);
                    Tensor b = draw(random, dtype, shape);
                    return () -> a.matmul(b);
                });
    }

    /** Aᴴ·B, which needs no copy of A. */
    private void adjointMatmul(long n) {
        add(
                "adjoint_matmul",
                DType.COMPLEX64,
                new long[] {n, n},
                0,
                8.0 * n * n * n,
                () -> {
                    RandomStream random = new RandomStream(SEED);
                    Tensor a = draw(random, DType.COMPLEX64, n, n);
                    Tensor b = draw(random, DType.COMPLEX64, n, n);
                    return () -> a.adjoint().matmul(b);
                });
    }

    private void fourier(long batch, int n) {
        double flops = 5.0 * batch * n * Math.log(n) / Math.log(2);
        double bytes = 2.0 * DType.COMPLEX64.bytes() * batch * n;
        transform("fft", DType.COMPLEX64, batch, n, bytes, flops, x -> x.fft());
        transform("rfft", DType.FLOAT32, batch, n, bytes / 2, flops / 2, x -> x.rfft());
        transform(
                "fft_columns",
                DType.COMPLEX64,
                n,
                (int) Math.min(batch, 4096),
                2.0 * DType.COMPLEX64.bytes() * n * Math.min(batch, 4096),
                flops * Math.min(batch, 4096) / batch,
                x -> x.fft(n, 0, Norm.BACKWARD));
    }

    private void transform(
            String op,
            DType dtype,
            long rows,
            int columns,
            double bytes,
            double flops,
            UnaryOperator<Tensor> f) {
        add(
                op,
                dtype,
                new long[] {rows, columns},
                bytes,
                flops,
                () -> {
                    Tensor x = draw(new RandomStream(SEED), dtype, rows, columns);
                    return () -> f.apply(x);
                });
    }

    /** {@link #STEPS} training steps of the link that {@code train} learns. */
    private void training(String channel, int batch) {
        LinkSettings s = LinkTask.AUTOENCODER.standard();
        LinkSettings settings =
                new LinkSettings(
                        s.task(),
                        channel,
                        s.bitsPerSymbol(),
                        1_000_000,
                        batch,
                        s.seed(),
                        s.ebnoFrom(),
                        s.ebnoTo(),
                        s.codeRate(),
                        s.rate());
        add(
                "training_" + channel,
                DType.COMPLEX64,
                new long[] {batch},
                0,
                0,
                () -> {
                    LinkTraining training = LinkTraining.start(settings);
                    return () -> Tensor.scalar(training.advance(STEPS).loss());
                });
    }
}
