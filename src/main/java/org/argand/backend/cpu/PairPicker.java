package org.argand.backend.cpu;

/** Reads and adds single elements of complex64 that {@link Picks} name; on the other side they lie one after another. */
interface PairPicker {
    /** Copies them out of x to y, from element {@code o} on. */
    void take(Picks picks, float[] x, float[] y, int o);

    /** Adds to them in y, in order, the elements of x from {@code i} on. */
    void add(Picks picks, float[] x, int i, float[] y);
}
