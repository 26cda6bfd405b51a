package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.dense.VectorLoops;

/** {@link VectorLoops} in vectors of up to eight doubles; what is less than a vector is done number by number. */
final class DenseLoops implements VectorLoops {
    private static final VectorSpecies<Double> S =
            DoubleVector.SPECIES_PREFERRED.length() > 8
                    ? DoubleVector.SPECIES_512
                    : DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Sums of a dot product. */
    private static final int SUMS = 8;

    private static final VectorShuffle<Double> BY1 = VectorShuffle.fromOp(S, i -> i ^ 1);
    private static final VectorShuffle<Double> BY2 = VectorShuffle.fromOp(S, i -> (i ^ 2) % L);
    private static final VectorShuffle<Double> BY4 = VectorShuffle.fromOp(S, i -> (i ^ 4) % L);

    /** How many of n numbers are whole vectors. */
    private static int whole(int n) {
        return n & -L;
    }

    private static DoubleVector get(double[] x, int at) {
        return DoubleVector.fromArray(S, x, at);
    }

    @Override
    public void add(double a, double[] x, int q, double[] y, int p, int n) {
        int whole = whole(n);
        DoubleVector v = DoubleVector.broadcast(S, a);
        for (int i = 0; i < whole; i += L) {
            get(y, p + i).add(get(x, q + i).mul(v)).intoArray(y, p + i);
        }
        if (whole < n) {
            PLAIN.add(a, x, q + whole, y, p + whole, n - whole);
        }
    }

    @Override
    public void add(
            double a,
            double b,
            double[] xr,
            double[] xi,
            int q,
            double[] yr,
            double[] yi,
            int p,
            int n) {
        int whole = whole(n);
        DoubleVector u = DoubleVector.broadcast(S, a);
        DoubleVector v = DoubleVector.broadcast(S, b);
        for (int i = 0; i < whole; i += L) {
            DoubleVector c = get(xr, q + i);
            DoubleVector d = get(xi, q + i);
            get(yr, p + i).add(c.mul(u).sub(d.mul(v))).intoArray(yr, p + i);
            get(yi, p + i).add(d.mul(u).add(c.mul(v))).intoArray(yi, p + i);
        }
        if (whole < n) {
            PLAIN.add(a, b, xr, xi, q + whole, yr, yi, p + whole, n - whole);
        }
    }

    @Override
    public void addFour(double[] a, double[] x, int q, int step, double[] y, int p, int n) {
        int whole = whole(n);
        DoubleVector a0 = DoubleVector.broadcast(S, a[0]);
        DoubleVector a1 = DoubleVector.broadcast(S, a[1]);
        DoubleVector a2 = DoubleVector.broadcast(S, a[2]);
        DoubleVector a3 = DoubleVector.broadcast(S, a[3]);
        int q1 = q + step;
        int q2 = q1 + step;
        int q3 = q2 + step;
        for (int i = 0; i < whole; i += L) {
            get(y, p + i)
                    .add(get(x, q + i).mul(a0))
                    .add(get(x, q1 + i).mul(a1))
                    .add(get(x, q2 + i).mul(a2))
                    .add(get(x, q3 + i).mul(a3))
                    .intoArray(y, p + i);
        }
        if (whole < n) {
            PLAIN.addFour(a, x, q + whole, step, y, p + whole, n - whole);
        }
    }

    @Override
    public void addFour(
            double[] a,
            double[] b,
            double[] xr,
            double[] xi,
            int q,
            int step,
            double[] yr,
            double[] yi,
            int p,
            int n) {
        int whole = whole(n);
        DoubleVector a0 = DoubleVector.broadcast(S, a[0]);
        DoubleVector a1 = DoubleVector.broadcast(S, a[1]);
        DoubleVector a2 = DoubleVector.broadcast(S, a[2]);
        DoubleVector a3 = DoubleVector.broadcast(S, a[3]);
        DoubleVector b0 = DoubleVector.broadcast(S, b[0]);
        DoubleVector b1 = DoubleVector.broadcast(S, b[1]);
        DoubleVector b2 = DoubleVector.broadcast(S, b[2]);
        DoubleVector b3 = DoubleVector.broadcast(S, b[3]);
        int q1 = q + step;
        int q2 = q1 + step;
        int q3 = q2 + step;
        for (int i = 0; i < whole; i += L) {
            DoubleVector c = get(xr, q + i);
            DoubleVector d = get(xi, q + i);
            DoubleVector re = get(yr, p + i).add(c.mul(a0).sub(d.mul(b0)));
            DoubleVector im = get(yi, p + i).add(d.mul(a0).add(c.mul(b0)));
            c = get(xr, q1 + i);
            d = get(xi, q1 + i);
            re = re.add(c.mul(a1).sub(d.mul(b1)));
            im = im.add(d.mul(a1).add(c.mul(b1)));
            c = get(xr, q2 + i);
            d = get(xi, q2 + i);
            re = re.add(c.mul(a2).sub(d.mul(b2)));
            im = im.add(d.mul(a2).add(c.mul(b2)));
            c = get(xr, q3 + i);
            d = get(xi, q3 + i);
            re.add(c.mul(a3).sub(d.mul(b3))).intoArray(yr, p + i);
            im.add(d.mul(a3).add(c.mul(b3))).intoArray(yi, p + i);
        }
        if (whole < n) {
            PLAIN.addFour(a, b, xr, xi, q + whole, step, yr, yi, p + whole, n - whole);
        }
    }

    @Override
    public double dot(double[] x, int q, double[] y, int p, int n) {
        if (n < LONG || 2 * L < SUMS) {
            return PLAIN.dot(x, q, y, p, n);
        }
        int whole = n & -SUMS;
        DoubleVector low = DoubleVector.zero(S);
        DoubleVector high = low;
        for (int i = 0; i < whole; i += SUMS) {
            low = low.add(get(x, q + i).mul(get(y, p + i)));
            if (L < SUMS) {
                high = high.add(get(x, q + i + L).mul(get(y, p + i + L)));
            }
        }
        return sum(low, high) + PLAIN.dot(x, q + whole, y, p + whole, n - whole);
    }

    /** The sum of eight sums, in the stated order. */
    private static double sum(DoubleVector low, DoubleVector high) {
        DoubleVector four = low.add(L < SUMS ? high : low.rearrange(BY4));
        DoubleVector two = four.add(four.rearrange(BY1));
        return two.add(two.rearrange(BY2)).lane(0);
    }

    @Override
    public void dots(
            double[] xr,
            double[] xi,
            int q,
            double[] yr,
            double[] yi,
            int p,
            int n,
            double[] sums) {
        if (n < LONG || 2 * L < SUMS) {
            PLAIN.dots(xr, xi, q, yr, yi, p, n, sums);
            return;
        }
        int whole = n & -SUMS;
        PLAIN.dots(xr, xi, q + whole, yr, yi, p + whole, n - whole, sums);
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector a = zero;
        DoubleVector b = zero;
        DoubleVector c = zero;
        DoubleVector d = zero;
        DoubleVector e = zero;
        DoubleVector f = zero;
        DoubleVector g = zero;
        DoubleVector h = zero;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector r = get(xr, q + i);
            DoubleVector s = get(xi, q + i);
            DoubleVector t = get(yr, p + i);
            DoubleVector u = get(yi, p + i);
            a = a.add(r.mul(t));
            b = b.add(s.mul(u));
            c = c.add(r.mul(u));
            d = d.add(s.mul(t));
            if (L < SUMS) {
                r = get(xr, q + i + L);
                s = get(xi, q + i + L);
                t = get(yr, p + i + L);
                u = get(yi, p + i + L);
                e = e.add(r.mul(t));
                f = f.add(s.mul(u));
                g = g.add(r.mul(u));
                h = h.add(s.mul(t));
            }
        }
        sums[0] = sum(a, e) + sums[0];
        sums[1] = sum(b, f) + sums[1];
        sums[2] = sum(c, g) + sums[2];
        sums[3] = sum(d, h) + sums[3];
    }

    @Override
    public void rotate(double c, double s, double[] x, int q, double[] y, int p, int n) {
        int whole = whole(n);
        for (int i = 0; i < whole; i += L) {
            DoubleVector u = get(x, q + i);
            DoubleVector v = get(y, p + i);
            u.mul(c).sub(v.mul(s)).intoArray(x, q + i);
            u.mul(s).add(v.mul(c)).intoArray(y, p + i);
        }
        if (whole < n) {
            PLAIN.rotate(c, s, x, q + whole, y, p + whole, n - whole);
        }
    }

    @Override
    public void rotate(
            double c,
            double s,
            double t,
            double[] xr,
            double[] xi,
            int q,
            double[] yr,
            double[] yi,
            int p,
            int n) {
        int whole = whole(n);
        for (int i = 0; i < whole; i += L) {
            DoubleVector ur = get(xr, q + i);
            DoubleVector ui = get(xi, q + i);
            DoubleVector vr = get(yr, p + i);
            DoubleVector vi = get(yi, p + i);
            ur.mul(c).sub(vr.mul(s).add(vi.mul(t))).intoArray(xr, q + i);
            ui.mul(c).sub(vi.mul(s).sub(vr.mul(t))).intoArray(xi, q + i);
            vr.mul(c).add(ur.mul(s).sub(ui.mul(t))).intoArray(yr, p + i);
            vi.mul(c).add(ui.mul(s).add(ur.mul(t))).intoArray(yi, p + i);
        }
        if (whole < n) {
            PLAIN.rotate(c, s, t, xr, xi, q + whole, yr, yi, p + whole, n - whole);
        }
    }
}
