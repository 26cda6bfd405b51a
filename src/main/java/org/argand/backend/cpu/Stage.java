package org.argand.backend.cpu;

/**
 * One pass of {@link MixedRadix}: transforms of length {@code radix · count}, of which {@code stride} are interleaved,
 * become radix times as many of length count.
 *
 * <p>{@code y[q + s(r·p + k)] = e^{−2πi pk/(r·count)} Σ_j x[q + s(p + count·j)] e^{−2πi jk/r}} with radix r and stride s.
 */
final class Stage {
    private final int radix;
    private final int count;
    private final int stride;

    /** The factors of outputs 1 … radix − 1 for each p in turn, as (re, im). */
    private final double[] factors;

    /** The radix-th roots of unity, conjugated, as (re, im). */
    private final double[] roots;

    Stage(int n, int radix, int length, RootsOfUnity all) {
        this.radix = radix;
        this.count = length / radix;
        this.stride = n / length;
        this.factors = new double[2 * count * (radix - 1)];
        int at = 0;
        for (int p = 0; p < count; p++) {
            for (int k = 1; k < radix; k++) {
                long turn = (long) p * k * stride;
                factors[at++] = all.cos(turn);
                factors[at++] = -all.sin(turn);
            }
        }
        this.roots = new double[2 * radix];
        for (int k = 0; k < radix; k++) {
            roots[2 * k] = all.cos((long) k * (n / radix));
            roots[2 * k + 1] = -all.sin((long) k * (n / radix));
        }
    }

    /** Does the pass for so many lines at once. */
    void run(Planes x, Planes y, int lines) {
        int s = stride * lines;
        switch (radix) {
            case 2 -> Butterflies.two(count, s, factors, x, y);
            case 3 -> Butterflies.three(count, s, factors, x, y);
            case 4 -> Butterflies.four(count, s, factors, x, y);
            case 5 -> Butterflies.five(count, s, factors, x, y);
            default -> new OddButterfly(radix, roots).run(count, s, factors, x, y);
        }
    }
}
