package org.argand.phy.ofdm;

import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * What a receiver believes of the channel: {@code ĥ = h + e}, e of variance errVar.
 *
 * @param hHat complex [batch, num_rx, num_rx_ant, num_tx, num_streams, num_ofdm_symbols, num_effective_subcarriers], or 1
 *     in place of the extent of batch, symbols or subcarriers that all share: a channel that stands still has one symbol
 * @param errVar real, broadcastable to hHat; 0 for a known channel
 */
public record ChannelEstimate(Tensor hHat, Tensor errVar) {
    /**
     * The channel itself, to a receiver that knows it.
     *
     * @param hFreq complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_ofdm_symbols, fft_size], a stream per antenna;
     *     1 in place of an extent that all share, as {@link org.argand.phy.channel.OfdmChannel} takes it
     */
    public static ChannelEstimate known(Tensor hFreq, ResourceGrid grid) {
        if (hFreq.rank() != 7 || hFreq.dim(-1) != 1 && hFreq.dim(-1) != grid.fftSize()) {
            throw new ArgandException.ShapeMismatch(
                    "channelEstimate",
                    "needs hFreq [batch, rx, rx_ant, tx, tx_ant, symbols, "
                            + grid.fftSize()
                            + "], guards included, got "
                            + hFreq.shape());
        }
        return new ChannelEstimate(
                hFreq.dim(-1) == 1 ? hFreq : new RemoveNulledSubcarriers(grid).apply(hFreq),
                Tensor.zeros(hFreq.dtype().real(), Shape.SCALAR).to(hFreq.device()));
    }
}
