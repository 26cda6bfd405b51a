package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes in squares, of eight by eight numbers or four by four pairs: of two rows, the lanes that differ in one bit of
 * their number change places with each other, bit after bit.
 *
 * <p>Longer vectors than those of 256 bits need more exchanges, and gain nothing.
 */
final class FloatVectorTransposer implements Transposer<float[]> {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
    private static final VectorShuffle<Float> BY1 = VectorShuffle.fromOp(S, i -> i ^ 1);
    private static final VectorShuffle<Float> BY2 = VectorShuffle.fromOp(S, i -> i ^ 2);
    private static final VectorShuffle<Float> BY4 = VectorShuffle.fromOp(S, i -> i ^ 4);
    private static final VectorMask<Float> IN1 = VectorMask.fromLong(S, 0b1010_1010);
    private static final VectorMask<Float> IN2 = VectorMask.fromLong(S, 0b1100_1100);
    private static final VectorMask<Float> IN4 = VectorMask.fromLong(S, 0b1111_0000);

    private final Transposer<float[]> rest;

    /** One that leaves to {@code rest} what is less than a square. */
    FloatVectorTransposer(Transposer<float[]> rest) {
        this.rest = rest;
    }

    @Override
    public void singles(float[] x, int i, int s, float[] y, int o, int t, int rows, int columns) {
        int r = rows & -8;
        int c = columns & -8;
        for (int j = 0; j < c; j += 8) {
            squaresOfSingles(x, i + j * s, s, y, o + j, t, r);
        }
        if (r < rows) {
            rest.singles(x, i + r, s, y, o + r * t, t, rows - r, c);
        }
        if (c < columns) {
            rest.singles(x, i + c * s, s, y, o + c, t, rows, columns - c);
        }
    }

    private static void squaresOfSingles(
            float[] x, int i, int s, float[] y, int o, int t, int rows) {
        for (int r = 0; r < rows; r += 8) {
            int p = i + r;
            int q = o + r * t;
            FloatVector a0 = FloatVector.fromArray(S, x, p);
            FloatVector a1 = FloatVector.fromArray(S, x, p + s);
            FloatVector a2 = FloatVector.fromArray(S, x, p + 2 * s);
            FloatVector a3 = FloatVector.fromArray(S, x, p + 3 * s);
            FloatVector a4 = FloatVector.fromArray(S, x, p + 4 * s);
            FloatVector a5 = FloatVector.fromArray(S, x, p + 5 * s);
            FloatVector a6 = FloatVector.fromArray(S, x, p + 6 * s);
            FloatVector a7 = FloatVector.fromArray(S, x, p + 7 * s);
            FloatVector b0 = a0.blend(a4.rearrange(BY4), IN4);
            FloatVector b1 = a1.blend(a5.rearrange(BY4), IN4);
            FloatVector b2 = a2.blend(a6.rearrange(BY4), IN4);
            FloatVector b3 = a3.blend(a7.rearrange(BY4), IN4);
            FloatVector b4 = a0.rearrange(BY4).blend(a4, IN4);
            FloatVector b5 = a1.rearrange(BY4).blend(a5, IN4);
            FloatVector b6 = a2.rearrange(BY4).blend(a6, IN4);
            FloatVector b7 = a3.rearrange(BY4).blend(a7, IN4);
            a0 = b0.blend(b2.rearrange(BY2), IN2);
            a1 = b1.blend(b3.rearrange(BY2), IN2);
            a2 = b0.rearrange(BY2).blend(b2, IN2);
            a3 = b1.rearrange(BY2).blend(b3, IN2);
            a4 = b4.blend(b6.rearrange(BY2), IN2);
            a5 = b5.blend(b7.rearrange(BY2), IN2);
            a6 = b4.rearrange(BY2).blend(b6, IN2);
            a7 = b5.rearrange(BY2).blend(b7, IN2);
            a0.blend(a1.rearrange(BY1), IN1).intoArray(y, q);
            a0.rearrange(BY1).blend(a1, IN1).intoArray(y, q + t);
            a2.blend(a3.rearrange(BY1), IN1).intoArray(y, q + 2 * t);
            a2.rearrange(BY1).blend(a3, IN1).intoArray(y, q + 3 * t);
            a4.blend(a5.rearrange(BY1), IN1).intoArray(y, q + 4 * t);
            a4.rearrange(BY1).blend(a5, IN1).intoArray(y, q + 5 * t);
            a6.blend(a7.rearrange(BY1), IN1).intoArray(y, q + 6 * t);
            a6.rearrange(BY1).blend(a7, IN1).intoArray(y, q + 7 * t);
        }
    }

    @Override
    public void pairs(
            float[] x, int i, int s, float[] y, int o, int t, int rows, int columns, boolean conj) {
        int r = rows & -4;
        int c = columns & -4;
        squaresOfPairs(x, i, s, y, o, t, r, c, conj);
        if (r < rows) {
            rest.pairs(x, i + 2 * r, s, y, o + r * t, t, rows - r, c, conj);
        }
        if (c < columns) {
            rest.pairs(x, i + c * s, s, y, o + 2 * c, t, rows, columns - c, conj);
        }
    }

    private static void squaresOfPairs(
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
                    a0 = a0.mul(-1, IN1);
                    a1 = a1.mul(-1, IN1);
                    a2 = a2.mul(-1, IN1);
                    a3 = a3.mul(-1, IN1);
                }
                FloatVector b0 = a0.blend(a1.rearrange(BY2), IN2);
                FloatVector b1 = a0.rearrange(BY2).blend(a1, IN2);
                FloatVector b2 = a2.blend(a3.rearrange(BY2), IN2);
                FloatVector b3 = a2.rearrange(BY2).blend(a3, IN2);
                b0.blend(b2.rearrange(BY4), IN4).intoArray(y, q);
                b1.blend(b3.rearrange(BY4), IN4).intoArray(y, q + t);
                b0.rearrange(BY4).blend(b2, IN4).intoArray(y, q + 2 * t);
                b1.rearrange(BY4).blend(b3, IN4).intoArray(y, q + 3 * t);
            }
        }
    }
}
