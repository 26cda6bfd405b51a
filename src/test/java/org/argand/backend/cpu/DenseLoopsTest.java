package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.argand.backend.dense.VectorLoops;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops of dense algorithms in vectors beside those in plain Java, bit by bit, for every length. */
class DenseLoopsTest {
    private static final int AT = 3;
    private static final int STEP = 5;

    static IntStream lengths() {
        return IntStream.range(0, 90);
    }

    private static double[] numbers(int seed) {
        return new Random(seed).doubles(300, -1, 1).toArray();
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void loops_giveTheSameBits(int n) throws InterruptedException {
        assertArrayEquals(all(VectorLoops.PLAIN, n), all(Factorisations.LOOPS.settled(), n));
    }

    /** What every loop makes of the same numbers. */
    private static double[][] all(VectorLoops loops, int n) {
        double[] a = numbers(1);
        double[] b = numbers(2);
        double[] xr = numbers(3);
        double[] xi = numbers(4);
        double[] y = numbers(5);
        double[] z = numbers(6);
        double[] yr = numbers(7);
        double[] yi = numbers(8);
        double[] u = numbers(9);
        double[] v = numbers(10);
        double[] w = numbers(11);
        double[] dots = new double[4];
        loops.add(0.7, a, AT, y, 1, n);
        loops.addFour(a, b, AT, STEP, z, 1, n);
        loops.add(0.7, -0.3, a, b, AT, yr, yi, 1, n);
        loops.addFour(a, b, xr, xi, AT, STEP, yr, yi, 100, n);
        loops.rotate(0.8, 0.6, u, AT, v, 1, n);
        loops.rotate(0.8, 0.3, -0.5, u, w, 100, u, w, 200, n);
        loops.dots(a, b, AT, xr, xi, 1, n, dots);
        return new double[][] {y, z, yr, yi, u, v, w, dots, {loops.dot(a, AT, b, 1, n)}};
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void dot_isTheSumOfProducts(int n) throws InterruptedException {
        double[] a = numbers(1);
        double[] b = numbers(2);
        double want = 0;
        for (int i = 0; i < n; i++) {
            want += a[AT + i] * b[1 + i];
        }
        assertEquals(want, Factorisations.LOOPS.settled().dot(a, AT, b, 1, n), 1e-14);
    }
}
