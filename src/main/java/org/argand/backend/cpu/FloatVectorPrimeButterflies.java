package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * The passes of {@link FloatScalarPrimeButterflies}, several at a time with the Vector API: the same operations on each number.
 *
 * <p>The last vector of a row ends with it, so it may do some numbers a second time. Sums and differences lie in scratch, at
 * constant distances, which spares the loops over them their checks of bounds.
 */
final class FloatVectorPrimeButterflies {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final FloatMemory MEMORY = new FloatMemory();

    private FloatVectorPrimeButterflies() {}

    static void any(
            int r,
            int count,
            int s,
            float[] w,
            float[] roots,
            Planes<float[]> x,
            Planes<float[]> y) {
        float[] parts = MEMORY.scratch(Slot.SUMS, 4 * LANES * (r / 2));
        int last = s - LANES;
        for (int p = 0; p < count; p++) {
            int t = 2 * (r - 1) * p;
            for (int q = 0; q < s; q = q < last ? Math.min(q + LANES, last) : s) {
                int i = p * s + q;
                int o = r * p * s + q;
                fold(r, count * s, x, i, parts, y, o);
                for (int k = 1; k <= r / 2; k += 2) {
                    outputs(r, k, Math.min(k + 1, r / 2), x, i, parts, roots, y, o, s, w, t);
                }
            }
        }
    }

    private static void fold(
            int r, int b, Planes<float[]> x, int i, float[] parts, Planes<float[]> y, int o) {
        float[] xr = x.re();
        float[] xi = x.im();
        FloatVector re = FloatVector.fromArray(S, xr, i);
        FloatVector im = FloatVector.fromArray(S, xi, i);
        for (int j = 1, at = 0; j <= r / 2; j++, at += 4 * LANES) {
            int n = i + j * b;
            int m = i + (r - j) * b;
            FloatVector nr = FloatVector.fromArray(S, xr, n);
            FloatVector ni = FloatVector.fromArray(S, xi, n);
            FloatVector mr = FloatVector.fromArray(S, xr, m);
            FloatVector mi = FloatVector.fromArray(S, xi, m);
            FloatVector sr = nr.add(mr);
            FloatVector si = ni.add(mi);
            sr.intoArray(parts, at);
            si.intoArray(parts, at + LANES);
            nr.sub(mr).intoArray(parts, at + 2 * LANES);
            ni.sub(mi).intoArray(parts, at + 3 * LANES);
            re = re.add(sr);
            im = im.add(si);
        }
        re.intoArray(y.re(), o);
        im.intoArray(y.im(), o);
    }

    private static void outputs(
            int r,
            int k,
            int l,
            Planes<float[]> x,
            int i,
            float[] parts,
            float[] roots,
            Planes<float[]> y,
            int o,
            int s,
            float[] w,
            int t) {
        int half = r / 2;
        int u = 2 * half * (k - 1);
        int v = 2 * half * (l - 1);
        FloatVector er = FloatVector.fromArray(S, x.re(), i);
        FloatVector ei = FloatVector.fromArray(S, x.im(), i);
        FloatVector or = FloatVector.zero(S);
        FloatVector oi = or;
        FloatVector fr = er;
        FloatVector fi = ei;
        FloatVector pr = or;
        FloatVector pi = or;
        for (int j = 0; j < half; j++) {
            FloatVector sr = FloatVector.fromArray(S, parts, 4 * LANES * j);
            FloatVector si = FloatVector.fromArray(S, parts, 4 * LANES * j + LANES);
            FloatVector dr = FloatVector.fromArray(S, parts, 4 * LANES * j + 2 * LANES);
            FloatVector di = FloatVector.fromArray(S, parts, 4 * LANES * j + 3 * LANES);
            FloatVector cu = FloatVector.broadcast(S, roots[u + 2 * j]);
            FloatVector su = FloatVector.broadcast(S, roots[u + 2 * j + 1]);
            er = sr.fma(cu, er);
            ei = si.fma(cu, ei);
            or = dr.fma(su, or);
            oi = di.fma(su, oi);
            FloatVector cv = FloatVector.broadcast(S, roots[v + 2 * j]);
            FloatVector sv = FloatVector.broadcast(S, roots[v + 2 * j + 1]);
            fr = sr.fma(cv, fr);
            fi = si.fma(cv, fi);
            pr = dr.fma(sv, pr);
            pi = di.fma(sv, pi);
        }
        put(y, o + k * s, er.add(oi), ei.sub(or), w, t + 2 * (k - 1));
        put(y, o + (r - k) * s, er.sub(oi), ei.add(or), w, t + 2 * (r - k - 1));
        put(y, o + l * s, fr.add(pi), fi.sub(pr), w, t + 2 * (l - 1));
        put(y, o + (r - l) * s, fr.sub(pi), fi.add(pr), w, t + 2 * (r - l - 1));
    }

    /** Stores the product of numbers and the factor at {@code w[t]}; the last pass has no factors. */
    private static void put(
            Planes<float[]> y, int o, FloatVector re, FloatVector im, float[] w, int t) {
        if (w.length == 0) {
            re.intoArray(y.re(), o);
            im.intoArray(y.im(), o);
            return;
        }
        FloatVector c = FloatVector.broadcast(S, w[t]);
        FloatVector d = FloatVector.broadcast(S, w[t + 1]);
        re.mul(c).sub(im.mul(d)).intoArray(y.re(), o);
        re.fma(d, im.mul(c)).intoArray(y.im(), o);
    }
}
