package org.argand.benchmarks.gpu;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Work on each element by itself, which a GPU does as fast as it moves memory. */
final class PointwiseCases {
    private PointwiseCases() {}

    /** Copies, functions, and what engineers write most often. */
    static List<GpuCase> of(long n) {
        return List.of(
                unary("copy", DType.COMPLEX64, n, Tensor::copied),
                unary("exp", DType.COMPLEX64, n, Tensor::exp),
                unary("exp", DType.FLOAT32, n, Tensor::exp),
                ternary("fma", n, 8, (ab, c) -> ab.add(c)),
                ternary("chain", n, 4, (ab, c) -> ab.add(c).abs2()),
                ternary("chain_mean", n, 0, (ab, c) -> ab.add(c).abs2().mean()));
    }

    /** Chains of 1, 2, 4 and 8 ops, of as many bytes in both precisions. */
    static List<GpuCase> chains(long n) {
        return List.of(
                chain(DType.COMPLEX64, n, 1),
                chain(DType.COMPLEX64, n, 2),
                chain(DType.COMPLEX64, n, 4),
                chain(DType.COMPLEX64, n, 8),
                chain(DType.COMPLEX128, n / 2, 1),
                chain(DType.COMPLEX128, n / 2, 2),
                chain(DType.COMPLEX128, n / 2, 4),
                chain(DType.COMPLEX128, n / 2, 8));
    }

    static GpuCase unary(String op, DType dtype, long n, UnaryOperator<Tensor> f) {
        return GpuCase.of(
                        op,
                        dtype,
                        new long[] {n},
                        () -> {
                            Tensor x = GpuCases.draw(GpuCases.random(), dtype, n);
                            return () -> f.apply(x);
                        })
                .moving(2.0 * dtype.bytes() * n);
    }

    /** Of a·b and c in complex64, with a result of {@code bytes} for each element. */
    private static GpuCase ternary(String op, long n, int bytes, BinaryOperator<Tensor> f) {
        return GpuCase.of(
                        op,
                        DType.COMPLEX64,
                        new long[] {n},
                        () -> {
                            RandomStream random = GpuCases.random();
                            Tensor a = GpuCases.draw(random, DType.COMPLEX64, n);
                            Tensor b = GpuCases.draw(random, DType.COMPLEX64, n);
                            Tensor c = GpuCases.draw(random, DType.COMPLEX64, n);
                            return () -> f.apply(a.mul(b), c);
                        })
                .moving((3.0 * DType.COMPLEX64.bytes() + bytes) * n);
    }

    /** In turns times a and plus b, which are read once, if at all. */
    private static GpuCase chain(DType dtype, long n, int ops) {
        int arrays = ops == 1 ? 3 : 4;
        return GpuCase.of(
                        "chain_of_" + ops,
                        dtype,
                        new long[] {n},
                        () -> {
                            RandomStream random = GpuCases.random();
                            Tensor x = GpuCases.draw(random, dtype, n);
                            Tensor a = GpuCases.draw(random, dtype, n);
                            Tensor b = GpuCases.draw(random, dtype, n);
                            return () -> {
                                Tensor z = x;
                                for (int k = 0; k < ops; k++) {
                                    z = k % 2 == 0 ? z.mul(a) : z.add(b);
                                }
                                return z;
                            };
                        })
                .moving((double) arrays * dtype.bytes() * n);
    }
}
