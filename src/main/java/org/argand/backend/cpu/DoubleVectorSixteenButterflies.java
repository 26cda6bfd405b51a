package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last pass of radix 16 where rows have sixteen numbers: that of {@link DoubleVectorLastButterflies}, with places that a compiler
 * knows. It checks a few of them in place of all sixty-four, which took more time than the arithmetic.
 */
final class DoubleVectorSixteenButterflies {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    /** Numbers of a row. */
    static final int ROW = 16;

    private static final DoubleVector SIN_45 =
            DoubleVector.broadcast(S, DoubleScalarButterflies.SIN_45);
    private static final DoubleVector NEG_SIN_45 =
            DoubleVector.broadcast(S, -DoubleScalarButterflies.SIN_45);
    private static final DoubleVector COS_22 =
            DoubleVector.broadcast(S, DoubleScalarButterflies.COS_22);
    private static final DoubleVector NEG_COS_22 =
            DoubleVector.broadcast(S, -DoubleScalarButterflies.COS_22);
    private static final DoubleVector SIN_22 =
            DoubleVector.broadcast(S, DoubleScalarButterflies.SIN_22);
    private static final DoubleVector NEG_SIN_22 =
            DoubleVector.broadcast(S, -DoubleScalarButterflies.SIN_22);

    private DoubleVectorSixteenButterflies() {}

    static void square(Planes<double[]> x, Planes<double[]> y) {
        double[] xr = x.re();
        double[] xi = x.im();
        double[] yr = y.re();
        double[] yi = y.im();
        for (int i = 0; i < ROW; i += LANES) {
            DoubleVector r0 = DoubleVector.fromArray(S, xr, i);
            DoubleVector i0 = DoubleVector.fromArray(S, xi, i);
            DoubleVector r1 = DoubleVector.fromArray(S, xr, i + ROW);
            DoubleVector i1 = DoubleVector.fromArray(S, xi, i + ROW);
            DoubleVector r2 = DoubleVector.fromArray(S, xr, i + 2 * ROW);
            DoubleVector i2 = DoubleVector.fromArray(S, xi, i + 2 * ROW);
            DoubleVector r3 = DoubleVector.fromArray(S, xr, i + 3 * ROW);
            DoubleVector i3 = DoubleVector.fromArray(S, xi, i + 3 * ROW);
            DoubleVector r4 = DoubleVector.fromArray(S, xr, i + 4 * ROW);
            DoubleVector i4 = DoubleVector.fromArray(S, xi, i + 4 * ROW);
            DoubleVector r5 = DoubleVector.fromArray(S, xr, i + 5 * ROW);
            DoubleVector i5 = DoubleVector.fromArray(S, xi, i + 5 * ROW);
            DoubleVector r6 = DoubleVector.fromArray(S, xr, i + 6 * ROW);
            DoubleVector i6 = DoubleVector.fromArray(S, xi, i + 6 * ROW);
            DoubleVector r7 = DoubleVector.fromArray(S, xr, i + 7 * ROW);
            DoubleVector i7 = DoubleVector.fromArray(S, xi, i + 7 * ROW);
            DoubleVector r8 = DoubleVector.fromArray(S, xr, i + 8 * ROW);
            DoubleVector i8 = DoubleVector.fromArray(S, xi, i + 8 * ROW);
            DoubleVector r9 = DoubleVector.fromArray(S, xr, i + 9 * ROW);
            DoubleVector i9 = DoubleVector.fromArray(S, xi, i + 9 * ROW);
            DoubleVector r10 = DoubleVector.fromArray(S, xr, i + 10 * ROW);
            DoubleVector i10 = DoubleVector.fromArray(S, xi, i + 10 * ROW);
            DoubleVector r11 = DoubleVector.fromArray(S, xr, i + 11 * ROW);
            DoubleVector i11 = DoubleVector.fromArray(S, xi, i + 11 * ROW);
            DoubleVector r12 = DoubleVector.fromArray(S, xr, i + 12 * ROW);
            DoubleVector i12 = DoubleVector.fromArray(S, xi, i + 12 * ROW);
            DoubleVector r13 = DoubleVector.fromArray(S, xr, i + 13 * ROW);
            DoubleVector i13 = DoubleVector.fromArray(S, xi, i + 13 * ROW);
            DoubleVector r14 = DoubleVector.fromArray(S, xr, i + 14 * ROW);
            DoubleVector i14 = DoubleVector.fromArray(S, xi, i + 14 * ROW);
            DoubleVector r15 = DoubleVector.fromArray(S, xr, i + 15 * ROW);
            DoubleVector i15 = DoubleVector.fromArray(S, xi, i + 15 * ROW);
            DoubleVector p0ar = r0.add(r8);
            DoubleVector p0ai = i0.add(i8);
            DoubleVector p0br = r0.sub(r8);
            DoubleVector p0bi = i0.sub(i8);
            DoubleVector p0cr = r4.add(r12);
            DoubleVector p0ci = i4.add(i12);
            DoubleVector p0dr = r4.sub(r12);
            DoubleVector p0di = i4.sub(i12);
            DoubleVector x00r = p0ar.add(p0cr);
            DoubleVector x00i = p0ai.add(p0ci);
            DoubleVector x01r = p0br.add(p0di);
            DoubleVector x01i = p0bi.sub(p0dr);
            DoubleVector x02r = p0ar.sub(p0cr);
            DoubleVector x02i = p0ai.sub(p0ci);
            DoubleVector x03r = p0br.sub(p0di);
            DoubleVector x03i = p0bi.add(p0dr);
            DoubleVector p1ar = r1.add(r9);
            DoubleVector p1ai = i1.add(i9);
            DoubleVector p1br = r1.sub(r9);
            DoubleVector p1bi = i1.sub(i9);
            DoubleVector p1cr = r5.add(r13);
            DoubleVector p1ci = i5.add(i13);
            DoubleVector p1dr = r5.sub(r13);
            DoubleVector p1di = i5.sub(i13);
            DoubleVector x10r = p1ar.add(p1cr);
            DoubleVector x10i = p1ai.add(p1ci);
            DoubleVector x11r = p1br.add(p1di);
            DoubleVector x11i = p1bi.sub(p1dr);
            DoubleVector y11r = x11r.fma(COS_22, x11i.mul(SIN_22));
            DoubleVector y11i = x11i.fma(COS_22, x11r.mul(NEG_SIN_22));
            DoubleVector x12r = p1ar.sub(p1cr);
            DoubleVector x12i = p1ai.sub(p1ci);
            DoubleVector y12r = x12r.add(x12i).mul(SIN_45);
            DoubleVector y12i = x12i.sub(x12r).mul(SIN_45);
            DoubleVector x13r = p1br.sub(p1di);
            DoubleVector x13i = p1bi.add(p1dr);
            DoubleVector y13r = x13r.fma(SIN_22, x13i.mul(COS_22));
            DoubleVector y13i = x13i.fma(SIN_22, x13r.mul(NEG_COS_22));
            DoubleVector p2ar = r2.add(r10);
            DoubleVector p2ai = i2.add(i10);
            DoubleVector p2br = r2.sub(r10);
            DoubleVector p2bi = i2.sub(i10);
            DoubleVector p2cr = r6.add(r14);
            DoubleVector p2ci = i6.add(i14);
            DoubleVector p2dr = r6.sub(r14);
            DoubleVector p2di = i6.sub(i14);
            DoubleVector x20r = p2ar.add(p2cr);
            DoubleVector x20i = p2ai.add(p2ci);
            DoubleVector x21r = p2br.add(p2di);
            DoubleVector x21i = p2bi.sub(p2dr);
            DoubleVector y21r = x21r.add(x21i).mul(SIN_45);
            DoubleVector y21i = x21i.sub(x21r).mul(SIN_45);
            DoubleVector x22r = p2ar.sub(p2cr);
            DoubleVector x22i = p2ai.sub(p2ci);
            DoubleVector x23r = p2br.sub(p2di);
            DoubleVector x23i = p2bi.add(p2dr);
            DoubleVector y23r = x23i.sub(x23r).mul(SIN_45);
            DoubleVector y23i = x23r.add(x23i).mul(NEG_SIN_45);
            DoubleVector p3ar = r3.add(r11);
            DoubleVector p3ai = i3.add(i11);
            DoubleVector p3br = r3.sub(r11);
            DoubleVector p3bi = i3.sub(i11);
            DoubleVector p3cr = r7.add(r15);
            DoubleVector p3ci = i7.add(i15);
            DoubleVector p3dr = r7.sub(r15);
            DoubleVector p3di = i7.sub(i15);
            DoubleVector x30r = p3ar.add(p3cr);
            DoubleVector x30i = p3ai.add(p3ci);
            DoubleVector x31r = p3br.add(p3di);
            DoubleVector x31i = p3bi.sub(p3dr);
            DoubleVector y31r = x31r.fma(SIN_22, x31i.mul(COS_22));
            DoubleVector y31i = x31i.fma(SIN_22, x31r.mul(NEG_COS_22));
            DoubleVector x32r = p3ar.sub(p3cr);
            DoubleVector x32i = p3ai.sub(p3ci);
            DoubleVector y32r = x32i.sub(x32r).mul(SIN_45);
            DoubleVector y32i = x32r.add(x32i).mul(NEG_SIN_45);
            DoubleVector x33r = p3br.sub(p3di);
            DoubleVector x33i = p3bi.add(p3dr);
            DoubleVector y33r = x33r.fma(NEG_COS_22, x33i.mul(NEG_SIN_22));
            DoubleVector y33i = x33i.fma(NEG_COS_22, x33r.mul(SIN_22));
            DoubleVector q0ar = x00r.add(x20r);
            DoubleVector q0ai = x00i.add(x20i);
            DoubleVector q0br = x00r.sub(x20r);
            DoubleVector q0bi = x00i.sub(x20i);
            DoubleVector q0cr = x10r.add(x30r);
            DoubleVector q0ci = x10i.add(x30i);
            DoubleVector q0dr = x10r.sub(x30r);
            DoubleVector q0di = x10i.sub(x30i);
            DoubleVector q1ar = x01r.add(y21r);
            DoubleVector q1ai = x01i.add(y21i);
            DoubleVector q1br = x01r.sub(y21r);
            DoubleVector q1bi = x01i.sub(y21i);
            DoubleVector q1cr = y11r.add(y31r);
            DoubleVector q1ci = y11i.add(y31i);
            DoubleVector q1dr = y11r.sub(y31r);
            DoubleVector q1di = y11i.sub(y31i);
            DoubleVector q2ar = x02r.add(x22i);
            DoubleVector q2ai = x02i.sub(x22r);
            DoubleVector q2br = x02r.sub(x22i);
            DoubleVector q2bi = x02i.add(x22r);
            DoubleVector q2cr = y12r.add(y32r);
            DoubleVector q2ci = y12i.add(y32i);
            DoubleVector q2dr = y12r.sub(y32r);
            DoubleVector q2di = y12i.sub(y32i);
            DoubleVector q3ar = x03r.add(y23r);
            DoubleVector q3ai = x03i.add(y23i);
            DoubleVector q3br = x03r.sub(y23r);
            DoubleVector q3bi = x03i.sub(y23i);
            DoubleVector q3cr = y13r.add(y33r);
            DoubleVector q3ci = y13i.add(y33i);
            DoubleVector q3dr = y13r.sub(y33r);
            DoubleVector q3di = y13i.sub(y33i);
            q0ar.add(q0cr).intoArray(yr, i);
            q0ai.add(q0ci).intoArray(yi, i);
            q1ar.add(q1cr).intoArray(yr, i + ROW);
            q1ai.add(q1ci).intoArray(yi, i + ROW);
            q2ar.add(q2cr).intoArray(yr, i + 2 * ROW);
            q2ai.add(q2ci).intoArray(yi, i + 2 * ROW);
            q3ar.add(q3cr).intoArray(yr, i + 3 * ROW);
            q3ai.add(q3ci).intoArray(yi, i + 3 * ROW);
            q0br.add(q0di).intoArray(yr, i + 4 * ROW);
            q0bi.sub(q0dr).intoArray(yi, i + 4 * ROW);
            q1br.add(q1di).intoArray(yr, i + 5 * ROW);
            q1bi.sub(q1dr).intoArray(yi, i + 5 * ROW);
            q2br.add(q2di).intoArray(yr, i + 6 * ROW);
            q2bi.sub(q2dr).intoArray(yi, i + 6 * ROW);
            q3br.add(q3di).intoArray(yr, i + 7 * ROW);
            q3bi.sub(q3dr).intoArray(yi, i + 7 * ROW);
            q0ar.sub(q0cr).intoArray(yr, i + 8 * ROW);
            q0ai.sub(q0ci).intoArray(yi, i + 8 * ROW);
            q1ar.sub(q1cr).intoArray(yr, i + 9 * ROW);
            q1ai.sub(q1ci).intoArray(yi, i + 9 * ROW);
            q2ar.sub(q2cr).intoArray(yr, i + 10 * ROW);
            q2ai.sub(q2ci).intoArray(yi, i + 10 * ROW);
            q3ar.sub(q3cr).intoArray(yr, i + 11 * ROW);
            q3ai.sub(q3ci).intoArray(yi, i + 11 * ROW);
            q0br.sub(q0di).intoArray(yr, i + 12 * ROW);
            q0bi.add(q0dr).intoArray(yi, i + 12 * ROW);
            q1br.sub(q1di).intoArray(yr, i + 13 * ROW);
            q1bi.add(q1dr).intoArray(yi, i + 13 * ROW);
            q2br.sub(q2di).intoArray(yr, i + 14 * ROW);
            q2bi.add(q2dr).intoArray(yi, i + 14 * ROW);
            q3br.sub(q3di).intoArray(yr, i + 15 * ROW);
            q3bi.add(q3dr).intoArray(yi, i + 15 * ROW);
        }
    }
}
