package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Fills rows of floats with vectors, the last of which overlaps the one before it. */
final class FloatVectorSpreader implements Spreader<float[]> {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Lanes of the second number of a pair. */
    private static final VectorMask<Float> SECOND = VectorMask.fromLong(S, 0xAAAA_AAAA_AAAA_AAAAL);

    @Override
    public void spread(
            boolean pairs, float[] x, int i, int s, float[] y, int o, int t, int rows, int n) {
        for (int r = 0, p = i, q = o; r < rows; r++, p += s, q += t) {
            float first = x[p];
            float second = pairs ? x[p + 1] : first;
            if (n < L) {
                few(first, second, y, q, n);
            } else {
                FloatVector v = FloatVector.broadcast(S, first).blend(second, SECOND);
                int k = 0;
                for (; k <= n - L; k += L) {
                    v.intoArray(y, q + k);
                }
                v.intoArray(y, q + n - L);
            }
        }
    }

    private static void few(float first, float second, float[] y, int from, int n) {
        for (int k = 0; k < n; k++) {
            y[from + k] = (k & 1) == 0 ? first : second;
        }
    }
}
