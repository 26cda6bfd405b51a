package org.argand.backend.cpu.loops;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
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

    /** Swaps neighbours: the parts of interleaved complex numbers. */
    static final VectorShuffle<Float> FLOATS_SWAP = swap(FLOATS);

    /** The upper half first: how it is brought to where a conversion to doubles takes it from. */
    static final VectorShuffle<Float> FLOATS_HALVES_SWAPPED =
            FLOATS.shuffleFromOp(i -> (i + FLOATS.length() / 2) % FLOATS.length());

    static final VectorShuffle<Float> HALF_FLOATS_SWAP = swap(HALF_FLOATS);
    static final VectorShuffle<Double> DOUBLES_SWAP = swap(DOUBLES);

    /** Lanes in order (0, n/2, 1, n/2 + 1, …), which is that of parts: see {@link Operation#EVEN}. */
    static final VectorShuffle<Float> FLOATS_PAIRED = paired(FLOATS);

    static final VectorShuffle<Float> HALF_FLOATS_PAIRED = paired(HALF_FLOATS);
    static final VectorShuffle<Double> DOUBLES_PAIRED = paired(DOUBLES);

    /** Back to the order of the elements. */
    static final VectorShuffle<Float> FLOATS_NATURAL = natural(FLOATS);

    static final VectorShuffle<Float> HALF_FLOATS_NATURAL = natural(HALF_FLOATS);
    static final VectorShuffle<Double> DOUBLES_NATURAL = natural(DOUBLES);

    /** The lanes of real parts in interleaved complex numbers. */
    static final VectorMask<Float> FLOATS_EVEN = even(FLOATS);

    static final VectorMask<Float> HALF_FLOATS_EVEN = even(HALF_FLOATS);
    static final VectorMask<Double> DOUBLES_EVEN = even(DOUBLES);

    /** Truth values of loops over floats, and of those over doubles: a byte for each lane. */
    static final VectorSpecies<Byte> BYTES = bytes(FLOATS.length());

    static final VectorSpecies<Byte> HALF_BYTES = bytes(DOUBLES.length());

    static final VectorShuffle<Byte> BYTES_PAIRED = paired(BYTES);
    static final VectorShuffle<Byte> HALF_BYTES_PAIRED = paired(HALF_BYTES);
    static final VectorShuffle<Byte> BYTES_NATURAL = natural(BYTES);
    static final VectorShuffle<Byte> HALF_BYTES_NATURAL = natural(HALF_BYTES);

    /** Written so that what loops read ahead is not left out by the compiler. */
    static double unneeded;

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

    private static <E> VectorShuffle<E> swap(VectorSpecies<E> species) {
        return species.shuffleFromOp(i -> i ^ 1);
    }

    private static <E> VectorShuffle<E> paired(VectorSpecies<E> species) {
        return species.shuffleFromOp(i -> i / 2 + i % 2 * (species.length() / 2));
    }

    private static <E> VectorShuffle<E> natural(VectorSpecies<E> species) {
        return species.shuffleFromOp(i -> 2 * i % species.length() + 2 * i / species.length());
    }

    private static <E> VectorMask<E> even(VectorSpecies<E> species) {
        boolean[] lanes = new boolean[species.length()];
        for (int i = 0; i < lanes.length; i += 2) {
            lanes[i] = true;
        }
        return species.loadMask(lanes, 0);
    }
}
