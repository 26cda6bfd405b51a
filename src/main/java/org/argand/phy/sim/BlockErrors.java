package org.argand.phy.sim;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/** How many bits of each block of a batch were wrong. */
public final class BlockErrors {
    private final int[] bitErrors;
    private final long bitsPerBlock;

    private BlockErrors(int[] bitErrors, long bitsPerBlock) {
        this.bitErrors = bitErrors;
        this.bitsPerBlock = bitsPerBlock;
    }

    /**
     * Those counts.
     *
     * @param bitErrors of each block, 0 to {@code bitsPerBlock}
     */
    public static BlockErrors of(int[] bitErrors, long bitsPerBlock) {
        for (int e : bitErrors) {
            if (e < 0 || e > bitsPerBlock) {
                throw new ArgandException.InvalidArgument(
                        "blockErrors", e + " bit errors in a block of " + bitsPerBlock + " bits");
            }
        }
        return new BlockErrors(bitErrors.clone(), bitsPerBlock);
    }

    /**
     * Counts where the two differ, and reads the counts back to the host.
     *
     * @param bits sent, [blocks, ...]
     * @param decided of the same shape; 0 and 1 as well
     */
    public static BlockErrors between(Tensor bits, Tensor decided) {
        if (!bits.shape().equals(decided.shape()) || bits.rank() < 2 || bits.size() == 0) {
            throw new ArgandException.ShapeMismatch(
                    "blockErrors",
                    "needs bits and decisions [blocks, n], got "
                            + bits.shape()
                            + " and "
                            + decided.shape());
        }
        long perBlock = bits.size() / bits.dim(0);
        Tensor wrong = bits.notEqualTo(decided.cast(bits.dtype())).cast(DType.INT32);
        return of(wrong.reshape(bits.dim(0), perBlock).sum(-1).toInts(), perBlock);
    }

    /** Number of blocks. */
    public int blocks() {
        return bitErrors.length;
    }

    /** Bits in each block. */
    public long bitsPerBlock() {
        return bitsPerBlock;
    }

    /** Wrong bits of that block. */
    public int bitErrors(int block) {
        return bitErrors[block];
    }
}
