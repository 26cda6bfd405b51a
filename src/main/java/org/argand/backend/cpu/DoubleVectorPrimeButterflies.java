package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * The passes of {@link DoubleScalarPrimeButterflies}, several at a time with the Vector API: the same operations on each number.
 *
 * <p>The last vector of a row ends with it, so it may do some numbers a second time. Sums and differences lie in scratch, at
 * constant distances, which spares the loops over them their checks of bounds.
 */
final class DoubleVectorPrimeButterflies {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final DoubleMemory MEMORY = new DoubleMemory();

    private DoubleVectorPrimeButterflies() {}

    static void any(
            int r,
            int count,
            int s,
            double[] w,
            double[] roots,
            Planes<double[]> x,
            Planes<double[]> y) {
        double[] parts = MEMORY.scratch(Slot.SUMS, 4 * LANES * (r / 2));
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
            int r, int b, Planes<double[]> x, int i, double[] parts, Planes<double[]> y, int o) {
        double[] xr = x.re();
        double[] xi = x.im();
        DoubleVector re = DoubleVector.fromArray(S, xr, i);
        DoubleVector im = DoubleVector.fromArray(S, xi, i);
        for (int j = 1, at = 0; j <= r / 2; j++, at += 4 * LANES) {
            int n = i + j * b;
            int m = i + (r - j) * b;
            DoubleVector nr = DoubleVector.fromArray(S, xr, n);
            DoubleVector ni = DoubleVector.fromArray(S, xi, n);
            DoubleVector mr = DoubleVector.fromArray(S, xr, m);
            DoubleVector mi = DoubleVector.fromArray(S, xi, m);
            DoubleVector sr = nr.add(mr);
            DoubleVector si = ni.add(mi);
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
            Planes<double[]> x,
            int i,
            double[] parts,
            double[] roots,
            Planes<double[]> y,
            int o,
            int s,
            double[] w,
            int t) {
        int half = r / 2;
        int u = 2 * half * (k - 1);
        int v = 2 * half * (l - 1);
        DoubleVector er = DoubleVector.fromArray(S, x.re(), i);
        DoubleVector ei = DoubleVector.fromArray(S, x.im(), i);
        DoubleVector or = DoubleVector.zero(S);
        DoubleVector oi = or;
        DoubleVector fr = er;
        DoubleVector fi = ei;
        DoubleVector pr = or;
        DoubleVector pi = or;
        for (int j = 0; j < half; j++) {
            DoubleVector sr = DoubleVector.fromArray(S, parts, 4 * LANES * j);
            DoubleVector si = DoubleVector.fromArray(S, parts, 4 * LANES * j + LANES);
            DoubleVector dr = DoubleVector.fromArray(S, parts, 4 * LANES * j + 2 * LANES);
            DoubleVector di = DoubleVector.fromArray(S, parts, 4 * LANES * j + 3 * LANES);
            DoubleVector cu = DoubleVector.broadcast(S, roots[u + 2 * j]);
            DoubleVector su = DoubleVector.broadcast(S, roots[u + 2 * j + 1]);
            er = sr.fma(cu, er);
            ei = si.fma(cu, ei);
            or = dr.fma(su, or);
            oi = di.fma(su, oi);
            DoubleVector cv = DoubleVector.broadcast(S, roots[v + 2 * j]);
            DoubleVector sv = DoubleVector.broadcast(S, roots[v + 2 * j + 1]);
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
            Planes<double[]> y, int o, DoubleVector re, DoubleVector im, double[] w, int t) {
        if (w.length == 0) {
            re.intoArray(y.re(), o);
            im.intoArray(y.im(), o);
            return;
        }
        DoubleVector c = DoubleVector.broadcast(S, w[t]);
        DoubleVector d = DoubleVector.broadcast(S, w[t + 1]);
        re.mul(c).sub(im.mul(d)).intoArray(y.re(), o);
        re.fma(d, im.mul(c)).intoArray(y.im(), o);
    }
}
