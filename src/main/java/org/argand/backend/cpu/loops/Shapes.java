package org.argand.backend.cpu.loops;

import java.util.function.IntUnaryOperator;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of generated loops: floats of the machine's preferred shape; or, where anything is double, doubles of that
 * shape and floats of half of it, so that there are as many of both. Named by the generated code.
 */
final class Shapes {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    static final VectorSpecies<Float> HALF_FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    static final VectorSpecies<Integer> HALF_INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    static final FloatVector FLOATS_EVEN = floats(FLOATS, i -> 2 * i);
    static final FloatVector FLOATS_ODD = floats(FLOATS, i -> 2 * i + 1);
    static final FloatVector FLOATS_LOW = floats(FLOATS, i -> zip(i, FLOATS.length()));
    static final FloatVector FLOATS_HIGH =
            floats(FLOATS, i -> zip(i, FLOATS.length()) + FLOATS.length() / 2);
    static final FloatVector HALF_FLOATS_EVEN = floats(HALF_FLOATS, i -> 2 * i);
    static final FloatVector HALF_FLOATS_ODD = floats(HALF_FLOATS, i -> 2 * i + 1);
    static final FloatVector HALF_FLOATS_LOW =
            floats(HALF_FLOATS, i -> zip(i, HALF_FLOATS.length()));
    static final FloatVector HALF_FLOATS_HIGH =
            floats(HALF_FLOATS, i -> zip(i, HALF_FLOATS.length()) + HALF_FLOATS.length() / 2);
    static final DoubleVector DOUBLES_EVEN = doubles(i -> 2 * i);
    static final DoubleVector DOUBLES_ODD = doubles(i -> 2 * i + 1);
    static final DoubleVector DOUBLES_LOW = doubles(i -> zip(i, DOUBLES.length()));
    static final DoubleVector DOUBLES_HIGH =
            doubles(i -> zip(i, DOUBLES.length()) + DOUBLES.length() / 2);

    /** Truth values of loops over floats, and of those over doubles: a byte for each lane. */
    static final VectorSpecies<Byte> BYTES = bytes(FLOATS.length());

    static final VectorSpecies<Byte> HALF_BYTES = bytes(DOUBLES.length());

    private Shapes() {}

    /** Whether so many truth values make a vector of bytes. */
    static boolean hasBytes(int lanes) {
        return lanes >= 8;
    }

    private static VectorSpecies<Byte> bytes(int lanes) {
        return hasBytes(lanes)
                ? VectorSpecies.of(byte.class, VectorShape.forBitSize(8 * lanes))
                : ByteVector.SPECIES_64;
    }

    /** Index i of (0, n, 1, n + 1, …), which interleaves two vectors of n. */
    private static int zip(int i, int n) {
        return i / 2 + (i % 2) * n;
    }

    private static FloatVector floats(VectorSpecies<Float> species, IntUnaryOperator f) {
        float[] lanes = new float[species.length()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = f.applyAsInt(i);
        }
        return FloatVector.fromArray(species, lanes, 0);
    }

    private static DoubleVector doubles(IntUnaryOperator f) {
        double[] lanes = new double[DOUBLES.length()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = f.applyAsInt(i);
        }
        return DoubleVector.fromArray(DOUBLES, lanes, 0);
    }
}
