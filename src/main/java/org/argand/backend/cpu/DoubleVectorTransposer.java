package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Transposes in squares, of four by four numbers or two by two pairs, as {@link FloatVectorTransposer} does. */
final class DoubleVectorTransposer implements Transposer<double[]> {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
    private static final VectorShuffle<Double> BY1 = VectorShuffle.fromOp(S, i -> i ^ 1);
    private static final VectorShuffle<Double> BY2 = VectorShuffle.fromOp(S, i -> i ^ 2);
    private static final VectorMask<Double> IN1 = VectorMask.fromLong(S, 0b1010);
    private static final VectorMask<Double> IN2 = VectorMask.fromLong(S, 0b1100);

    private final Transposer<double[]> rest;

    /** One that leaves to {@code rest} what is less than a square, or less than four columns of pairs. */
    DoubleVectorTransposer(Transposer<double[]> rest) {
        this.rest = rest;
    }

    @Override
    public void singles(double[] x, int i, int s, double[] y, int o, int t, int rows, int columns) {
        int r = rows & -4;
        int c = columns & -4;
        for (int j = 0; j < c; j += 4) {
            squares(x, i + j * s, s, y, o + j, t, r);
        }
        if (r < rows) {
            rest.singles(x, i + r, s, y, o + r * t, t, rows - r, c);
        }
        if (c < columns) {
            rest.singles(x, i + c * s, s, y, o + c, t, rows, columns - c);
        }
    }

    private static void squares(double[] x, int i, int s, double[] y, int o, int t, int rows) {
        for (int r = 0; r < rows; r += 4) {
            int p = i + r;
            int q = o + r * t;
            DoubleVector a0 = DoubleVector.fromArray(S, x, p);
            DoubleVector a1 = DoubleVector.fromArray(S, x, p + s);
            DoubleVector a2 = DoubleVector.fromArray(S, x, p + 2 * s);
            DoubleVector a3 = DoubleVector.fromArray(S, x, p + 3 * s);
            DoubleVector b0 = a0.blend(a2.rearrange(BY2), IN2);
            DoubleVector b1 = a1.blend(a3.rearrange(BY2), IN2);
            DoubleVector b2 = a0.rearrange(BY2).blend(a2, IN2);
            DoubleVector b3 = a1.rearrange(BY2).blend(a3, IN2);
            b0.blend(b1.rearrange(BY1), IN1).intoArray(y, q);
            b0.rearrange(BY1).blend(b1, IN1).intoArray(y, q + t);
            b2.blend(b3.rearrange(BY1), IN1).intoArray(y, q + 2 * t);
            b2.rearrange(BY1).blend(b3, IN1).intoArray(y, q + 3 * t);
        }
    }

    @Override
    public void pairs(
            double[] x,
            int i,
            int s,
            double[] y,
            int o,
            int t,
            int rows,
            int columns,
            boolean conj) {
        int r = rows & -2;
        int c = columns & -4;
        for (int j = 0; j < c; j += 4) {
            four(x, i + j * s, s, y, o + 2 * j, t, r, conj);
        }
        if (r < rows) {
            rest.pairs(x, i + 2 * r, s, y, o + r * t, t, rows - r, c, conj);
        }
        if (c < columns) {
            rest.pairs(x, i + c * s, s, y, o + 2 * c, t, rows, columns - c, conj);
        }
    }

    /** Squares of two pairs in four columns. */
    private static void four(
            double[] x, int i, int s, double[] y, int o, int t, int rows, boolean conj) {
        for (int r = 0; r < rows; r += 2) {
            int p = i + 2 * r;
            int q = o + r * t;
            DoubleVector a0 = DoubleVector.fromArray(S, x, p);
            DoubleVector a1 = DoubleVector.fromArray(S, x, p + s);
            DoubleVector a2 = DoubleVector.fromArray(S, x, p + 2 * s);
            DoubleVector a3 = DoubleVector.fromArray(S, x, p + 3 * s);
            if (conj) {
                a0 = a0.mul(-1, IN1);
                a1 = a1.mul(-1, IN1);
                a2 = a2.mul(-1, IN1);
                a3 = a3.mul(-1, IN1);
            }
            a0.blend(a1.rearrange(BY2), IN2).intoArray(y, q);
            a2.blend(a3.rearrange(BY2), IN2).intoArray(y, q + 4);
            a0.rearrange(BY2).blend(a1, IN2).intoArray(y, q + t);
            a2.rearrange(BY2).blend(a3, IN2).intoArray(y, q + t + 4);
        }
    }
}
