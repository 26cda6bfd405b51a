package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes complex64 in squares of four by four: neighbours change places, then neighbouring pairs.
 *
 * <p>Longer vectors than those of 256 bits need more exchanges, and gain nothing.
 */
final class FloatVectorTransposer implements PairTransposer {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
    private static final VectorShuffle<Float> BY_ONE = VectorShuffle.fromOp(S, i -> i ^ 2);
    private static final VectorShuffle<Float> BY_TWO = VectorShuffle.fromOp(S, i -> i ^ 4);
    private static final VectorMask<Float> ODD = VectorMask.fromLong(S, 0b1100_1100);
    private static final VectorMask<Float> UPPER = VectorMask.fromLong(S, 0b1111_0000);
    private static final VectorMask<Float> IMAGINARY = VectorMask.fromLong(S, 0b1010_1010);

    private final PairTransposer rest;

    /** One that leaves to {@code rest} what is less than a square. */
    FloatVectorTransposer(PairTransposer rest) {
        this.rest = rest;
    }

    @Override
    public void transpose(
            float[] x, int i, int s, float[] y, int o, int t, int rows, int columns, boolean conj) {
        int r = rows & -4;
        int c = columns & -4;
        squares(x, i, s, y, o, t, r, c, conj);
        if (r < rows) {
            rest.transpose(x, i + 2 * r, s, y, o + r * t, t, rows - r, c, conj);
        }
        if (c < columns) {
            rest.transpose(x, i + c * s, s, y, o + 2 * c, t, rows, columns - c, conj);
        }
    }

    private static void squares(
            float[] x, int i, int s, float[] y, int o, int t, int rows, int columns, boolean conj) {
        for (int c = 0; c < columns; c += 4) {
            int p = i + c * s;
            int q = o + 2 * c;
            for (int r = 0; r < rows; r += 4, p += 8, q += 4 * t) {
                FloatVector a0 = FloatVector.fromArray(S, x, p);
                FloatVector a1 = FloatVector.fromArray(S, x, p + s);
                FloatVector a2 = FloatVector.fromArray(S, x, p + 2 * s);
                FloatVector a3 = FloatVector.fromArray(S, x, p + 3 * s);
                if (conj) {
                    a0 = a0.mul(-1, IMAGINARY);
                    a1 = a1.mul(-1, IMAGINARY);
                    a2 = a2.mul(-1, IMAGINARY);
                    a3 = a3.mul(-1, IMAGINARY);
                }
                FloatVector b0 = a0.blend(a1.rearrange(BY_ONE), ODD);
                FloatVector b1 = a0.rearrange(BY_ONE).blend(a1, ODD);
                FloatVector b2 = a2.blend(a3.rearrange(BY_ONE), ODD);
                FloatVector b3 = a2.rearrange(BY_ONE).blend(a3, ODD);
                b0.blend(b2.rearrange(BY_TWO), UPPER).intoArray(y, q);
                b1.blend(b3.rearrange(BY_TWO), UPPER).intoArray(y, q + t);
                b0.rearrange(BY_TWO).blend(b2, UPPER).intoArray(y, q + 2 * t);
                b1.rearrange(BY_TWO).blend(b3, UPPER).intoArray(y, q + 3 * t);
            }
        }
    }
}
