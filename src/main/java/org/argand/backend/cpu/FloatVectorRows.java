package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.GemmMemory.Slot;
import org.argand.backend.cpu.loops.Ending;

/** Folds rows of floats in vectors; see {@link RowKernel}. */
final class FloatVectorRows {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int L = DOUBLES.length();
    private static final DoubleMemory MEMORY = new DoubleMemory();

    /** The key of ∞; the complement is that of −∞. */
    private static final int INFINITY = Float.floatToIntBits(Float.POSITIVE_INFINITY);

    private FloatVectorRows() {}

    static void sums(float[] v, int at, int rows, int n, int parts, double[] to) {
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
    private static void addOne(float[] v, int at, int rows, int n, double[] t) {
        VectorMask<Float> some = Widening.first(n);
        DoubleVector zero = DoubleVector.zero(DOUBLES);
        for (int r = 0; r < rows; r++) {
            zero.add(Widening.get(v, at + r * n, some)).intoArray(t, r * L);
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

    /** As {@link #addTwo} to four vectors that are a quarter of a period apart, of rows of which so much is left. */
    private static void addFour(
            float[] v, int at, int rows, int n, int left, int period, double[] t, int o) {
        int gap = period / 4;
        int whole = RowSums.whole(left, period);
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

    /**
     * The largest elements or the smallest.
     *
     * <p>Floats are compared as integers, in one instruction, where Java's max takes six to have NaN win and 0 exceed −0.
     */
    static void extremes(float[] v, int at, int rows, int n, boolean largest, double[] to) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            IntVector high = n < LANES ? few(v, i, n) : key(get(v, i + n - LANES));
            IntVector low = high;
            // The last vectors of a row overlap.
            for (int end = i + n - LANES; i < end; i += LANES) {
                IntVector x = key(get(v, i));
                high = high.max(x);
                low = low.min(x);
            }
            to[r] = best(high, low, largest);
        }
    }

    /** Integers in the order of their floats: −0 before 0, NaN of either sign beyond the infinity of that sign. */
    private static IntVector key(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        return bits.lanewise(VectorOperators.ASHR, Integer.SIZE - 1)
                .and(Integer.MAX_VALUE)
                .lanewise(VectorOperators.XOR, bits);
    }

    /** The keys of less than a vector, the first of them in all lanes beyond. */
    private static IntVector few(float[] v, int i, int n) {
        VectorMask<Float> some = FLOATS.indexInRange(0, n);
        FloatVector first = FloatVector.broadcast(FLOATS, v[i]);
        return key(first.blend(FloatVector.fromArray(FLOATS, v, i, some), some));
    }

    /** The number whose key is the largest of some or the smallest, or NaN if there is one. */
    private static float best(IntVector high, IntVector low, boolean largest) {
        VectorMask<Integer> nan =
                high.compare(VectorOperators.GT, INFINITY)
                        .or(low.compare(VectorOperators.LT, ~INFINITY));
        IntVector best = (largest ? high : low.not()).blend(Integer.MAX_VALUE, nan);
        int found = best.reduceLanes(VectorOperators.MAX);
        int key = largest ? found : ~found;
        return Float.intBitsToFloat((key >> Integer.SIZE - 1 & Integer.MAX_VALUE) ^ key);
    }

    private static FloatVector get(float[] v, int i) {
        return FloatVector.fromArray(FLOATS, v, i);
    }
}
