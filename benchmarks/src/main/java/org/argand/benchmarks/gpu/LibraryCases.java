package org.argand.benchmarks.gpu;

import java.util.List;
import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.cuda.DirectFft;
import org.argand.backend.cuda.DirectMatmul;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Matrix products and transforms, which CUDA's libraries do: each beside the library's own call. */
final class LibraryCases {
    private LibraryCases() {}

    /** The product of matrices of shape {@code [n, n]} or {@code [batch, n, n]}. */
    static GpuCase matmul(DType dtype, long... shape) {
        long n = shape[shape.length - 1];
        double batch = shape.length == 3 ? shape[0] : 1;
        return GpuCase.of(
                        "matmul",
                        dtype,
                        shape,
                        () -> {
                            RandomStream random = GpuCases.random();
                            Tensor a = GpuCases.draw(random, dtype, shape);
                            Tensor b = GpuCases.draw(random, dtype, shape);
                            return () -> a.matmul(b);
                        })
                .computing((dtype.isComplex() ? 8.0 : 2.0) * batch * n * n * n)
                .beside(device -> DirectMatmul.of(device, dtype, Shape.of(shape), false));
    }

    /** Aᴴ·B, which needs no copy of A. */
    static GpuCase adjointMatmul(long n) {
        return GpuCase.of(
                        "adjoint_matmul",
                        DType.COMPLEX64,
                        new long[] {n, n},
                        () -> {
                            RandomStream random = GpuCases.random();
                            Tensor a = GpuCases.draw(random, DType.COMPLEX64, n, n);
                            Tensor b = GpuCases.draw(random, DType.COMPLEX64, n, n);
                            return () -> a.adjoint().matmul(b);
                        })
                .computing(8.0 * n * n * n)
                .beside(device -> DirectMatmul.of(device, DType.COMPLEX64, Shape.of(n, n), true));
    }

    /** Complex transforms of rows. */
    static List<GpuCase> fourier(long batch, int n) {
        return List.of(transform("fft", DType.COMPLEX64, batch, n, 1, x -> x.fft()));
    }

    /** Transforms of rows, complex and real, and of columns. */
    static List<GpuCase> fourierOfAllKinds(long batch, int n) {
        return List.of(
                transform("fft", DType.COMPLEX64, batch, n, 1, x -> x.fft()),
                transform("rfft", DType.FLOAT32, batch, n, 1, x -> x.rfft()),
                transform(
                        "fft_columns",
                        DType.COMPLEX64,
                        n,
                        batch,
                        0,
                        x -> x.fft(n, 0, Norm.BACKWARD)));
    }

    /** Real transforms are half of complex ones, in bytes and in operations. */
    private static GpuCase transform(
            String op, DType dtype, long rows, long columns, int axis, UnaryOperator<Tensor> f) {
        long length = axis == 0 ? rows : columns;
        double elements = (double) rows * columns;
        double part = dtype.isComplex() ? 1 : 0.5;
        return GpuCase.of(
                        op,
                        dtype,
                        new long[] {rows, columns},
                        () -> {
                            Tensor x = GpuCases.draw(GpuCases.random(), dtype, rows, columns);
                            return () -> f.apply(x);
                        })
                .moving(part * 2 * DType.COMPLEX64.bytes() * elements)
                .computing(part * 5 * elements * Math.log(length) / Math.log(2))
                .beside(device -> DirectFft.of(device, dtype, Shape.of(rows, columns), axis));
    }
}
