package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.GemmMemory.Slot;
import org.argand.backend.cpu.loops.Ending;

/** Folds rows of doubles in vectors; see {@link RowKernel}. */
final class DoubleVectorRows {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final DoubleMemory MEMORY = new DoubleMemory();

    /** The key of ∞; the complement is that of −∞. */
    private static final long INFINITY = Double.doubleToLongBits(Double.POSITIVE_INFINITY);

    private DoubleVectorRows() {}

    static void sums(double[] v, int at, int rows, int n, int parts, double[] to) {
        int period = parts * Ending.ACCUMULATORS;
        if (!RowSums.fits(period)) {
            ScalarRows.sums(v, at, rows, n, parts, to);
            return;
        }
        int groups = RowSums.groups(parts * n, period);
        double[] t = MEMORY.scratch(Slot.PANEL, groups * L * L);
        for (int r = 0; r < rows; r += L) {
            int some = Math.min(L, rows - r);
            int i = parts * (at + r * n);
            if (parts * n <= L) {
                addOne(v, i, some, parts * n, t);
            } else if (period == 2 * L) {
                addTwo(v, i, some, parts * n, t);
            } else {
                for (int x = 0; x < groups * L; x += L) {
                    addFour(v, i + x, some, parts * n, parts * n - x, period, t, x * L);
                }
            }
            RowSums.addUp(t, groups, parts, to, parts * r);
        }
    }

    /** Makes each row, of no more than a vector, a row of {@code t}; −0 becomes 0, as in a sum. */
    private static void addOne(double[] v, int at, int rows, int n, double[] t) {
        VectorMask<Double> some = first(n);
        DoubleVector zero = DoubleVector.zero(S);
        for (int r = 0; r < rows; r++) {
            zero.add(get(v, at + r * n, some)).intoArray(t, r * L);
        }
    }

    /** Adds up each row, {@code n} numbers, to two vectors; their sums become rows of {@code t}. */
    private static void addTwo(double[] v, int at, int rows, int n, double[] t) {
        int whole = n - n % (2 * L);
        VectorMask<Double> some = first(n - whole);
        VectorMask<Double> more = first(n - whole - L);
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            DoubleVector a = DoubleVector.zero(S);
            DoubleVector b = a;
            for (int end = i + whole; i < end; i += 2 * L) {
                a = a.add(get(v, i));
                b = b.add(get(v, i + L));
            }
            if (whole < n) {
                a = a.add(get(v, i, some));
                b = b.add(get(v, i + L, more));
            }
            a.add(b).intoArray(t, r * L);
        }
    }

    /** As {@link #addTwo} to four vectors that are a quarter of a period apart, of rows of which so much is left. */
    private static void addFour(
            double[] v, int at, int rows, int n, int left, int period, double[] t, int o) {
        int gap = period / 4;
        int whole = RowSums.whole(left, period);
        VectorMask<Double> w = first(left - whole);
        VectorMask<Double> x = first(left - whole - gap);
        VectorMask<Double> y = first(left - whole - 2 * gap);
        VectorMask<Double> z = first(left - whole - 3 * gap);
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            DoubleVector a = DoubleVector.zero(S);
            DoubleVector b = a;
            DoubleVector c = a;
            DoubleVector d = a;
            for (int end = i + whole; i < end; i += period) {
                a = a.add(get(v, i));
                b = b.add(get(v, i + gap));
                c = c.add(get(v, i + 2 * gap));
                d = d.add(get(v, i + 3 * gap));
            }
            if (whole < left) {
                a = a.add(get(v, i, w));
                b = b.add(get(v, i + gap, x));
                c = c.add(get(v, i + 2 * gap, y));
                d = d.add(get(v, i + 3 * gap, z));
            }
            a.add(c).add(b.add(d)).intoArray(t, o + r * L);
        }
    }

    /**
     * The largest elements or the smallest.
     *
     * <p>Doubles are compared as integers, in one instruction, where Java's max takes six to have NaN win and 0 exceed −0.
     */
    static void extremes(double[] v, int at, int rows, int n, boolean largest, double[] to) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            LongVector high = n < L ? few(v, i, n) : key(get(v, i + n - L));
            LongVector low = high;
            // The last vectors of a row overlap.
            for (int end = i + n - L; i < end; i += L) {
                LongVector x = key(get(v, i));
                high = high.max(x);
                low = low.min(x);
            }
            to[r] = best(high, low, largest);
        }
    }

    /** Integers in the order of their doubles: −0 before 0, NaN of either sign beyond the infinity of that sign. */
    private static LongVector key(DoubleVector x) {
        LongVector bits = x.reinterpretAsLongs();
        return bits.lanewise(VectorOperators.ASHR, Long.SIZE - 1)
                .and(Long.MAX_VALUE)
                .lanewise(VectorOperators.XOR, bits);
    }

    /** The keys of less than a vector, the first of them in all lanes beyond. */
    private static LongVector few(double[] v, int i, int n) {
        VectorMask<Double> some = S.indexInRange(0, n);
        DoubleVector first = DoubleVector.broadcast(S, v[i]);
        return key(first.blend(DoubleVector.fromArray(S, v, i, some), some));
    }

    /** The number whose key is the largest of some or the smallest, or NaN if there is one. */
    private static double best(LongVector high, LongVector low, boolean largest) {
        VectorMask<Long> nan =
                high.compare(VectorOperators.GT, INFINITY)
                        .or(low.compare(VectorOperators.LT, ~INFINITY));
        LongVector best = (largest ? high : low.not()).blend(Long.MAX_VALUE, nan);
        long found = best.reduceLanes(VectorOperators.MAX);
        long key = largest ? found : ~found;
        return Double.longBitsToDouble((key >> Long.SIZE - 1 & Long.MAX_VALUE) ^ key);
    }

    private static DoubleVector get(double[] v, int i) {
        return DoubleVector.fromArray(S, v, i);
    }

    private static DoubleVector get(double[] v, int i, VectorMask<Double> mask) {
        return DoubleVector.fromArray(S, v, i, mask);
    }

    /** Of so many numbers, fewer or more than lanes, those that there are. */
    private static VectorMask<Double> first(int count) {
        return S.indexInRange(0, Math.clamp(count, 0, L));
    }
}
