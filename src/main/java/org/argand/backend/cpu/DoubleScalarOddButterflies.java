package org.argand.backend.cpu;

/** The passes of {@link DoubleScalarFft} whose radix is odd. */
final class DoubleScalarOddButterflies {
    static final double HALF = 0.5;
    static final double SIN_60 = Math.sqrt(0.75);
    static final double COS_72 = 0.30901699437494745;
    static final double COS_144 = -0.8090169943749475;
    static final double SIN_72 = 0.9510565162951535;
    static final double SIN_144 = 0.5877852522924731;
    static final double COS_51 = 0.6234898018587336;
    static final double COS_103 = -0.2225209339563144;
    static final double COS_154 = -0.9009688679024191;
    static final double SIN_51 = 0.7818314824680298;
    static final double SIN_103 = 0.9749279121818236;
    static final double SIN_154 = 0.4338837391175582;

    private DoubleScalarOddButterflies() {}

    static void three(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 4) {
            for (int i = p * s, o = 3 * p * s; i < (p + 1) * s; i++, o++) {
                double r0 = xr[i];
                double i0 = xi[i];
                double r1 = xr[i + b];
                double i1 = xi[i + b];
                double r2 = xr[i + 2 * b];
                double i2 = xi[i + 2 * b];
                double sr = r1 + r2;
                double si = i1 + i2;
                double dr = SIN_60 * (r1 - r2);
                double di = SIN_60 * (i1 - i2);
                double mr = Math.fma(sr, -HALF, r0);
                double mi = Math.fma(si, -HALF, i0);
                yr[o] = r0 + sr;
                yi[o] = i0 + si;
                put(yr, yi, o + s, mr + di, mi - dr, w, t);
                put(yr, yi, o + 2 * s, mr - di, mi + dr, w, t + 2);
            }
        }
    }

    static void five(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 8) {
            for (int i = p * s, o = 5 * p * s; i < (p + 1) * s; i++, o++) {
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
                double sr = r1 + r4;
                double si = i1 + i4;
                double dr = r1 - r4;
                double di = i1 - i4;
                double tr = r2 + r3;
                double ti = i2 + i3;
                double er = r2 - r3;
                double ei = i2 - i3;
                double ar = Math.fma(sr, COS_72, Math.fma(tr, COS_144, r0));
                double ai = Math.fma(si, COS_72, Math.fma(ti, COS_144, i0));
                double br = Math.fma(sr, COS_144, Math.fma(tr, COS_72, r0));
                double bi = Math.fma(si, COS_144, Math.fma(ti, COS_72, i0));
                double cr = Math.fma(dr, SIN_72, SIN_144 * er);
                double ci = Math.fma(di, SIN_72, SIN_144 * ei);
                double fr = Math.fma(dr, SIN_144, -SIN_72 * er);
                double fi = Math.fma(di, SIN_144, -SIN_72 * ei);
                yr[o] = r0 + sr + tr;
                yi[o] = i0 + si + ti;
                put(yr, yi, o + s, ar + ci, ai - cr, w, t);
                put(yr, yi, o + 2 * s, br + fi, bi - fr, w, t + 2);
                put(yr, yi, o + 3 * s, br - fi, bi + fr, w, t + 4);
                put(yr, yi, o + 4 * s, ar - ci, ai + cr, w, t + 6);
            }
        }
    }

    static void seven(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 12) {
            for (int i = p * s, o = 7 * p * s; i < (p + 1) * s; i++, o++) {
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
                double s1r = r1 + r6;
                double s1i = i1 + i6;
                double d1r = r1 - r6;
                double d1i = i1 - i6;
                double s2r = r2 + r5;
                double s2i = i2 + i5;
                double d2r = r2 - r5;
                double d2i = i2 - i5;
                double s3r = r3 + r4;
                double s3i = i3 + i4;
                double d3r = r3 - r4;
                double d3i = i3 - i4;
                double ar =
                        Math.fma(s1r, COS_51, Math.fma(s2r, COS_103, Math.fma(s3r, COS_154, r0)));
                double ai =
                        Math.fma(s1i, COS_51, Math.fma(s2i, COS_103, Math.fma(s3i, COS_154, i0)));
                double br = Math.fma(d1r, SIN_51, Math.fma(d2r, SIN_103, SIN_154 * d3r));
                double bi = Math.fma(d1i, SIN_51, Math.fma(d2i, SIN_103, SIN_154 * d3i));
                double cr =
                        Math.fma(s1r, COS_103, Math.fma(s2r, COS_154, Math.fma(s3r, COS_51, r0)));
                double ci =
                        Math.fma(s1i, COS_103, Math.fma(s2i, COS_154, Math.fma(s3i, COS_51, i0)));
                double er = Math.fma(d1r, SIN_103, Math.fma(d2r, -SIN_154, -SIN_51 * d3r));
                double ei = Math.fma(d1i, SIN_103, Math.fma(d2i, -SIN_154, -SIN_51 * d3i));
                double fr =
                        Math.fma(s1r, COS_154, Math.fma(s2r, COS_51, Math.fma(s3r, COS_103, r0)));
                double fi =
                        Math.fma(s1i, COS_154, Math.fma(s2i, COS_51, Math.fma(s3i, COS_103, i0)));
                double gr = Math.fma(d1r, SIN_154, Math.fma(d2r, -SIN_51, SIN_103 * d3r));
                double gi = Math.fma(d1i, SIN_154, Math.fma(d2i, -SIN_51, SIN_103 * d3i));
                yr[o] = r0 + s1r + s2r + s3r;
                yi[o] = i0 + s1i + s2i + s3i;
                put(yr, yi, o + s, ar + bi, ai - br, w, t);
                put(yr, yi, o + 2 * s, cr + ei, ci - er, w, t + 2);
                put(yr, yi, o + 3 * s, fr + gi, fi - gr, w, t + 4);
                put(yr, yi, o + 4 * s, fr - gi, fi + gr, w, t + 6);
                put(yr, yi, o + 5 * s, cr - ei, ci + er, w, t + 8);
                put(yr, yi, o + 6 * s, ar - bi, ai + br, w, t + 10);
            }
        }
    }

    /** Stores the product of a number and the factor at {@code w[t]}; the last pass has no factors. */
    static void put(double[] yr, double[] yi, int at, double re, double im, double[] w, int t) {
        if (w.length == 0) {
            yr[at] = re;
            yi[at] = im;
        } else {
            yr[at] = re * w[t] - im * w[t + 1];
            yi[at] = Math.fma(re, w[t + 1], im * w[t]);
        }
    }
}
