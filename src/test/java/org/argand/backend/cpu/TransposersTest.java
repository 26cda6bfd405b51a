package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transposition element by element and by squares, against what their indices say. */
class TransposersTest {
    private static final Transposer<float[]> FLOATS = new FloatScalarTransposer();
    private static final Transposer<double[]> DOUBLES = new DoubleScalarTransposer();

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void elements_comeToTheirPlaces(int seed) {
        Case one = new Case(seed);
        assertArrayEquals(one.floats(), one.runFloats(FLOATS));
        assertArrayEquals(one.expected, one.runDoubles(DOUBLES));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void squares_comeToTheirPlaces(int seed) {
        assumeTrue(Lanes.available());
        Case one = new Case(seed);
        assertArrayEquals(one.floats(), one.runFloats(new FloatVectorTransposer(FLOATS)));
        assertArrayEquals(one.expected, one.runDoubles(new DoubleVectorTransposer(DOUBLES)));
    }

    /** A matrix of single numbers, of pairs or of pairs to be conjugated, with room between its rows. */
    private static final class Case {
        private static final int I = 3;
        private static final int O = 1;

        private final boolean pairs;
        private final boolean conj;
        private final int rows;
        private final int columns;
        private final int s;
        private final int t;
        private final double[] x;
        private final double[] expected;

        Case(int seed) {
            Random random = new Random(seed);
            pairs = seed % 2 == 0;
            conj = seed % 4 == 0;
            rows = random.nextInt(27);
            columns = random.nextInt(27);
            int unit = pairs ? 2 : 1;
            s = unit * rows + random.nextInt(3);
            t = unit * columns + random.nextInt(3);
            x = new double[I + columns * s];
            for (int k = 0; k < x.length; k++) {
                x[k] = k + 1;
            }
            expected = new double[O + rows * t];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    for (int part = 0; part < unit; part++) {
                        double value = x[I + c * s + unit * r + part];
                        expected[O + r * t + unit * c + part] = conj && part == 1 ? -value : value;
                    }
                }
            }
        }

        float[] floats() {
            return Tensors.floats(expected);
        }

        float[] runFloats(Transposer<float[]> transposer) {
            float[] y = new float[expected.length];
            run(transposer, Tensors.floats(x), y);
            return y;
        }

        double[] runDoubles(Transposer<double[]> transposer) {
            double[] y = new double[expected.length];
            run(transposer, x, y);
            return y;
        }

        private <T> void run(Transposer<T> transposer, T from, T to) {
            if (pairs) {
                transposer.pairs(from, I, s, to, O, t, rows, columns, conj);
            } else {
                transposer.singles(from, I, s, to, O, t, rows, columns);
            }
        }
    }
}
