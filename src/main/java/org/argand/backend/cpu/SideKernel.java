package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.dense.VectorLoops;

/**
 * Loops over vectors of matrices side by side, one matrix per lane: operation by operation those of {@link VectorLoops}.
 * Most are longer than what HotSpot inlines, so that it compiles each by itself: of the vectors of many in one it makes
 * objects.
 *
 * <p>What differs from lane to lane goes in and out through the scratch array, as a vector that leaves a method becomes an
 * object: a coefficient is its real part, its imaginary part, and a number that is not 0 for the lanes it is meant for.
 * Vectors are contiguous, n elements from there on.
 */
final class SideKernel {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private SideKernel() {}

    private static VectorMask<Double> lanes(double[] p, int at) {
        return get(p, at).compare(VectorOperators.NE, 0);
    }

    /** Squares that are neither 0 nor off by what overflowed or underflowed on the way. */
    static VectorMask<Double> ordinary(DoubleVector square) {
        return square.compare(VectorOperators.GT, 0x1p-900)
                .and(square.compare(VectorOperators.LT, 0x1p900));
    }

    /** √Σ |u|²; lanes refuse what is not ordinary, nor 0. */
    static void norm(SideScratch scratch, int u, int n, boolean complex, int to) {
        double[] p = scratch.data();
        square(p, u, n, complex, to);
        VectorMask<Double> odd = ordinary(get(p, to)).not();
        if (odd.anyTrue()) {
            DoubleVector largest = DoubleVector.zero(S);
            int numbers = complex ? 2 * n : n;
            for (int i = u; i < u + numbers * L; i += L) {
                largest = largest.max(get(p, i).abs());
            }
            scratch.refuse(largest.compare(VectorOperators.NE, 0).and(odd));
        }
        get(p, to).sqrt().intoArray(p, to);
    }

    private static DoubleVector sum(
            DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector d) {
        return a.add(b).add(c.add(d));
    }

    /** Σ conj(u)·v of fewer than {@link VectorLoops#LONG} elements. */
    static void dot(double[] p, int u, int v, int n, boolean complex, int to) {
        if (complex) {
            realPart(p, u, v, n, to);
            imaginaryPart(p, u, v, n, to + L);
        } else {
            realDot(p, u, v, n, to);
            DoubleVector.zero(S).intoArray(p, to + L);
        }
    }

    /** Σ |u|², as {@link #dot} of u with itself. */
    static void square(double[] p, int u, int n, boolean complex, int to) {
        if (complex) {
            realPart(p, u, u, n, to);
        } else {
            realDot(p, u, u, n, to);
        }
    }

    private static void realDot(double[] p, int u, int v, int n, int to) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        int fours = (n & -4) * L;
        for (int k = 0; k < fours; k += 4 * L) {
            a = a.add(get(p, u + k).mul(get(p, v + k)));
            b = b.add(get(p, u + k + L).mul(get(p, v + k + L)));
            c = c.add(get(p, u + k + 2 * L).mul(get(p, v + k + 2 * L)));
            d = d.add(get(p, u + k + 3 * L).mul(get(p, v + k + 3 * L)));
        }
        int i = fours;
        if ((n & 2) != 0) {
            DoubleVector x = get(p, u + i).mul(get(p, v + i));
            DoubleVector y = get(p, u + i + L).mul(get(p, v + i + L));
            a = a.add(x).add(y);
            i += 2 * L;
        }
        if ((n & 1) != 0) {
            DoubleVector x = get(p, u + i);
            a = a.add(x.mul(get(p, v + i)));
        }
        sum(a, b, c, d).intoArray(p, to);
    }

    private static void realPart(double[] p, int u, int v, int n, int to) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        DoubleVector e = a;
        DoubleVector f = a;
        DoubleVector g = a;
        DoubleVector h = a;
        int fours = (n & -4) * 2 * L;
        for (int i = 0; i < fours; i += 8 * L) {
            a = a.add(get(p, u + i).mul(get(p, v + i)));
            e = e.add(get(p, u + i + L).mul(get(p, v + i + L)));
            b = b.add(get(p, u + i + 2 * L).mul(get(p, v + i + 2 * L)));
            f = f.add(get(p, u + i + 3 * L).mul(get(p, v + i + 3 * L)));
            c = c.add(get(p, u + i + 4 * L).mul(get(p, v + i + 4 * L)));
            g = g.add(get(p, u + i + 5 * L).mul(get(p, v + i + 5 * L)));
            d = d.add(get(p, u + i + 6 * L).mul(get(p, v + i + 6 * L)));
            h = h.add(get(p, u + i + 7 * L).mul(get(p, v + i + 7 * L)));
        }
        for (int i = fours; i < n * 2 * L; i += 2 * L) {
            a = a.add(get(p, u + i).mul(get(p, v + i)));
            e = e.add(get(p, u + i + L).mul(get(p, v + i + L)));
        }
        sum(a, b, c, d).add(sum(e, f, g, h)).intoArray(p, to);
    }

    private static void imaginaryPart(double[] p, int u, int v, int n, int to) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        DoubleVector e = a;
        DoubleVector f = a;
        DoubleVector g = a;
        DoubleVector h = a;
        int fours = (n & -4) * 2 * L;
        for (int i = 0; i < fours; i += 8 * L) {
            a = a.add(get(p, u + i).mul(get(p, v + i + L)));
            e = e.add(get(p, u + i + L).mul(get(p, v + i)));
            b = b.add(get(p, u + i + 2 * L).mul(get(p, v + i + 3 * L)));
            f = f.add(get(p, u + i + 3 * L).mul(get(p, v + i + 2 * L)));
            c = c.add(get(p, u + i + 4 * L).mul(get(p, v + i + 5 * L)));
            g = g.add(get(p, u + i + 5 * L).mul(get(p, v + i + 4 * L)));
            d = d.add(get(p, u + i + 6 * L).mul(get(p, v + i + 7 * L)));
            h = h.add(get(p, u + i + 7 * L).mul(get(p, v + i + 6 * L)));
        }
        for (int i = fours; i < n * 2 * L; i += 2 * L) {
            a = a.add(get(p, u + i).mul(get(p, v + i + L)));
            e = e.add(get(p, u + i + L).mul(get(p, v + i)));
        }
        sum(a, b, c, d).sub(sum(e, f, g, h)).intoArray(p, to);
    }

    /** Adds v times a coefficient to u. */
    static void add(double[] p, int u, int v, int n, boolean complex, int by) {
        if (complex) {
            complexAdd(p, u, v, n, by);
        } else {
            realAdd(p, u, v, n, by);
        }
    }

    private static void realAdd(double[] p, int u, int v, int n, int by) {
        DoubleVector a = get(p, by);
        VectorMask<Double> some = lanes(p, by + 2 * L);
        int fours = (n & -4) * L;
        for (int k = 0; k < fours; k += 4 * L) {
            DoubleVector b = a.mul(get(p, v + k));
            DoubleVector c = a.mul(get(p, v + k + L));
            DoubleVector d = a.mul(get(p, v + k + 2 * L));
            DoubleVector e = a.mul(get(p, v + k + 3 * L));
            get(p, u + k).add(b, some).intoArray(p, u + k);
            get(p, u + k + L).add(c, some).intoArray(p, u + k + L);
            get(p, u + k + 2 * L).add(d, some).intoArray(p, u + k + 2 * L);
            get(p, u + k + 3 * L).add(e, some).intoArray(p, u + k + 3 * L);
        }
        int i = fours;
        if ((n & 2) != 0) {
            DoubleVector b = a.mul(get(p, v + i));
            DoubleVector c = a.mul(get(p, v + i + L));
            get(p, u + i).add(b, some).intoArray(p, u + i);
            get(p, u + i + L).add(c, some).intoArray(p, u + i + L);
            i += 2 * L;
        }
        if ((n & 1) != 0) {
            get(p, u + i).add(a.mul(get(p, v + i)), some).intoArray(p, u + i);
        }
    }

    private static void complexAdd(double[] p, int u, int v, int n, int by) {
        DoubleVector a = get(p, by);
        DoubleVector b = get(p, by + L);
        VectorMask<Double> some = lanes(p, by + 2 * L);
        int twos = (n & -2) * 2 * L;
        for (int i = 0; i < twos; i += 4 * L) {
            DoubleVector c = get(p, v + i);
            DoubleVector d = get(p, v + i + L);
            DoubleVector e = get(p, v + i + 2 * L);
            DoubleVector f = get(p, v + i + 3 * L);
            DoubleVector re = a.mul(c).sub(b.mul(d));
            DoubleVector im = a.mul(d).add(b.mul(c));
            c = a.mul(e).sub(b.mul(f));
            d = a.mul(f).add(b.mul(e));
            get(p, u + i).add(re, some).intoArray(p, u + i);
            get(p, u + i + L).add(im, some).intoArray(p, u + i + L);
            get(p, u + i + 2 * L).add(c, some).intoArray(p, u + i + 2 * L);
            get(p, u + i + 3 * L).add(d, some).intoArray(p, u + i + 3 * L);
        }
        if ((n & 1) != 0) {
            DoubleVector c = get(p, v + twos);
            DoubleVector d = get(p, v + twos + L);
            DoubleVector re = a.mul(c).sub(b.mul(d));
            DoubleVector im = a.mul(d).add(b.mul(c));
            get(p, u + twos).add(re, some).intoArray(p, u + twos);
            get(p, u + twos + L).add(im, some).intoArray(p, u + twos + L);
        }
    }

    /** Makes {@code (u, v)} {@code (c·u − (s − it)·v, (s + it)·u + c·v)}; by c, s, t, and what is not 0 for some lanes. */
    static void rotate(double[] p, int u, int v, int n, boolean complex, int by) {
        if (complex) {
            complexRotate(p, u, v, n, by);
        } else {
            realRotate(p, u, v, n, by);
        }
    }

    private static void realRotate(double[] p, int u, int v, int n, int by) {
        DoubleVector c = get(p, by);
        DoubleVector s = get(p, by + L);
        VectorMask<Double> some = lanes(p, by + 3 * L);
        int twos = (n & -2) * L;
        for (int i = 0; i < twos; i += 2 * L) {
            DoubleVector w = get(p, u + i);
            DoubleVector x = get(p, u + i + L);
            DoubleVector y = get(p, v + i);
            DoubleVector z = get(p, v + i + L);
            w.blend(w.mul(c).sub(y.mul(s)), some).intoArray(p, u + i);
            x.blend(x.mul(c).sub(z.mul(s)), some).intoArray(p, u + i + L);
            y.blend(w.mul(s).add(y.mul(c)), some).intoArray(p, v + i);
            z.blend(x.mul(s).add(z.mul(c)), some).intoArray(p, v + i + L);
        }
        if ((n & 1) != 0) {
            DoubleVector x = get(p, u + twos);
            DoubleVector y = get(p, v + twos);
            x.blend(x.mul(c).sub(y.mul(s)), some).intoArray(p, u + twos);
            y.blend(x.mul(s).add(y.mul(c)), some).intoArray(p, v + twos);
        }
    }

    private static void complexRotate(double[] p, int u, int v, int n, int by) {
        DoubleVector c = get(p, by);
        DoubleVector s = get(p, by + L);
        DoubleVector t = get(p, by + 2 * L);
        VectorMask<Double> some = get(p, by + 3 * L).compare(VectorOperators.NE, 0);
        int end = n * 2 * L;
        for (int i = 0; i < end; i += 2 * L) {
            DoubleVector ur = get(p, u + i);
            DoubleVector ui = get(p, u + i + L);
            DoubleVector vr = get(p, v + i);
            DoubleVector vi = get(p, v + i + L);
            DoubleVector xr = ur.mul(c).sub(vr.mul(s).add(vi.mul(t)));
            DoubleVector xi = ui.mul(c).sub(vi.mul(s).sub(vr.mul(t)));
            DoubleVector yr = vr.mul(c).add(ur.mul(s).sub(ui.mul(t)));
            DoubleVector yi = vi.mul(c).add(ui.mul(s).add(ur.mul(t)));
            ur.blend(xr, some).intoArray(p, u + i);
            ui.blend(xi, some).intoArray(p, u + i + L);
            vr.blend(yr, some).intoArray(p, v + i);
            vi.blend(yi, some).intoArray(p, v + i + L);
        }
    }

    /** Exchanges as many numbers, in those lanes. */
    static void swap(double[] p, int u, int v, int numbers, int lanes) {
        VectorMask<Double> some = lanes(p, lanes);
        for (int i = 0; i < numbers * L; i += L) {
            DoubleVector x = get(p, u + i);
            DoubleVector y = get(p, v + i);
            x.blend(y, some).intoArray(p, u + i);
            y.blend(x, some).intoArray(p, v + i);
        }
    }

    /** Multiplies each number. */
    static void scale(double[] p, int u, int numbers, int by) {
        DoubleVector a = get(p, by);
        for (int i = u; i < u + numbers * L; i += L) {
            get(p, i).mul(a).intoArray(p, i);
        }
    }

    /** Makes u what v is, divided by a real number. */
    static void divide(double[] p, int u, int v, int numbers, int by) {
        DoubleVector a = get(p, by);
        for (int i = 0; i < numbers * L; i += L) {
            get(p, v + i).div(a).intoArray(p, u + i);
        }
    }

    /** Makes u what v is, multiplied by a complex number. */
    static void multiply(double[] p, int u, int v, int n, int by) {
        DoubleVector a = get(p, by);
        DoubleVector b = get(p, by + L);
        for (int i = 0; i < n * 2 * L; i += 2 * L) {
            DoubleVector c = get(p, v + i);
            DoubleVector d = get(p, v + i + L);
            c.mul(a).sub(d.mul(b)).intoArray(p, u + i);
            c.mul(b).add(d.mul(a)).intoArray(p, u + i + L);
        }
    }
}
