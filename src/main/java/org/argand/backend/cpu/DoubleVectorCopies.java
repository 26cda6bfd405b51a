package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Copies rows of doubles by vectors, the last of which overlaps the one before it. */
final class DoubleVectorCopies implements RowCopies<double[]> {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Lanes of the second number of a pair. */
    private static final VectorMask<Double> SECOND = VectorMask.fromLong(S, 0xAAAA_AAAA_AAAA_AAAAL);

    private static final VectorShuffle<Double> NUMBERS_REVERSED = S.shuffleFromOp(k -> L - 1 - k);

    private static final VectorShuffle<Double> PAIRS_REVERSED =
            S.shuffleFromOp(k -> L - 2 - k / 2 * 2 + k % 2);

    private final DoubleScalarCopies few = new DoubleScalarCopies();

    @Override
    public void spread(
            boolean pairs, double[] x, int i, int s, double[] y, int o, int t, int rows, int n) {
        if (n < L) {
            few.spread(pairs, x, i, s, y, o, t, rows, n);
            return;
        }
        int last = n - L;
        for (int r = 0, p = i, q = o; r < rows; r++, p += s, q += t) {
            double second = x[pairs ? p + 1 : p];
            DoubleVector v = DoubleVector.broadcast(S, x[p]).blend(second, SECOND);
            for (int k = 0; k < last; k += L) {
                v.intoArray(y, q + k);
            }
            v.intoArray(y, q + last);
        }
    }

    @Override
    public void reverse(
            boolean pairs, double[] x, int i, int s, double[] y, int o, int t, int rows, int n) {
        if (n < L) {
            few.reverse(pairs, x, i, s, y, o, t, rows, n);
            return;
        }
        VectorShuffle<Double> reversed = pairs ? PAIRS_REVERSED : NUMBERS_REVERSED;
        int last = n - L;
        // From the first number of a row to the first that a vector is loaded from.
        int back = L - (pairs ? 2 : 1);
        for (int r = 0, p = i - back, q = o; r < rows; r++, p += s, q += t) {
            for (int k = 0; k < last; k += L) {
                DoubleVector.fromArray(S, x, p - k).rearrange(reversed).intoArray(y, q + k);
            }
            DoubleVector.fromArray(S, x, p - last).rearrange(reversed).intoArray(y, q + last);
        }
    }
}
