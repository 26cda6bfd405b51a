package org.argand.backend.cpu;

/** The passes of {@link DoubleScalarFft} whose radix is a power of two. */
final class DoubleScalarButterflies {
    static final double SIN_45 = Math.sqrt(0.5);
    static final double COS_22 = 0.9238795325112867;
    static final double SIN_22 = 0.3826834323650898;

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

    /** The last pass only. */
    static void sixteen(int s, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int i = 0; i < s; i++) {
            double r0 = xr[i];
            double i0 = xi[i];
            double r1 = xr[i + s];
            double i1 = xi[i + s];
            double r2 = xr[i + 2 * s];
            double i2 = xi[i + 2 * s];
            double r3 = xr[i + 3 * s];
            double i3 = xi[i + 3 * s];
            double r4 = xr[i + 4 * s];
            double i4 = xi[i + 4 * s];
            double r5 = xr[i + 5 * s];
            double i5 = xi[i + 5 * s];
            double r6 = xr[i + 6 * s];
            double i6 = xi[i + 6 * s];
            double r7 = xr[i + 7 * s];
            double i7 = xi[i + 7 * s];
            double r8 = xr[i + 8 * s];
            double i8 = xi[i + 8 * s];
            double r9 = xr[i + 9 * s];
            double i9 = xi[i + 9 * s];
            double r10 = xr[i + 10 * s];
            double i10 = xi[i + 10 * s];
            double r11 = xr[i + 11 * s];
            double i11 = xi[i + 11 * s];
            double r12 = xr[i + 12 * s];
            double i12 = xi[i + 12 * s];
            double r13 = xr[i + 13 * s];
            double i13 = xi[i + 13 * s];
            double r14 = xr[i + 14 * s];
            double i14 = xi[i + 14 * s];
            double r15 = xr[i + 15 * s];
            double i15 = xi[i + 15 * s];
            double p0ar = r0 + r8;
            double p0ai = i0 + i8;
            double p0br = r0 - r8;
            double p0bi = i0 - i8;
            double p0cr = r4 + r12;
            double p0ci = i4 + i12;
            double p0dr = r4 - r12;
            double p0di = i4 - i12;
            double x00r = p0ar + p0cr;
            double x00i = p0ai + p0ci;
            double x01r = p0br + p0di;
            double x01i = p0bi - p0dr;
            double x02r = p0ar - p0cr;
            double x02i = p0ai - p0ci;
            double x03r = p0br - p0di;
            double x03i = p0bi + p0dr;
            double p1ar = r1 + r9;
            double p1ai = i1 + i9;
            double p1br = r1 - r9;
            double p1bi = i1 - i9;
            double p1cr = r5 + r13;
            double p1ci = i5 + i13;
            double p1dr = r5 - r13;
            double p1di = i5 - i13;
            double x10r = p1ar + p1cr;
            double x10i = p1ai + p1ci;
            double x11r = p1br + p1di;
            double x11i = p1bi - p1dr;
            double y11r = Math.fma(x11r, COS_22, SIN_22 * x11i);
            double y11i = Math.fma(x11i, COS_22, -SIN_22 * x11r);
            double x12r = p1ar - p1cr;
            double x12i = p1ai - p1ci;
            double y12r = SIN_45 * (x12r + x12i);
            double y12i = SIN_45 * (x12i - x12r);
            double x13r = p1br - p1di;
            double x13i = p1bi + p1dr;
            double y13r = Math.fma(x13r, SIN_22, COS_22 * x13i);
            double y13i = Math.fma(x13i, SIN_22, -COS_22 * x13r);
            double p2ar = r2 + r10;
            double p2ai = i2 + i10;
            double p2br = r2 - r10;
            double p2bi = i2 - i10;
            double p2cr = r6 + r14;
            double p2ci = i6 + i14;
            double p2dr = r6 - r14;
            double p2di = i6 - i14;
            double x20r = p2ar + p2cr;
            double x20i = p2ai + p2ci;
            double x21r = p2br + p2di;
            double x21i = p2bi - p2dr;
            double y21r = SIN_45 * (x21r + x21i);
            double y21i = SIN_45 * (x21i - x21r);
            double x22r = p2ar - p2cr;
            double x22i = p2ai - p2ci;
            double x23r = p2br - p2di;
            double x23i = p2bi + p2dr;
            double y23r = SIN_45 * (x23i - x23r);
            double y23i = -SIN_45 * (x23r + x23i);
            double p3ar = r3 + r11;
            double p3ai = i3 + i11;
            double p3br = r3 - r11;
            double p3bi = i3 - i11;
            double p3cr = r7 + r15;
            double p3ci = i7 + i15;
            double p3dr = r7 - r15;
            double p3di = i7 - i15;
            double x30r = p3ar + p3cr;
            double x30i = p3ai + p3ci;
            double x31r = p3br + p3di;
            double x31i = p3bi - p3dr;
            double y31r = Math.fma(x31r, SIN_22, COS_22 * x31i);
            double y31i = Math.fma(x31i, SIN_22, -COS_22 * x31r);
            double x32r = p3ar - p3cr;
            double x32i = p3ai - p3ci;
            double y32r = SIN_45 * (x32i - x32r);
            double y32i = -SIN_45 * (x32r + x32i);
            double x33r = p3br - p3di;
            double x33i = p3bi + p3dr;
            double y33r = Math.fma(x33r, -COS_22, -SIN_22 * x33i);
            double y33i = Math.fma(x33i, -COS_22, SIN_22 * x33r);
            double q0ar = x00r + x20r;
            double q0ai = x00i + x20i;
            double q0br = x00r - x20r;
            double q0bi = x00i - x20i;
            double q0cr = x10r + x30r;
            double q0ci = x10i + x30i;
            double q0dr = x10r - x30r;
            double q0di = x10i - x30i;
            double q1ar = x01r + y21r;
            double q1ai = x01i + y21i;
            double q1br = x01r - y21r;
            double q1bi = x01i - y21i;
            double q1cr = y11r + y31r;
            double q1ci = y11i + y31i;
            double q1dr = y11r - y31r;
            double q1di = y11i - y31i;
            double q2ar = x02r + x22i;
            double q2ai = x02i - x22r;
            double q2br = x02r - x22i;
            double q2bi = x02i + x22r;
            double q2cr = y12r + y32r;
            double q2ci = y12i + y32i;
            double q2dr = y12r - y32r;
            double q2di = y12i - y32i;
            double q3ar = x03r + y23r;
            double q3ai = x03i + y23i;
            double q3br = x03r - y23r;
            double q3bi = x03i - y23i;
            double q3cr = y13r + y33r;
            double q3ci = y13i + y33i;
            double q3dr = y13r - y33r;
            double q3di = y13i - y33i;
            yr[i] = q0ar + q0cr;
            yi[i] = q0ai + q0ci;
            yr[i + s] = q1ar + q1cr;
            yi[i + s] = q1ai + q1ci;
            yr[i + 2 * s] = q2ar + q2cr;
            yi[i + 2 * s] = q2ai + q2ci;
            yr[i + 3 * s] = q3ar + q3cr;
            yi[i + 3 * s] = q3ai + q3ci;
            yr[i + 4 * s] = q0br + q0di;
            yi[i + 4 * s] = q0bi - q0dr;
            yr[i + 5 * s] = q1br + q1di;
            yi[i + 5 * s] = q1bi - q1dr;
            yr[i + 6 * s] = q2br + q2di;
            yi[i + 6 * s] = q2bi - q2dr;
            yr[i + 7 * s] = q3br + q3di;
            yi[i + 7 * s] = q3bi - q3dr;
            yr[i + 8 * s] = q0ar - q0cr;
            yi[i + 8 * s] = q0ai - q0ci;
            yr[i + 9 * s] = q1ar - q1cr;
            yi[i + 9 * s] = q1ai - q1ci;
            yr[i + 10 * s] = q2ar - q2cr;
            yi[i + 10 * s] = q2ai - q2ci;
            yr[i + 11 * s] = q3ar - q3cr;
            yi[i + 11 * s] = q3ai - q3ci;
            yr[i + 12 * s] = q0br - q0di;
            yi[i + 12 * s] = q0bi + q0dr;
            yr[i + 13 * s] = q1br - q1di;
            yi[i + 13 * s] = q1bi + q1dr;
            yr[i + 14 * s] = q2br - q2di;
            yi[i + 14 * s] = q2bi + q2dr;
            yr[i + 15 * s] = q3br - q3di;
            yi[i + 15 * s] = q3bi + q3dr;
        }
    }

    /** Stores the product of a number and the factor at {@code w[t]}; the last pass has no factors. */
    private static void put(
            double[] yr, double[] yi, int at, double re, double im, double[] w, int t) {
        if (w.length == 0) {
            yr[at] = re;
            yi[at] = im;
        } else {
            yr[at] = re * w[t] - im * w[t + 1];
            yi[at] = Math.fma(re, w[t + 1], im * w[t]);
        }
    }
}
