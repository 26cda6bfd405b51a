package org.argand.phy.sim;

import org.argand.array.ArgandException;

/**
 * When a point has enough blocks; asked after every batch.
 *
 * @param targetBlockErrors wrong blocks that suffice; 0 for no such target
 * @param targetBitErrors wrong bits that suffice; 0 for no such target
 * @param maxBlocks blocks at most, at least 1
 * @param stopWithoutErrors whether a point without errors is the last of its sweep
 */
public record StoppingRule(
        long targetBlockErrors, long targetBitErrors, long maxBlocks, boolean stopWithoutErrors) {
    public StoppingRule {
        if (targetBlockErrors < 0 || targetBitErrors < 0 || maxBlocks < 1) {
            throw new ArgandException.InvalidArgument(
                    "stoppingRule",
                    "targets of "
                            + targetBlockErrors
                            + " block errors and "
                            + targetBitErrors
                            + " bit errors within "
                            + maxBlocks
                            + " blocks");
        }
    }

    /** At so many wrong blocks, or at the budget; the sweep ends at a point without errors. */
    public static StoppingRule blockErrors(long target, long maxBlocks) {
        return new StoppingRule(target, 0, maxBlocks, true);
    }

    /** What {@code tally} means for its point. */
    public Status after(Tally tally) {
        if (targetBlockErrors > 0 && tally.blockErrors() >= targetBlockErrors) {
            return Status.TARGET_BLOCK_ERRORS;
        }
        if (targetBitErrors > 0 && tally.bitErrors() >= targetBitErrors) {
            return Status.TARGET_BIT_ERRORS;
        }
        if (tally.blocks() < maxBlocks) {
            return Status.RUNNING;
        }
        return stopWithoutErrors && tally.blockErrors() == 0 ? Status.NO_ERRORS : Status.MAX_BLOCKS;
    }
}
