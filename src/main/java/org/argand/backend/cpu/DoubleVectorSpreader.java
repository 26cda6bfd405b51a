package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Fills rows of doubles with vectors, the last of which overlaps the one before it. */
final class DoubleVectorSpreader implements Spreader<double[]> {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Lanes of the second number of a pair. */
    private static final VectorMask<Double> SECOND = VectorMask.fromLong(S, 0xAAAA_AAAA_AAAA_AAAAL);

    @Override
    public void spread(
            boolean pairs, double[] x, int i, int s, double[] y, int o, int t, int rows, int n) {
        for (int r = 0, p = i, q = o; r < rows; r++, p += s, q += t) {
            double first = x[p];
            double second = pairs ? x[p + 1] : first;
            if (n < L) {
                few(first, second, y, q, n);
            } else {
                DoubleVector v = DoubleVector.broadcast(S, first).blend(second, SECOND);
                int k = 0;
                for (; k <= n - L; k += L) {
                    v.intoArray(y, q + k);
                }
                v.intoArray(y, q + n - L);
            }
        }
    }

    private static void few(double first, double second, double[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            y[from + k] = (k & 1) == 0 ? first : second;
        }
    }
}
