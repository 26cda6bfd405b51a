package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of {@link FloatScalarOddButterflies}, several at a time with the Vector API: the same operations on each number.
 *
 * <p>Rows of {@code s} numbers are gone through vector by vector; the last one ends with the row, so it may do some numbers a
 * second time. One loop goes through all rows, because a loop for each would be short and dear. Every butterfly is one
 * method, so that its numbers stay in registers.
 */
final class FloatVectorOddButterflies {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final FloatVector NEG_HALF =
            FloatVector.broadcast(S, -FloatScalarOddButterflies.HALF);
    private static final FloatVector SIN_60 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.SIN_60);
    private static final FloatVector COS_72 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.COS_72);
    private static final FloatVector COS_144 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.COS_144);
    private static final FloatVector SIN_72 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.SIN_72);
    private static final FloatVector NEG_SIN_72 =
            FloatVector.broadcast(S, -FloatScalarOddButterflies.SIN_72);
    private static final FloatVector SIN_144 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.SIN_144);
    private static final FloatVector COS_51 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.COS_51);
    private static final FloatVector COS_103 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.COS_103);
    private static final FloatVector COS_154 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.COS_154);
    private static final FloatVector SIN_51 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.SIN_51);
    private static final FloatVector NEG_SIN_51 =
            FloatVector.broadcast(S, -FloatScalarOddButterflies.SIN_51);
    private static final FloatVector SIN_103 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.SIN_103);
    private static final FloatVector SIN_154 =
            FloatVector.broadcast(S, FloatScalarOddButterflies.SIN_154);
    private static final FloatVector NEG_SIN_154 =
            FloatVector.broadcast(S, -FloatScalarOddButterflies.SIN_154);

    private FloatVectorOddButterflies() {}

    static void three(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 3 * p * s + q;
            int t = 4 * p;
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + b);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + b);
            FloatVector r2 = FloatVector.fromArray(S, xr, i + 2 * b);
            FloatVector i2 = FloatVector.fromArray(S, xi, i + 2 * b);
            FloatVector sr = r1.add(r2);
            FloatVector si = i1.add(i2);
            FloatVector dr = r1.sub(r2).mul(SIN_60);
            FloatVector di = i1.sub(i2).mul(SIN_60);
            FloatVector mr = sr.fma(NEG_HALF, r0);
            FloatVector mi = si.fma(NEG_HALF, i0);
            r0.add(sr).intoArray(yr, o);
            i0.add(si).intoArray(yi, o);
            FloatVector u1 = mr.add(di);
            FloatVector v1 = mi.sub(dr);
            FloatVector c1 = FloatVector.broadcast(S, w[t]);
            FloatVector s1 = FloatVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            FloatVector u2 = mr.sub(di);
            FloatVector v2 = mi.add(dr);
            FloatVector c2 = FloatVector.broadcast(S, w[t + 2]);
            FloatVector s2 = FloatVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }

    static void five(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 5 * p * s + q;
            int t = 8 * p;
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
            FloatVector sr = r1.add(r4);
            FloatVector si = i1.add(i4);
            FloatVector dr = r1.sub(r4);
            FloatVector di = i1.sub(i4);
            FloatVector tr = r2.add(r3);
            FloatVector ti = i2.add(i3);
            FloatVector er = r2.sub(r3);
            FloatVector ei = i2.sub(i3);
            FloatVector ar = sr.fma(COS_72, tr.fma(COS_144, r0));
            FloatVector ai = si.fma(COS_72, ti.fma(COS_144, i0));
            FloatVector br = sr.fma(COS_144, tr.fma(COS_72, r0));
            FloatVector bi = si.fma(COS_144, ti.fma(COS_72, i0));
            FloatVector cr = dr.fma(SIN_72, er.mul(SIN_144));
            FloatVector ci = di.fma(SIN_72, ei.mul(SIN_144));
            FloatVector fr = dr.fma(SIN_144, er.mul(NEG_SIN_72));
            FloatVector fi = di.fma(SIN_144, ei.mul(NEG_SIN_72));
            r0.add(sr).add(tr).intoArray(yr, o);
            i0.add(si).add(ti).intoArray(yi, o);
            FloatVector u1 = ar.add(ci);
            FloatVector v1 = ai.sub(cr);
            FloatVector c1 = FloatVector.broadcast(S, w[t]);
            FloatVector s1 = FloatVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            FloatVector u2 = br.add(fi);
            FloatVector v2 = bi.sub(fr);
            FloatVector c2 = FloatVector.broadcast(S, w[t + 2]);
            FloatVector s2 = FloatVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            FloatVector u3 = br.sub(fi);
            FloatVector v3 = bi.add(fr);
            FloatVector c3 = FloatVector.broadcast(S, w[t + 4]);
            FloatVector s3 = FloatVector.broadcast(S, w[t + 5]);
            u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, o + 3 * s);
            u3.fma(s3, v3.mul(c3)).intoArray(yi, o + 3 * s);
            FloatVector u4 = ar.sub(ci);
            FloatVector v4 = ai.add(cr);
            FloatVector c4 = FloatVector.broadcast(S, w[t + 6]);
            FloatVector s4 = FloatVector.broadcast(S, w[t + 7]);
            u4.mul(c4).sub(v4.mul(s4)).intoArray(yr, o + 4 * s);
            u4.fma(s4, v4.mul(c4)).intoArray(yi, o + 4 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }

    static void seven(int count, int s, float[] w, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 7 * p * s + q;
            int t = 12 * p;
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
            FloatVector s1r = r1.add(r6);
            FloatVector s1i = i1.add(i6);
            FloatVector d1r = r1.sub(r6);
            FloatVector d1i = i1.sub(i6);
            FloatVector s2r = r2.add(r5);
            FloatVector s2i = i2.add(i5);
            FloatVector d2r = r2.sub(r5);
            FloatVector d2i = i2.sub(i5);
            FloatVector s3r = r3.add(r4);
            FloatVector s3i = i3.add(i4);
            FloatVector d3r = r3.sub(r4);
            FloatVector d3i = i3.sub(i4);
            FloatVector ar = s1r.fma(COS_51, s2r.fma(COS_103, s3r.fma(COS_154, r0)));
            FloatVector ai = s1i.fma(COS_51, s2i.fma(COS_103, s3i.fma(COS_154, i0)));
            FloatVector br = d1r.fma(SIN_51, d2r.fma(SIN_103, d3r.mul(SIN_154)));
            FloatVector bi = d1i.fma(SIN_51, d2i.fma(SIN_103, d3i.mul(SIN_154)));
            FloatVector cr = s1r.fma(COS_103, s2r.fma(COS_154, s3r.fma(COS_51, r0)));
            FloatVector ci = s1i.fma(COS_103, s2i.fma(COS_154, s3i.fma(COS_51, i0)));
            FloatVector er = d1r.fma(SIN_103, d2r.fma(NEG_SIN_154, d3r.mul(NEG_SIN_51)));
            FloatVector ei = d1i.fma(SIN_103, d2i.fma(NEG_SIN_154, d3i.mul(NEG_SIN_51)));
            FloatVector fr = s1r.fma(COS_154, s2r.fma(COS_51, s3r.fma(COS_103, r0)));
            FloatVector fi = s1i.fma(COS_154, s2i.fma(COS_51, s3i.fma(COS_103, i0)));
            FloatVector gr = d1r.fma(SIN_154, d2r.fma(NEG_SIN_51, d3r.mul(SIN_103)));
            FloatVector gi = d1i.fma(SIN_154, d2i.fma(NEG_SIN_51, d3i.mul(SIN_103)));
            r0.add(s1r).add(s2r).add(s3r).intoArray(yr, o);
            i0.add(s1i).add(s2i).add(s3i).intoArray(yi, o);
            FloatVector u1 = ar.add(bi);
            FloatVector v1 = ai.sub(br);
            FloatVector c1 = FloatVector.broadcast(S, w[t]);
            FloatVector s1 = FloatVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            FloatVector u2 = cr.add(ei);
            FloatVector v2 = ci.sub(er);
            FloatVector c2 = FloatVector.broadcast(S, w[t + 2]);
            FloatVector s2 = FloatVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            FloatVector u3 = fr.add(gi);
            FloatVector v3 = fi.sub(gr);
            FloatVector c3 = FloatVector.broadcast(S, w[t + 4]);
            FloatVector s3 = FloatVector.broadcast(S, w[t + 5]);
            u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, o + 3 * s);
            u3.fma(s3, v3.mul(c3)).intoArray(yi, o + 3 * s);
            FloatVector u4 = fr.sub(gi);
            FloatVector v4 = fi.add(gr);
            FloatVector c4 = FloatVector.broadcast(S, w[t + 6]);
            FloatVector s4 = FloatVector.broadcast(S, w[t + 7]);
            u4.mul(c4).sub(v4.mul(s4)).intoArray(yr, o + 4 * s);
            u4.fma(s4, v4.mul(c4)).intoArray(yi, o + 4 * s);
            FloatVector u5 = cr.sub(ei);
            FloatVector v5 = ci.add(er);
            FloatVector c5 = FloatVector.broadcast(S, w[t + 8]);
            FloatVector s5 = FloatVector.broadcast(S, w[t + 9]);
            u5.mul(c5).sub(v5.mul(s5)).intoArray(yr, o + 5 * s);
            u5.fma(s5, v5.mul(c5)).intoArray(yi, o + 5 * s);
            FloatVector u6 = ar.sub(bi);
            FloatVector v6 = ai.add(br);
            FloatVector c6 = FloatVector.broadcast(S, w[t + 10]);
            FloatVector s6 = FloatVector.broadcast(S, w[t + 11]);
            u6.mul(c6).sub(v6.mul(s6)).intoArray(yr, o + 6 * s);
            u6.fma(s6, v6.mul(c6)).intoArray(yi, o + 6 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }
}
