package org.argand.phy.sim;

import org.argand.tensor.RandomStream;

/** What a {@link Simulation} measures: blocks of random bits sent at one Eb/N0, and how many of the bits arrive wrong. */
@FunctionalInterface
public interface LinkModel {
    /**
     * Sends {@code numBlocks} blocks, each of the same number of bits; {@link BlockErrors#between} compares what was sent
     * with what was decided.
     *
     * <p>Called in a {@link org.argand.tensor.Scope} of its own, which frees the tensors made here, and by several threads
     * at once if the simulation has several workers.
     *
     * @param ebnoDb Eb/N0 in dB
     * @param numBlocks at least 1
     * @param random the only source of random numbers, so that the result depends on it and on the other two alone
     */
    BlockErrors transmit(double ebnoDb, int numBlocks, RandomStream random);

    /**
     * Whether bits of one block go wrong independently of each other, as uncoded bits in white noise do; it decides the
     * interval of the bit error rate, see {@link BerPoint#berInterval}.
     */
    default boolean independentBits() {
        return false;
    }
}
