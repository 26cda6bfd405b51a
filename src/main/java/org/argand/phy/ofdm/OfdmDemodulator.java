package org.argand.phy.ofdm;

import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;

/**
 * Samples to subcarriers: cuts the prefixes off and transforms what follows, unitary, DC in the centre.
 *
 * <p>Behind a channel with taps lMin … lMax (as {@code TimeChannel} gives it, the first sample belonging to delay lMin)
 * the window starts −lMin samples early, so that no symbol reaches into the next as long as lMax − lMin is not more than the
 * prefix; the rotation that this causes is undone. Then subcarrier k holds H_k·x_k, with H from {@code FrequencyResponse}.
 */
public final class OfdmDemodulator {
    private final int fftSize;
    private final CyclicPrefix prefix;
    private final int lMin;

    /**
     * A demodulator for one prefix for all symbols.
     *
     * @param cyclicPrefix in samples, 0 to fftSize
     * @param lMin delay of the channel's first tap in samples, 0 or negative
     */
    public OfdmDemodulator(int fftSize, int cyclicPrefix, int lMin) {
        this(fftSize, CyclicPrefix.of(cyclicPrefix), lMin);
    }

    /** A demodulator for a prefix for each symbol. */
    public OfdmDemodulator(int fftSize, CyclicPrefix prefix, int lMin) {
        prefix.checkLengths("demodulate", fftSize);
        if (lMin > 0 || -lMin > prefix.shortest()) {
            throw new ArgandException.InvalidArgument(
                    "demodulate",
                    "a first tap at delay " + lMin + " with a prefix of " + prefix + " samples");
        }
        this.fftSize = fftSize;
        this.prefix = prefix;
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
        int symbols = y.rank() == 0 ? 0 : prefix.symbolsIn(y.dim(-1), fftSize);
        if (symbols == 0) {
            throw new ArgandException.ShapeMismatch(
                    "demodulate",
                    y.shape()
                            + " is shorter than OFDM symbols of "
                            + fftSize
                            + " samples with a prefix of "
                            + prefix);
        }
        return bodies(y, symbols).fft(fftSize, -1, Norm.ORTHO).fftshift(-1);
    }

    /** What the transforms see, [..., symbols, fftSize]. */
    private Tensor bodies(Tensor y, int symbols) {
        Shape batch = y.shape().without(-1).inserted(-1, symbols);
        if (prefix.isUniform()) {
            int step = fftSize + prefix.length(0);
            return y.slice(-1, 0, (long) symbols * step)
                    .reshape(batch.inserted(-1, step))
                    .slice(-1, prefix.length(0), step)
                    .roll(lMin, -1);
        }
        int[] order = new int[symbols * fftSize];
        for (int k = 0; k < order.length; k++) {
            int symbol = k / fftSize;
            int body = prefix.start(symbol, fftSize) + prefix.length(symbol);
            order[k] = body + Math.floorMod(k - lMin, fftSize);
        }
        return y.gather(Tensor.of(order).to(y.device()), -1).reshape(batch.inserted(-1, fftSize));
    }
}
