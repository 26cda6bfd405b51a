package org.argand.benchmarks.gpu;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** What reads or writes all elements once: sums and extremes, random numbers, indices, orders. */
final class ReductionCases {
    private ReductionCases() {}

    /** Sums and extremes of {@code n} elements, and of the rows and columns of a matrix of as many. */
    static List<GpuCase> of(long n, long columns) {
        long[] matrix = {n / columns, columns};
        double complex = (double) DType.COMPLEX64.bytes() * n;
        double real = (double) DType.FLOAT32.bytes() * n;
        return List.of(
                of("sum", DType.COMPLEX64, x -> x.sum(), n).moving(complex),
                of("sum_rows", DType.COMPLEX64, x -> x.sum(1), matrix).moving(complex),
                of("sum_columns", DType.COMPLEX64, x -> x.sum(0), matrix).moving(complex),
                of("mean", DType.COMPLEX64, x -> x.mean(), n).moving(complex),
                of("max", DType.FLOAT32, x -> x.max(), n).moving(real),
                of("softmax", DType.FLOAT32, x -> x.softmax(1), matrix).moving(2 * real));
    }

    /** Random numbers, which nobody reads. */
    static List<GpuCase> random(long n) {
        return List.of(
                drawn("uniform", DType.FLOAT32, n, (r, s) -> r.uniform(DType.FLOAT32, s)),
                drawn("normal", DType.FLOAT32, n, (r, s) -> r.normal(DType.FLOAT32, s)),
                drawn("normal", DType.COMPLEX64, n, (r, s) -> r.normal(DType.COMPLEX64, s)));
    }

    /** Rows, then elements, at random places: read, and added to, as the gradient of reading does. */
    static List<GpuCase> indexing(long rows, long columns, long places) {
        return List.of(
                gather(places, rows, columns),
                gather(places, rows),
                scatterAdd(places, rows, columns),
                scatterAdd(places, rows));
    }

    /** What a sort and a sum of all that went before take. */
    static List<GpuCase> orders(long sorted, long summed) {
        return List.of(
                of("sort", DType.FLOAT32, x -> x.sort(0).values(), sorted),
                of("cumsum", DType.FLOAT32, x -> x.cumsum(0), summed)
                        .moving(2.0 * DType.FLOAT32.bytes() * summed));
    }

    private static GpuCase of(String op, DType dtype, UnaryOperator<Tensor> f, long... shape) {
        return GpuCase.of(
                op,
                dtype,
                shape,
                () -> {
                    Tensor x = GpuCases.draw(GpuCases.random(), dtype, shape);
                    return () -> f.apply(x);
                });
    }

    private static GpuCase drawn(
            String op, DType dtype, long n, BiFunction<RandomStream, Shape, Tensor> f) {
        return GpuCase.of(
                        op,
                        dtype,
                        new long[] {n},
                        () -> {
                            RandomStream random = GpuCases.random();
                            return () -> f.apply(random, Shape.of(n));
                        })
                .moving((double) dtype.bytes() * n);
    }

    /** Of float32 {@code shape} at {@code places} indices, which peers read as the last extent. */
    private static GpuCase gather(long places, long... shape) {
        return GpuCase.of(
                        "gather",
                        DType.FLOAT32,
                        with(shape, places),
                        () -> {
                            RandomStream random = GpuCases.random();
                            Tensor x = GpuCases.draw(random, DType.FLOAT32, shape);
                            Tensor at = indices(random, places, shape[0]);
                            return () -> x.gather(at, 0);
                        })
                .moving(places * (Long.BYTES + 2 * rowBytes(shape)));
    }

    /** Sums of float32 {@code shape} of what is given at {@code places} indices, which the gradient of a gather is. */
    private static GpuCase scatterAdd(long places, long... shape) {
        return GpuCase.of(
                        "scatter_add",
                        DType.FLOAT32,
                        with(shape, places),
                        () -> {
                            RandomStream random = GpuCases.random();
                            Tensor at = indices(random, places, shape[0]);
                            long[] updated = shape.clone();
                            updated[0] = places;
                            Tensor updates = GpuCases.draw(random, DType.FLOAT32, updated);
                            return () -> updates.segmentSum(at, shape[0], 0);
                        })
                .moving(places * (Long.BYTES + rowBytes(shape)) + shape[0] * rowBytes(shape));
    }

    private static Tensor indices(RandomStream random, long places, long bound) {
        return random.integers(DType.INT64, Shape.of(places), bound).realise();
    }

    private static double rowBytes(long... shape) {
        long elements = LongStream.of(shape).skip(1).reduce(1, (a, b) -> a * b);
        return (double) elements * DType.FLOAT32.bytes();
    }

    private static long[] with(long[] shape, long last) {
        return LongStream.concat(LongStream.of(shape), LongStream.of(last)).toArray();
    }
}
