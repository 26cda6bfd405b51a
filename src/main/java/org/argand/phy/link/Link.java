package org.argand.phy.link;

import org.argand.phy.mapping.Constellation;
import org.argand.tensor.Tensor;

/** A transmitter and a receiver: bits to symbols, and observed symbols to logits of the bits. */
public sealed interface Link permits LearnedLink, ClassicalLink {
    /** The points that bits are mapped to, unit energy. */
    Constellation constellation();

    /** Bits of each of those points. */
    int bitsPerSymbol();

    /**
     * Symbols of unit mean energy.
     *
     * @param bits 0 and 1, [blocks, n·m]
     * @return complex [blocks, n]
     */
    Tensor transmit(Tensor bits);

    /**
     * Logits {@code log P(1)/P(0)} of the bits, real [blocks, n·m].
     *
     * @param seen symbols [blocks, n]
     */
    Tensor llr(Observation seen);

    /** The same over that channel. */
    default EndToEndLink over(LinkChannel channel) {
        return new ChannelLink(this, channel);
    }
}
