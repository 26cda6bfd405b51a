package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last passes of {@link FloatVectorFft} whose radix is a power of two, where all factors are 1: butterflies several at a time.
 *
 * <p>Loops count up by vectors, so that C2 checks once whether all their numbers lie in the planes; what is left of a row has a
 * vector of its own that ends with the row, and does some numbers a second time.
 */
final class FloatVectorLastButterflies {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final float[] NONE = {};
    static final FloatVector SIN_45 = FloatVector.broadcast(S, FloatScalarButterflies.SIN_45);
    static final FloatVector NEG_SIN_45 = FloatVector.broadcast(S, -FloatScalarButterflies.SIN_45);

    private FloatVectorLastButterflies() {}

    /** The pass of that radix over rows of {@code s} numbers, a vector and more. */
    static void pass(int radix, int s, float[] roots, Planes<float[]> x, Planes<float[]> y) {
        if (!MixedRadix.hasFormula(radix)) {
            FloatVectorPrimeButterflies.any(radix, 1, s, NONE, roots, x, y);
            return;
        }
        if (radix == MixedRadix.LAST && s == MixedRadix.LAST) {
            FloatVectorSixteenButterflies.square(x, y);
            return;
        }
        int whole = s / LANES * LANES;
        vectors(radix, s, 0, whole, x, y);
        if (whole < s) {
            vectors(radix, s, s - LANES, s, x, y);
        }
    }

    /** The vectors of each row that begin from {@code from} on and before {@code to}. */
    private static void vectors(
            int radix, int s, int from, int to, Planes<float[]> x, Planes<float[]> y) {
        switch (radix) {
            case 2 -> two(s, from, to, x, y);
            case 3 -> FloatVectorLastOddButterflies.three(s, from, to, x, y);
            case 4 -> four(s, from, to, x, y);
            case 5 -> FloatVectorLastOddButterflies.five(s, from, to, x, y);
            case 7 -> FloatVectorLastOddButterflies.seven(s, from, to, x, y);
            case 8 -> eight(s, from, to, x, y);
            default -> FloatVectorSixteenButterflies.rows(s, from, to, x, y);
        }
    }

    private static void two(int s, int from, int to, Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        for (int i = from; i < to; i += LANES) {
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + s);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + s);
            FloatVector tr = r0.add(r1);
            FloatVector ti = i0.add(i1);
            FloatVector dr = r0.sub(r1);
            FloatVector di = i0.sub(i1);
            tr.intoArray(yr, i);
            ti.intoArray(yi, i);
            dr.intoArray(yr, i + s);
            di.intoArray(yi, i + s);
        }
    }

    private static void four(int s, int from, int to, Planes<float[]> x, Planes<float[]> y) {
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
            FloatVector sr = r0.add(r2);
            FloatVector si = i0.add(i2);
            FloatVector dr = r0.sub(r2);
            FloatVector di = i0.sub(i2);
            FloatVector tr = r1.add(r3);
            FloatVector ti = i1.add(i3);
            FloatVector er = r1.sub(r3);
            FloatVector ei = i1.sub(i3);
            sr.add(tr).intoArray(yr, i);
            si.add(ti).intoArray(yi, i);
            dr.add(ei).intoArray(yr, i + s);
            di.sub(er).intoArray(yi, i + s);
            sr.sub(tr).intoArray(yr, i + 2 * s);
            si.sub(ti).intoArray(yi, i + 2 * s);
            dr.sub(ei).intoArray(yr, i + 3 * s);
            di.add(er).intoArray(yi, i + 3 * s);
        }
    }

    private static void eight(int s, int from, int to, Planes<float[]> x, Planes<float[]> y) {
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
            FloatVector r7 = FloatVector.fromArray(S, xr, i + 7 * s);
            FloatVector i7 = FloatVector.fromArray(S, xi, i + 7 * s);
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
            ar.add(cr).intoArray(yr, i);
            ai.add(ci).intoArray(yi, i);
            hr.add(mr).intoArray(yr, i + s);
            hi.add(mi).intoArray(yi, i + s);
            br.add(ei).intoArray(yr, i + 2 * s);
            bi.sub(er).intoArray(yi, i + 2 * s);
            kr.add(ni).intoArray(yr, i + 3 * s);
            ki.sub(nr).intoArray(yi, i + 3 * s);
            ar.sub(cr).intoArray(yr, i + 4 * s);
            ai.sub(ci).intoArray(yi, i + 4 * s);
            hr.sub(mr).intoArray(yr, i + 5 * s);
            hi.sub(mi).intoArray(yi, i + 5 * s);
            br.sub(ei).intoArray(yr, i + 6 * s);
            bi.add(er).intoArray(yi, i + 6 * s);
            kr.sub(ni).intoArray(yr, i + 7 * s);
            ki.add(nr).intoArray(yi, i + 7 * s);
        }
    }
}
