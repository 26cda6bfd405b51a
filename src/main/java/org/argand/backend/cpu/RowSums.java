package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.loops.Ending;

/**
 * Adds up the accumulators of as many rows as a vector has lanes, side by side.
 *
 * <p>The accumulators of a row, {@link Ending#ACCUMULATORS} or as many pairs, are a period. Where that is two vectors, a kernel leaves
 * their sum; else it leaves, for each vector of the first quarter of a period, the sum of those that are a quarter apart. The vectors of
 * all rows lie one after the other, first those of the first vector of a period.
 */
final class RowSums {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private RowSums() {}

    /** Whether vectors are so narrow that such a period is two of them or a multiple of four. */
    static boolean fits(int period) {
        return 2 * L <= period && L <= 8;
    }

    /** Numbers of scratch: the vectors that a kernel leaves, and the results. */
    static int room(int period) {
        return Math.max(1, period / (4 * L)) * L * L + 2 * L;
    }

    /** Of so many numbers from one vector of a period on, how many are whole periods, up to that vector three quarters further on. */
    static int whole(int left, int period) {
        int last = 3 * (period / 4) + L;
        return left < last ? 0 : ((left - last) / period + 1) * period;
    }

    /** Writes the sums, or pairs of them, of the first {@code rows} rows to {@code to} from {@code o} on. */
    static void addUp(double[] t, int parts, int rows, double[] to, int o) {
        int gap = parts * Ending.ACCUMULATORS / 4;
        for (int h = gap / 2; h >= L; h /= 2) {
            for (int x = 0; x < h * L; x += L) {
                get(t, x).add(get(t, x + h * L)).intoArray(t, x);
            }
        }
        int sums = Math.max(L, gap) * L;
        addLanes(t, parts, t, sums);
        for (int x = 0; x < parts * rows; x++) {
            // Pairs of even rows come first.
            int place = parts == 1 ? x : x / 4 * 2 + x % 2 + x / 2 % 2 * L;
            to[o + x] = t[sums + place];
        }
    }

    /** Adds up the lanes of each row, or the pairs in it; pairs of even rows come before those of odd ones. */
    private static void addLanes(double[] p, int parts, double[] to, int o) {
        switch (L) {
            case 2 -> addTwo(get(p, 0), get(p, L), parts, to, o);
            case 4 ->
                    addTwo(
                            SquareTiles.sum2(get(p, 0), get(p, 2 * L)),
                            SquareTiles.sum2(get(p, L), get(p, 3 * L)),
                            parts,
                            to,
                            o);
            default ->
                    addTwo(
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

    private static void addTwo(DoubleVector a, DoubleVector b, int parts, double[] to, int o) {
        if (parts == 1) {
            SquareTiles.sum1(a, b).intoArray(to, o);
        } else {
            a.intoArray(to, o);
            b.intoArray(to, o + L);
        }
    }

    private static DoubleVector get(double[] p, int at) {
        return DoubleVector.fromArray(S, p, at);
    }
}
