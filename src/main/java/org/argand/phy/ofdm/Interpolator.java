package org.argand.phy.ofdm;

import org.argand.tensor.Tensor;

/** From estimates at the pilots to the channel of all effective resource elements. */
public interface Interpolator {
    /**
     * Interpolates; linear in h.
     *
     * @param h estimates at the pilots, 0 at those that are not sent, complex [batch, num_rx, num_rx_ant, num_tx,
     *     num_streams, num_pilots]
     * @param errVar their error variances, real, broadcastable to h
     */
    ChannelEstimate interpolate(Tensor h, Tensor errVar);
}
