package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last pass of radix 16 where rows have sixteen numbers: that of {@link FloatVectorLastButterflies}, with places that a compiler
 * knows. It checks a few of them in place of all sixty-four, which took more time than the arithmetic.
 */
final class FloatVectorSixteenButterflies {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    /** Numbers of a row. */
    static final int ROW = 16;

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

    private FloatVectorSixteenButterflies() {}

    static void square(Planes<float[]> x, Planes<float[]> y) {
        float[] xr = x.re();
        float[] xi = x.im();
        float[] yr = y.re();
        float[] yi = y.im();
        for (int i = 0; i < ROW; i += LANES) {
            FloatVector r0 = FloatVector.fromArray(S, xr, i);
            FloatVector i0 = FloatVector.fromArray(S, xi, i);
            FloatVector r1 = FloatVector.fromArray(S, xr, i + ROW);
            FloatVector i1 = FloatVector.fromArray(S, xi, i + ROW);
            FloatVector r2 = FloatVector.fromArray(S, xr, i + 2 * ROW);
            FloatVector i2 = FloatVector.fromArray(S, xi, i + 2 * ROW);
            FloatVector r3 = FloatVector.fromArray(S, xr, i + 3 * ROW);
            FloatVector i3 = FloatVector.fromArray(S, xi, i + 3 * ROW);
            FloatVector r4 = FloatVector.fromArray(S, xr, i + 4 * ROW);
            FloatVector i4 = FloatVector.fromArray(S, xi, i + 4 * ROW);
            FloatVector r5 = FloatVector.fromArray(S, xr, i + 5 * ROW);
            FloatVector i5 = FloatVector.fromArray(S, xi, i + 5 * ROW);
            FloatVector r6 = FloatVector.fromArray(S, xr, i + 6 * ROW);
            FloatVector i6 = FloatVector.fromArray(S, xi, i + 6 * ROW);
            FloatVector r7 = FloatVector.fromArray(S, xr, i + 7 * ROW);
            FloatVector i7 = FloatVector.fromArray(S, xi, i + 7 * ROW);
            FloatVector r8 = FloatVector.fromArray(S, xr, i + 8 * ROW);
            FloatVector i8 = FloatVector.fromArray(S, xi, i + 8 * ROW);
            FloatVector r9 = FloatVector.fromArray(S, xr, i + 9 * ROW);
            FloatVector i9 = FloatVector.fromArray(S, xi, i + 9 * ROW);
            FloatVector r10 = FloatVector.fromArray(S, xr, i + 10 * ROW);
            FloatVector i10 = FloatVector.fromArray(S, xi, i + 10 * ROW);
            FloatVector r11 = FloatVector.fromArray(S, xr, i + 11 * ROW);
            FloatVector i11 = FloatVector.fromArray(S, xi, i + 11 * ROW);
            FloatVector r12 = FloatVector.fromArray(S, xr, i + 12 * ROW);
            FloatVector i12 = FloatVector.fromArray(S, xi, i + 12 * ROW);
            FloatVector r13 = FloatVector.fromArray(S, xr, i + 13 * ROW);
            FloatVector i13 = FloatVector.fromArray(S, xi, i + 13 * ROW);
            FloatVector r14 = FloatVector.fromArray(S, xr, i + 14 * ROW);
            FloatVector i14 = FloatVector.fromArray(S, xi, i + 14 * ROW);
            FloatVector r15 = FloatVector.fromArray(S, xr, i + 15 * ROW);
            FloatVector i15 = FloatVector.fromArray(S, xi, i + 15 * ROW);
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
