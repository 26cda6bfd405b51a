package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last passes of {@link DoubleVectorFft} whose radix is odd, where all factors are 1: butterflies several at a time.
 * See {@link DoubleVectorLastButterflies}.
 */
final class DoubleVectorLastOddButterflies {
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

    private DoubleVectorLastOddButterflies() {}

    static void three(int s, int from, int to, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int i = from; i < to; i += LANES) {
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + s);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + s);
            DoubleVector r2 = DoubleVector.fromArray(S, xr, i + 2 * s);
            DoubleVector i2 = DoubleVector.fromArray(S, xi, i + 2 * s);
            DoubleVector sr = r1.add(r2);
            DoubleVector si = i1.add(i2);
            DoubleVector dr = r1.sub(r2).mul(SIN_60);
            DoubleVector di = i1.sub(i2).mul(SIN_60);
            DoubleVector mr = sr.fma(NEG_HALF, r0);
            DoubleVector mi = si.fma(NEG_HALF, i0);
            r0.add(sr).intoArray(yr, i);
            i0.add(si).intoArray(yi, i);
            mr.add(di).intoArray(yr, i + s);
            mi.sub(dr).intoArray(yi, i + s);
            mr.sub(di).intoArray(yr, i + 2 * s);
            mi.add(dr).intoArray(yi, i + 2 * s);
        }
    }

    static void five(int s, int from, int to, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int i = from; i < to; i += LANES) {
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + s);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + s);
            DoubleVector r2 = DoubleVector.fromArray(S, xr, i + 2 * s);
            DoubleVector i2 = DoubleVector.fromArray(S, xi, i + 2 * s);
            DoubleVector r3 = DoubleVector.fromArray(S, xr, i + 3 * s);
            DoubleVector i3 = DoubleVector.fromArray(S, xi, i + 3 * s);
            DoubleVector r4 = DoubleVector.fromArray(S, xr, i + 4 * s);
            DoubleVector i4 = DoubleVector.fromArray(S, xi, i + 4 * s);
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
            r0.add(sr).add(tr).intoArray(yr, i);
            i0.add(si).add(ti).intoArray(yi, i);
            ar.add(ci).intoArray(yr, i + s);
            ai.sub(cr).intoArray(yi, i + s);
            br.add(fi).intoArray(yr, i + 2 * s);
            bi.sub(fr).intoArray(yi, i + 2 * s);
            br.sub(fi).intoArray(yr, i + 3 * s);
            bi.add(fr).intoArray(yi, i + 3 * s);
            ar.sub(ci).intoArray(yr, i + 4 * s);
            ai.add(cr).intoArray(yi, i + 4 * s);
        }
    }

    static void seven(int s, int from, int to, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int i = from; i < to; i += LANES) {
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + s);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + s);
            DoubleVector r2 = DoubleVector.fromArray(S, xr, i + 2 * s);
            DoubleVector i2 = DoubleVector.fromArray(S, xi, i + 2 * s);
            DoubleVector r3 = DoubleVector.fromArray(S, xr, i + 3 * s);
            DoubleVector i3 = DoubleVector.fromArray(S, xi, i + 3 * s);
            DoubleVector r4 = DoubleVector.fromArray(S, xr, i + 4 * s);
            DoubleVector i4 = DoubleVector.fromArray(S, xi, i + 4 * s);
            DoubleVector r5 = DoubleVector.fromArray(S, xr, i + 5 * s);
            DoubleVector i5 = DoubleVector.fromArray(S, xi, i + 5 * s);
            DoubleVector r6 = DoubleVector.fromArray(S, xr, i + 6 * s);
            DoubleVector i6 = DoubleVector.fromArray(S, xi, i + 6 * s);
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
            r0.add(s1r).add(s2r).add(s3r).intoArray(yr, i);
            i0.add(s1i).add(s2i).add(s3i).intoArray(yi, i);
            ar.add(bi).intoArray(yr, i + s);
            ai.sub(br).intoArray(yi, i + s);
            cr.add(ei).intoArray(yr, i + 2 * s);
            ci.sub(er).intoArray(yi, i + 2 * s);
            fr.add(gi).intoArray(yr, i + 3 * s);
            fi.sub(gr).intoArray(yi, i + 3 * s);
            fr.sub(gi).intoArray(yr, i + 4 * s);
            fi.add(gr).intoArray(yi, i + 4 * s);
            cr.sub(ei).intoArray(yr, i + 5 * s);
            ci.add(er).intoArray(yi, i + 5 * s);
            ar.sub(bi).intoArray(yr, i + 6 * s);
            ai.add(br).intoArray(yi, i + 6 * s);
        }
    }
}
