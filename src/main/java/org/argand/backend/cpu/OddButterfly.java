package org.argand.backend.cpu;

/**
 * The loop of {@link Stage} for any odd radix r, by the definition.
 *
 * <p>Inputs j and r − j are added and subtracted first, which halves the products: {@code X_k, X_{r−k} = x₀ + Σ_j
 * cos(2πjk/r)(x_j + x_{r−j}) ∓ i Σ_j sin(2πjk/r)(x_j − x_{r−j})}, j = 1 … (r − 1)/2.
 */
final class OddButterfly {
    private final int radix;
    private final double[] roots;
    private final int half;

    /** Real and imaginary part of sum and difference of each pair of inputs. */
    private final double[] pairs;

    /** A butterfly with scratch of its own; {@code roots} are the conjugated roots of unity as (re, im). */
    OddButterfly(int radix, double[] roots) {
        this.radix = radix;
        this.roots = roots;
        this.half = radix / 2;
        this.pairs = new double[4 * half];
    }

    void run(int count, int s, double[] w, Planes x, Planes y) {
        for (int p = 0; p < count; p++) {
            for (int q = 0; q < s; q++) {
                int from = p * s + q;
                int to = radix * p * s + q;
                pair(x, from, count * s);
                sum(x, from, y, to);
                for (int k = 1; k <= half; k++) {
                    output(k, x, from, y, to, s, w, 2 * p * (radix - 1));
                }
            }
        }
    }

    private void pair(Planes x, int from, int distance) {
        for (int j = 1; j <= half; j++) {
            int a = from + j * distance;
            int b = from + (radix - j) * distance;
            int at = 4 * (j - 1);
            pairs[at] = x.re()[a] + x.re()[b];
            pairs[at + 1] = x.im()[a] + x.im()[b];
            pairs[at + 2] = x.re()[a] - x.re()[b];
            pairs[at + 3] = x.im()[a] - x.im()[b];
        }
    }

    private void sum(Planes x, int from, Planes y, int to) {
        double re = x.re()[from];
        double im = x.im()[from];
        for (int at = 0; at < pairs.length; at += 4) {
            re += pairs[at];
            im += pairs[at + 1];
        }
        y.re()[to] = re;
        y.im()[to] = im;
    }

    /** Outputs k and r − k, times their factors, which begin at {@code w[first]}. */
    private void output(int k, Planes x, int from, Planes y, int to, int s, double[] w, int first) {
        double evenRe = x.re()[from];
        double evenIm = x.im()[from];
        double oddRe = 0;
        double oddIm = 0;
        for (int j = 0, turn = k; j < half; j++) {
            double c = roots[2 * turn];
            double sine = roots[2 * turn + 1];
            evenRe += c * pairs[4 * j];
            evenIm += c * pairs[4 * j + 1];
            oddRe -= sine * pairs[4 * j + 3];
            oddIm += sine * pairs[4 * j + 2];
            turn += k;
            turn -= turn >= radix ? radix : 0;
        }
        put(y, to + k * s, evenRe + oddRe, evenIm + oddIm, w, first + 2 * (k - 1));
        int mirror = radix - k;
        put(y, to + mirror * s, evenRe - oddRe, evenIm - oddIm, w, first + 2 * (mirror - 1));
    }

    private static void put(Planes y, int at, double re, double im, double[] w, int factor) {
        y.re()[at] = re * w[factor] - im * w[factor + 1];
        y.im()[at] = re * w[factor + 1] + im * w[factor];
    }
}
