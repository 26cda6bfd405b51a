package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Flat Rician fading that stays for a block: {@code h = √(K/(K + 1))·e^{iφ} + √(1/(K + 1))·w}, w ~ CN(0, 1).
 *
 * <p>K is the power of the line of sight over that of what is scattered. The phase φ is drawn for each block, the first
 * axis, and the same for all its coefficients; w is drawn for each.
 */
public final class RicianBlockFading {
    private final double kFactor;
    private final RandomStream random;

    /**
     * Draws from {@code random}.
     *
     * @param kFactor K, linear, at least 0; 0 is Rayleigh fading
     */
    public RicianBlockFading(double kFactor, RandomStream random) {
        if (!(kFactor >= 0 && kFactor < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument("rician", "a K-factor of " + kFactor);
        }
        this.kFactor = kFactor;
        this.random = random;
    }

    /** Coefficients of that shape, [blocks, ...], E|h|² = 1. */
    public Tensor coefficients(DType dtype, long... dims) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "rician", "coefficients are complex, not " + dtype);
        }
        Tensor scattered = random.normal(dtype, Shape.of(dims)).mul(Math.sqrt(1 / (kFactor + 1)));
        if (kFactor == 0) {
            return scattered;
        }
        long[] blocks = dims.clone();
        for (int k = 1; k < blocks.length; k++) {
            blocks[k] = 1;
        }
        Tensor phase = random.uniform(dtype.real(), Shape.of(blocks), -Math.PI, Math.PI);
        Tensor los = Tensor.complex(phase.cos(), phase.sin());
        return los.mul(Math.sqrt(kFactor / (kFactor + 1))).add(scattered);
    }
}
