package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.GemmMemory.Slot;
import org.argand.backend.cpu.loops.Ending;

/** Folds rows of floats in vectors; see {@link FloatRows}. */
final class FloatVectorRows {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int L = DOUBLES.length();
    private static final DoubleMemory MEMORY = new DoubleMemory();

    private FloatVectorRows() {}

    static void sums(float[] v, int at, int rows, int n, int parts, double[] to) {
        int period = parts * Ending.ACCUMULATORS;
        if (2 * L > period || L > 8) {
            FloatScalarRows.sums(v, at, rows, n, parts, to);
            return;
        }
        double[] t = MEMORY.scratch(Slot.PANEL, 2 * period * L);
        for (int r = 0; r < rows; r += L) {
            int some = Math.min(L, rows - r);
            int i = parts * (at + r * n);
            if (period == 2 * L) {
                addTwo(v, i, some, parts * n, t);
            } else {
                addFours(v, i, some, parts * n, period, t);
            }
            addUp(t, parts, t, period * L);
            for (int x = 0; x < parts * some; x++) {
                // Pairs of even rows come first.
                int place = parts == 1 ? x : x / 4 * 2 + x % 2 + x / 2 % 2 * L;
                to[parts * r + x] = t[period * L + place];
            }
        }
    }

    /** Adds up each row, {@code n} numbers, to two vectors; their sums become rows of {@code t}. */
    private static void addTwo(float[] v, int at, int rows, int n, double[] t) {
        int whole = n - n % (2 * L);
        VectorMask<Float> some = Widening.first(n - whole);
        VectorMask<Float> more = Widening.first(n - whole - L);
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            DoubleVector a = DoubleVector.zero(DOUBLES);
            DoubleVector b = a;
            for (int end = i + whole; i < end; i += 2 * L) {
                a = a.add(Widening.get(v, i));
                b = b.add(Widening.get(v, i + L));
            }
            if (whole < n) {
                a = a.add(Widening.get(v, i, some));
                b = b.add(Widening.get(v, i + L, more));
            }
            a.add(b).intoArray(t, r * L);
        }
    }

    /** As {@link #addTwo} to as many vectors as a period has, four at a time. */
    private static void addFours(float[] v, int at, int rows, int n, int period, double[] t) {
        int gap = period / 4;
        for (int first = 0; first < gap; first += L) {
            addFour(v, at + first, rows, n, n - first, period, t, first * L);
        }
        for (int h = gap / 2; h >= L; h /= 2) {
            for (int x = 0; x < h * L; x += L) {
                get(t, x).add(get(t, x + h * L)).intoArray(t, x);
            }
        }
    }

    /** Of rows of which so much is left, to vectors that are a quarter of a period apart. */
    private static void addFour(
            float[] v, int at, int rows, int n, int left, int period, double[] t, int o) {
        int gap = period / 4;
        int whole = left < 3 * gap + L ? 0 : ((left - 3 * gap - L) / period + 1) * period;
        VectorMask<Float> w = Widening.first(left - whole);
        VectorMask<Float> x = Widening.first(left - whole - gap);
        VectorMask<Float> y = Widening.first(left - whole - 2 * gap);
        VectorMask<Float> z = Widening.first(left - whole - 3 * gap);
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            DoubleVector a = DoubleVector.zero(DOUBLES);
            DoubleVector b = a;
            DoubleVector c = a;
            DoubleVector d = a;
            for (int end = i + whole; i < end; i += period) {
                a = a.add(Widening.get(v, i));
                b = b.add(Widening.get(v, i + gap));
                c = c.add(Widening.get(v, i + 2 * gap));
                d = d.add(Widening.get(v, i + 3 * gap));
            }
            if (whole < left) {
                a = a.add(Widening.get(v, i, w));
                b = b.add(Widening.get(v, i + gap, x));
                c = c.add(Widening.get(v, i + 2 * gap, y));
                d = d.add(Widening.get(v, i + 3 * gap, z));
            }
            a.add(c).add(b.add(d)).intoArray(t, o + r * L);
        }
    }

    /** Adds up each of as many rows as there are lanes, or the pairs in it; pairs of even rows come before those of odd ones. */
    private static void addUp(double[] p, int parts, double[] to, int o) {
        switch (L) {
            case 2 -> addUpTwo(get(p, 0), get(p, L), parts, to, o);
            case 4 ->
                    addUpTwo(
                            SquareTiles.sum2(get(p, 0), get(p, 2 * L)),
                            SquareTiles.sum2(get(p, L), get(p, 3 * L)),
                            parts,
                            to,
                            o);
            default ->
                    addUpTwo(
                            SquareTiles.sum2(
                                    SquareTiles.sum4(get(p, 0), get(p, 4 * L)),
                                    SquareTiles.sum4(get(p, 2 * L), get(p, 6 * L))),
                            SquareTiles.sum2(
                                    SquareTiles.sum4(get(p, L), get(p, 5 * L)),
                                    SquareTiles.sum4(get(p, 3 * L), get(p, 7 * L))),
                            parts,
                            to,
                            o);
        }
    }

    private static void addUpTwo(DoubleVector a, DoubleVector b, int parts, double[] to, int o) {
        if (parts == 1) {
            SquareTiles.sum1(a, b).intoArray(to, o);
        } else {
            a.intoArray(to, o);
            b.intoArray(to, o + L);
        }
    }

    private static DoubleVector get(double[] p, int at) {
        return DoubleVector.fromArray(DOUBLES, p, at);
    }

    /** The largest elements where {@code sign} is 1, the smallest where it is −1. */
    static void extremes(float[] v, int at, int rows, int n, float sign, double[] to) {
        if (L > 8) {
            FloatScalarRows.extremes(v, at, rows, n, sign, to);
            return;
        }
        double[] t = MEMORY.scratch(Slot.PANEL, L * L);
        for (int r = 0; r < rows; r += L) {
            int some = Math.min(L, rows - r);
            if (n < LANES) {
                largestOfFew(v, at + r * n, some, n, sign, t);
            } else {
                largest(v, at + r * n, some, n, sign, t);
            }
            largestOfRows(t).mul(sign).intoArray(to, r);
        }
    }

    /** Of each row, in as many lanes as doubles have; the last vectors of a row overlap. */
    private static void largest(float[] v, int at, int rows, int n, float sign, double[] t) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            FloatVector a = signed(v, i + n - LANES, sign);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            int k = 0;
            for (; k <= n - 4 * LANES; k += 4 * LANES) {
                a = a.max(signed(v, i + k, sign));
                b = b.max(signed(v, i + k + LANES, sign));
                c = c.max(signed(v, i + k + 2 * LANES, sign));
                d = d.max(signed(v, i + k + 3 * LANES, sign));
            }
            for (; k < n - LANES; k += LANES) {
                a = a.max(signed(v, i + k, sign));
            }
            FloatVector m = a.max(b).max(c.max(d));
            Widening.low(m).max(Widening.high(m)).intoArray(t, r * L);
        }
    }

    /** Of rows that are less than a vector. */
    private static void largestOfFew(float[] v, int at, int rows, int n, double sign, double[] t) {
        VectorMask<Float> some = Widening.first(n);
        VectorMask<Double> none = DOUBLES.indexInRange(0, Math.min(n, L)).not();
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            DoubleVector a = Widening.get(v, i, some).mul(sign);
            a = a.blend(Double.NEGATIVE_INFINITY, none);
            if (n > L) {
                a = a.max(Widening.get(v, i + n - L).mul(sign));
            }
            a.intoArray(t, r * L);
        }
    }

    /** The largest lane of each of as many vectors as there are lanes. */
    private static DoubleVector largestOfRows(double[] p) {
        return switch (L) {
            case 2 -> SquareTiles.largest1(get(p, 0), get(p, L));
            case 4 ->
                    SquareTiles.largest1(
                            SquareTiles.largest2(get(p, 0), get(p, 2 * L)),
                            SquareTiles.largest2(get(p, L), get(p, 3 * L)));
            default ->
                    SquareTiles.largest1(
                            SquareTiles.largest2(
                                    SquareTiles.largest4(get(p, 0), get(p, 4 * L)),
                                    SquareTiles.largest4(get(p, 2 * L), get(p, 6 * L))),
                            SquareTiles.largest2(
                                    SquareTiles.largest4(get(p, L), get(p, 5 * L)),
                                    SquareTiles.largest4(get(p, 3 * L), get(p, 7 * L))));
        };
    }

    private static FloatVector signed(float[] v, int i, float sign) {
        return FloatVector.fromArray(FLOATS, v, i).mul(sign);
    }
}
