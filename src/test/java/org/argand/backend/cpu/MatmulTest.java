package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.argand.backend.cpu.Products.Kernel;
import org.argand.backend.cpu.Products.Kind;
import org.argand.backend.cpu.Products.Op;
import org.argand.backend.cpu.Products.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrix products against the definition, and bit for bit across kernels, threads and layouts. */
class MatmulTest {

    private static final int[] SIZES = {1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 64, 65, 130};

    /** Deep, thin, tall and empty ones: {m, n, k}. */
    private static final int[][] SHAPES = {
        {0, 3, 4},
        {3, 0, 4},
        {0, 0, 0},
        {3, 4, 0},
        {70, 90, 0},
        {1, 1, 257},
        {1, 1, 3000},
        {2, 3, 2048},
        {40, 6, 2100},
        {6, 40, 2100},
        {13, 33, 2049},
        {70, 130, 270},
        {9, 170, 261},
        {1, 500, 300},
        {500, 1, 300},
        {300, 2, 600},
        {2, 300, 600},
        {700, 5, 40},
        {5, 700, 40},
        {110, 70, 520},
        {49, 131, 300},
    };

    private final int threadsBefore = Workers.threads();

    @BeforeAll
    static void waitForTheVectorKernels() throws InterruptedException {
        for (boolean complex : new boolean[] {false, true}) {
            Matmul.SINGLE.kernel(complex).settled();
            Matmul.DOUBLE.kernel(complex).settled();
        }
    }

    @AfterEach
    void restoreThreads() {
        Workers.setThreads(threadsBefore);
    }

    static List<Arguments> kindsAndOps() {
        List<Arguments> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Op opA : Op.values()) {
                for (Op opB : Op.values()) {
                    all.add(Arguments.of(kind, opA, opB));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1}{2} seed 7")
    @MethodSource("kindsAndOps")
    void product_isTheDefinition(Kind kind, Op opA, Op opB) {
        Random random = new Random(7);
        for (int round = 0; round < 12; round++) {
            check(new Problem(kind, size(random), size(random), size(random), opA, opB, random));
        }
        for (int[] shape : SHAPES) {
            check(new Problem(kind, shape[0], shape[1], shape[2], opA, opB, random));
        }
    }

    private static int size(Random random) {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private static void check(Problem problem) {
        double[] plain = problem.run(Kernel.PLAIN);
        problem.assertRight(plain);
        assertArrayEquals(plain, problem.run(Kernel.TILES), problem + ": plain tiles");
        if (Lanes.available()) {
            assertArrayEquals(plain, problem.run(Kernel.VECTOR), problem + ": vector kernel");
        }
    }

    /** The two kernels have panels of different widths, and so stop for the next group at different columns. */
    @ParameterizedTest(name = "{0} seed 10")
    @EnumSource(Kind.class)
    void product_ofMorePanelsThanThereIsRoomFor(Kind kind) {
        assumeTrue(Lanes.available());
        Problem problem = new Problem(kind, 66, 2100, 2050, Op.N, Op.N, new Random(10));
        assertArrayEquals(problem.run(Kernel.PLAIN), problem.run(Kernel.VECTOR));
    }

    @ParameterizedTest(name = "{0} seed 8")
    @EnumSource(Kind.class)
    void product_isTheSameBitsOnAnyNumberOfThreads(Kind kind) {
        Random random = new Random(8);
        int[][] shapes = {
            {400, 128, 64},
            {128, 128, 4000},
            {6, 130, 9000},
            {300, 300, 300},
            {1, 1, 1 << 20},
            {3000, 2, 300},
            {9000, 6, 128},
            {9000, 40, 120},
        };
        for (int[] shape : shapes) {
            Problem problem = new Problem(kind, shape[0], shape[1], shape[2], Op.N, Op.N, random);
            Workers.setThreads(1);
            double[] one = problem.run(Kernel.CURRENT);
            for (int threads = 2; threads <= 3; threads++) {
                Workers.setThreads(threads);
                assertArrayEquals(one, problem.run(Kernel.CURRENT), problem + ", " + threads);
            }
        }
    }

    @ParameterizedTest(name = "{0} seed 9")
    @EnumSource(Kind.class)
    void product_isTheSameBitsInAnyLayout(Kind kind) {
        Random random = new Random(9);
        int[][] shapes = {
            {9, 9, 9},
            {64, 6, 50},
            {200, 1, 40},
            {70, 80, 300},
            {20, 4, 4000},
            {9000, 40, 120},
            {9000, 6, 120},
            {1, 3001, 400},
        };
        for (int[] shape : shapes) {
            Problem problem = new Problem(kind, shape[0], shape[1], shape[2], Op.N, Op.N, random);
            double[] expected = problem.run(Kernel.CURRENT);
            Problem transposed = problem.inOtherLayout();
            assertArrayEquals(expected, transposed.run(Kernel.CURRENT), problem.toString());
        }
    }

    @Test
    void product_writesOnlyItsOwnElements() {
        float[] a = new float[40 * 40];
        Arrays.fill(a, 1);
        for (int n : new int[] {1, 3, 6, 32, 37}) {
            int stride = n + 5;
            float[] c = new float[7 + 40 * stride];
            Arrays.fill(c, -1);
            Matmul.sgemm(
                    40,
                    n,
                    40,
                    new Strided<>(a, 0, 40, 1, false),
                    new Strided<>(a, 0, 40, 1, false),
                    new Strided<>(c, 7, stride, 1, false));
            for (int i = 0; i < c.length; i++) {
                boolean inside = i >= 7 && (i - 7) % stride < n;
                assertEquals(inside ? 40 : -1, c[i], "n = " + n + ", number " + i);
            }
        }
    }

    @ParameterizedTest(name = "{0} seed 10")
    @EnumSource(Kind.class)
    void batch_isItsProducts(Kind kind) {
        Random random = new Random(10);
        for (int size : new int[] {1, 2, 4, 9, 33}) {
            Problem problem = new Problem(kind, size, size, size, Op.N, Op.T, random);
            int count = 600 / size;
            double[] batch = problem.runBatch(count);
            double[] one = problem.run(Kernel.CURRENT);
            assertEquals(count * one.length, batch.length);
            for (int i = 0; i < batch.length; i++) {
                assertEquals(one[i % one.length], batch[i], problem + " number " + i);
            }
        }
    }

    @Test
    void nan_andInfinityArePassedOn() {
        for (int n : new int[] {2, 40}) {
            float[] a = new float[n * n];
            a[0] = Float.NaN;
            a[n] = Float.POSITIVE_INFINITY;
            float[] b = new float[n * n];
            Arrays.fill(b, 1);
            float[] c = new float[n * n];
            Matmul.sgemm(
                    n,
                    n,
                    n,
                    new Strided<>(a, 0, n, 1, false),
                    new Strided<>(b, 0, n, 1, false),
                    new Strided<>(c, 0, n, 1, false));
            for (int j = 0; j < n; j++) {
                assertTrue(Float.isNaN(c[j]));
                assertEquals(Float.POSITIVE_INFINITY, c[n + j]);
            }
        }
    }
}
