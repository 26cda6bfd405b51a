package org.argand.phy.link;

import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Bits in, logits of the same bits out: transmitter, channel and receiver in one, for whoever only counts bits. */
public interface EndToEndLink {
    /** Bits of a data symbol. */
    int bitsPerSymbol();

    /** Data symbols of a block, which meets one realisation of the channel and one Eb/N0. */
    int blockLength();

    /** Energy sent per energy of the data symbols, that of prefixes and pilots included; at least 1. */
    double energyOverhead();

    /**
     * Sends the bits and says what the receiver makes of them; differentiable in everything that is trained.
     *
     * @param bits 0 and 1, float32 [blocks, blockLength·bitsPerSymbol]
     * @param no noise variance per complex sample, float32 [blocks, 1]
     * @param random of channel and noise
     * @return logits {@code log P(1)/P(0)}, float32 of the shape of the bits
     */
    Tensor llr(Tensor bits, Tensor no, RandomStream random);

    /**
     * Whether errors of different bits may be taken for independent when their number's spread is estimated, see {@link
     * org.argand.phy.sim.LinkModel#independentBits}.
     */
    default boolean independentBits() {
        return false;
    }
}
