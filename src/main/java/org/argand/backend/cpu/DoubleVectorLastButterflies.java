package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last passes of {@link DoubleVectorFft} whose radix is a power of two, where all factors are 1: butterflies several at a time.
 *
 * <p>Loops count up by vectors, so that C2 checks once whether all their numbers lie in the planes; what is left of a row has a
 * vector of its own that ends with the row, and does some numbers a second time.
 */
final class DoubleVectorLastButterflies {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final double[] NONE = {};
    static final DoubleVector SIN_45 = DoubleVector.broadcast(S, DoubleScalarButterflies.SIN_45);
    static final DoubleVector NEG_SIN_45 =
            DoubleVector.broadcast(S, -DoubleScalarButterflies.SIN_45);

    private DoubleVectorLastButterflies() {}

    /** The pass of that radix over rows of {@code s} numbers, a vector and more. */
    static void pass(int radix, int s, double[] roots, Planes<double[]> x, Planes<double[]> y) {
        if (!MixedRadix.hasFormula(radix)) {
            DoubleVectorPrimeButterflies.any(radix, 1, s, NONE, roots, x, y);
            return;
        }
        if (radix == MixedRadix.LAST && s == MixedRadix.LAST) {
            DoubleVectorSixteenButterflies.square(x, y);
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
            int radix, int s, int from, int to, Planes<double[]> x, Planes<double[]> y) {
        switch (radix) {
            case 2 -> two(s, from, to, x, y);
            case 3 -> DoubleVectorLastOddButterflies.three(s, from, to, x, y);
            case 4 -> four(s, from, to, x, y);
            case 5 -> DoubleVectorLastOddButterflies.five(s, from, to, x, y);
            case 7 -> DoubleVectorLastOddButterflies.seven(s, from, to, x, y);
            case 8 -> eight(s, from, to, x, y);
            default -> DoubleVectorSixteenButterflies.rows(s, from, to, x, y);
        }
    }

    private static void two(int s, int from, int to, Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int i = from; i < to; i += LANES) {
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + s);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + s);
            DoubleVector tr = r0.add(r1);
            DoubleVector ti = i0.add(i1);
            DoubleVector dr = r0.sub(r1);
            DoubleVector di = i0.sub(i1);
            tr.intoArray(yr, i);
            ti.intoArray(yi, i);
            dr.intoArray(yr, i + s);
            di.intoArray(yi, i + s);
        }
    }

    private static void four(int s, int from, int to, Planes<double[]> x, Planes<double[]> y) {
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
            DoubleVector sr = r0.add(r2);
            DoubleVector si = i0.add(i2);
            DoubleVector dr = r0.sub(r2);
            DoubleVector di = i0.sub(i2);
            DoubleVector tr = r1.add(r3);
            DoubleVector ti = i1.add(i3);
            DoubleVector er = r1.sub(r3);
            DoubleVector ei = i1.sub(i3);
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

    private static void eight(int s, int from, int to, Planes<double[]> x, Planes<double[]> y) {
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
            DoubleVector r7 = DoubleVector.fromArray(S, xr, i + 7 * s);
            DoubleVector i7 = DoubleVector.fromArray(S, xi, i + 7 * s);
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
