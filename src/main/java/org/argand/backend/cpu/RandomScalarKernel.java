package org.argand.backend.cpu;

import org.argand.backend.BoxMuller;
import org.argand.backend.Philox;

/** Random numbers in plain Java, one by one. */
final class RandomScalarKernel implements RandomKernel {
    private static final long LOW = 0xFFFFFFFFL;

    @Override
    public void words(long seed, long stream, long first, int blocks, long[] even, long[] odd) {
        words(seed, stream, first, 0, blocks, even, odd);
    }

    /** Those of blocks {@code from} to {@code to} of the arrays. */
    static void words(
            long seed, long stream, long first, int from, int to, long[] even, long[] odd) {
        int[] w = new int[4];
        for (int b = from; b < to; b++) {
            Philox.block(seed, stream, first + b, w);
            even[b] = (w[0] & LOW) | ((long) w[1] << 32);
            odd[b] = (w[2] & LOW) | ((long) w[3] << 32);
        }
    }

    @Override
    public void turn(double scale, double[] u, double[] v, int n) {
        turn(scale, u, v, 0, n);
    }

    /** The pairs {@code from} to {@code to}. */
    static void turn(double scale, double[] u, double[] v, int from, int to) {
        for (int i = from; i < to; i++) {
            double r = Math.sqrt(scale * BoxMuller.log(u[i]));
            u[i] = r * BoxMuller.cos(v[i]);
            v[i] = r * BoxMuller.sin(v[i]);
        }
    }
}
