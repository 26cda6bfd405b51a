package org.argand.backend.cpu;

/** What random numbers are made of: words of Philox, and normal numbers of uniform ones. */
interface RandomKernel {
    /**
     * The words of {@code blocks} blocks of a draw from block {@code first} on, two to a number: w0 in the low half and w1
     * in the high one to {@code even}, w2 and w3 to {@code odd}.
     */
    void words(long seed, long stream, long first, int blocks, long[] even, long[] odd);

    /**
     * Makes of {@code n} pairs u, v {@code √(scale·log u)·(cos 2πv, sin 2πv)}, as {@link
     * org.argand.backend.BoxMuller} defines it.
     */
    void turn(double scale, double[] u, double[] v, int n);
}
