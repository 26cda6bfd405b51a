package org.argand.phy.ofdm;

import org.argand.array.ArgandException;

/** The rule for the length of a cyclic prefix. */
final class Prefix {
    private Prefix() {}

    static void check(String op, int fftSize, int cyclicPrefix) {
        if (fftSize < 1 || cyclicPrefix < 0 || cyclicPrefix > fftSize) {
            throw new ArgandException.InvalidArgument(
                    op, "a prefix of " + cyclicPrefix + " samples for " + fftSize + " subcarriers");
        }
    }
}
