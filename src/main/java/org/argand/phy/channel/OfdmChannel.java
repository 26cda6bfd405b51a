package org.argand.phy.channel;

import org.argand.tensor.Tensor;

/** A resource grid through a channel in frequency: every subcarrier for itself, as with a sufficient prefix and no Doppler. */
public final class OfdmChannel {
    private OfdmChannel() {}

    /**
     * {@code y = Σ_tx,ant h·x}, without noise; differentiable in both.
     *
     * @param xRg complex [batch, num_tx, num_tx_ant, num_ofdm_symbols, fft_size]
     * @param hFreq complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_ofdm_symbols, fft_size], or 1 in place of an
     *     extent that all share
     * @return complex [batch, num_rx, num_rx_ant, num_ofdm_symbols, fft_size]
     */
    public static Tensor apply(Tensor xRg, Tensor hFreq) {
        TimeChannel.check("ofdmChannel", xRg, hFreq, 5);
        return hFreq.mul(xRg.expand(1, 2)).sum(3, 4);
    }
}
