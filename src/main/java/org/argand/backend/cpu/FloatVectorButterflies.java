package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of {@link FloatScalarButterflies}, several at a time with the Vector API: the same operations on each number.
 *
 * <p>Rows of {@code s} numbers are gone through vector by vector; the last one ends with the row, so it may do some numbers a
 * second time. One loop goes through all rows, because a loop for each would be short and dear. Every butterfly is one
 * method, so that its numbers stay in registers.
 */
final class FloatVectorButterflies {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final FloatVector SIN_45 = FloatVector.broadcast(S, FloatScalarButterflies.SIN_45);
    private static final FloatVector NEG_SIN_45 = FloatVector.broadcast(S, -FloatScalarButterflies.SIN_45);

    private FloatVectorButterflies() {}

    static void two(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 2 * p * s + q;
            int t = 2 * p;
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + b);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + b);
            FloatVector tr = r0.add(r1);
            FloatVector ti = i0.add(i1);
            FloatVector dr = r0.sub(r1);
            FloatVector di = i0.sub(i1);
            tr.intoArray(yr, o);
            ti.intoArray(yi, o);
            FloatVector c1 = FloatVector.broadcast(S, w[t]);
            FloatVector s1 = FloatVector.broadcast(S, w[t + 1]);
            dr.mul(c1).sub(di.mul(s1)).intoArray(yr, o + s);
            dr.fma(s1, di.mul(c1)).intoArray(yi, o + s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }

    static void four(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 4 * p * s + q;
            int t = 6 * p;
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + b);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + b);
            FloatVector r2 = FloatVector.fromArray(S, xr, i + 2 * b);
            FloatVector i2 = FloatVector.fromArray(S, xi, i + 2 * b);
            FloatVector r3 = FloatVector.fromArray(S, xr, i + 3 * b);
            FloatVector i3 = FloatVector.fromArray(S, xi, i + 3 * b);
            FloatVector sr = r0.add(r2);
            FloatVector si = i0.add(i2);
            FloatVector dr = r0.sub(r2);
            FloatVector di = i0.sub(i2);
            FloatVector tr = r1.add(r3);
            FloatVector ti = i1.add(i3);
            FloatVector er = r1.sub(r3);
            FloatVector ei = i1.sub(i3);
            sr.add(tr).intoArray(yr, o);
            si.add(ti).intoArray(yi, o);
            FloatVector u1 = dr.add(ei);
            FloatVector v1 = di.sub(er);
            FloatVector c1 = FloatVector.broadcast(S, w[t]);
            FloatVector s1 = FloatVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            FloatVector u2 = sr.sub(tr);
            FloatVector v2 = si.sub(ti);
            FloatVector c2 = FloatVector.broadcast(S, w[t + 2]);
            FloatVector s2 = FloatVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            FloatVector u3 = dr.sub(ei);
            FloatVector v3 = di.add(er);
            FloatVector c3 = FloatVector.broadcast(S, w[t + 4]);
            FloatVector s3 = FloatVector.broadcast(S, w[t + 5]);
            u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, o + 3 * s);
            u3.fma(s3, v3.mul(c3)).intoArray(yi, o + 3 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }

    static void eight(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 8 * p * s + q;
            int t = 14 * p;
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + b);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + b);
            FloatVector r2 = FloatVector.fromArray(S, xr, i + 2 * b);
            FloatVector i2 = FloatVector.fromArray(S, xi, i + 2 * b);
            FloatVector r3 = FloatVector.fromArray(S, xr, i + 3 * b);
            FloatVector i3 = FloatVector.fromArray(S, xi, i + 3 * b);
            FloatVector r4 = FloatVector.fromArray(S, xr, i + 4 * b);
            FloatVector i4 = FloatVector.fromArray(S, xi, i + 4 * b);
            FloatVector r5 = FloatVector.fromArray(S, xr, i + 5 * b);
            FloatVector i5 = FloatVector.fromArray(S, xi, i + 5 * b);
            FloatVector r6 = FloatVector.fromArray(S, xr, i + 6 * b);
            FloatVector i6 = FloatVector.fromArray(S, xi, i + 6 * b);
            FloatVector r7 = FloatVector.fromArray(S, xr, i + 7 * b);
            FloatVector i7 = FloatVector.fromArray(S, xi, i + 7 * b);
            FloatVector s0r = r0.add(r4);
            FloatVector s0i = i0.add(i4);
            FloatVector d0r = r0.sub(r4);
            FloatVector d0i = i0.sub(i4);
            FloatVector s1r = r1.add(r5);
            FloatVector s1i = i1.add(i5);
            FloatVector d1r = r1.sub(r5);
            FloatVector d1i = i1.sub(i5);
            FloatVector s2r = r2.add(r6);
            FloatVector s2i = i2.add(i6);
            FloatVector d2r = r2.sub(r6);
            FloatVector d2i = i2.sub(i6);
            FloatVector s3r = r3.add(r7);
            FloatVector s3i = i3.add(i7);
            FloatVector d3r = r3.sub(r7);
            FloatVector d3i = i3.sub(i7);
            FloatVector ar = s0r.add(s2r);
            FloatVector ai = s0i.add(s2i);
            FloatVector br = s0r.sub(s2r);
            FloatVector bi = s0i.sub(s2i);
            FloatVector cr = s1r.add(s3r);
            FloatVector ci = s1i.add(s3i);
            FloatVector er = s1r.sub(s3r);
            FloatVector ei = s1i.sub(s3i);
            FloatVector fr = d1r.add(d1i).mul(SIN_45);
            FloatVector fi = d1i.sub(d1r).mul(SIN_45);
            FloatVector gr = d3i.sub(d3r).mul(SIN_45);
            FloatVector gi = d3r.add(d3i).mul(NEG_SIN_45);
            FloatVector hr = d0r.add(d2i);
            FloatVector hi = d0i.sub(d2r);
            FloatVector kr = d0r.sub(d2i);
            FloatVector ki = d0i.add(d2r);
            FloatVector mr = fr.add(gr);
            FloatVector mi = fi.add(gi);
            FloatVector nr = fr.sub(gr);
            FloatVector ni = fi.sub(gi);
            ar.add(cr).intoArray(yr, o);
            ai.add(ci).intoArray(yi, o);
            FloatVector u1 = hr.add(mr);
            FloatVector v1 = hi.add(mi);
            FloatVector c1 = FloatVector.broadcast(S, w[t]);
            FloatVector s1 = FloatVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            FloatVector u2 = br.add(ei);
            FloatVector v2 = bi.sub(er);
            FloatVector c2 = FloatVector.broadcast(S, w[t + 2]);
            FloatVector s2 = FloatVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            FloatVector u3 = kr.add(ni);
            FloatVector v3 = ki.sub(nr);
            FloatVector c3 = FloatVector.broadcast(S, w[t + 4]);
            FloatVector s3 = FloatVector.broadcast(S, w[t + 5]);
            u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, o + 3 * s);
            u3.fma(s3, v3.mul(c3)).intoArray(yi, o + 3 * s);
            FloatVector u4 = ar.sub(cr);
            FloatVector v4 = ai.sub(ci);
            FloatVector c4 = FloatVector.broadcast(S, w[t + 6]);
            FloatVector s4 = FloatVector.broadcast(S, w[t + 7]);
            u4.mul(c4).sub(v4.mul(s4)).intoArray(yr, o + 4 * s);
            u4.fma(s4, v4.mul(c4)).intoArray(yi, o + 4 * s);
            FloatVector u5 = hr.sub(mr);
            FloatVector v5 = hi.sub(mi);
            FloatVector c5 = FloatVector.broadcast(S, w[t + 8]);
            FloatVector s5 = FloatVector.broadcast(S, w[t + 9]);
            u5.mul(c5).sub(v5.mul(s5)).intoArray(yr, o + 5 * s);
            u5.fma(s5, v5.mul(c5)).intoArray(yi, o + 5 * s);
            FloatVector u6 = br.sub(ei);
            FloatVector v6 = bi.add(er);
            FloatVector c6 = FloatVector.broadcast(S, w[t + 10]);
            FloatVector s6 = FloatVector.broadcast(S, w[t + 11]);
            u6.mul(c6).sub(v6.mul(s6)).intoArray(yr, o + 6 * s);
            u6.fma(s6, v6.mul(c6)).intoArray(yi, o + 6 * s);
            FloatVector u7 = kr.sub(ni);
            FloatVector v7 = ki.add(nr);
            FloatVector c7 = FloatVector.broadcast(S, w[t + 12]);
            FloatVector s7 = FloatVector.broadcast(S, w[t + 13]);
            u7.mul(c7).sub(v7.mul(s7)).intoArray(yr, o + 7 * s);
            u7.fma(s7, v7.mul(c7)).intoArray(yi, o + 7 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }
}
