package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.argand.backend.cpu.BatchKernel.Batch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of small products: the vector kernels give the bits of plain Java, whatever the strides. */
class SmallProductsTest {
    private static final int COUNT = 5;
    private static final int FLOATS = 1 << 14;

    /** A product of random size and strides; every third is 4 by 4, which has kernels of its own. */
    private static <T> Batch<T> random(Random random, boolean complex, T a, T b, T c) {
        boolean four = random.nextInt(3) == 0;
        int m = four ? 4 : 1 + random.nextInt(16);
        int n = four ? 4 : 1 + random.nextInt(16);
        int k = four ? 4 : random.nextInt(17);
        int unit = complex ? 2 : 1;
        return new Batch<>(
                complex,
                m,
                n,
                k,
                matrix(random, a, m, k, four, complex),
                step(random, m * k, unit),
                matrix(random, b, k, n, four, complex),
                step(random, k * n, unit),
                new Strided<>(c, 2 * unit, unit * (n + (four ? 0 : 1)), unit, false),
                unit * m * (n + 1));
    }

    private static int step(Random random, int size, int unit) {
        return random.nextInt(4) == 0 ? 0 : unit * size * (1 + random.nextInt(2));
    }

    private static <T> Strided<T> matrix(
            Random random, T data, int rows, int columns, boolean dense, boolean complex) {
        int unit = complex ? 2 : 1;
        int gap = dense && random.nextInt(4) > 0 ? 0 : random.nextInt(3);
        boolean conj = complex && random.nextBoolean();
        return random.nextBoolean()
                ? new Strided<>(data, unit * 3, unit * (columns + gap), unit, conj)
                : new Strided<>(data, unit * 3, unit, unit * (rows + gap), conj);
    }

    @ParameterizedTest(name = "complex {0} seed 5")
    @ValueSource(booleans = {false, true})
    void floats_areTheSameBitsInVectors(boolean complex) {
        assumeTrue(Lanes.available());
        Random random = new Random(5);
        float[] a = new float[FLOATS];
        float[] b = new float[FLOATS];
        for (int i = 0; i < FLOATS; i++) {
            a[i] = (float) random.nextGaussian();
            b[i] = random.nextInt(5) == 0 ? 0f : (float) random.nextGaussian();
        }
        BatchKernel<float[]> vector = new FloatBatchKernel();
        for (int round = 0; round < 1000; round++) {
            Batch<float[]> x = random(random, complex, a, b, new float[FLOATS]);
            Batch<float[]> y = into(x, new float[FLOATS]);
            if (vector.suits(x.n() * (complex ? 2 : 1))) {
                SmallProducts.FLOATS.multiply(vector, x, COUNT);
                plain(new FloatMemory(), y);
                assertArrayEquals(y.c().data(), x.c().data(), "round " + round + ": " + y);
            }
        }
    }

    @ParameterizedTest(name = "complex {0} seed 6")
    @ValueSource(booleans = {false, true})
    void doubles_areTheSameBitsInVectors(boolean complex) {
        assumeTrue(Lanes.available());
        Random random = new Random(6);
        double[] a = random.doubles(FLOATS, -1, 1).toArray();
        double[] b = random.doubles(FLOATS, -1, 1).toArray();
        BatchKernel<double[]> vector = new DoubleBatchKernel();
        for (int round = 0; round < 1000; round++) {
            Batch<double[]> x = random(random, complex, a, b, new double[FLOATS]);
            Batch<double[]> y = into(x, new double[FLOATS]);
            if (vector.suits(x.n() * (complex ? 2 : 1))) {
                SmallProducts.DOUBLES.multiply(vector, x, COUNT);
                plain(new DoubleMemory(), y);
                assertArrayEquals(y.c().data(), x.c().data(), "round " + round + ": " + y);
            }
        }
    }

    private static <T> void plain(GemmMemory<T> memory, Batch<T> x) {
        new PlainBatchKernel<>(memory).multiply(x, 0, COUNT);
    }

    private static <T> Batch<T> into(Batch<T> x, T c) {
        Strided<T> to =
                new Strided<>(c, x.c().offset(), x.c().rowStride(), x.c().colStride(), false);
        return new Batch<>(
                x.complex(),
                x.m(),
                x.n(),
                x.k(),
                x.a(),
                x.aStep(),
                x.b(),
                x.bStep(),
                to,
                x.cStep());
    }
}
