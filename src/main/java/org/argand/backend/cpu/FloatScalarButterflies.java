package org.argand.backend.cpu;

/** The passes of {@link FloatScalarFft} whose radix is a power of two. */
final class FloatScalarButterflies {
    static final float SIN_45 = (float) Math.sqrt(0.5);

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


    /** Stores the product of a number and the factor at {@code w[t]}. */
    private static void put(float[] yr, float[] yi, int at, float re, float im, float[] w, int t) {
        yr[at] = re * w[t] - im * w[t + 1];
        yi[at] = Math.fma(re, w[t + 1], im * w[t]);
    }
}
