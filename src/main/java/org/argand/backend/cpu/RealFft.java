package org.argand.backend.cpu;

import java.util.Arrays;

/**
 * The transform of n real numbers to a half spectrum and back; immutable, used by any number of threads at once.
 *
 * <p>For even n the numbers are taken in pairs as n/2 complex ones, z_j = x_{2j} + i x_{2j+1}, whose transform Z gives the
 * spectra of the even and of the odd numbers, E = ½(Z_k + conj Z_{n/2−k}) and iO = ½(Z_k − conj Z_{n/2−k}), and
 * X_k = E_k + e^{−2πik/n} O_k. For odd n they are complex numbers without imaginary parts.
 */
final class RealFft implements FftPlans.Plan {
    private final int n;
    private final boolean paired;
    private final Fft fft;

    /** e^{−2πik/n} for the k up to n/4 that meet a partner, as (re, im). */
    private final double[] turns;

    RealFft(int n) {
        this.n = n;
        this.paired = n % 2 == 0;
        this.fft = FftPlans.of(paired ? n / 2 : n);
        this.turns = new double[paired ? 2 * (n / 4 + 1) : 0];
        if (paired) {
            RootsOfUnity roots = new RootsOfUnity(n);
            for (int k = 0; k <= n / 4; k++) {
                turns[2 * k] = roots.cos(k);
                turns[2 * k + 1] = -roots.sin(k);
            }
        }
    }

    @Override
    public int length() {
        return n;
    }

    @Override
    public int room() {
        return Math.max(fft.room(), n / 2 + 1);
    }

    /** The lines of an array of real numbers, in pairs where that is how they are transformed. */
    Planes.Lines lines(Object array, int[] at, int count, int step) {
        return paired
                ? new Planes.Lines(array, at, count, 2 * step, step)
                : new Planes.Lines(array, at, count, step, 0);
    }

    /** From real lines to half spectra. */
    void forward(Planes.Lines from, Planes.Lines to, Planes x, Planes work, double scale) {
        x.gather(from, fft.length());
        Planes y = fft.transform(x, work, from.count());
        if (paired) {
            split(y, from.count());
        }
        y.scatter(to, n / 2 + 1, scale);
    }

    /** From half spectra to real lines. */
    void inverse(Planes.Lines from, Planes.Lines to, Planes x, Planes work, double scale) {
        x.gather(from, n / 2 + 1);
        if (paired) {
            join(x, from.count());
        } else {
            mirror(x, from.count());
        }
        // Exchanged parts before and after make the forward transform the inverse one.
        Planes y = fft.transform(x.swapped(), work.swapped(), from.count()).swapped();
        y.scatter(to, fft.length(), scale);
    }

    /** Makes the transform of pairs a half spectrum, in place. */
    private void split(Planes z, int lines) {
        double[] re = z.re();
        double[] im = z.im();
        int half = n / 2;
        for (int b = 0, last = half * lines; b < lines; b++, last++) {
            re[last] = re[b] - im[b];
            im[last] = 0;
            re[b] += im[b];
            im[b] = 0;
        }
        for (int k = 1; k <= half / 2; k++) {
            double wr = 0.5 * turns[2 * k];
            double wi = 0.5 * turns[2 * k + 1];
            int p = k * lines;
            int q = (half - k) * lines;
            for (int b = 0; b < lines; b++, p++, q++) {
                double er = 0.5 * (re[p] + re[q]);
                double ei = 0.5 * (im[p] - im[q]);
                // Twice the spectrum of the odd numbers.
                double or = im[p] + im[q];
                double oi = re[q] - re[p];
                double tr = wr * or - wi * oi;
                double ti = wr * oi + wi * or;
                re[p] = er + tr;
                im[p] = ei + ti;
                re[q] = er - tr;
                im[q] = ti - ei;
            }
        }
    }

    /** Makes a half spectrum twice the transform of pairs, in place: the inverse of {@link #split}. */
    private void join(Planes x, int lines) {
        double[] re = x.re();
        double[] im = x.im();
        int half = n / 2;
        for (int b = 0, last = half * lines; b < lines; b++, last++) {
            double first = re[b];
            re[b] = first + re[last];
            im[b] = first - re[last];
        }
        for (int k = 1; k <= half / 2; k++) {
            double wr = turns[2 * k];
            double wi = turns[2 * k + 1];
            int p = k * lines;
            int q = (half - k) * lines;
            for (int b = 0; b < lines; b++, p++, q++) {
                double er = re[p] + re[q];
                double ei = im[p] - im[q];
                double dr = re[p] - re[q];
                double di = im[p] + im[q];
                // i·conj(w)·d
                double tr = wi * dr - wr * di;
                double ti = wr * dr + wi * di;
                re[p] = er + tr;
                im[p] = ei + ti;
                re[q] = er - tr;
                im[q] = ti - ei;
            }
        }
    }

    /** Completes a half spectrum of odd length by its conjugates. */
    private void mirror(Planes x, int lines) {
        double[] re = x.re();
        double[] im = x.im();
        Arrays.fill(im, 0, lines, 0);
        for (int k = 1; k <= n / 2; k++) {
            int p = k * lines;
            int q = (n - k) * lines;
            for (int b = 0; b < lines; b++, p++, q++) {
                re[q] = re[p];
                im[q] = -im[p];
            }
        }
    }
}
