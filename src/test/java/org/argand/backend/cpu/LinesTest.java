package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Order;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Running folds and orders of lines: of any length, of views, on any number of threads. */
class LinesTest {
    private static final Random RANDOM = new Random(19);

    /** Few different numbers, so that many are equal; zeros of both signs, infinities, NaN. */
    private static double[] few(int n) {
        double[] of = {0.0, -0.0, 1, -1, 2.5, -3e300, 1e-310, Double.NaN, 1 / 0.0, -1 / 0.0};
        return IntStream.range(0, n).mapToDouble(_ -> of[RANDOM.nextInt(of.length)]).toArray();
    }

    private static long[] stable(double[] x, boolean descending) {
        Comparator<Integer> up = (a, b) -> x[a] < x[b] ? -1 : x[a] > x[b] ? 1 : 0;
        return IntStream.range(0, x.length)
                .boxed()
                .sorted(
                        Comparator.comparing((Integer k) -> Double.isNaN(x[k]))
                                .thenComparing(descending ? up.reversed() : up))
                .mapToLong(k -> k)
                .toArray();
    }

    /** Lengths at which insertion gives way to sorting by bytes, and long ones; seed 19. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 39, 40, 41, 257, 5000})
    void argsort_isTheStableOrder(int n) {
        for (double[] x : new double[][] {few(n), RANDOM.doubles(n, -1e9, 1e9).toArray()}) {
            for (boolean down : new boolean[] {false, true}) {
                Tensor t = Tensor.of(x);
                long[] order = t.argsort(Order.REAL, 0, down).toLongs();
                assertArrayEquals(stable(x, down), order);
                float[] single = t.cast(DType.FLOAT32).toFloats();
                double[] rounded = IntStream.range(0, n).mapToDouble(k -> single[k]).toArray();
                assertArrayEquals(
                        stable(rounded, down),
                        t.cast(DType.FLOAT32).argsort(Order.REAL, 0, down).toLongs());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 3000})
    void argsort_ofIntegers(int n) {
        long[] x = RANDOM.longs(n).map(v -> RANDOM.nextBoolean() ? v : v % 9).toArray();
        long[] sorted = x.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, Tensor.of(x).sort(0).values().toLongs());
        Tensor narrow = Tensor.of(x).cast(DType.INT32);
        int[] ints = narrow.toInts();
        Arrays.sort(ints);
        assertArrayEquals(ints, narrow.sort(Order.REAL, 0, true).values().flip(0).toInts());
    }

    @Test
    void views_haveTheLinesOfTheirCopy() {
        Tensor x = Tensor.of(Shape.of(6, 10, 4), RANDOM.doubles(240, -1, 1).toArray());
        for (Tensor view :
                new Tensor[] {
                    x.permute(2, 0, 1),
                    x.slice(1, 8, 0, -3),
                    x.flip(0, 2),
                    x.select(1, 2).expand(1).broadcastTo(Shape.of(6, 5, 4))
                }) {
            Tensor copy = view.copied();
            for (int axis = 0; axis < 3; axis++) {
                assertSame(copy.cumsum(axis), view.cumsum(axis));
                assertSame(copy.cumprod(axis), view.cumprod(axis));
                assertSame(copy.cummin(axis), view.cummin(axis));
                assertSame(copy.sort(axis).values(), view.sort(axis).values());
                Tensor z = Tensor.complex(view, view.square());
                assertSame(z.copied().cumprod(axis), z.cumprod(axis));
            }
        }
    }

    private static void assertSame(Tensor expected, Tensor actual) {
        assertArrayEquals(expected.toDoubles(), actual.toDoubles());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
    void threads_changeNothing(DType d) {
        Tensor x = Tensor.of(Shape.of(300, 401), RANDOM.doubles(120_300, -1, 1).toArray()).cast(d);
        for (int axis = 0; axis < 2; axis++) {
            int a = axis;
            assertSameOnAnyThreads(() -> x.cumsum(a));
            assertSameOnAnyThreads(() -> x.cumprod(a));
            assertSameOnAnyThreads(() -> x.sort(Order.ABS, a, true).values());
        }
    }

    private static void assertSameOnAnyThreads(Supplier<Tensor> op) {
        int before = Workers.threads();
        try {
            Workers.setThreads(1);
            double[] one = op.get().toDoubles();
            Workers.setThreads(4);
            assertArrayEquals(one, op.get().toDoubles());
        } finally {
            Workers.setThreads(before);
        }
    }
}
