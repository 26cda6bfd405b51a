package org.argand.backend.cpu.loops;

/** A pointwise program, or a part of one, as a loop over arrays. */
public interface Loop {
    /**
     * Computes elements from {@code from} on, and returns the first that it has not: {@code to}, or, from a loop of vectors, an
     * earlier one where less than a vector is left or a formula does not hold.
     *
     * @param arrays arrays of registers
     * @param at where each begins, in elements; what is the same everywhere has its one element there
     * @param slots the registers of the inputs, then those of the results
     * @param reference what is asked where a formula does not hold
     */
    int run(Object[] arrays, int[] at, int[] slots, Reference reference, int from, int to);

    /** How many elements it takes at a time. */
    int step();

    /** Roughly how many operations an element takes. */
    int work();
}
