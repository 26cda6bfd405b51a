package org.argand.backend.cpu;

/** The passes of {@link DoubleScalarFft} whose radix is a power of two. */
final class DoubleScalarButterflies {
    static final double SIN_45 = Math.sqrt(0.5);

    private DoubleScalarButterflies() {}

    static void two(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 2) {
            for (int i = p * s, o = 2 * p * s; i < (p + 1) * s; i++, o++) {
                double r0 = xr[i];
                double i0 = xi[i];
                double r1 = xr[i + b];
                double i1 = xi[i + b];
                double tr = r0 + r1;
                double ti = i0 + i1;
                double dr = r0 - r1;
                double di = i0 - i1;
                yr[o] = tr;
                yi[o] = ti;
                put(yr, yi, o + s, dr, di, w, t);
            }
        }
    }

    static void four(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 6) {
            for (int i = p * s, o = 4 * p * s; i < (p + 1) * s; i++, o++) {
                double r0 = xr[i];
                double i0 = xi[i];
                double r1 = xr[i + b];
                double i1 = xi[i + b];
                double r2 = xr[i + 2 * b];
                double i2 = xi[i + 2 * b];
                double r3 = xr[i + 3 * b];
                double i3 = xi[i + 3 * b];
                double sr = r0 + r2;
                double si = i0 + i2;
                double dr = r0 - r2;
                double di = i0 - i2;
                double tr = r1 + r3;
                double ti = i1 + i3;
                double er = r1 - r3;
                double ei = i1 - i3;
                yr[o] = sr + tr;
                yi[o] = si + ti;
                put(yr, yi, o + s, dr + ei, di - er, w, t);
                put(yr, yi, o + 2 * s, sr - tr, si - ti, w, t + 2);
                put(yr, yi, o + 3 * s, dr - ei, di + er, w, t + 4);
            }
        }
    }

    static void eight(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 14) {
            for (int i = p * s, o = 8 * p * s; i < (p + 1) * s; i++, o++) {
                double r0 = xr[i];
                double i0 = xi[i];
                double r1 = xr[i + b];
                double i1 = xi[i + b];
                double r2 = xr[i + 2 * b];
                double i2 = xi[i + 2 * b];
                double r3 = xr[i + 3 * b];
                double i3 = xi[i + 3 * b];
                double r4 = xr[i + 4 * b];
                double i4 = xi[i + 4 * b];
                double r5 = xr[i + 5 * b];
                double i5 = xi[i + 5 * b];
                double r6 = xr[i + 6 * b];
                double i6 = xi[i + 6 * b];
                double r7 = xr[i + 7 * b];
                double i7 = xi[i + 7 * b];
                double s0r = r0 + r4;
                double s0i = i0 + i4;
                double d0r = r0 - r4;
                double d0i = i0 - i4;
                double s1r = r1 + r5;
                double s1i = i1 + i5;
                double d1r = r1 - r5;
                double d1i = i1 - i5;
                double s2r = r2 + r6;
                double s2i = i2 + i6;
                double d2r = r2 - r6;
                double d2i = i2 - i6;
                double s3r = r3 + r7;
                double s3i = i3 + i7;
                double d3r = r3 - r7;
                double d3i = i3 - i7;
                double ar = s0r + s2r;
                double ai = s0i + s2i;
                double br = s0r - s2r;
                double bi = s0i - s2i;
                double cr = s1r + s3r;
                double ci = s1i + s3i;
                double er = s1r - s3r;
                double ei = s1i - s3i;
                double fr = SIN_45 * (d1r + d1i);
                double fi = SIN_45 * (d1i - d1r);
                double gr = SIN_45 * (d3i - d3r);
                double gi = -SIN_45 * (d3r + d3i);
                double hr = d0r + d2i;
                double hi = d0i - d2r;
                double kr = d0r - d2i;
                double ki = d0i + d2r;
                double mr = fr + gr;
                double mi = fi + gi;
                double nr = fr - gr;
                double ni = fi - gi;
                yr[o] = ar + cr;
                yi[o] = ai + ci;
                put(yr, yi, o + s, hr + mr, hi + mi, w, t);
                put(yr, yi, o + 2 * s, br + ei, bi - er, w, t + 2);
                put(yr, yi, o + 3 * s, kr + ni, ki - nr, w, t + 4);
                put(yr, yi, o + 4 * s, ar - cr, ai - ci, w, t + 6);
                put(yr, yi, o + 5 * s, hr - mr, hi - mi, w, t + 8);
                put(yr, yi, o + 6 * s, br - ei, bi + er, w, t + 10);
                put(yr, yi, o + 7 * s, kr - ni, ki + nr, w, t + 12);
            }
        }
    }


    /** Stores the product of a number and the factor at {@code w[t]}. */
    private static void put(double[] yr, double[] yi, int at, double re, double im, double[] w, int t) {
        yr[at] = re * w[t] - im * w[t + 1];
        yi[at] = Math.fma(re, w[t + 1], im * w[t]);
    }
}
