package org.argand.phy.ofdm;

import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * What a receiver believes of the channel: {@code ĥ = h + e}, e of variance errVar.
 *
 * @param hHat complex [batch, num_rx, num_rx_ant, num_tx, num_streams, num_ofdm_symbols, num_effective_subcarriers]
 * @param errVar real, broadcastable to hHat; 0 for a known channel
 */
public record ChannelEstimate(Tensor hHat, Tensor errVar) {
    /**
     * The channel itself, to a receiver that knows it.
     *
     * @param hFreq complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_ofdm_symbols, fft_size], a stream per antenna
     */
    public static ChannelEstimate known(Tensor hFreq, ResourceGrid grid) {
        return new ChannelEstimate(
                new RemoveNulledSubcarriers(grid).apply(hFreq),
                Tensor.zeros(hFreq.dtype().real(), Shape.SCALAR).to(hFreq.device()));
    }
}
