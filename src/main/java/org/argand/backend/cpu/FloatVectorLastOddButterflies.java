package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last passes of {@link FloatVectorFft} whose radix is odd, where all factors are 1: butterflies several at a time.
 * See {@link FloatVectorLastButterflies}.
 */
final class FloatVectorLastOddButterflies {
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

    private FloatVectorLastOddButterflies() {}

    static void three(int s, int from, int to, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        for (int i = from; i < to; i += LANES) {
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + s);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + s);
            FloatVector r2 = FloatVector.fromArray(S, xr, i + 2 * s);
            FloatVector i2 = FloatVector.fromArray(S, xi, i + 2 * s);
            FloatVector sr = r1.add(r2);
            FloatVector si = i1.add(i2);
            FloatVector dr = r1.sub(r2).mul(SIN_60);
            FloatVector di = i1.sub(i2).mul(SIN_60);
            FloatVector mr = sr.fma(NEG_HALF, r0);
            FloatVector mi = si.fma(NEG_HALF, i0);
            r0.add(sr).intoArray(yr, i);
            i0.add(si).intoArray(yi, i);
            mr.add(di).intoArray(yr, i + s);
            mi.sub(dr).intoArray(yi, i + s);
            mr.sub(di).intoArray(yr, i + 2 * s);
            mi.add(dr).intoArray(yi, i + 2 * s);
        }
    }

    static void five(int s, int from, int to, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        for (int i = from; i < to; i += LANES) {
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + s);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + s);
            FloatVector r2 = FloatVector.fromArray(S, xr, i + 2 * s);
            FloatVector i2 = FloatVector.fromArray(S, xi, i + 2 * s);
            FloatVector r3 = FloatVector.fromArray(S, xr, i + 3 * s);
            FloatVector i3 = FloatVector.fromArray(S, xi, i + 3 * s);
            FloatVector r4 = FloatVector.fromArray(S, xr, i + 4 * s);
            FloatVector i4 = FloatVector.fromArray(S, xi, i + 4 * s);
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

    static void seven(int s, int from, int to, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        for (int i = from; i < to; i += LANES) {
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + s);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + s);
            FloatVector r2 = FloatVector.fromArray(S, xr, i + 2 * s);
            FloatVector i2 = FloatVector.fromArray(S, xi, i + 2 * s);
            FloatVector r3 = FloatVector.fromArray(S, xr, i + 3 * s);
            FloatVector i3 = FloatVector.fromArray(S, xi, i + 3 * s);
            FloatVector r4 = FloatVector.fromArray(S, xr, i + 4 * s);
            FloatVector i4 = FloatVector.fromArray(S, xi, i + 4 * s);
            FloatVector r5 = FloatVector.fromArray(S, xr, i + 5 * s);
            FloatVector i5 = FloatVector.fromArray(S, xi, i + 5 * s);
            FloatVector r6 = FloatVector.fromArray(S, xr, i + 6 * s);
            FloatVector i6 = FloatVector.fromArray(S, xi, i + 6 * s);
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
