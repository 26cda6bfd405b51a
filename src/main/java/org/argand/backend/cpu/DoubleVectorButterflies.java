package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of {@link DoubleScalarButterflies}, several at a time with the Vector API: the same operations on each number.
 *
 * <p>Rows of {@code s} numbers are gone through vector by vector; the last one ends with the row, so it may do some numbers a
 * second time. One loop goes through all rows, because a loop for each would be short and dear. Every butterfly is one
 * method, so that its numbers stay in registers.
 */
final class DoubleVectorButterflies {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final DoubleVector SIN_45 = DoubleVector.broadcast(S, DoubleScalarButterflies.SIN_45);
    private static final DoubleVector NEG_SIN_45 = DoubleVector.broadcast(S, -DoubleScalarButterflies.SIN_45);

    private DoubleVectorButterflies() {}

    static void two(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 2 * p * s + q;
            int t = 2 * p;
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + b);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + b);
            DoubleVector tr = r0.add(r1);
            DoubleVector ti = i0.add(i1);
            DoubleVector dr = r0.sub(r1);
            DoubleVector di = i0.sub(i1);
            tr.intoArray(yr, o);
            ti.intoArray(yi, o);
            DoubleVector c1 = DoubleVector.broadcast(S, w[t]);
            DoubleVector s1 = DoubleVector.broadcast(S, w[t + 1]);
            dr.mul(c1).sub(di.mul(s1)).intoArray(yr, o + s);
            dr.fma(s1, di.mul(c1)).intoArray(yi, o + s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }

    static void four(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 4 * p * s + q;
            int t = 6 * p;
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + b);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + b);
            DoubleVector r2 = DoubleVector.fromArray(S, xr, i + 2 * b);
            DoubleVector i2 = DoubleVector.fromArray(S, xi, i + 2 * b);
            DoubleVector r3 = DoubleVector.fromArray(S, xr, i + 3 * b);
            DoubleVector i3 = DoubleVector.fromArray(S, xi, i + 3 * b);
            DoubleVector sr = r0.add(r2);
            DoubleVector si = i0.add(i2);
            DoubleVector dr = r0.sub(r2);
            DoubleVector di = i0.sub(i2);
            DoubleVector tr = r1.add(r3);
            DoubleVector ti = i1.add(i3);
            DoubleVector er = r1.sub(r3);
            DoubleVector ei = i1.sub(i3);
            sr.add(tr).intoArray(yr, o);
            si.add(ti).intoArray(yi, o);
            DoubleVector u1 = dr.add(ei);
            DoubleVector v1 = di.sub(er);
            DoubleVector c1 = DoubleVector.broadcast(S, w[t]);
            DoubleVector s1 = DoubleVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            DoubleVector u2 = sr.sub(tr);
            DoubleVector v2 = si.sub(ti);
            DoubleVector c2 = DoubleVector.broadcast(S, w[t + 2]);
            DoubleVector s2 = DoubleVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            DoubleVector u3 = dr.sub(ei);
            DoubleVector v3 = di.add(er);
            DoubleVector c3 = DoubleVector.broadcast(S, w[t + 4]);
            DoubleVector s3 = DoubleVector.broadcast(S, w[t + 5]);
            u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, o + 3 * s);
            u3.fma(s3, v3.mul(c3)).intoArray(yi, o + 3 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }

    static void eight(int count, int s, double[] w, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        int b = count * s;
        int last = s - LANES;
        int vectors = count * ((s + LANES - 1) / LANES);
        for (int v = 0, p = 0, q = 0; v < vectors; v++) {
            int i = p * s + q;
            int o = 8 * p * s + q;
            int t = 14 * p;
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
            DoubleVector r7 = DoubleVector.fromArray(S, xr, i + 7 * b);
            DoubleVector i7 = DoubleVector.fromArray(S, xi, i + 7 * b);
            DoubleVector s0r = r0.add(r4);
            DoubleVector s0i = i0.add(i4);
            DoubleVector d0r = r0.sub(r4);
            DoubleVector d0i = i0.sub(i4);
            DoubleVector s1r = r1.add(r5);
            DoubleVector s1i = i1.add(i5);
            DoubleVector d1r = r1.sub(r5);
            DoubleVector d1i = i1.sub(i5);
            DoubleVector s2r = r2.add(r6);
            DoubleVector s2i = i2.add(i6);
            DoubleVector d2r = r2.sub(r6);
            DoubleVector d2i = i2.sub(i6);
            DoubleVector s3r = r3.add(r7);
            DoubleVector s3i = i3.add(i7);
            DoubleVector d3r = r3.sub(r7);
            DoubleVector d3i = i3.sub(i7);
            DoubleVector ar = s0r.add(s2r);
            DoubleVector ai = s0i.add(s2i);
            DoubleVector br = s0r.sub(s2r);
            DoubleVector bi = s0i.sub(s2i);
            DoubleVector cr = s1r.add(s3r);
            DoubleVector ci = s1i.add(s3i);
            DoubleVector er = s1r.sub(s3r);
            DoubleVector ei = s1i.sub(s3i);
            DoubleVector fr = d1r.add(d1i).mul(SIN_45);
            DoubleVector fi = d1i.sub(d1r).mul(SIN_45);
            DoubleVector gr = d3i.sub(d3r).mul(SIN_45);
            DoubleVector gi = d3r.add(d3i).mul(NEG_SIN_45);
            DoubleVector hr = d0r.add(d2i);
            DoubleVector hi = d0i.sub(d2r);
            DoubleVector kr = d0r.sub(d2i);
            DoubleVector ki = d0i.add(d2r);
            DoubleVector mr = fr.add(gr);
            DoubleVector mi = fi.add(gi);
            DoubleVector nr = fr.sub(gr);
            DoubleVector ni = fi.sub(gi);
            ar.add(cr).intoArray(yr, o);
            ai.add(ci).intoArray(yi, o);
            DoubleVector u1 = hr.add(mr);
            DoubleVector v1 = hi.add(mi);
            DoubleVector c1 = DoubleVector.broadcast(S, w[t]);
            DoubleVector s1 = DoubleVector.broadcast(S, w[t + 1]);
            u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, o + s);
            u1.fma(s1, v1.mul(c1)).intoArray(yi, o + s);
            DoubleVector u2 = br.add(ei);
            DoubleVector v2 = bi.sub(er);
            DoubleVector c2 = DoubleVector.broadcast(S, w[t + 2]);
            DoubleVector s2 = DoubleVector.broadcast(S, w[t + 3]);
            u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, o + 2 * s);
            u2.fma(s2, v2.mul(c2)).intoArray(yi, o + 2 * s);
            DoubleVector u3 = kr.add(ni);
            DoubleVector v3 = ki.sub(nr);
            DoubleVector c3 = DoubleVector.broadcast(S, w[t + 4]);
            DoubleVector s3 = DoubleVector.broadcast(S, w[t + 5]);
            u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, o + 3 * s);
            u3.fma(s3, v3.mul(c3)).intoArray(yi, o + 3 * s);
            DoubleVector u4 = ar.sub(cr);
            DoubleVector v4 = ai.sub(ci);
            DoubleVector c4 = DoubleVector.broadcast(S, w[t + 6]);
            DoubleVector s4 = DoubleVector.broadcast(S, w[t + 7]);
            u4.mul(c4).sub(v4.mul(s4)).intoArray(yr, o + 4 * s);
            u4.fma(s4, v4.mul(c4)).intoArray(yi, o + 4 * s);
            DoubleVector u5 = hr.sub(mr);
            DoubleVector v5 = hi.sub(mi);
            DoubleVector c5 = DoubleVector.broadcast(S, w[t + 8]);
            DoubleVector s5 = DoubleVector.broadcast(S, w[t + 9]);
            u5.mul(c5).sub(v5.mul(s5)).intoArray(yr, o + 5 * s);
            u5.fma(s5, v5.mul(c5)).intoArray(yi, o + 5 * s);
            DoubleVector u6 = br.sub(ei);
            DoubleVector v6 = bi.add(er);
            DoubleVector c6 = DoubleVector.broadcast(S, w[t + 10]);
            DoubleVector s6 = DoubleVector.broadcast(S, w[t + 11]);
            u6.mul(c6).sub(v6.mul(s6)).intoArray(yr, o + 6 * s);
            u6.fma(s6, v6.mul(c6)).intoArray(yi, o + 6 * s);
            DoubleVector u7 = kr.sub(ni);
            DoubleVector v7 = ki.add(nr);
            DoubleVector c7 = DoubleVector.broadcast(S, w[t + 12]);
            DoubleVector s7 = DoubleVector.broadcast(S, w[t + 13]);
            u7.mul(c7).sub(v7.mul(s7)).intoArray(yr, o + 7 * s);
            u7.fma(s7, v7.mul(c7)).intoArray(yi, o + 7 * s);
            p += q == last ? 1 : 0;
            q = q == last ? 0 : Math.min(q + LANES, last);
        }
    }
}
