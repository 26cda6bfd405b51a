package org.argand.phy.link;

import org.argand.tensor.Tensor;

/** What receives the slots of an {@link OfdmScenario}. */
public interface OfdmReceiver {
    /** The pilots it wants sent, complex [1, 1, num_pilots] of unit mean energy. */
    Tensor pilots();

    /** Logits {@code log P(1)/P(0)} of the data bits, float32 [batch, n·m]. */
    Tensor llr(Reception seen);

    /**
     * What there is to know of a batch of slots.
     *
     * @param y received, complex [batch, num_rx, num_rx_ant, num_ofdm_symbols, fft_size]
     * @param hFreq the channel, which only a receiver of perfect channel knowledge looks at, complex [batch, num_rx, num_rx_ant,
     *     num_tx, num_tx_ant, num_ofdm_symbols, fft_size]
     * @param no noise variance per complex sample, real [batch, 1, 1]
     */
    record Reception(Tensor y, Tensor hFreq, Tensor no) {}
}
