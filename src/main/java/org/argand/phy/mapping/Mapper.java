package org.argand.phy.mapping;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** Bits to symbols, through the points of a constellation; differentiable in the points. */
public final class Mapper {
    private final Constellation constellation;

    private Mapper(Constellation constellation) {
        this.constellation = constellation;
    }

    /** A mapper to those points. */
    public static Mapper of(Constellation constellation) {
        return new Mapper(constellation);
    }

    /**
     * The symbols of {@code bits}.
     *
     * @param bits 0 and 1, real, [..., n·m]
     * @return complex [..., n]
     */
    public Tensor map(Tensor bits) {
        return mapIndices(indices(bits, constellation.bitsPerSymbol()));
    }

    /**
     * The points of those indices.
     *
     * @param indices int32 or int64, any shape
     * @return complex, of that shape
     */
    public Tensor mapIndices(Tensor indices) {
        return constellation.points().gather(indices, 0);
    }

    /**
     * Groups of m bits as numbers, the most significant bit first.
     *
     * @param bits 0 and 1, real, [..., n·m]
     * @return int32 [..., n]
     */
    public static Tensor indices(Tensor bits, int m) {
        if (bits.dtype().isComplex() || bits.dtype() == DType.BOOL) {
            throw new ArgandException.DTypeMismatch(
                    "map", "bits are numbers 0 and 1, got " + bits.dtype());
        }
        if (bits.rank() == 0 || bits.dim(-1) % m != 0) {
            throw new ArgandException.ShapeMismatch(
                    "map", "the last axis of " + bits.shape() + " is not whole groups of " + m);
        }
        Shape groups = bits.shape().without(-1).inserted(-1, bits.dim(-1) / m).inserted(-1, m);
        // Pointwise and in one pass, where a sum over an axis of m is neither.
        Tensor index = bits.reshape(groups).select(-1, 0);
        for (int k = 1; k < m; k++) {
            index = index.mul(2).add(bits.reshape(groups).select(-1, k));
        }
        return index.cast(DType.INT32);
    }
}
