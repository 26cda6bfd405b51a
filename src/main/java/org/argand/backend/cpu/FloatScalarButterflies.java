package org.argand.backend.cpu;

/** The passes of {@link FloatScalarFft} whose radix is a power of two. */
final class FloatScalarButterflies {
    static final float SIN_45 = (float) Math.sqrt(0.5);
    static final float COS_22 = (float) 0.9238795325112867;
    static final float SIN_22 = (float) 0.3826834323650898;

    private FloatScalarButterflies() {}

    static void two(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 2) {
            for (int i = p * s, o = 2 * p * s; i < (p + 1) * s; i++, o++) {
                float r0 = xr[i];
                float i0 = xi[i];
                float r1 = xr[i + b];
                float i1 = xi[i + b];
                float tr = r0 + r1;
                float ti = i0 + i1;
                float dr = r0 - r1;
                float di = i0 - i1;
                yr[o] = tr;
                yi[o] = ti;
                put(yr, yi, o + s, dr, di, w, t);
            }
        }
    }

    static void four(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 6) {
            for (int i = p * s, o = 4 * p * s; i < (p + 1) * s; i++, o++) {
                float r0 = xr[i];
                float i0 = xi[i];
                float r1 = xr[i + b];
                float i1 = xi[i + b];
                float r2 = xr[i + 2 * b];
                float i2 = xi[i + 2 * b];
                float r3 = xr[i + 3 * b];
                float i3 = xi[i + 3 * b];
                float sr = r0 + r2;
                float si = i0 + i2;
                float dr = r0 - r2;
                float di = i0 - i2;
                float tr = r1 + r3;
                float ti = i1 + i3;
                float er = r1 - r3;
                float ei = i1 - i3;
                yr[o] = sr + tr;
                yi[o] = si + ti;
                put(yr, yi, o + s, dr + ei, di - er, w, t);
                put(yr, yi, o + 2 * s, sr - tr, si - ti, w, t + 2);
                put(yr, yi, o + 3 * s, dr - ei, di + er, w, t + 4);
            }
        }
    }

    static void eight(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 14) {
            for (int i = p * s, o = 8 * p * s; i < (p + 1) * s; i++, o++) {
                float r0 = xr[i];
                float i0 = xi[i];
                float r1 = xr[i + b];
                float i1 = xi[i + b];
                float r2 = xr[i + 2 * b];
                float i2 = xi[i + 2 * b];
                float r3 = xr[i + 3 * b];
                float i3 = xi[i + 3 * b];
                float r4 = xr[i + 4 * b];
                float i4 = xi[i + 4 * b];
                float r5 = xr[i + 5 * b];
                float i5 = xi[i + 5 * b];
                float r6 = xr[i + 6 * b];
                float i6 = xi[i + 6 * b];
                float r7 = xr[i + 7 * b];
                float i7 = xi[i + 7 * b];
                float s0r = r0 + r4;
                float s0i = i0 + i4;
                float d0r = r0 - r4;
                float d0i = i0 - i4;
                float s1r = r1 + r5;
                float s1i = i1 + i5;
                float d1r = r1 - r5;
                float d1i = i1 - i5;
                float s2r = r2 + r6;
                float s2i = i2 + i6;
                float d2r = r2 - r6;
                float d2i = i2 - i6;
                float s3r = r3 + r7;
                float s3i = i3 + i7;
                float d3r = r3 - r7;
                float d3i = i3 - i7;
                float ar = s0r + s2r;
                float ai = s0i + s2i;
                float br = s0r - s2r;
                float bi = s0i - s2i;
                float cr = s1r + s3r;
                float ci = s1i + s3i;
                float er = s1r - s3r;
                float ei = s1i - s3i;
                float fr = SIN_45 * (d1r + d1i);
                float fi = SIN_45 * (d1i - d1r);
                float gr = SIN_45 * (d3i - d3r);
                float gi = -SIN_45 * (d3r + d3i);
                float hr = d0r + d2i;
                float hi = d0i - d2r;
                float kr = d0r - d2i;
                float ki = d0i + d2r;
                float mr = fr + gr;
                float mi = fi + gi;
                float nr = fr - gr;
                float ni = fi - gi;
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
    static void sixteen(int s, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        for (int i = 0; i < s; i++) {
            float r0 = xr[i];
            float i0 = xi[i];
            float r1 = xr[i + s];
            float i1 = xi[i + s];
            float r2 = xr[i + 2 * s];
            float i2 = xi[i + 2 * s];
            float r3 = xr[i + 3 * s];
            float i3 = xi[i + 3 * s];
            float r4 = xr[i + 4 * s];
            float i4 = xi[i + 4 * s];
            float r5 = xr[i + 5 * s];
            float i5 = xi[i + 5 * s];
            float r6 = xr[i + 6 * s];
            float i6 = xi[i + 6 * s];
            float r7 = xr[i + 7 * s];
            float i7 = xi[i + 7 * s];
            float r8 = xr[i + 8 * s];
            float i8 = xi[i + 8 * s];
            float r9 = xr[i + 9 * s];
            float i9 = xi[i + 9 * s];
            float r10 = xr[i + 10 * s];
            float i10 = xi[i + 10 * s];
            float r11 = xr[i + 11 * s];
            float i11 = xi[i + 11 * s];
            float r12 = xr[i + 12 * s];
            float i12 = xi[i + 12 * s];
            float r13 = xr[i + 13 * s];
            float i13 = xi[i + 13 * s];
            float r14 = xr[i + 14 * s];
            float i14 = xi[i + 14 * s];
            float r15 = xr[i + 15 * s];
            float i15 = xi[i + 15 * s];
            float p0ar = r0 + r8;
            float p0ai = i0 + i8;
            float p0br = r0 - r8;
            float p0bi = i0 - i8;
            float p0cr = r4 + r12;
            float p0ci = i4 + i12;
            float p0dr = r4 - r12;
            float p0di = i4 - i12;
            float x00r = p0ar + p0cr;
            float x00i = p0ai + p0ci;
            float x01r = p0br + p0di;
            float x01i = p0bi - p0dr;
            float x02r = p0ar - p0cr;
            float x02i = p0ai - p0ci;
            float x03r = p0br - p0di;
            float x03i = p0bi + p0dr;
            float p1ar = r1 + r9;
            float p1ai = i1 + i9;
            float p1br = r1 - r9;
            float p1bi = i1 - i9;
            float p1cr = r5 + r13;
            float p1ci = i5 + i13;
            float p1dr = r5 - r13;
            float p1di = i5 - i13;
            float x10r = p1ar + p1cr;
            float x10i = p1ai + p1ci;
            float x11r = p1br + p1di;
            float x11i = p1bi - p1dr;
            float y11r = Math.fma(x11r, COS_22, SIN_22 * x11i);
            float y11i = Math.fma(x11i, COS_22, -SIN_22 * x11r);
            float x12r = p1ar - p1cr;
            float x12i = p1ai - p1ci;
            float y12r = SIN_45 * (x12r + x12i);
            float y12i = SIN_45 * (x12i - x12r);
            float x13r = p1br - p1di;
            float x13i = p1bi + p1dr;
            float y13r = Math.fma(x13r, SIN_22, COS_22 * x13i);
            float y13i = Math.fma(x13i, SIN_22, -COS_22 * x13r);
            float p2ar = r2 + r10;
            float p2ai = i2 + i10;
            float p2br = r2 - r10;
            float p2bi = i2 - i10;
            float p2cr = r6 + r14;
            float p2ci = i6 + i14;
            float p2dr = r6 - r14;
            float p2di = i6 - i14;
            float x20r = p2ar + p2cr;
            float x20i = p2ai + p2ci;
            float x21r = p2br + p2di;
            float x21i = p2bi - p2dr;
            float y21r = SIN_45 * (x21r + x21i);
            float y21i = SIN_45 * (x21i - x21r);
            float x22r = p2ar - p2cr;
            float x22i = p2ai - p2ci;
            float x23r = p2br - p2di;
            float x23i = p2bi + p2dr;
            float y23r = SIN_45 * (x23i - x23r);
            float y23i = -SIN_45 * (x23r + x23i);
            float p3ar = r3 + r11;
            float p3ai = i3 + i11;
            float p3br = r3 - r11;
            float p3bi = i3 - i11;
            float p3cr = r7 + r15;
            float p3ci = i7 + i15;
            float p3dr = r7 - r15;
            float p3di = i7 - i15;
            float x30r = p3ar + p3cr;
            float x30i = p3ai + p3ci;
            float x31r = p3br + p3di;
            float x31i = p3bi - p3dr;
            float y31r = Math.fma(x31r, SIN_22, COS_22 * x31i);
            float y31i = Math.fma(x31i, SIN_22, -COS_22 * x31r);
            float x32r = p3ar - p3cr;
            float x32i = p3ai - p3ci;
            float y32r = SIN_45 * (x32i - x32r);
            float y32i = -SIN_45 * (x32r + x32i);
            float x33r = p3br - p3di;
            float x33i = p3bi + p3dr;
            float y33r = Math.fma(x33r, -COS_22, -SIN_22 * x33i);
            float y33i = Math.fma(x33i, -COS_22, SIN_22 * x33r);
            float q0ar = x00r + x20r;
            float q0ai = x00i + x20i;
            float q0br = x00r - x20r;
            float q0bi = x00i - x20i;
            float q0cr = x10r + x30r;
            float q0ci = x10i + x30i;
            float q0dr = x10r - x30r;
            float q0di = x10i - x30i;
            float q1ar = x01r + y21r;
            float q1ai = x01i + y21i;
            float q1br = x01r - y21r;
            float q1bi = x01i - y21i;
            float q1cr = y11r + y31r;
            float q1ci = y11i + y31i;
            float q1dr = y11r - y31r;
            float q1di = y11i - y31i;
            float q2ar = x02r + x22i;
            float q2ai = x02i - x22r;
            float q2br = x02r - x22i;
            float q2bi = x02i + x22r;
            float q2cr = y12r + y32r;
            float q2ci = y12i + y32i;
            float q2dr = y12r - y32r;
            float q2di = y12i - y32i;
            float q3ar = x03r + y23r;
            float q3ai = x03i + y23i;
            float q3br = x03r - y23r;
            float q3bi = x03i - y23i;
            float q3cr = y13r + y33r;
            float q3ci = y13i + y33i;
            float q3dr = y13r - y33r;
            float q3di = y13i - y33i;
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
    private static void put(float[] yr, float[] yi, int at, float re, float im, float[] w, int t) {
        if (w.length == 0) {
            yr[at] = re;
            yi[at] = im;
        } else {
            yr[at] = re * w[t] - im * w[t + 1];
            yi[at] = Math.fma(re, w[t + 1], im * w[t]);
        }
    }
}
