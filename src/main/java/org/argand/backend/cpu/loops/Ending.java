package org.argand.backend.cpu.loops;

/** What becomes of the results of a loop. */
public enum Ending {
    /** Each is stored. */
    STORED,
    /**
     * They are added to {@link #ACCUMULATORS} double numbers (as many pairs for complex results): element x to number x mod
     * {@code ACCUMULATORS}, whatever the width of vectors. A run begins at element 0.
     */
    ADDED_ALONG,
    /** Element x is added to element x of an array of double numbers, or pairs. */
    ADDED_ACROSS;

    /** Into how many sums a run is added. */
    public static final int ACCUMULATORS = 16;
}
