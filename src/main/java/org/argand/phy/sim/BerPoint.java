package org.argand.phy.sim;

/**
 * What is known of one Eb/N0.
 *
 * @param ebnoDb Eb/N0 in dB
 * @param tally errors counted
 * @param status whether there is more to come, or why not
 * @param seconds of computing, those before a resumption included
 * @param independentBits as the {@link LinkModel} says
 */
public record BerPoint(
        double ebnoDb, Tally tally, Status status, double seconds, boolean independentBits) {
    /** Bit error rate; NaN before the first batch. */
    public double ber() {
        return tally.ber();
    }

    /** Block error rate; NaN before the first batch. */
    public double bler() {
        return tally.bler();
    }

    /**
     * 95 % interval of the bit error rate: {@link ConfidenceInterval#ofIndependentBits} if the link's bits are independent,
     * and otherwise {@link ConfidenceInterval#ofGatheredBits}, by the variance between blocks.
     */
    public ConfidenceInterval berInterval() {
        return independentBits
                ? ConfidenceInterval.ofIndependentBits(tally)
                : ConfidenceInterval.ofGatheredBits(tally);
    }

    /** 95 % interval of the block error rate, {@link ConfidenceInterval#ofBlocks}. */
    public ConfidenceInterval blerInterval() {
        return ConfidenceInterval.ofBlocks(tally);
    }

    /** The same point, otherwise called. */
    BerPoint with(Status other) {
        return new BerPoint(ebnoDb, tally, other, seconds, independentBits);
    }
}
