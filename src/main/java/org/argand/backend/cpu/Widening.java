package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Floats as vectors of doubles of the machine's preferred shape. */
final class Widening {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final VectorSpecies<Float> WHOLE = FloatVector.SPECIES_PREFERRED;

    /** As many floats as there are doubles in a vector. */
    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(S.vectorBitSize() / 2));

    private static final VectorShuffle<Float> SWAPPED =
            WHOLE.shuffleFromOp(i -> (i + WHOLE.length() / 2) % WHOLE.length());

    private Widening() {}

    /** A vector of the floats from there on. */
    static DoubleVector get(float[] v, int i) {
        return low(FloatVector.fromArray(HALF, v, i));
    }

    /** The floats from there on where the mask is set, and zeros. */
    static DoubleVector get(float[] v, int i, VectorMask<Float> mask) {
        return low(FloatVector.fromArray(HALF, v, i, mask));
    }

    /** Of so many floats, fewer or more than lanes, those that there are. */
    static VectorMask<Float> first(int count) {
        return HALF.indexInRange(0, Math.clamp(count, 0, HALF.length()));
    }

    /** The first lanes. */
    static DoubleVector low(FloatVector x) {
        return (DoubleVector) x.convertShape(VectorOperators.F2D, S, 0);
    }

    /** The last lanes of a whole vector; several times as fast as a conversion of part 1. */
    static DoubleVector high(FloatVector x) {
        return low(x.rearrange(SWAPPED));
    }
}
