package org.argand.backend.cpu;

import java.util.Arrays;

/** {@link FftKernel} on doubles in plain Java. */
class DoubleScalarFft implements FftKernel<double[]> {
    @Override
    public void pass(
            int radix,
            int count,
            int s,
            double[] factors,
            double[] roots,
            Planes<double[]> x,
            Planes<double[]> y) {
        switch (radix) {
            case 2 -> DoubleScalarButterflies.two(count, s, factors, x, y);
            case 3 -> DoubleScalarOddButterflies.three(count, s, factors, x, y);
            case 4 -> DoubleScalarButterflies.four(count, s, factors, x, y);
            case 5 -> DoubleScalarOddButterflies.five(count, s, factors, x, y);
            case 7 -> DoubleScalarOddButterflies.seven(count, s, factors, x, y);
            case 8 -> DoubleScalarButterflies.eight(count, s, factors, x, y);
            case 16 -> DoubleScalarButterflies.sixteen(s, x, y);
            default -> DoubleScalarPrimeButterflies.any(radix, count, s, factors, roots, x, y);
        }
    }

    @Override
    public void multiply(
            Planes<double[]> x,
            int from,
            Planes<double[]> w,
            int first,
            Planes<double[]> y,
            int count,
            int lanes) {
        for (int j = 0, i = from; j < count; j++) {
            double wr = w.re()[first + j];
            double wi = w.im()[first + j];
            for (int end = i + lanes; i < end; i++) {
                double re = x.re()[i];
                double im = x.im()[i];
                y.re()[i] = re * wr - im * wi;
                y.im()[i] = Math.fma(re, wi, im * wr);
            }
        }
    }

    @Override
    public void transpose(
            double[] x,
            int from,
            int pitch,
            int rows,
            int columns,
            double[] y,
            int to,
            int newPitch) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                y[to + j * newPitch + i] = x[from + i * pitch + j];
            }
        }
    }

    @Override
    public void turn(
            Planes<double[]> x,
            int from,
            int pitch,
            int rows,
            int columns,
            int lanes,
            Planes<double[]> w,
            int first,
            int wPitch,
            Planes<double[]> y,
            int to,
            int newPitch) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                double wr = w.re()[first + i * wPitch + j];
                double wi = w.im()[first + i * wPitch + j];
                int f = from + i * pitch + j * lanes;
                int t = to + j * newPitch + i * lanes;
                for (int end = f + lanes; f < end; f++, t++) {
                    double re = x.re()[f];
                    double im = x.im()[f];
                    y.re()[t] = re * wr - im * wi;
                    y.im()[t] = Math.fma(re, wi, im * wr);
                }
            }
        }
    }

    @Override
    public void gather(double[] array, int[] at, int lanes, int n, Planes<double[]> x) {
        for (int j = 0, i = 0; j < n; j++) {
            for (int l = 0; l < lanes; l++, i++) {
                x.re()[i] = array[at[l] + 2 * j];
                x.im()[i] = array[at[l] + 2 * j + 1];
            }
        }
    }

    @Override
    public void scatter(
            Planes<double[]> x, int lanes, int n, double scale, double[] array, int[] at) {
        double factor = scale;
        for (int l = 0; l < lanes; l++) {
            for (int j = 0, i = l; j < n; j++, i += lanes) {
                array[at[l] + 2 * j] = x.re()[i] * factor;
                array[at[l] + 2 * j + 1] = x.im()[i] * factor;
            }
        }
    }

    @Override
    public void separate(double[] array, int at, int count, Planes<double[]> x, int to) {
        double[] re = x.re();
        double[] im = x.im();
        for (int j = 0; j < count; j++) {
            re[to + j] = array[at + 2 * j];
            im[to + j] = array[at + 2 * j + 1];
        }
    }

    @Override
    public void interleave(
            Planes<double[]> x, int from, int count, double scale, double[] array, int at) {
        double[] re = x.re();
        double[] im = x.im();
        double factor = scale;
        for (int j = 0; j < count; j++) {
            array[at + 2 * j] = re[from + j] * factor;
            array[at + 2 * j + 1] = im[from + j] * factor;
        }
    }

    @Override
    public void split(
            int h, Planes<double[]> z, Planes<double[]> w, Planes<double[]> y, int lanes) {
        ends(h, z, y, lanes);
        for (int k = 1; k < h; k++) {
            double wr = 0.5 * w.re()[k];
            double wi = 0.5 * w.im()[k];
            int p = k * lanes;
            int q = (h - k) * lanes;
            for (int l = 0; l < lanes; l++, p++, q++) {
                double dr = z.im()[p] + z.im()[q];
                double di = z.re()[q] - z.re()[p];
                double er = 0.5 * (z.re()[p] + z.re()[q]);
                double ei = 0.5 * (z.im()[p] - z.im()[q]);
                y.re()[p] = er + (dr * wr - di * wi);
                y.im()[p] = ei + Math.fma(dr, wi, di * wr);
            }
        }
    }

    /** Entries 0 and h of a half spectrum. */
    static void ends(int h, Planes<double[]> z, Planes<double[]> y, int lanes) {
        for (int p = 0, q = h * lanes; p < lanes; p++, q++) {
            y.re()[q] = z.re()[p] - z.im()[p];
            y.im()[q] = 0;
            y.re()[p] = z.re()[p] + z.im()[p];
            y.im()[p] = 0;
        }
    }

    @Override
    public void join(int h, Planes<double[]> y, Planes<double[]> w, Planes<double[]> z, int lanes) {
        first(h, y, z, lanes);
        for (int k = 1; k < h; k++) {
            double wr = w.re()[k];
            double wi = w.im()[k];
            int p = k * lanes;
            int q = (h - k) * lanes;
            for (int l = 0; l < lanes; l++, p++, q++) {
                double dr = y.re()[p] - y.re()[q];
                double di = y.im()[p] + y.im()[q];
                double er = y.re()[p] + y.re()[q];
                double ei = y.im()[p] - y.im()[q];
                z.re()[p] = er + (dr * wi - di * wr);
                z.im()[p] = ei + Math.fma(dr, wr, di * wi);
            }
        }
    }

    /** Entry 0 of the transform of pairs. */
    static void first(int h, Planes<double[]> y, Planes<double[]> z, int lanes) {
        for (int p = 0, q = h * lanes; p < lanes; p++, q++) {
            double re = y.re()[p];
            double last = y.re()[q];
            z.re()[p] = re + last;
            z.im()[p] = re - last;
        }
    }

    @Override
    public void mirror(Planes<double[]> x, int n, int lanes) {
        Arrays.fill(x.im(), 0, lanes, 0);
        for (int k = 1; k <= n / 2; k++) {
            int p = k * lanes;
            int q = (n - k) * lanes;
            for (int l = 0; l < lanes; l++, p++, q++) {
                x.re()[q] = x.re()[p];
                x.im()[q] = -x.im()[p];
            }
        }
    }

    @Override
    public void scale(double[] x, int from, int count, double scale, double[] y, int to) {
        double factor = scale;
        for (int i = 0; i < count; i++) {
            y[to + i] = x[from + i] * factor;
        }
    }

    @Override
    public void clear(double[] x, int from, int count) {
        Arrays.fill(x, from, from + count, 0);
    }
}
