package org.argand.phy.sim;

import org.argand.array.ArgandException;

/**
 * Errors counted so far at one point, exactly.
 *
 * @param blocks sent
 * @param blockErrors blocks with a wrong bit
 * @param bits sent, the same number in every block
 * @param bitErrors wrong bits
 * @param squaredBitErrors sum over the blocks of the square of their wrong bits: how errors gather in blocks
 */
public record Tally(
        long blocks, long blockErrors, long bits, long bitErrors, long squaredBitErrors) {
    /** Nothing sent. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    public Tally {
        boolean possible =
                blocks >= 0
                        && blockErrors >= 0
                        && blockErrors <= blocks
                        && bits >= blocks
                        && (blocks == 0 ? bits == 0 : bits % blocks == 0)
                        && bitErrors >= blockErrors
                        && squaredBitErrors >= bitErrors
                        && (blocks == 0 || fits(bits / blocks, blockErrors, bitErrors));
        if (!possible) {
            throw new ArgandException.InvalidArgument(
                    "tally",
                    blockErrors
                            + " of "
                            + blocks
                            + " blocks and "
                            + bitErrors
                            + " of "
                            + bits
                            + " bits wrong, squares "
                            + squaredBitErrors);
        }
    }

    private static boolean fits(long bitsPerBlock, long blockErrors, long bitErrors) {
        return bitErrors <= Math.multiplyExact(bitsPerBlock, blockErrors);
    }

    /** This and another batch of blocks of the same size. */
    Tally plus(BlockErrors batch) {
        if (blocks > 0 && bits / blocks != batch.bitsPerBlock()) {
            throw new ArgandException.InvalidArgument(
                    "simulation",
                    "the link sent blocks of "
                            + bits / blocks
                            + " bits and then of "
                            + batch.bitsPerBlock());
        }
        long wrongBlocks = blockErrors;
        long wrongBits = bitErrors;
        long squares = squaredBitErrors;
        for (int k = 0; k < batch.blocks(); k++) {
            long e = batch.bitErrors(k);
            wrongBlocks += e > 0 ? 1 : 0;
            wrongBits += e;
            squares = Math.addExact(squares, e * e);
        }
        return new Tally(
                blocks + batch.blocks(),
                wrongBlocks,
                Math.addExact(bits, batch.blocks() * batch.bitsPerBlock()),
                wrongBits,
                squares);
    }

    /** Bit error rate; NaN if nothing was sent. */
    public double ber() {
        return (double) bitErrors / bits;
    }

    /** Block error rate; NaN if nothing was sent. */
    public double bler() {
        return (double) blockErrors / blocks;
    }
}
