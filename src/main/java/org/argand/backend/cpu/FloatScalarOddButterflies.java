package org.argand.backend.cpu;

/** The passes of {@link FloatScalarFft} whose radix is odd. */
final class FloatScalarOddButterflies {
    static final float HALF = (float) 0.5;
    static final float SIN_60 = (float) Math.sqrt(0.75);
    static final float COS_72 = (float) 0.30901699437494745;
    static final float COS_144 = (float) -0.8090169943749475;
    static final float SIN_72 = (float) 0.9510565162951535;
    static final float SIN_144 = (float) 0.5877852522924731;
    static final float COS_51 = (float) 0.6234898018587336;
    static final float COS_103 = (float) -0.2225209339563144;
    static final float COS_154 = (float) -0.9009688679024191;
    static final float SIN_51 = (float) 0.7818314824680298;
    static final float SIN_103 = (float) 0.9749279121818236;
    static final float SIN_154 = (float) 0.4338837391175582;

    private FloatScalarOddButterflies() {}

    static void three(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 4) {
            for (int i = p * s, o = 3 * p * s; i < (p + 1) * s; i++, o++) {
                float r0 = xr[i];
                float i0 = xi[i];
                float r1 = xr[i + b];
                float i1 = xi[i + b];
                float r2 = xr[i + 2 * b];
                float i2 = xi[i + 2 * b];
                float sr = r1 + r2;
                float si = i1 + i2;
                float dr = SIN_60 * (r1 - r2);
                float di = SIN_60 * (i1 - i2);
                float mr = Math.fma(sr, -HALF, r0);
                float mi = Math.fma(si, -HALF, i0);
                yr[o] = r0 + sr;
                yi[o] = i0 + si;
                put(yr, yi, o + s, mr + di, mi - dr, w, t);
                put(yr, yi, o + 2 * s, mr - di, mi + dr, w, t + 2);
            }
        }
    }

    static void five(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 8) {
            for (int i = p * s, o = 5 * p * s; i < (p + 1) * s; i++, o++) {
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
                float sr = r1 + r4;
                float si = i1 + i4;
                float dr = r1 - r4;
                float di = i1 - i4;
                float tr = r2 + r3;
                float ti = i2 + i3;
                float er = r2 - r3;
                float ei = i2 - i3;
                float ar = Math.fma(sr, COS_72, Math.fma(tr, COS_144, r0));
                float ai = Math.fma(si, COS_72, Math.fma(ti, COS_144, i0));
                float br = Math.fma(sr, COS_144, Math.fma(tr, COS_72, r0));
                float bi = Math.fma(si, COS_144, Math.fma(ti, COS_72, i0));
                float cr = Math.fma(dr, SIN_72, SIN_144 * er);
                float ci = Math.fma(di, SIN_72, SIN_144 * ei);
                float fr = Math.fma(dr, SIN_144, -SIN_72 * er);
                float fi = Math.fma(di, SIN_144, -SIN_72 * ei);
                yr[o] = r0 + sr + tr;
                yi[o] = i0 + si + ti;
                put(yr, yi, o + s, ar + ci, ai - cr, w, t);
                put(yr, yi, o + 2 * s, br + fi, bi - fr, w, t + 2);
                put(yr, yi, o + 3 * s, br - fi, bi + fr, w, t + 4);
                put(yr, yi, o + 4 * s, ar - ci, ai + cr, w, t + 6);
            }
        }
    }

    static void seven(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        for (int p = 0, t = 0; p < count; p++, t += 12) {
            for (int i = p * s, o = 7 * p * s; i < (p + 1) * s; i++, o++) {
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
                float s1r = r1 + r6;
                float s1i = i1 + i6;
                float d1r = r1 - r6;
                float d1i = i1 - i6;
                float s2r = r2 + r5;
                float s2i = i2 + i5;
                float d2r = r2 - r5;
                float d2i = i2 - i5;
                float s3r = r3 + r4;
                float s3i = i3 + i4;
                float d3r = r3 - r4;
                float d3i = i3 - i4;
                float ar =
                        Math.fma(s1r, COS_51, Math.fma(s2r, COS_103, Math.fma(s3r, COS_154, r0)));
                float ai =
                        Math.fma(s1i, COS_51, Math.fma(s2i, COS_103, Math.fma(s3i, COS_154, i0)));
                float br = Math.fma(d1r, SIN_51, Math.fma(d2r, SIN_103, SIN_154 * d3r));
                float bi = Math.fma(d1i, SIN_51, Math.fma(d2i, SIN_103, SIN_154 * d3i));
                float cr =
                        Math.fma(s1r, COS_103, Math.fma(s2r, COS_154, Math.fma(s3r, COS_51, r0)));
                float ci =
                        Math.fma(s1i, COS_103, Math.fma(s2i, COS_154, Math.fma(s3i, COS_51, i0)));
                float er = Math.fma(d1r, SIN_103, Math.fma(d2r, -SIN_154, -SIN_51 * d3r));
                float ei = Math.fma(d1i, SIN_103, Math.fma(d2i, -SIN_154, -SIN_51 * d3i));
                float fr =
                        Math.fma(s1r, COS_154, Math.fma(s2r, COS_51, Math.fma(s3r, COS_103, r0)));
                float fi =
                        Math.fma(s1i, COS_154, Math.fma(s2i, COS_51, Math.fma(s3i, COS_103, i0)));
                float gr = Math.fma(d1r, SIN_154, Math.fma(d2r, -SIN_51, SIN_103 * d3r));
                float gi = Math.fma(d1i, SIN_154, Math.fma(d2i, -SIN_51, SIN_103 * d3i));
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
    static void put(float[] yr, float[] yi, int at, float re, float im, float[] w, int t) {
        if (w.length == 0) {
            yr[at] = re;
            yi[at] = im;
        } else {
            yr[at] = re * w[t] - im * w[t + 1];
            yi[at] = Math.fma(re, w[t + 1], im * w[t]);
        }
    }
}
