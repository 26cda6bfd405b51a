package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Factorisation;
import org.argand.backend.cpu.FactorKernel.Job;
import org.argand.backend.cpu.FactorKernel.Side;
import org.argand.backend.dense.DenseBatch;
import org.argand.backend.dense.VectorLoops;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrices factored side by side give the bits of each by itself, the refused ones too. */
class FactorisationsTest {

    static List<Arguments> kindsAndTypes() {
        List<Arguments> all = new ArrayList<>();
        for (Factorisation kind : Factorisations.SIDE_BY_SIDE.keySet()) {
            for (DType dtype : DType.values()) {
                if (dtype.isInexact()) {
                    all.add(Arguments.of(kind, dtype));
                }
            }
        }
        return all;
    }

    /** Small round numbers, many of them 0, so that pivots are equal, real, imaginary, and missing. */
    private static double[] numbers(Random random, int count, boolean round) {
        double[] x = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = round ? random.nextInt(-2, 3) : random.nextGaussian();
        }
        if (random.nextInt(4) == 0) {
            double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e30, -1e-30};
            x[random.nextInt(count)] = odd[random.nextInt(odd.length)];
        }
        return x;
    }

    private static Side side(DType dtype, double[] x, Layout layout) {
        return new Side(dtype.isDouble() ? x : Tensors.floats(x), dtype, layout);
    }

    /** A batch in row or column order, or one matrix for the whole batch. */
    private static Side matrices(
            Random random, DType dtype, int count, int rows, int columns, double diagonal) {
        boolean turned = random.nextBoolean();
        Layout layout =
                turned
                        ? Layout.contiguous(Shape.of(count, columns, rows))
                                .permuted(new int[] {0, 2, 1})
                        : Layout.contiguous(Shape.of(count, rows, columns));
        int parts = dtype.components();
        double[] x = numbers(random, parts * count * rows * columns, random.nextBoolean());
        for (int b = 0; b < count; b++) {
            for (int i = 0; i < Math.min(rows, columns); i++) {
                int at = parts * (b * rows * columns + i * (turned ? rows : columns) + i);
                x[at] += b % 4 == 0 ? 0 : diagonal;
            }
        }
        return side(dtype, x, layout);
    }

    @ParameterizedTest(name = "{0} {1} seed 9")
    @MethodSource("kindsAndTypes")
    void kernels_giveTheSameBits(Factorisation kind, DType dtype) {
        assumeTrue(Lanes.available());
        Random random = new Random(9);
        for (int round = 0; round < 150; round++) {
            int n = 1 + random.nextInt(round < 100 ? 5 : 16);
            int m = rows(random, kind, n);
            int count = 1 + random.nextInt(20);
            boolean definite = kind == Factorisation.CHOLESKY;
            Side a = matrices(random, dtype, count, m, n, definite ? 3 * n : 0);
            Side b = matrices(random, dtype, count, m, 1 + random.nextInt(4), 0);
            Job plain = job(kind, a, b, dtype);
            Job vector = job(kind, a, b, dtype);
            int first = random.nextInt(count);
            boolean fine = Factorisations.PLAIN.run(plain, first, count - first);
            assertEquals(fine, new SideBySide().run(vector, first, count - first));
            assertEquals(
                    fine,
                    Arrays.stream((double[]) plain.status().array()).allMatch(code -> code == 0));
            String what =
                    "round " + round + ", " + m + "x" + n + ", from " + first + " of " + count;
            assertArrayEquals(
                    (double[]) plain.status().array(), (double[]) vector.status().array(), what);
            if (dtype.isDouble()) {
                assertArrayEquals(
                        (double[]) plain.result().array(),
                        (double[]) vector.result().array(),
                        what);
            } else {
                assertArrayEquals(
                        (float[]) plain.result().array(), (float[]) vector.result().array(), what);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void emptyMatrices_areFine(Factorisation kind) {
        assumeTrue(Lanes.available());
        Side none = side(DType.COMPLEX64, new double[0], Layout.contiguous(Shape.of(9, 0, 0)));
        assertTrue(Factorisations.PLAIN.run(job(kind, none, none, DType.COMPLEX64), 0, 9));
        assertTrue(new SideBySide().run(job(kind, none, none, DType.COMPLEX64), 0, 9));
    }

    /** As many as columns, or other ones where that may be. */
    private static int rows(Random random, Factorisation kind, int n) {
        return switch (kind) {
            case QR -> n + random.nextInt(17 - n);
            case SVD -> random.nextBoolean() ? n : 1 + random.nextInt(16);
            default -> n;
        };
    }

    /** What a matrix is done by itself for is rare: ordinary ones are all done side by side. */
    @ParameterizedTest
    @MethodSource("kindsAndTypes")
    void ordinaryMatrices_areNotDoneByThemselves(Factorisation kind, DType dtype) {
        assumeTrue(Lanes.available());
        Random random = new Random(5);
        int[] sizes = {1, 2, 3, 4, 7, 8, 12, 16};
        for (int n : sizes) {
            int count = 21;
            double[] x = new double[dtype.components() * count * n * n];
            Arrays.setAll(x, i -> random.nextGaussian());
            for (int i = 0; i < count * n; i++) {
                int at = i / n * n * n + i % n * (n + 1);
                x[at * dtype.components()] += kind == Factorisation.CHOLESKY ? 5 * n : 0;
            }
            Side a = side(dtype, x, Layout.contiguous(Shape.of(count, n, n)));
            Job job = job(kind, a, a, dtype);
            AtomicInteger single = new AtomicInteger();
            DenseBatch batch =
                    new DenseBatch(
                            kind,
                            job.operands().stream().map(Side::view).toList(),
                            job.result().view(),
                            counted(job.status().view(), single),
                            VectorLoops.PLAIN);
            Job watched = new Job(kind, job.operands(), job.result(), job.status(), batch);
            assertTrue(new SideBySide().run(watched, 0, count));
            assertEquals(0, single.get(), "n = " + n);
        }
    }

    /** Counts what is written. */
    private static DenseBatch.View counted(DenseBatch.View view, AtomicInteger writes) {
        DenseBatch.Memory memory =
                new DenseBatch.Memory() {
                    @Override
                    public double re(long at) {
                        return view.memory().re(at);
                    }

                    @Override
                    public double im(long at) {
                        return view.memory().im(at);
                    }

                    @Override
                    public void set(long at, double re, double im) {
                        writes.incrementAndGet();
                        view.memory().set(at, re, im);
                    }
                };
        return new DenseBatch.View(memory, view.layout(), view.complex());
    }

    /** In each place of A and B of a matrix of its own. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void notFinite_isFoundWhereverItStands(double odd) {
        assumeTrue(Lanes.available());
        Random random = new Random(3);
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64)) {
            for (int n = 1; n <= 5; n++) {
                int parts = dtype.components();
                int ofA = parts * n * n;
                int ofB = parts * n * 2;
                int count = ofA + ofB;
                double[] a = numbers(random, count * ofA, true);
                double[] b = numbers(random, count * ofB, true);
                for (int x = 0; x < ofA; x++) {
                    a[x * ofA + x] = odd;
                }
                for (int x = 0; x < ofB; x++) {
                    b[(ofA + x) * ofB + x] = odd;
                }
                Side left = side(dtype, a, Layout.contiguous(Shape.of(count, n, n)));
                Side right = side(dtype, b, Layout.contiguous(Shape.of(count, n, 2)));
                Job job = job(Factorisation.SOLVE, left, right, dtype);
                assertFalse(new SideBySide().run(job, 0, count));
                double[] status = (double[]) job.status().array();
                for (int x = 0; x < count; x++) {
                    assertEquals(-1, status[2 * x], dtype + ", n = " + n + ", place " + x);
                }
            }
        }
    }

    private static Job job(Factorisation kind, Side a, Side b, DType dtype) {
        int count = (int) a.layout().shape().dim(0);
        Shape one = Factorisations.result(kind, a.rows(), a.columns(), b.columns());
        double[] out = new double[dtype.components() * count * (int) one.size()];
        Layout pairs = Layout.contiguous(Shape.of(count, 2));
        return new Job(
                kind,
                Factorisations.solves(kind) ? List.of(a, b) : List.of(a),
                side(dtype, out, Layout.contiguous(one.inserted(0, count))),
                new Side(new double[2 * count], DType.FLOAT64, pairs));
    }

    /** Those that are refused are done twice: were they many, what is rehearsed would never be the faster. */
    @ParameterizedTest
    @MethodSource("kindsAndTypes")
    void rehearsals_refuseTheLastTwoMatricesAlone(Factorisation kind, DType dtype) {
        Job job = Factorisations.harmless(kind, dtype, 16);
        assertTrue(Factorisations.PLAIN.run(job, 0, 14));
        assertFalse(Factorisations.PLAIN.run(job, 14, 1));
        assertFalse(Factorisations.PLAIN.run(job, 15, 1));
    }
}
