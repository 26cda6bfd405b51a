package org.argand.backend.cpu;

/**
 * Butterflies of an odd radix r without a formula of its own, by the definition: {@code X_k, X_{r−k} = x₀ + Σ_j cos(2πjk/r)
 * (x_j + x_{r−j}) ∓ i Σ_j sin(2πjk/r)(x_j − x_{r−j})}, j = 1 … (r − 1)/2.
 *
 * <p>Sums and differences of inputs are made once; two pairs of outputs at a time share what they load of them. The roots are
 * those of {@link FftArrays#roots}.
 */
final class DoubleScalarPrimeButterflies {
    private DoubleScalarPrimeButterflies() {}

    static void any(
            int r,
            int count,
            int s,
            double[] w,
            double[] roots,
            Planes<double[]> x,
            Planes<double[]> y) {
        double[] parts = new double[4 * (r / 2)];
        for (int p = 0; p < count; p++) {
            int t = 2 * (r - 1) * p;
            for (int q = 0; q < s; q++) {
                int i = p * s + q;
                int o = r * p * s + q;
                fold(r, count * s, x, i, parts, y, o);
                for (int k = 1; k <= r / 2; k += 2) {
                    outputs(r, k, Math.min(k + 1, r / 2), x, i, parts, roots, y, o, s, w, t);
                }
            }
        }
    }

    /** Sums and differences of inputs j and r − j, which are {@code b·j} and {@code b·(r − j)} further on; output 0. */
    private static void fold(
            int r, int b, Planes<double[]> x, int i, double[] parts, Planes<double[]> y, int o) {
        double[] xr = x.re();
        double[] xi = x.im();
        double re = xr[i];
        double im = xi[i];
        for (int j = 1, at = 0; j <= r / 2; j++, at += 4) {
            int n = i + j * b;
            int m = i + (r - j) * b;
            double sr = xr[n] + xr[m];
            double si = xi[n] + xi[m];
            parts[at] = sr;
            parts[at + 1] = si;
            parts[at + 2] = xr[n] - xr[m];
            parts[at + 3] = xi[n] - xi[m];
            re += sr;
            im += si;
        }
        y.re()[o] = re;
        y.im()[o] = im;
    }

    /** Outputs k, r − k, l and r − l of the butterfly whose first output is at o; its factors begin at {@code w[t]}. */
    private static void outputs(
            int r,
            int k,
            int l,
            Planes<double[]> x,
            int i,
            double[] parts,
            double[] roots,
            Planes<double[]> y,
            int o,
            int s,
            double[] w,
            int t) {
        int half = r / 2;
        int u = 2 * half * (k - 1);
        int v = 2 * half * (l - 1);
        double er = x.re()[i];
        double ei = x.im()[i];
        double or = 0;
        double oi = 0;
        double fr = er;
        double fi = ei;
        double pr = 0;
        double pi = 0;
        for (int j = 0; j < half; j++) {
            double sr = parts[4 * j];
            double si = parts[4 * j + 1];
            double dr = parts[4 * j + 2];
            double di = parts[4 * j + 3];
            er = Math.fma(sr, roots[u + 2 * j], er);
            ei = Math.fma(si, roots[u + 2 * j], ei);
            or = Math.fma(dr, roots[u + 2 * j + 1], or);
            oi = Math.fma(di, roots[u + 2 * j + 1], oi);
            fr = Math.fma(sr, roots[v + 2 * j], fr);
            fi = Math.fma(si, roots[v + 2 * j], fi);
            pr = Math.fma(dr, roots[v + 2 * j + 1], pr);
            pi = Math.fma(di, roots[v + 2 * j + 1], pi);
        }
        put(y, o + k * s, er + oi, ei - or, w, t + 2 * (k - 1));
        put(y, o + (r - k) * s, er - oi, ei + or, w, t + 2 * (r - k - 1));
        put(y, o + l * s, fr + pi, fi - pr, w, t + 2 * (l - 1));
        put(y, o + (r - l) * s, fr - pi, fi + pr, w, t + 2 * (r - l - 1));
    }

    private static void put(Planes<double[]> y, int at, double re, double im, double[] w, int t) {
        DoubleScalarOddButterflies.put(y.re(), y.im(), at, re, im, w, t);
    }
}
