package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transposition by squares, against that element by element. */
class FloatVectorTransposerTest {
    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void transpose_givesWhatSingleElementsGive(int seed) {
        assumeTrue(Lanes.available());
        Random random = new Random(seed);
        int rows = random.nextInt(19);
        int columns = random.nextInt(19);
        int s = 2 * (rows + random.nextInt(3));
        int t = 2 * (columns + random.nextInt(3));
        float[] x = Tensors.floats(random, 3 + columns * s);
        float[] expected = new float[3 + rows * t];
        float[] actual = new float[expected.length];
        boolean conj = random.nextBoolean();
        PairTransposer plain = new FloatScalarTransposer();
        plain.transpose(x, 3, s, expected, 1, t, rows, columns, conj);
        new FloatVectorTransposer(plain).transpose(x, 3, s, actual, 1, t, rows, columns, conj);
        assertArrayEquals(expected, actual);
    }
}
