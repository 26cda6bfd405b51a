package org.argand.backend.cpu;

import java.util.Arrays;

/** {@link FftKernel} on floats in plain Java. */
class FloatScalarFft implements FftKernel<float[]> {
    @Override
    public void pass(
            int radix,
            int count,
            int s,
            float[] factors,
            float[] roots,
            Planes<float[]> x,
            Planes<float[]> y) {
        switch (radix) {
            case 2 -> FloatScalarButterflies.two(count, s, factors, x, y);
            case 3 -> FloatScalarOddButterflies.three(count, s, factors, x, y);
            case 4 -> FloatScalarButterflies.four(count, s, factors, x, y);
            case 5 -> FloatScalarOddButterflies.five(count, s, factors, x, y);
            case 7 -> FloatScalarOddButterflies.seven(count, s, factors, x, y);
            case 8 -> FloatScalarButterflies.eight(count, s, factors, x, y);
            case 16 -> FloatScalarButterflies.sixteen(s, x, y);
            default -> FloatScalarPrimeButterflies.any(radix, count, s, factors, roots, x, y);
        }
    }

    @Override
    public void multiply(
            Planes<float[]> x,
            int from,
            Planes<float[]> w,
            int first,
            Planes<float[]> y,
            int count,
            int lanes) {
        for (int j = 0, i = from; j < count; j++) {
            float wr = w.re()[first + j];
            float wi = w.im()[first + j];
            for (int end = i + lanes; i < end; i++) {
                float re = x.re()[i];
                float im = x.im()[i];
                y.re()[i] = re * wr - im * wi;
                y.im()[i] = Math.fma(re, wi, im * wr);
            }
        }
    }

    @Override
    public void transpose(
            float[] x,
            int from,
            int pitch,
            int rows,
            int columns,
            float[] y,
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
            Planes<float[]> x,
            int from,
            int pitch,
            int rows,
            int columns,
            int lanes,
            Planes<float[]> w,
            int first,
            int wPitch,
            Planes<float[]> y,
            int to,
            int newPitch) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                float wr = w.re()[first + i * wPitch + j];
                float wi = w.im()[first + i * wPitch + j];
                int f = from + i * pitch + j * lanes;
                int t = to + j * newPitch + i * lanes;
                for (int end = f + lanes; f < end; f++, t++) {
                    float re = x.re()[f];
                    float im = x.im()[f];
                    y.re()[t] = re * wr - im * wi;
                    y.im()[t] = Math.fma(re, wi, im * wr);
                }
            }
        }
    }

    @Override
    public void gather(float[] array, int[] at, int lanes, int n, Planes<float[]> x) {
        for (int j = 0, i = 0; j < n; j++) {
            for (int l = 0; l < lanes; l++, i++) {
                x.re()[i] = array[at[l] + 2 * j];
                x.im()[i] = array[at[l] + 2 * j + 1];
            }
        }
    }

    @Override
    public void scatter(
            Planes<float[]> x, int lanes, int n, double scale, float[] array, int[] at) {
        float factor = (float) scale;
        for (int l = 0; l < lanes; l++) {
            for (int j = 0, i = l; j < n; j++, i += lanes) {
                array[at[l] + 2 * j] = x.re()[i] * factor;
                array[at[l] + 2 * j + 1] = x.im()[i] * factor;
            }
        }
    }

    @Override
    public void separate(float[] array, int at, int count, Planes<float[]> x, int to) {
        float[] re = x.re();
        float[] im = x.im();
        for (int j = 0; j < count; j++) {
            re[to + j] = array[at + 2 * j];
            im[to + j] = array[at + 2 * j + 1];
        }
    }

    @Override
    public void interleave(
            Planes<float[]> x, int from, int count, double scale, float[] array, int at) {
        float[] re = x.re();
        float[] im = x.im();
        float factor = (float) scale;
        for (int j = 0; j < count; j++) {
            array[at + 2 * j] = re[from + j] * factor;
            array[at + 2 * j + 1] = im[from + j] * factor;
        }
    }

    @Override
    public void split(int h, Planes<float[]> z, Planes<float[]> w, Planes<float[]> y, int lanes) {
        ends(h, z, y, lanes);
        for (int k = 1; k < h; k++) {
            float wr = 0.5f * w.re()[k];
            float wi = 0.5f * w.im()[k];
            int p = k * lanes;
            int q = (h - k) * lanes;
            for (int l = 0; l < lanes; l++, p++, q++) {
                float dr = z.im()[p] + z.im()[q];
                float di = z.re()[q] - z.re()[p];
                float er = 0.5f * (z.re()[p] + z.re()[q]);
                float ei = 0.5f * (z.im()[p] - z.im()[q]);
                y.re()[p] = er + (dr * wr - di * wi);
                y.im()[p] = ei + Math.fma(dr, wi, di * wr);
            }
        }
    }

    /** Entries 0 and h of a half spectrum. */
    static void ends(int h, Planes<float[]> z, Planes<float[]> y, int lanes) {
        for (int p = 0, q = h * lanes; p < lanes; p++, q++) {
            y.re()[q] = z.re()[p] - z.im()[p];
            y.im()[q] = 0;
            y.re()[p] = z.re()[p] + z.im()[p];
            y.im()[p] = 0;
        }
    }

    @Override
    public void join(int h, Planes<float[]> y, Planes<float[]> w, Planes<float[]> z, int lanes) {
        first(h, y, z, lanes);
        for (int k = 1; k < h; k++) {
            float wr = w.re()[k];
            float wi = w.im()[k];
            int p = k * lanes;
            int q = (h - k) * lanes;
            for (int l = 0; l < lanes; l++, p++, q++) {
                float dr = y.re()[p] - y.re()[q];
                float di = y.im()[p] + y.im()[q];
                float er = y.re()[p] + y.re()[q];
                float ei = y.im()[p] - y.im()[q];
                z.re()[p] = er + (dr * wi - di * wr);
                z.im()[p] = ei + Math.fma(dr, wr, di * wi);
            }
        }
    }

    /** Entry 0 of the transform of pairs. */
    static void first(int h, Planes<float[]> y, Planes<float[]> z, int lanes) {
        for (int p = 0, q = h * lanes; p < lanes; p++, q++) {
            float re = y.re()[p];
            float last = y.re()[q];
            z.re()[p] = re + last;
            z.im()[p] = re - last;
        }
    }

    @Override
    public void mirror(Planes<float[]> x, int n, int lanes) {
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
    public void scale(float[] x, int from, int count, double scale, float[] y, int to) {
        float factor = (float) scale;
        for (int i = 0; i < count; i++) {
            y[to + i] = x[from + i] * factor;
        }
    }

    @Override
    public void clear(float[] x, int from, int count) {
        Arrays.fill(x, from, from + count, 0);
    }
}
