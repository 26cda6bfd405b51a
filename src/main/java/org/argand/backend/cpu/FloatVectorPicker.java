package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Moves each complex64 element by one read and one write, as a vector of two lanes. */
final class FloatVectorPicker implements PairPicker {
    private static final VectorSpecies<Float> PAIR = FloatVector.SPECIES_64;

    @Override
    public void take(Picks picks, float[] x, float[] y, int o) {
        int[] index = picks.index();
        int at = picks.at();
        int stride = picks.stride();
        int n = picks.n();
        for (int j = 0; j < n; j++) {
            FloatVector.fromArray(PAIR, x, 2 * (at + index[j] * stride)).intoArray(y, 2 * (o + j));
        }
    }

    @Override
    public void add(Picks picks, float[] x, int i, float[] y) {
        int[] index = picks.index();
        int at = picks.at();
        int stride = picks.stride();
        int n = picks.n();
        for (int j = 0; j < n; j++) {
            int p = 2 * (at + index[j] * stride);
            FloatVector.fromArray(PAIR, y, p)
                    .add(FloatVector.fromArray(PAIR, x, 2 * (i + j)))
                    .intoArray(y, p);
        }
    }
}
