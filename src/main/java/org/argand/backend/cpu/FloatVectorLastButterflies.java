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
    private static final FloatVector SIN_45 =
            FloatVector.broadcast(S, FloatScalarButterflies.SIN_45);
    private static final FloatVector NEG_SIN_45 =
            FloatVector.broadcast(S, -FloatScalarButterflies.SIN_45);
    private static final FloatVector COS_22 =
            FloatVector.broadcast(S, FloatScalarButterflies.COS_22);
    private static final FloatVector NEG_COS_22 =
            FloatVector.broadcast(S, -FloatScalarButterflies.COS_22);
    private static final FloatVector SIN_22 =
            FloatVector.broadcast(S, FloatScalarButterflies.SIN_22);
    private static final FloatVector NEG_SIN_22 =
            FloatVector.broadcast(S, -FloatScalarButterflies.SIN_22);

    private FloatVectorLastButterflies() {}

    /** The pass of that radix over rows of {@code s} numbers, a vector and more. */
    static void pass(int radix, int s, float[] roots, Planes<float[]> x, Planes<float[]> y) {
        if (!MixedRadix.hasFormula(radix)) {
            FloatVectorPrimeButterflies.any(radix, 1, s, NONE, roots, x, y);
            return;
        }
        if (radix == MixedRadix.LAST && s == FloatVectorSixteenButterflies.ROW) {
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
            default -> sixteen(s, from, to, x, y);
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

    private static void sixteen(int s, int from, int to, Planes<float[]> x, Planes<float[]> y) {
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
            FloatVector r8 = FloatVector.fromArray(S, xr, i + 8 * s);
            FloatVector i8 = FloatVector.fromArray(S, xi, i + 8 * s);
            FloatVector r9 = FloatVector.fromArray(S, xr, i + 9 * s);
            FloatVector i9 = FloatVector.fromArray(S, xi, i + 9 * s);
            FloatVector r10 = FloatVector.fromArray(S, xr, i + 10 * s);
            FloatVector i10 = FloatVector.fromArray(S, xi, i + 10 * s);
            FloatVector r11 = FloatVector.fromArray(S, xr, i + 11 * s);
            FloatVector i11 = FloatVector.fromArray(S, xi, i + 11 * s);
            FloatVector r12 = FloatVector.fromArray(S, xr, i + 12 * s);
            FloatVector i12 = FloatVector.fromArray(S, xi, i + 12 * s);
            FloatVector r13 = FloatVector.fromArray(S, xr, i + 13 * s);
            FloatVector i13 = FloatVector.fromArray(S, xi, i + 13 * s);
            FloatVector r14 = FloatVector.fromArray(S, xr, i + 14 * s);
            FloatVector i14 = FloatVector.fromArray(S, xi, i + 14 * s);
            FloatVector r15 = FloatVector.fromArray(S, xr, i + 15 * s);
            FloatVector i15 = FloatVector.fromArray(S, xi, i + 15 * s);
            FloatVector p0ar = r0.add(r8);
            FloatVector p0ai = i0.add(i8);
            FloatVector p0br = r0.sub(r8);
            FloatVector p0bi = i0.sub(i8);
            FloatVector p0cr = r4.add(r12);
            FloatVector p0ci = i4.add(i12);
            FloatVector p0dr = r4.sub(r12);
            FloatVector p0di = i4.sub(i12);
            FloatVector x00r = p0ar.add(p0cr);
            FloatVector x00i = p0ai.add(p0ci);
            FloatVector x01r = p0br.add(p0di);
            FloatVector x01i = p0bi.sub(p0dr);
            FloatVector x02r = p0ar.sub(p0cr);
            FloatVector x02i = p0ai.sub(p0ci);
            FloatVector x03r = p0br.sub(p0di);
            FloatVector x03i = p0bi.add(p0dr);
            FloatVector p1ar = r1.add(r9);
            FloatVector p1ai = i1.add(i9);
            FloatVector p1br = r1.sub(r9);
            FloatVector p1bi = i1.sub(i9);
            FloatVector p1cr = r5.add(r13);
            FloatVector p1ci = i5.add(i13);
            FloatVector p1dr = r5.sub(r13);
            FloatVector p1di = i5.sub(i13);
            FloatVector x10r = p1ar.add(p1cr);
            FloatVector x10i = p1ai.add(p1ci);
            FloatVector x11r = p1br.add(p1di);
            FloatVector x11i = p1bi.sub(p1dr);
            FloatVector y11r = x11r.fma(COS_22, x11i.mul(SIN_22));
            FloatVector y11i = x11i.fma(COS_22, x11r.mul(NEG_SIN_22));
            FloatVector x12r = p1ar.sub(p1cr);
            FloatVector x12i = p1ai.sub(p1ci);
            FloatVector y12r = x12r.add(x12i).mul(SIN_45);
            FloatVector y12i = x12i.sub(x12r).mul(SIN_45);
            FloatVector x13r = p1br.sub(p1di);
            FloatVector x13i = p1bi.add(p1dr);
            FloatVector y13r = x13r.fma(SIN_22, x13i.mul(COS_22));
            FloatVector y13i = x13i.fma(SIN_22, x13r.mul(NEG_COS_22));
            FloatVector p2ar = r2.add(r10);
            FloatVector p2ai = i2.add(i10);
            FloatVector p2br = r2.sub(r10);
            FloatVector p2bi = i2.sub(i10);
            FloatVector p2cr = r6.add(r14);
            FloatVector p2ci = i6.add(i14);
            FloatVector p2dr = r6.sub(r14);
            FloatVector p2di = i6.sub(i14);
            FloatVector x20r = p2ar.add(p2cr);
            FloatVector x20i = p2ai.add(p2ci);
            FloatVector x21r = p2br.add(p2di);
            FloatVector x21i = p2bi.sub(p2dr);
            FloatVector y21r = x21r.add(x21i).mul(SIN_45);
            FloatVector y21i = x21i.sub(x21r).mul(SIN_45);
            FloatVector x22r = p2ar.sub(p2cr);
            FloatVector x22i = p2ai.sub(p2ci);
            FloatVector x23r = p2br.sub(p2di);
            FloatVector x23i = p2bi.add(p2dr);
            FloatVector y23r = x23i.sub(x23r).mul(SIN_45);
            FloatVector y23i = x23r.add(x23i).mul(NEG_SIN_45);
            FloatVector p3ar = r3.add(r11);
            FloatVector p3ai = i3.add(i11);
            FloatVector p3br = r3.sub(r11);
            FloatVector p3bi = i3.sub(i11);
            FloatVector p3cr = r7.add(r15);
            FloatVector p3ci = i7.add(i15);
            FloatVector p3dr = r7.sub(r15);
            FloatVector p3di = i7.sub(i15);
            FloatVector x30r = p3ar.add(p3cr);
            FloatVector x30i = p3ai.add(p3ci);
            FloatVector x31r = p3br.add(p3di);
            FloatVector x31i = p3bi.sub(p3dr);
            FloatVector y31r = x31r.fma(SIN_22, x31i.mul(COS_22));
            FloatVector y31i = x31i.fma(SIN_22, x31r.mul(NEG_COS_22));
            FloatVector x32r = p3ar.sub(p3cr);
            FloatVector x32i = p3ai.sub(p3ci);
            FloatVector y32r = x32i.sub(x32r).mul(SIN_45);
            FloatVector y32i = x32r.add(x32i).mul(NEG_SIN_45);
            FloatVector x33r = p3br.sub(p3di);
            FloatVector x33i = p3bi.add(p3dr);
            FloatVector y33r = x33r.fma(NEG_COS_22, x33i.mul(NEG_SIN_22));
            FloatVector y33i = x33i.fma(NEG_COS_22, x33r.mul(SIN_22));
            FloatVector q0ar = x00r.add(x20r);
            FloatVector q0ai = x00i.add(x20i);
            FloatVector q0br = x00r.sub(x20r);
            FloatVector q0bi = x00i.sub(x20i);
            FloatVector q0cr = x10r.add(x30r);
            FloatVector q0ci = x10i.add(x30i);
            FloatVector q0dr = x10r.sub(x30r);
            FloatVector q0di = x10i.sub(x30i);
            FloatVector q1ar = x01r.add(y21r);
            FloatVector q1ai = x01i.add(y21i);
            FloatVector q1br = x01r.sub(y21r);
            FloatVector q1bi = x01i.sub(y21i);
            FloatVector q1cr = y11r.add(y31r);
            FloatVector q1ci = y11i.add(y31i);
            FloatVector q1dr = y11r.sub(y31r);
            FloatVector q1di = y11i.sub(y31i);
            FloatVector q2ar = x02r.add(x22i);
            FloatVector q2ai = x02i.sub(x22r);
            FloatVector q2br = x02r.sub(x22i);
            FloatVector q2bi = x02i.add(x22r);
            FloatVector q2cr = y12r.add(y32r);
            FloatVector q2ci = y12i.add(y32i);
            FloatVector q2dr = y12r.sub(y32r);
            FloatVector q2di = y12i.sub(y32i);
            FloatVector q3ar = x03r.add(y23r);
            FloatVector q3ai = x03i.add(y23i);
            FloatVector q3br = x03r.sub(y23r);
            FloatVector q3bi = x03i.sub(y23i);
            FloatVector q3cr = y13r.add(y33r);
            FloatVector q3ci = y13i.add(y33i);
            FloatVector q3dr = y13r.sub(y33r);
            FloatVector q3di = y13i.sub(y33i);
            q0ar.add(q0cr).intoArray(yr, i);
            q0ai.add(q0ci).intoArray(yi, i);
            q1ar.add(q1cr).intoArray(yr, i + s);
            q1ai.add(q1ci).intoArray(yi, i + s);
            q2ar.add(q2cr).intoArray(yr, i + 2 * s);
            q2ai.add(q2ci).intoArray(yi, i + 2 * s);
            q3ar.add(q3cr).intoArray(yr, i + 3 * s);
            q3ai.add(q3ci).intoArray(yi, i + 3 * s);
            q0br.add(q0di).intoArray(yr, i + 4 * s);
            q0bi.sub(q0dr).intoArray(yi, i + 4 * s);
            q1br.add(q1di).intoArray(yr, i + 5 * s);
            q1bi.sub(q1dr).intoArray(yi, i + 5 * s);
            q2br.add(q2di).intoArray(yr, i + 6 * s);
            q2bi.sub(q2dr).intoArray(yi, i + 6 * s);
            q3br.add(q3di).intoArray(yr, i + 7 * s);
            q3bi.sub(q3dr).intoArray(yi, i + 7 * s);
            q0ar.sub(q0cr).intoArray(yr, i + 8 * s);
            q0ai.sub(q0ci).intoArray(yi, i + 8 * s);
            q1ar.sub(q1cr).intoArray(yr, i + 9 * s);
            q1ai.sub(q1ci).intoArray(yi, i + 9 * s);
            q2ar.sub(q2cr).intoArray(yr, i + 10 * s);
            q2ai.sub(q2ci).intoArray(yi, i + 10 * s);
            q3ar.sub(q3cr).intoArray(yr, i + 11 * s);
            q3ai.sub(q3ci).intoArray(yi, i + 11 * s);
            q0br.sub(q0di).intoArray(yr, i + 12 * s);
            q0bi.add(q0dr).intoArray(yi, i + 12 * s);
            q1br.sub(q1di).intoArray(yr, i + 13 * s);
            q1bi.add(q1dr).intoArray(yi, i + 13 * s);
            q2br.sub(q2di).intoArray(yr, i + 14 * s);
            q2bi.add(q2dr).intoArray(yi, i + 14 * s);
            q3br.sub(q3di).intoArray(yr, i + 15 * s);
            q3bi.add(q3dr).intoArray(yi, i + 15 * s);
        }
    }
}
