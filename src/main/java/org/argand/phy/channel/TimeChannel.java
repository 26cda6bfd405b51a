package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.tensor.Convolution.Method;
import org.argand.tensor.Convolution.Mode;
import org.argand.tensor.Tensor;

/** Samples through the taps of a channel that stays for the block: linear convolution. */
public final class TimeChannel {
    private TimeChannel() {}

    /**
     * {@code y_t = Σ_l h_l·x_{t−l}}, all of it; by way of the Fourier transform. Differentiable in both.
     *
     * @param x complex [..., n]
     * @param taps complex [..., L], of the same dtype and the same leading axes or axes that broadcast
     * @return complex [..., n + L − 1]
     */
    public static Tensor apply(Tensor x, Tensor taps) {
        if (!x.dtype().isComplex() || x.dtype() != taps.dtype()) {
            throw new ArgandException.DTypeMismatch(
                    "convolve",
                    "needs complex samples and taps of one type, got "
                            + x.dtype()
                            + " and "
                            + taps.dtype());
        }
        return x.convolve(taps, Mode.FULL, Method.FFT);
    }
}
