package org.argand.tensor;

import java.util.Arrays;

/**
 * Weights of the samples of a frame, {@code a₀ − a₁ cos(2πk/N) + a₂ cos(4πk/N)}.
 *
 * <p>Harris (1978), On the use of windows for harmonic analysis with the discrete Fourier transform.
 */
public enum Window {
    /** All 1. */
    RECTANGULAR(1, 0, 0),
    /** ½ − ½ cos. */
    HANN(0.5, 0.5, 0),
    /** 0.54 − 0.46 cos. */
    HAMMING(0.54, 0.46, 0),
    /** 0.42 − ½ cos + 0.08 cos of twice the angle. */
    BLACKMAN(0.42, 0.5, 0.08);

    private final double constant;
    private final double once;
    private final double twice;

    Window(double constant, double once, double twice) {
        this.constant = constant;
        this.once = once;
        this.twice = twice;
    }

    /** n weights of a window that repeats after n, N = n: for short-time transforms. */
    public double[] periodic(int n) {
        return weights(n, n);
    }

    /** n weights that read the same from behind, N = n − 1: for the design of filters. */
    public double[] symmetric(int n) {
        return n == 1 ? new double[] {1} : weights(n, n - 1);
    }

    /** Mirrored exactly; and rounding makes none negative. */
    private double[] weights(int n, double period) {
        double[] w = new double[n];
        Arrays.setAll(
                w,
                k -> {
                    double angle = 2 * Math.PI * Math.min(k, period - k) / period;
                    double sum = constant - once * Math.cos(angle) + twice * Math.cos(2 * angle);
                    return Math.max(0, sum);
                });
        return w;
    }
}
