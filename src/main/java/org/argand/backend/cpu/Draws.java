package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Distribution;
import org.argand.backend.Program.Key;

/** Fills runs of elements with the random numbers of their row-major indices. */
final class Draws {
    private Draws() {}

    /** The numbers at indices {@code p …} that {@code key} draws. */
    static void fill(Distribution distribution, DType dtype, Key key, long p, int n, Object to, int at) {
        throw new UnsupportedOperationException(distribution + " " + dtype + " " + key + p + n + to + at);
    }
}
