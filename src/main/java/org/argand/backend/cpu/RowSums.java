package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds up the accumulators of as many rows as a vector has lanes, side by side.
 *
 * <p>The accumulators of a row, {@link org.argand.backend.cpu.loops.Ending#ACCUMULATORS} or as many pairs, are a period.
 * Where that is two vectors, a kernel leaves their sum; else it leaves, for each vector of the first quarter of a period, the
 * sum of those that are a quarter apart. Those of all rows lie one after the other, then the next of all rows.
 */
final class RowSums {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    /** Lanes of either vector for pairs of both in turn: of their first halves, and of their second. */
    private static final VectorShuffle<Double> FIRST = pairs(0);

    private static final VectorShuffle<Double> SECOND = pairs(L / 2);

    /** The lanes of pairs of the second vector. */
    private static final VectorMask<Double> OTHER = VectorMask.fromLong(S, 0xcc);

    private RowSums() {}

    private static VectorShuffle<Double> pairs(int from) {
        return VectorShuffle.fromOp(S, i -> (from + i / 4 * 2 + i % 2) % L);
    }

    /** Whether vectors are so narrow that such a period is two of them or a multiple of four. */
    static boolean fits(int period) {
        return 2 * L <= period && L <= 8;
    }

    /** How many vectors a kernel leaves of a row of {@code n} numbers. */
    static int groups(int n, int period) {
        return n <= L ? 1 : Math.max(1, period / (4 * L));
    }

    /** Of so many numbers from one vector of a period on, how many are whole periods, up to that vector three quarters further on. */
    static int whole(int left, int period) {
        int last = 3 * (period / 4) + L;
        return left < last ? 0 : ((left - last) / period + 1) * period;
    }

    /**
     * Writes the sums of as many rows as there are lanes, or their pairs, to {@code to} from {@code o} on.
     *
     * @param groups how many vectors there are of each row
     */
    static void addUp(double[] t, int groups, int parts, double[] to, int o) {
        for (int half = groups / 2 * L * L; half >= L * L; half /= 2) {
            for (int x = 0; x < half; x += L) {
                get(t, x).add(get(t, x + half)).intoArray(t, x);
            }
        }
        switch (L) {
            case 2 -> addTwo(get(t, 0), get(t, L), parts, to, o);
            case 4 ->
                    addTwo(
                            SquareTiles.sum2(get(t, 0), get(t, 2 * L)),
                            SquareTiles.sum2(get(t, L), get(t, 3 * L)),
                            parts,
                            to,
                            o);
            default ->
                    addTwo(
                            SquareTiles.sum2(
                                    SquareTiles.sum4(get(t, 0), get(t, 4 * L)),
                                    SquareTiles.sum4(get(t, 2 * L), get(t, 6 * L))),
                            SquareTiles.sum2(
                                    SquareTiles.sum4(get(t, L), get(t, 5 * L)),
                                    SquareTiles.sum4(get(t, 3 * L), get(t, 7 * L))),
                            parts,
                            to,
                            o);
        }
    }

    /** Adds up pairs of lanes of even and of odd rows; or brings the pairs, which are sums, into the order of rows. */
    private static void addTwo(DoubleVector a, DoubleVector b, int parts, double[] to, int o) {
        if (parts == 1) {
            SquareTiles.sum1(a, b).intoArray(to, o);
        } else if (L == 2) {
            a.intoArray(to, o);
            b.intoArray(to, o + L);
        } else {
            a.rearrange(FIRST).blend(b.rearrange(FIRST), OTHER).intoArray(to, o);
            a.rearrange(SECOND).blend(b.rearrange(SECOND), OTHER).intoArray(to, o + L);
        }
    }
}
