package org.argand.phy.ofdm;

import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;

/**
 * Samples to subcarriers: cuts the prefixes off and transforms what follows, unitary, DC in the centre.
 *
 * <p>Behind a channel with taps lMin … lMax (as {@code TimeChannel} gives it, the first sample belonging to delay lMin)
 * the window starts −lMin samples early, so that no symbol reaches into the next as long as lMax − lMin ≤ cyclicPrefix;
 * the rotation that this causes is undone. Then subcarrier k holds H_k·x_k, with H from {@code FrequencyResponse}.
 */
public final class OfdmDemodulator {
    private final int fftSize;
    private final int cyclicPrefix;
    private final int lMin;

    /**
     * A demodulator.
     *
     * @param cyclicPrefix in samples, 0 to fftSize
     * @param lMin delay of the channel's first tap in samples, 0 or negative
     */
    public OfdmDemodulator(int fftSize, int cyclicPrefix, int lMin) {
        Prefix.check("demodulate", fftSize, cyclicPrefix);
        if (lMin > 0 || -lMin > cyclicPrefix) {
            throw new ArgandException.InvalidArgument(
                    "demodulate",
                    "a first tap at delay "
                            + lMin
                            + " with a prefix of "
                            + cyclicPrefix
                            + " samples");
        }
        this.fftSize = fftSize;
        this.cyclicPrefix = cyclicPrefix;
        this.lMin = lMin;
    }

    /**
     * The grid that those samples hold; linear, so differentiable.
     *
     * @param y complex [..., T]; samples after the last whole OFDM symbol are left out
     * @return complex [..., numOfdmSymbols, fftSize]
     */
    public Tensor demodulate(Tensor y) {
        if (!y.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "demodulate", "needs complex, got " + y.dtype());
        }
        int step = fftSize + cyclicPrefix;
        long symbols = y.rank() == 0 ? 0 : y.dim(-1) / step;
        if (symbols == 0) {
            throw new ArgandException.ShapeMismatch(
                    "demodulate",
                    y.shape() + " is shorter than one OFDM symbol of " + step + " samples");
        }
        Shape grid = y.shape().without(-1).inserted(-1, symbols).inserted(-1, step);
        Tensor body = y.slice(-1, 0, symbols * step).reshape(grid).slice(-1, cyclicPrefix, step);
        return body.roll(lMin, -1).fft(fftSize, -1, Norm.ORTHO).fftshift(-1);
    }
}
