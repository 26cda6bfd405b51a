package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.argand.array.DType;
import org.argand.backend.Distribution;
import org.argand.backend.Philox;
import org.argand.backend.PhiloxTest;
import org.argand.backend.Program.Key;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random numbers are those of {@link Philox} to the bit, in plain Java and in vectors, wherever a run begins. */
class DrawsTest {

    private static final int[] LENGTHS = {1, 2, 3, 7, 16, 33, 511, 512, 513, 1500};
    private static final long[] FIRST = {0, 1, 2, 3, 5, 1023, (1L << 33) + 1, (1L << 34) - 3};

    @BeforeAll
    static void waitForTheVectorKernel() throws InterruptedException {
        Draws.KERNEL.settled();
    }

    /** Both kernels on the same words and pairs, of every length that leaves a rest. */
    @Test
    void kernels_haveTheSameBits() {
        RandomKernel scalar = new RandomScalarKernel();
        RandomKernel settled = Lanes.available() ? vector() : scalar;
        Random random = new Random(11);
        for (int blocks = 0; blocks < 70; blocks++) {
            long seed = random.nextLong();
            long stream = random.nextLong();
            long first = random.nextLong() >>> 2;
            long[][] expected = new long[2][blocks];
            long[][] actual = new long[2][blocks];
            scalar.words(seed, stream, first, blocks, expected[0], expected[1]);
            settled.words(seed, stream, first, blocks, actual[0], actual[1]);
            assertArrayEquals(expected, actual);
            double[] u = new double[blocks];
            double[] v = new double[blocks];
            for (int k = 0; k < blocks; k++) {
                u[k] = k == 3 ? 1 : k == 4 ? 0x1p-53 : 1 - random.nextDouble();
                v[k] = k < 16 ? k / 16.0 : random.nextDouble();
            }
            double[] s = u.clone();
            double[] t = v.clone();
            scalar.turn(blocks % 2 - 2, s, t, blocks);
            settled.turn(blocks % 2 - 2, u, v, blocks);
            assertArrayEquals(bits(s), bits(u));
            assertArrayEquals(bits(t), bits(v));
        }
    }

    private static RandomKernel vector() {
        return new RandomVectorKernel();
    }

    private static long[] bits(double[] x) {
        long[] bits = new long[x.length];
        for (int k = 0; k < x.length; k++) {
            bits[k] = Double.doubleToRawLongBits(x[k]);
        }
        return bits;
    }

    @Test
    void uniform_isPhilox() {
        each((key, first, n) -> {
            float[] f = new float[n + 2];
            float[] g = new float[n + 2];
            Philox.uniform(key.seed(), key.stream(), first, f, 1, n);
            Draws.fill(Distribution.UNIFORM, DType.FLOAT32, key, first, n, g, 1);
            assertArrayEquals(f, g, 0);
            double[] x = new double[n + 2];
            double[] y = new double[n + 2];
            Philox.uniform(key.seed(), key.stream(), first, x, 1, n);
            Draws.fill(Distribution.UNIFORM, DType.FLOAT64, key, first, n, y, 1);
            assertArrayEquals(x, y, 0);
        });
    }

    @Test
    void normal_isPhilox() {
        each((key, first, n) -> {
            float[] f = new float[n + 2];
            float[] g = new float[n + 2];
            Philox.normal(key.seed(), key.stream(), first, f, 1, n);
            Draws.fill(Distribution.NORMAL, DType.FLOAT32, key, first, n, g, 1);
            assertArrayEquals(f, g, 0);
            double[] x = new double[n + 2];
            double[] y = new double[n + 2];
            Philox.normal(key.seed(), key.stream(), first, x, 1, n);
            Draws.fill(Distribution.NORMAL, DType.FLOAT64, key, first, n, y, 1);
            assertArrayEquals(x, y, 0);
        });
    }

    @Test
    void complexNormal_isPhilox() {
        each((key, first, n) -> {
            float[] f = new float[2 * n + 4];
            float[] g = new float[2 * n + 4];
            Philox.complexNormal(key.seed(), key.stream(), first, f, 1, n);
            Draws.fill(Distribution.NORMAL, DType.COMPLEX64, key, first, n, g, 1);
            assertArrayEquals(f, g, 0);
            double[] x = new double[2 * n + 4];
            double[] y = new double[2 * n + 4];
            Philox.complexNormal(key.seed(), key.stream(), first, x, 1, n);
            Draws.fill(Distribution.NORMAL, DType.COMPLEX128, key, first, n, y, 1);
            assertArrayEquals(x, y, 0);
        });
    }

    @Test
    void integers_arePhilox() {
        List<Long> bounds =
                new ArrayList<>(
                        List.of(1L, 10L, 1L << 31, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE));
        for (long bound : bounds) {
            each((any, first, n) -> {
                Key key = new Key(any.seed(), any.stream(), bound);
                long[] x = new long[n + 2];
                long[] y = new long[n + 2];
                Philox.integer(key.seed(), key.stream(), first, bound, x, 1, n);
                Draws.fill(Distribution.INTEGER, DType.INT64, key, first, n, y, 1);
                assertArrayEquals(x, y);
                if (bound <= 1L << 31) {
                    int[] i = new int[n + 2];
                    int[] j = new int[n + 2];
                    Philox.integer(key.seed(), key.stream(), first, bound, i, 1, n);
                    Draws.fill(Distribution.INTEGER, DType.INT32, key, first, n, j, 1);
                    assertArrayEquals(i, j);
                }
            });
        }
    }

    private interface Run {
        void at(Key key, long first, int n);
    }

    private static void each(Run run) {
        Random random = new Random(5);
        int runs = 0;
        for (int n : LENGTHS) {
            for (long first : FIRST) {
                run.at(new Key(random.nextLong(), random.nextLong(), 0), first, n);
                runs++;
            }
            run.at(new Key(PhiloxTest.ALL_ONES_SEED, 0, 0), 0, n);
        }
        assertEquals(LENGTHS.length * FIRST.length, runs);
    }
}
