package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fold over every set of axes, against exact or naive folding in the test. */
class ReductionsTest {
    private static final List<Shape> SHAPES =
            List.of(
                    Shape.of(3, 5, 7),
                    Shape.of(1),
                    Shape.SCALAR,
                    Shape.of(0, 4),
                    Shape.of(4, 0),
                    Shape.of(1000, 3),
                    Shape.of(2, 1, 600, 3),
                    Shape.of(3, 9000),
                    Shape.of(40_000),
                    Shape.of(300, 5, 90),
                    Shape.of(2, 1100, 17),
                    Shape.of(2, 20, 3, 40),
                    Shape.of(2, 3, 4, 5, 2));

    private final CpuBackend cpu = new CpuBackend();
    private final int threads = Workers.threads();

    @AfterEach
    void restoreThreads() {
        Workers.setThreads(threads);
    }

    static Stream<Shape> shapes() {
        return SHAPES.stream();
    }

    /** Every subset of the axes of that shape. */
    private static List<int[]> subsets(Shape shape) {
        List<int[]> all = new ArrayList<>();
        for (int mask = 0; mask < 1 << shape.rank(); mask++) {
            int m = mask;
            all.add(IntStream.range(0, shape.rank()).filter(a -> (m >> a & 1) == 1).toArray());
        }
        return all;
    }

    private static Program identity(DType d) {
        return new Program(List.of(new Program.Input(d)), List.of(), List.of(0));
    }

    /** Strided, and in half the cases with its axes the other way round in memory. */
    private Operand operand(Random random, DType dtype, Shape shape) {
        if (random.nextBoolean()) {
            return Tensors.random(cpu, random, dtype, shape, true);
        }
        int rank = shape.rank();
        int[] back = IntStream.range(0, rank).map(k -> rank - 1 - k).toArray();
        long[] dims = Arrays.stream(back).mapToLong(shape::dim).toArray();
        Operand x = Tensors.random(cpu, random, dtype, Shape.of(dims), true);
        return new Operand(x.buffer(), x.layout().permuted(back));
    }

    private Operand reduce(Fold fold, Operand x, int[] axes) {
        Operand r = Tensors.empty(cpu, fold.result(x.dtype()), x.shape().reduced(axes, true));
        cpu.reduce(
                fold,
                identity(x.dtype()),
                new Program.Bindings(x.shape(), List.of(x), List.of(), List.of()),
                axes,
                r);
        return r;
    }

    /** Results as plain folds of the elements in row-major order; sums by BigDecimal. */
    private static double[][] naive(Fold fold, Operand x, int[] axes) {
        Shape kept = x.shape().reduced(axes, true);
        int n = (int) kept.size();
        double[][] r = new double[n][];
        BigDecimal[] re = new BigDecimal[n];
        BigDecimal[] im = new BigDecimal[n];
        Arrays.fill(re, BigDecimal.ZERO);
        Arrays.fill(im, BigDecimal.ZERO);
        for (int k = 0; k < n; k++) {
            r[k] = start(fold);
        }
        double[] seen = new double[n];
        for (long[] index : Tensors.indices(x.shape())) {
            int k = 0;
            for (int a = 0; a < index.length; a++) {
                k = (int) (k * kept.dim(a) + (kept.dim(a) == 1 ? 0 : index[a]));
            }
            double[] v = Tensors.get(x, index);
            if (fold == Fold.SUM) {
                re[k] = re[k].add(new BigDecimal(v[0]));
                im[k] = im[k].add(new BigDecimal(v[1]));
                r[k] = new double[] {re[k].doubleValue(), im[k].doubleValue()};
            } else {
                step(fold, r[k], v, seen[k]++);
            }
        }
        return r;
    }

    private static double[] start(Fold fold) {
        return switch (fold) {
            case SUM, ANY -> new double[] {0, 0};
            case PROD, ALL -> new double[] {1, 0};
            case MAX, ARGMAX -> new double[] {Double.NEGATIVE_INFINITY, 0, 0};
            case MIN, ARGMIN -> new double[] {Double.POSITIVE_INFINITY, 0, 0};
        };
    }

    private static void step(Fold fold, double[] r, double[] v, double position) {
        switch (fold) {
            case PROD -> {
                double re = r[0] * v[0] - r[1] * v[1];
                r[1] = r[0] * v[1] + r[1] * v[0];
                r[0] = re;
            }
            case MAX -> r[0] = Math.max(r[0], v[0]);
            case MIN -> r[0] = Math.min(r[0], v[0]);
            case ANY -> r[0] = r[0] != 0 || v[0] != 0 ? 1 : 0;
            case ALL -> r[0] = r[0] != 0 && v[0] != 0 ? 1 : 0;
            case ARGMAX, ARGMIN -> {
                boolean better = fold == Fold.ARGMAX ? v[0] > r[0] : v[0] < r[0];
                if (better || Double.isNaN(v[0]) && !Double.isNaN(r[0])) {
                    r[0] = v[0];
                    r[2] = position;
                }
            }
            case SUM -> throw new AssertionError();
        }
    }

    private void check(Fold fold, Operand x, int[] axes, double tolerance) {
        Operand r = reduce(fold, x, axes);
        double[][] want = naive(fold, x, axes);
        List<long[]> at = Tensors.indices(r.shape());
        for (int k = 0; k < want.length; k++) {
            double[] got = Tensors.get(r, at.get(k));
            double[] w =
                    fold == Fold.ARGMAX || fold == Fold.ARGMIN
                            ? new double[] {want[k][2], 0}
                            : want[k];
            int p = k;
            for (int part = 0; part < r.dtype().components(); part++) {
                double e = Math.abs(got[part] - w[part]);
                boolean good =
                        Double.compare(got[part], w[part]) == 0
                                || e <= tolerance * Math.abs(w[0])
                                || e <= tolerance * Math.abs(w[1]);
                assertTrue(
                        good,
                        () ->
                                fold
                                        + " "
                                        + x.dtype()
                                        + " "
                                        + x.layout()
                                        + " over "
                                        + Arrays.toString(axes)
                                        + " at "
                                        + p
                                        + ": "
                                        + Arrays.toString(got)
                                        + " is not "
                                        + Arrays.toString(w));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void sum_isExactlyRoundedForQuartersOverAnyAxes(Shape shape) {
        Random random = new Random(shape.hashCode());
        for (int[] axes : subsets(shape)) {
            for (DType d : DType.values()) {
                if (d != DType.BOOL) {
                    check(Fold.SUM, operand(random, d, shape), axes, 0);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void extremes_areThoseOfTheElements(Shape shape) {
        Random random = new Random(shape.hashCode());
        for (int[] axes : subsets(shape)) {
            if (shape.isEmpty() && !shape.reduced(axes, true).isEmpty()) {
                continue;
            }
            for (DType d : List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64)) {
                Operand x = operand(random, d, shape);
                check(Fold.MAX, x, axes, 0);
                check(Fold.MIN, x, axes, 0);
                if (axes.length == 1) {
                    check(Fold.ARGMAX, x, axes, 0);
                    check(Fold.ARGMIN, x, axes, 0);
                }
            }
            Operand b = operand(random, DType.BOOL, shape);
            check(Fold.ANY, b, axes, 0);
            check(Fold.ALL, b, axes, 0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void product_isThatOfTheElements(Shape shape) {
        Random random = new Random(shape.hashCode());
        for (int[] axes : subsets(shape)) {
            Shape kept = shape.reduced(axes, true);
            if (!kept.isEmpty() && shape.size() / kept.size() > 40) {
                continue;
            }
            for (DType d :
                    List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128)) {
                check(Fold.PROD, operand(random, d, shape), axes, 64 * d.epsilon());
            }
        }
    }

    @Test
    void nan_winsInEveryExtreme() {
        double nan = Double.NaN;
        for (DType d : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Operand x = Tensors.of(cpu, d, Shape.of(2, 3), 1, nan, 3, nan, 2, nan);
            for (Fold fold : List.of(Fold.MAX, Fold.MIN, Fold.ARGMAX, Fold.ARGMIN)) {
                check(fold, x, new int[] {0}, 0);
                check(fold, x, new int[] {1}, 0);
            }
        }
    }

    @Test
    void infiniteTerms_giveInfiniteOrUndefinedSums() {
        double inf = Double.POSITIVE_INFINITY;
        Operand x = Tensors.of(cpu, DType.FLOAT64, Shape.of(2, 3), 1, inf, 3, inf, -inf, 1e308);
        Operand rows = reduce(Fold.SUM, x, new int[] {1});
        assertEquals(inf, Tensors.get(rows, new long[] {0, 0})[0]);
        assertEquals(Double.NaN, Tensors.get(rows, new long[] {1, 0})[0]);
        Operand columns = reduce(Fold.SUM, x, new int[] {0});
        assertEquals(inf, Tensors.get(columns, new long[] {0, 0})[0]);
        assertEquals(Double.NaN, Tensors.get(columns, new long[] {0, 1})[0]);
    }

    @Test
    void sum_losesNothingToLength() {
        int n = 1_000_003;
        double[] v = new double[n];
        Arrays.fill(v, 0.1);
        Operand x = Tensors.of(cpu, DType.FLOAT64, Shape.of(n), v);
        double sum = Tensors.get(reduce(Fold.SUM, x, new int[] {0}), new long[] {0})[0];
        double exact = new BigDecimal(0.1).multiply(new BigDecimal(n)).doubleValue();
        assertEquals(exact, sum, 64 * Math.ulp(1.0) * exact);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void sum_givesTheSameBitsOnAnyNumberOfThreads(Shape shape) {
        for (int[] axes : subsets(shape)) {
            byte[][] bytes = new byte[3][];
            for (int t = 0; t < 3; t++) {
                Workers.setThreads(t + 1);
                Random random = new Random(7);
                Operand x = Tensors.random(cpu, random, DType.FLOAT64, shape, true);
                double[] values = (double[]) CpuBuffer.array(x, "test");
                Arrays.setAll(values, i -> random.nextGaussian());
                bytes[t] = Tensors.bytes(cpu, reduce(Fold.SUM, x, axes));
            }
            assertArrayEquals(bytes[0], bytes[1]);
            assertArrayEquals(bytes[0], bytes[2]);
        }
    }

    @Test
    void prologue_isEvaluatedOnTheFly() {
        Shape shape = Shape.of(70, 300);
        Random random = new Random(3);
        Operand h = Tensors.random(cpu, random, DType.COMPLEX64, Shape.of(70, 300), true);
        Operand x = Tensors.random(cpu, random, DType.COMPLEX64, shape, true);
        Program program =
                new Program(
                        List.of(
                                new Program.Input(DType.COMPLEX64),
                                new Program.Input(DType.COMPLEX64)),
                        List.of(
                                new Program.Instruction(
                                        Functions.MUL, DType.COMPLEX64, List.of(0, 1)),
                                new Program.Instruction(Functions.ABS2, DType.FLOAT32, List.of(2))),
                        List.of(3));
        int[] axes = {0, 1};
        Operand r = Tensors.empty(cpu, DType.FLOAT32, Shape.of(1, 1));
        cpu.reduce(
                Fold.SUM,
                program,
                new Program.Bindings(shape, List.of(h, x), List.of(), List.of()),
                axes,
                r);
        double sum = 0;
        for (long[] i : Tensors.indices(shape)) {
            double[] a = Tensors.get(h, i);
            double[] b = Tensors.get(x, i);
            sum += (a[0] * a[0] + a[1] * a[1]) * (b[0] * b[0] + b[1] * b[1]);
        }
        assertEquals((float) sum, Tensors.get(r, new long[] {0, 0})[0], 4e-7 * sum);
    }
}
