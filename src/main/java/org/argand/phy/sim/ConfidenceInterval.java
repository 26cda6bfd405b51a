package org.argand.phy.sim;

import org.argand.array.ArgandException;

/**
 * Where a rate lies with 95 % confidence.
 *
 * @param low 0 where nothing was wrong
 * @param high 1 where everything was
 */
public record ConfidenceInterval(double low, double high) {
    /** The 97.5 % quantile of the standard normal. */
    private static final double Z = 1.959963984540054;

    /**
     * The score interval of Wilson (1927) for {@code errors} of {@code trials} independent trials: the p with
     * {@code |errors/trials − p| ≤ z√(p(1 − p)/trials)}.
     *
     * @param errors 0 to {@code trials}, not necessarily whole
     * @param trials above 0
     */
    public static ConfidenceInterval wilson(double errors, double trials) {
        if (!(trials > 0 && errors >= 0 && errors <= trials)) {
            throw new ArgandException.InvalidArgument(
                    "interval", errors + " errors in " + trials + " trials");
        }
        double p = errors / trials;
        double share = Z * Z / trials;
        double centre = (p + share / 2) / (1 + share);
        double half = Math.sqrt(share * (p * (1 - p) + share / 4)) / (1 + share);
        return new ConfidenceInterval(
                errors == 0 ? 0 : Math.max(0, centre - half),
                errors == trials ? 1 : Math.min(1, centre + half));
    }

    /** Of a bit error rate whose bits go wrong independently: Wilson's of the bits. */
    public static ConfidenceInterval ofIndependentBits(Tally tally) {
        return wilson(tally.bitErrors(), tally.bits());
    }

    /** Of a block error rate: Wilson's of the blocks, which are independent of each other. */
    public static ConfidenceInterval ofBlocks(Tally tally) {
        return wilson(tally.blockErrors(), tally.blocks());
    }

    /**
     * Of a bit error rate whose errors gather in blocks, as behind a decoder or in a fade: Wilson's of as many independent
     * bits as tell as much, {@code bits/deff} (Kish 1965; Korn, Graubard 1998).
     *
     * <p>The design effect deff, at least 1, is the variance of the rate as the blocks' spread shows it, {@code
     * Σ(eᵢ − ē)²/(blocks − 1)/blocks} in units of bits per block squared, over that of independent bits, {@code
     * p(1 − p)/bits}. Where the blocks show no spread, because there is one only or none (or all) of the bits were wrong, a
     * block counts as one trial: a bit error rate is at most the block error rate. With less than some ten wrong blocks their
     * spread is hardly known, and the interval rough.
     */
    public static ConfidenceInterval ofGatheredBits(Tally tally) {
        double errors = tally.bitErrors();
        double blocks = tally.blocks();
        double perBlock = tally.bits() / blocks;
        double deff = perBlock;
        if (blocks > 1 && errors > 0 && errors < tally.bits()) {
            double spread = (tally.squaredBitErrors() - errors * errors / blocks) / (blocks - 1);
            double independent = errors * (1 - errors / tally.bits()) / blocks;
            deff = Math.max(1, spread / independent);
        }
        return wilson(errors / deff, tally.bits() / deff);
    }

    /** Whether {@code rate} is inside. */
    public boolean contains(double rate) {
        return low <= rate && rate <= high;
    }
}
