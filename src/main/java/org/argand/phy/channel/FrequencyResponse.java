package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;

/** What the taps of a channel do to each subcarrier. */
public final class FrequencyResponse {
    private FrequencyResponse() {}

    /**
     * {@code H_k = Σ_l h_l·e^{−2πi k(l + lMin)/N}} for k = −N/2 … N/2 − 1, DC in the centre. Differentiable.
     *
     * @param taps complex [..., L], L ≤ N
     * @param lMin delay of the first tap in samples
     * @param fftSize N
     * @return h_freq, complex [..., N]
     */
    public static Tensor of(Tensor taps, int lMin, int fftSize) {
        if (taps.rank() == 0 || taps.dim(-1) > fftSize) {
            throw new ArgandException.ShapeMismatch(
                    "frequencyResponse",
                    "taps " + taps.shape() + " are not [..., L] with L up to " + fftSize);
        }
        Tensor inTime = taps.pad(-1, 0, fftSize - taps.dim(-1)).roll(lMin, -1);
        return inTime.fft(fftSize, -1, Norm.BACKWARD).fftshift(-1);
    }
}
