package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of {@link DoubleScalarOddButterflies}, several at a time with the Vector API: the same operations on each number.
 *
 * <p>Rows of {@code s} numbers are gone through vector by vector; the last one ends with the row, so it may do some numbers a
 * second time. One loop goes through all rows, because a loop for each would be short and dear. Every butterfly is one
 * method, so that its numbers stay in registers.
 */
final class DoubleVectorOddButterflies {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final DoubleVector NEG_HALF =
            DoubleVector.broadcast(S, -DoubleScalarOddButterflies.HALF);
    private static final DoubleVector SIN_60 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.SIN_60);
    private static final DoubleVector COS_72 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.COS_72);
    private static final DoubleVector COS_144 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.COS_144);
    private static final DoubleVector SIN_72 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.SIN_72);
    private static final DoubleVector NEG_SIN_72 =
            DoubleVector.broadcast(S, -DoubleScalarOddButterflies.SIN_72);
    private static final DoubleVector SIN_144 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.SIN_144);
    private static final DoubleVector COS_51 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.COS_51);
    private static final DoubleVector COS_103 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.COS_103);
    private static final DoubleVector COS_154 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.COS_154);
    private static final DoubleVector SIN_51 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.SIN_51);
    private static final DoubleVector NEG_SIN_51 =
            DoubleVector.broadcast(S, -DoubleScalarOddButterflies.SIN_51);
    private static final DoubleVector SIN_103 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.SIN_103);
    private static final DoubleVector SIN_154 =
            DoubleVector.broadcast(S, DoubleScalarOddButterflies.SIN_154);
    private static final DoubleVector NEG_SIN_154 =
            DoubleVector.broadcast(S, -DoubleScalarOddButterflies.SIN_154);

    private DoubleVectorOddButterflies() {}

    static void three(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 3 * p * s + q;
            int t = 4 * p;
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + b);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + b);
            DoubleVector r2 = DoubleVector.fromArray(S, xr, i + 2 * b);
            DoubleVector i2 = DoubleVector.fromArray(S, xi, i + 2 * b);
            DoubleVector sr = r1.add(r2);
            DoubleVector si = i1.add(i2);
            DoubleVector dr = r1.sub(r2).mul(SIN_60);
            DoubleVector di = i1.sub(i2).mul(SIN_60);
            DoubleVector mr = sr.fma(NEG_HALF, r0);
            DoubleVector mi = si.fma(NEG_HALF, i0);
            r0.add(sr).intoArray(yr, o);
            i0.add(si).intoArray(yi, o);
            DoubleVector u1 = mr.add(di);
            DoubleVector v1 = mi.sub(dr);
            DoubleVector c1 = DoubleVector.broadcast(S, w[t]);
            DoubleVector s1 = DoubleVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            DoubleVector u2 = mr.sub(di);
            DoubleVector v2 = mi.add(dr);
            DoubleVector c2 = DoubleVector.broadcast(S, w[t + 2]);
            DoubleVector s2 = DoubleVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }

    static void five(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 5 * p * s + q;
            int t = 8 * p;
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + b);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + b);
            DoubleVector r2 = DoubleVector.fromArray(S, xr, i + 2 * b);
            DoubleVector i2 = DoubleVector.fromArray(S, xi, i + 2 * b);
            DoubleVector r3 = DoubleVector.fromArray(S, xr, i + 3 * b);
            DoubleVector i3 = DoubleVector.fromArray(S, xi, i + 3 * b);
            DoubleVector r4 = DoubleVector.fromArray(S, xr, i + 4 * b);
            DoubleVector i4 = DoubleVector.fromArray(S, xi, i + 4 * b);
            DoubleVector sr = r1.add(r4);
            DoubleVector si = i1.add(i4);
            DoubleVector dr = r1.sub(r4);
            DoubleVector di = i1.sub(i4);
            DoubleVector tr = r2.add(r3);
            DoubleVector ti = i2.add(i3);
            DoubleVector er = r2.sub(r3);
            DoubleVector ei = i2.sub(i3);
            DoubleVector ar = sr.fma(COS_72, tr.fma(COS_144, r0));
            DoubleVector ai = si.fma(COS_72, ti.fma(COS_144, i0));
            DoubleVector br = sr.fma(COS_144, tr.fma(COS_72, r0));
            DoubleVector bi = si.fma(COS_144, ti.fma(COS_72, i0));
            DoubleVector cr = dr.fma(SIN_72, er.mul(SIN_144));
            DoubleVector ci = di.fma(SIN_72, ei.mul(SIN_144));
            DoubleVector fr = dr.fma(SIN_144, er.mul(NEG_SIN_72));
            DoubleVector fi = di.fma(SIN_144, ei.mul(NEG_SIN_72));
            r0.add(sr).add(tr).intoArray(yr, o);
            i0.add(si).add(ti).intoArray(yi, o);
            DoubleVector u1 = ar.add(ci);
            DoubleVector v1 = ai.sub(cr);
            DoubleVector c1 = DoubleVector.broadcast(S, w[t]);
            DoubleVector s1 = DoubleVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            DoubleVector u2 = br.add(fi);
            DoubleVector v2 = bi.sub(fr);
            DoubleVector c2 = DoubleVector.broadcast(S, w[t + 2]);
            DoubleVector s2 = DoubleVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            DoubleVector u3 = br.sub(fi);
            DoubleVector v3 = bi.add(fr);
            DoubleVector c3 = DoubleVector.broadcast(S, w[t + 4]);
            DoubleVector s3 = DoubleVector.broadcast(S, w[t + 5]);
            u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, o + 3 * s);
            u3.fma(s3, v3.mul(c3)).intoArray(yi, o + 3 * s);
            DoubleVector u4 = ar.sub(ci);
            DoubleVector v4 = ai.add(cr);
            DoubleVector c4 = DoubleVector.broadcast(S, w[t + 6]);
            DoubleVector s4 = DoubleVector.broadcast(S, w[t + 7]);
            u4.mul(c4).sub(v4.mul(s4)).intoArray(yr, o + 4 * s);
            u4.fma(s4, v4.mul(c4)).intoArray(yi, o + 4 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }

    static void seven(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 7 * p * s + q;
            int t = 12 * p;
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + b);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + b);
            DoubleVector r2 = DoubleVector.fromArray(S, xr, i + 2 * b);
            DoubleVector i2 = DoubleVector.fromArray(S, xi, i + 2 * b);
            DoubleVector r3 = DoubleVector.fromArray(S, xr, i + 3 * b);
            DoubleVector i3 = DoubleVector.fromArray(S, xi, i + 3 * b);
            DoubleVector r4 = DoubleVector.fromArray(S, xr, i + 4 * b);
            DoubleVector i4 = DoubleVector.fromArray(S, xi, i + 4 * b);
            DoubleVector r5 = DoubleVector.fromArray(S, xr, i + 5 * b);
            DoubleVector i5 = DoubleVector.fromArray(S, xi, i + 5 * b);
            DoubleVector r6 = DoubleVector.fromArray(S, xr, i + 6 * b);
            DoubleVector i6 = DoubleVector.fromArray(S, xi, i + 6 * b);
            DoubleVector s1r = r1.add(r6);
            DoubleVector s1i = i1.add(i6);
            DoubleVector d1r = r1.sub(r6);
            DoubleVector d1i = i1.sub(i6);
            DoubleVector s2r = r2.add(r5);
            DoubleVector s2i = i2.add(i5);
            DoubleVector d2r = r2.sub(r5);
            DoubleVector d2i = i2.sub(i5);
            DoubleVector s3r = r3.add(r4);
            DoubleVector s3i = i3.add(i4);
            DoubleVector d3r = r3.sub(r4);
            DoubleVector d3i = i3.sub(i4);
            DoubleVector ar = s1r.fma(COS_51, s2r.fma(COS_103, s3r.fma(COS_154, r0)));
            DoubleVector ai = s1i.fma(COS_51, s2i.fma(COS_103, s3i.fma(COS_154, i0)));
            DoubleVector br = d1r.fma(SIN_51, d2r.fma(SIN_103, d3r.mul(SIN_154)));
            DoubleVector bi = d1i.fma(SIN_51, d2i.fma(SIN_103, d3i.mul(SIN_154)));
            DoubleVector cr = s1r.fma(COS_103, s2r.fma(COS_154, s3r.fma(COS_51, r0)));
            DoubleVector ci = s1i.fma(COS_103, s2i.fma(COS_154, s3i.fma(COS_51, i0)));
            DoubleVector er = d1r.fma(SIN_103, d2r.fma(NEG_SIN_154, d3r.mul(NEG_SIN_51)));
            DoubleVector ei = d1i.fma(SIN_103, d2i.fma(NEG_SIN_154, d3i.mul(NEG_SIN_51)));
            DoubleVector fr = s1r.fma(COS_154, s2r.fma(COS_51, s3r.fma(COS_103, r0)));
            DoubleVector fi = s1i.fma(COS_154, s2i.fma(COS_51, s3i.fma(COS_103, i0)));
            DoubleVector gr = d1r.fma(SIN_154, d2r.fma(NEG_SIN_51, d3r.mul(SIN_103)));
            DoubleVector gi = d1i.fma(SIN_154, d2i.fma(NEG_SIN_51, d3i.mul(SIN_103)));
            r0.add(s1r).add(s2r).add(s3r).intoArray(yr, o);
            i0.add(s1i).add(s2i).add(s3i).intoArray(yi, o);
            DoubleVector u1 = ar.add(bi);
            DoubleVector v1 = ai.sub(br);
            DoubleVector c1 = DoubleVector.broadcast(S, w[t]);
            DoubleVector s1 = DoubleVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            DoubleVector u2 = cr.add(ei);
            DoubleVector v2 = ci.sub(er);
            DoubleVector c2 = DoubleVector.broadcast(S, w[t + 2]);
            DoubleVector s2 = DoubleVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            DoubleVector u3 = fr.add(gi);
            DoubleVector v3 = fi.sub(gr);
            DoubleVector c3 = DoubleVector.broadcast(S, w[t + 4]);
            DoubleVector s3 = DoubleVector.broadcast(S, w[t + 5]);
            u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, o + 3 * s);
            u3.fma(s3, v3.mul(c3)).intoArray(yi, o + 3 * s);
            DoubleVector u4 = fr.sub(gi);
            DoubleVector v4 = fi.add(gr);
            DoubleVector c4 = DoubleVector.broadcast(S, w[t + 6]);
            DoubleVector s4 = DoubleVector.broadcast(S, w[t + 7]);
            u4.mul(c4).sub(v4.mul(s4)).intoArray(yr, o + 4 * s);
            u4.fma(s4, v4.mul(c4)).intoArray(yi, o + 4 * s);
            DoubleVector u5 = cr.sub(ei);
            DoubleVector v5 = ci.add(er);
            DoubleVector c5 = DoubleVector.broadcast(S, w[t + 8]);
            DoubleVector s5 = DoubleVector.broadcast(S, w[t + 9]);
            u5.mul(c5).sub(v5.mul(s5)).intoArray(yr, o + 5 * s);
            u5.fma(s5, v5.mul(c5)).intoArray(yi, o + 5 * s);
            DoubleVector u6 = ar.sub(bi);
            DoubleVector v6 = ai.add(br);
            DoubleVector c6 = DoubleVector.broadcast(S, w[t + 10]);
            DoubleVector s6 = DoubleVector.broadcast(S, w[t + 11]);
            u6.mul(c6).sub(v6.mul(s6)).intoArray(yr, o + 6 * s);
            u6.fma(s6, v6.mul(c6)).intoArray(yi, o + 6 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }
}
