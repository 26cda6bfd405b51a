package org.argand.phy.ofdm;

import org.argand.tensor.Tensor;

/**
 * What a receiver believes of the channel: {@code ĥ = h + e}, e of variance errVar.
 *
 * @param hHat complex [batch, num_rx, num_rx_ant, num_tx, num_streams, num_ofdm_symbols, num_effective_subcarriers]
 * @param errVar real, broadcastable to hHat; zeros for a known channel
 */
public record ChannelEstimate(Tensor hHat, Tensor errVar) {}
