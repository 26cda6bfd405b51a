package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Flat Rayleigh fading that stays for a block: coefficients h ~ CN(0, 1), one per block. */
public final class RayleighBlockFading {
    private final RandomStream random;

    /** Draws from {@code random}. */
    public RayleighBlockFading(RandomStream random) {
        this.random = random;
    }

    /** Independent coefficients of that shape, E|h|² = 1. */
    public Tensor coefficients(DType dtype, long... dims) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "rayleigh", "coefficients are complex, not " + dtype);
        }
        return random.normal(dtype, Shape.of(dims));
    }
}
