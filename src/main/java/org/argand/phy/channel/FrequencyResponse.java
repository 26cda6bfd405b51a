package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;

/** What the taps of a channel do to each subcarrier. */
public final class FrequencyResponse {
    private FrequencyResponse() {}

    /** Frequencies of the subcarriers relative to the carrier in Hz, −N/2 … N/2 − 1 times their distance, float64 [N]. */
    public static Tensor frequencies(int fftSize, double subcarrierSpacing) {
        int centre = fftSize / 2;
        return Tensor.arange(DType.FLOAT64, fftSize).sub(centre).mul(subcarrierSpacing);
    }

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

    /**
     * The same scaled to unit mean energy over antennas, time and subcarriers, for each receiver, transmitter and element of
     * the batch: {@code h/√(mean |h|²)}; takes out what fading does to a whole block. Differentiable.
     *
     * @param hFreq complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_ofdm_symbols, N]
     */
    public static Tensor normalised(Tensor hFreq) {
        if (hFreq.rank() != 7) {
            throw new ArgandException.ShapeMismatch(
                    "frequencyResponse",
                    "needs [batch, rx, rx_ant, tx, tx_ant, time, N], got " + hFreq.shape());
        }
        return hFreq.div(hFreq.abs2().mean(true, 2, 4, 5, 6).sqrt());
    }
}
