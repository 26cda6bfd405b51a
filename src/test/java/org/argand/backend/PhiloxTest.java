package org.argand.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The published vectors of the generator, and the laws of the numbers drawn from it. */
public class PhiloxTest {
    /** A seed, and the pair whose first word begins with 24 ones. */
    public static final long ALL_ONES_SEED = 679_937;

    public static final long ALL_ONES_PAIR = 9;

    private static final int N = 200_000;

    private static int[] block(long seed, long stream, long index) {
        int[] w = new int[4];
        Philox.block(seed, stream, index, w);
        return w;
    }

    /** Known answers of Random123's kat_vectors for philox4x32 with 10 rounds. */
    @Test
    void block_meetsThePublishedVectors() {
        assertArrayEquals(
                new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, block(0, 0, 0));
        assertArrayEquals(
                new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, block(-1, -1, -1));
        assertArrayEquals(
                new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
                block(0x299f31d0a4093822L, 0x0370734413198a2eL, 0x85a308d3243f6a88L));
    }

    /** Largest distance between the empirical and the true distribution, times √n: 1.95 is the 0.1 % level. */
    private static double kolmogorov(double[] draws, DoubleUnaryOperator cdf) {
        double[] x = draws.clone();
        Arrays.sort(x);
        double worst = 0;
        for (int k = 0; k < x.length; k++) {
            double f = cdf.applyAsDouble(x[k]);
            worst = Math.max(worst, Math.max(f - (double) k / x.length, (k + 1.0) / x.length - f));
        }
        return worst * Math.sqrt(x.length);
    }

    private static double[] widened(float[] v) {
        double[] d = new double[v.length];
        for (int k = 0; k < d.length; k++) {
            d[k] = v[k];
        }
        return d;
    }

    /** Φ by numerical integration of the density, fine enough for the test above. */
    private static double phi(double x) {
        int steps = 400;
        double lo = -8;
        double sum = 0;
        double h = (Math.max(x, lo) - lo) / steps;
        for (int k = 0; k <= steps; k++) {
            double t = lo + k * h;
            sum += (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2) * Math.exp(-t * t / 2);
        }
        return sum * h / 3 / Math.sqrt(2 * Math.PI);
    }

    @Test
    void uniform_isUniform() {
        float[] f = new float[N];
        double[] d = new double[N];
        Philox.uniform(1, 2, 0, f, 0, N);
        Philox.uniform(1, 3, 0, d, 0, N);
        assertTrue(kolmogorov(widened(f), x -> x) < 1.95);
        assertTrue(kolmogorov(d, x -> x) < 1.95);
        assertTrue(Arrays.stream(d).allMatch(x -> x >= 0 && x < 1));
    }

    @Test
    void normal_isNormal() {
        int n = 20_000;
        float[] f = new float[n];
        double[] d = new double[n];
        Philox.normal(1, 2, 0, f, 0, n);
        Philox.normal(1, 3, 0, d, 0, n);
        assertTrue(kolmogorov(widened(f), PhiloxTest::phi) < 1.95);
        assertTrue(kolmogorov(d, PhiloxTest::phi) < 1.95);
    }

    @Test
    void complexNormal_isCircularWithUnitVariance() {
        double[] z = new double[2 * N];
        Philox.complexNormal(9, 0, 0, z, 0, N);
        double rr = 0;
        double ii = 0;
        double ri = 0;
        for (int k = 0; k < N; k++) {
            rr += z[2 * k] * z[2 * k];
            ii += z[2 * k + 1] * z[2 * k + 1];
            ri += z[2 * k] * z[2 * k + 1];
        }
        double sigma = 4 * 0.5 * Math.sqrt(2.0 / N);
        assertEquals(0.5, rr / N, sigma);
        assertEquals(0.5, ii / N, sigma);
        assertEquals(0, ri / N, sigma);
    }

    /** Of 24 bits that are all ones: a drawn channel is divided by. */
    @Test
    void complexNormal_isNowhereZero() {
        float[] z = new float[2];
        Philox.complexNormal(ALL_ONES_SEED, 0, ALL_ONES_PAIR, z, 0, 1);
        assertEquals(0x1p-25, z[0] * z[0] + z[1] * z[1], 0x1p-48);
        Philox.normal(ALL_ONES_SEED, 0, 2 * ALL_ONES_PAIR, z, 0, 2);
        assertEquals(0x1p-24, z[0] * z[0] + z[1] * z[1], 0x1p-47);
    }

    @Test
    void integers_coverTheirRangeEvenly() {
        int[] v = new int[N];
        Philox.integer(5, 0, 0, 6, v, 0, N);
        int[] count = new int[6];
        Arrays.stream(v).forEach(k -> count[k]++);
        for (int c : count) {
            assertEquals(N / 6.0, c, 4 * Math.sqrt(N * 5 / 36.0));
        }
        long[] w = new long[1000];
        Philox.integer(5, 1, 0, 1L << 40, w, 0, 1000);
        assertTrue(Arrays.stream(w).allMatch(k -> k >= 0 && k < 1L << 40));
        assertTrue(Arrays.stream(w).max().orElseThrow() > 1L << 39);
    }

    @Test
    void randomAccess_equalsSequentialAndStreamsDiffer() {
        double[] all = new double[100];
        Philox.normal(3, 4, 0, all, 0, 100);
        double[] one = new double[1];
        for (int k = 0; k < 100; k++) {
            Philox.normal(3, 4, k, one, 0, 1);
            assertEquals(all[k], one[0]);
        }
        float[] narrow = new float[101];
        float[] part = new float[50];
        Philox.normal(3, 4, 0, narrow, 0, 101);
        Philox.normal(3, 4, 51, part, 0, 50);
        assertArrayEquals(Arrays.copyOfRange(narrow, 51, 101), part);
        double[] other = new double[N];
        double[] same = new double[N];
        Philox.normal(3, 5, 0, other, 0, N);
        Philox.normal(3, 4, 0, same, 0, N);
        double cross = 0;
        for (int k = 0; k < N; k++) {
            cross += other[k] * same[k];
        }
        assertEquals(0, cross / N, 4 / Math.sqrt(N));
    }
}
