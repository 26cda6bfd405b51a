package org.argand.phy.fec;

import org.argand.array.ArgandException;

/**
 * The pseudo-random bits of 3GPP TS 38.211 clause 5.2.1: {@code c(i) = x₁(i + 1600) ⊕ x₂(i + 1600)}, of two shift registers
 * of length 31.
 */
public final class GoldSequence {
    private static final int SKIPPED = 1600;

    private GoldSequence() {}

    /**
     * The first n bits.
     *
     * @param cInit what the second register starts with, the lowest bit first, 0 to 2³¹ − 1
     */
    public static int[] bits(int cInit, int n) {
        need(cInit);
        int[] c = new int[n];
        int x1 = 1;
        int x2 = cInit;
        for (int i = -SKIPPED; i < n; i++) {
            if (i >= 0) {
                c[i] = (x1 ^ x2) & 1;
            }
            x1 = x1 >>> 1 | ((x1 >>> 3 ^ x1) & 1) << 30;
            x2 = x2 >>> 1 | ((x2 >>> 3 ^ x2 >>> 2 ^ x2 >>> 1 ^ x2) & 1) << 30;
        }
        return c;
    }

    static void need(int cInit) {
        if (cInit < 0) {
            throw new ArgandException.InvalidArgument(
                    "gold sequence", "c_init is " + cInit + ", needs 0 to 2^31 - 1");
        }
    }
}
