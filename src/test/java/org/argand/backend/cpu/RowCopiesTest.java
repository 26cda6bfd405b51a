package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows copied number by number and by vectors, against what their indices say. */
class RowCopiesTest {
    static IntStream seeds() {
        return IntStream.range(0, 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbers_areThoseOfTheirRows(int seed) {
        Case one = new Case(seed);
        assertArrayEquals(Tensors.floats(one.expected), one.runFloats(new FloatScalarCopies()));
        assertArrayEquals(one.expected, one.runDoubles(new DoubleScalarCopies()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void vectors_areThoseOfTheirRows(int seed) {
        assumeTrue(Lanes.available());
        Case one = new Case(seed);
        assertArrayEquals(Tensors.floats(one.expected), one.runFloats(new FloatVectorCopies()));
        assertArrayEquals(one.expected, one.runDoubles(new DoubleVectorCopies()));
    }

    /** Rows of numbers or of pairs, with room between them that stays as it was. */
    private static final class Case {
        private static final int I = 140;
        private static final int O = 1;

        private final boolean pairs;
        private final boolean backwards;
        private final int rows;
        private final int n;
        private final int s;
        private final int t;
        private final double[] x;
        private final double[] expected;

        Case(int seed) {
            Random random = new Random(seed);
            pairs = seed % 2 == 0;
            backwards = seed % 4 < 2;
            int unit = pairs ? 2 : 1;
            rows = random.nextInt(5);
            n = unit * random.nextInt(70);
            s = random.nextInt(4);
            t = n + random.nextInt(3);
            x = IntStream.rangeClosed(1, I + 4 * rows + 2).asDoubleStream().toArray();
            expected = new double[O + rows * t];
            for (int r = 0; r < rows; r++) {
                for (int k = 0; k < n; k++) {
                    int back = backwards ? k / unit * unit : 0;
                    expected[O + r * t + k] = x[I + r * s - back + k % unit];
                }
            }
        }

        float[] runFloats(RowCopies<float[]> copies) {
            float[] y = new float[expected.length];
            float[] from = Tensors.floats(x);
            if (backwards) {
                copies.reverse(pairs, from, I, s, y, O, t, rows, n);
            } else {
                copies.spread(pairs, from, I, s, y, O, t, rows, n);
            }
            return y;
        }

        double[] runDoubles(RowCopies<double[]> copies) {
            double[] y = new double[expected.length];
            double[] from = x;
            if (backwards) {
                copies.reverse(pairs, from, I, s, y, O, t, rows, n);
            } else {
                copies.spread(pairs, from, I, s, y, O, t, rows, n);
            }
            return y;
        }
    }
}
