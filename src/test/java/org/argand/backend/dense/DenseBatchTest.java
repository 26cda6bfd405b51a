package org.argand.backend.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Factorisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Factorisations multiplied out again: residuals and orthogonality to n·ε, on matrices made to be hard. */
class DenseBatchTest {
    private static final double EPS = Math.ulp(1.0);
    private static final long SEED = 11;

    /** A row-major complex matrix that the tests compute with by themselves. */
    record M(int m, int n, double[] re, double[] im) {
        M(int m, int n) {
            this(m, n, new double[m * n], new double[m * n]);
        }

        M times(M b) {
            M c = new M(m, b.n);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < b.n; j++) {
                    for (int k = 0; k < n; k++) {
                        double p = re[i * n + k];
                        double q = im[i * n + k];
                        c.re[i * b.n + j] += p * b.re[k * b.n + j] - q * b.im[k * b.n + j];
                        c.im[i * b.n + j] += p * b.im[k * b.n + j] + q * b.re[k * b.n + j];
                    }
                }
            }
            return c;
        }

        M adjoint() {
            M c = new M(n, m);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    c.re[j * m + i] = re[i * n + j];
                    c.im[j * m + i] = -im[i * n + j];
                }
            }
            return c;
        }

        M rows(int from, int to) {
            M c = new M(to - from, n);
            System.arraycopy(re, from * n, c.re, 0, c.re.length);
            System.arraycopy(im, from * n, c.im, 0, c.im.length);
            return c;
        }

        /** Columns multiplied by those numbers. */
        M scaled(double[] s) {
            M c = new M(m, n);
            for (int i = 0; i < m * n; i++) {
                c.re[i] = re[i] * s[i % n];
                c.im[i] = im[i] * s[i % n];
            }
            return c;
        }

        double largest() {
            double x = 0;
            for (int i = 0; i < re.length; i++) {
                x = Math.max(x, Math.hypot(re[i], im[i]));
            }
            return x;
        }

        double distance(M b) {
            M d = new M(m, n);
            for (int i = 0; i < re.length; i++) {
                d.re[i] = re[i] - b.re[i];
                d.im[i] = im[i] - b.im[i];
            }
            return d.largest();
        }

        static M eye(int n) {
            M e = new M(n, n);
            for (int i = 0; i < n; i++) {
                e.re[i * n + i] = 1;
            }
            return e;
        }

        static M random(int m, int n, SplittableRandom random) {
            M a = new M(m, n);
            for (int i = 0; i < m * n; i++) {
                a.re[i] = random.nextDouble(-1, 1);
                a.im[i] = random.nextDouble(-1, 1);
            }
            return a;
        }
    }

    private record Array(double[] re, double[] im) implements DenseBatch.Memory {
        @Override
        public double re(long at) {
            return re[(int) at];
        }

        @Override
        public double im(long at) {
            return im[(int) at];
        }

        @Override
        public void set(long at, double x, double y) {
            re[(int) at] = x;
            im[(int) at] = y;
        }
    }

    private static DenseBatch.View view(M a, boolean complex) {
        return new DenseBatch.View(
                new Array(a.re, a.im), Layout.contiguous(Shape.of(a.m, a.n)), complex);
    }

    private static double[] factor(Factorisation kind, boolean complex, M result, M... operands) {
        M status = new M(1, 2);
        DenseBatch.View[] views =
                Stream.of(operands).map(o -> view(o, complex)).toArray(DenseBatch.View[]::new);
        DenseBatch.View to =
                new DenseBatch.View(
                        new Array(status.re, status.im), Layout.contiguous(Shape.of(2)), false);
        new DenseBatch(kind, List.of(views), view(result, complex), to, VectorLoops.PLAIN).run(0);
        return status.re;
    }

    private static void fine(Factorisation kind, boolean complex, M result, M... operands) {
        double[] status = factor(kind, complex, result, operands);
        assertEquals(0, status[0]);
    }

    /** A matrix, and whether it has imaginary parts. */
    record Subject(String name, boolean complex, M a) {
        @Override
        public String toString() {
            return name + (complex ? " complex" : " real") + " (seed " + SEED + ")";
        }
    }

    static Stream<Subject> matrices() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Subject> list = new ArrayList<>();
        for (boolean complex : new boolean[] {false, true}) {
            for (int[] s :
                    new int[][] {
                        {1, 1}, {2, 2}, {5, 5}, {7, 3}, {3, 7}, {1, 4}, {4, 1}, {40, 33}
                    }) {
                M a = M.random(s[0], s[1], random);
                list.add(new Subject("random " + s[0] + "x" + s[1], complex, a));
            }
            M low = M.random(9, 3, random).times(M.random(3, 8, random));
            list.add(new Subject("rank 3 9x8", complex, low));
            list.add(new Subject("zero 4x3", complex, new M(4, 3)));
            list.add(new Subject("zero 3x4", complex, new M(3, 4)));
            list.add(new Subject("ones 6x6", complex, M.random(6, 1, random).times(ones(6))));
            double[] grades = {1e150, 1, 1e-150, 1e75, 1e-75, 1e-20};
            list.add(new Subject("graded columns", complex, M.random(6, 6, random).scaled(grades)));
            M rows = M.random(6, 6, random).adjoint().scaled(grades).adjoint();
            list.add(new Subject("graded rows", complex, rows));
            list.add(new Subject("huge", complex, M.random(5, 4, random).scaled(fill(4, 1e300))));
            list.add(new Subject("tiny", complex, M.random(5, 4, random).scaled(fill(4, 1e-300))));
            list.add(new Subject("hilbert", complex, hilbert(10)));
        }
        return list.stream().map(DenseBatchTest::realOnly);
    }

    private static Subject realOnly(Subject s) {
        return s.complex
                ? s
                : new Subject(
                        s.name, false, new M(s.a.m, s.a.n, s.a.re, new double[s.a.re.length]));
    }

    private static M ones(int n) {
        M o = new M(1, n);
        java.util.Arrays.fill(o.re, 1);
        return o;
    }

    private static double[] fill(int n, double x) {
        double[] f = new double[n];
        java.util.Arrays.fill(f, x);
        return f;
    }

    private static M hilbert(int n) {
        M h = new M(n, n);
        for (int i = 0; i < n * n; i++) {
            h.re[i] = 1.0 / (i / n + i % n + 1);
        }
        return h;
    }

    private static void assertOrthonormal(M q) {
        assertTrue(
                q.adjoint().times(q).distance(M.eye(q.n)) <= 6 * EPS * Math.max(q.m, 4),
                () -> "off by " + q.adjoint().times(q).distance(M.eye(q.n)) / EPS + " ε");
    }

    private static void assertNear(M expected, M actual, double scale) {
        double n = Math.max(4, Math.max(expected.m, expected.n));
        double error = expected.distance(actual);
        assertTrue(error <= 6 * n * EPS * scale, () -> "off by " + error / (EPS * scale) + " ε");
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void svd_multipliesOut(Subject s) {
        int k = Math.min(s.a.m, s.a.n);
        M usv = new M(s.a.m + 1 + s.a.n, k);
        fine(Factorisation.SVD, s.complex, usv, s.a);
        M u = usv.rows(0, s.a.m);
        M v = usv.rows(s.a.m + 1, usv.m);
        double[] sigma = usv.rows(s.a.m, s.a.m + 1).re;
        assertOrthonormal(u);
        assertOrthonormal(v);
        for (int i = 0; i < k; i++) {
            assertTrue(sigma[i] >= 0 && (i == 0 || sigma[i] <= sigma[i - 1]));
        }
        assertNear(s.a, u.scaled(sigma).times(v.adjoint()), sigma[0]);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void qr_multipliesOut(Subject s) {
        M a = s.a.m < s.a.n ? s.a.adjoint() : s.a;
        M qr = new M(a.m + a.n, a.n);
        fine(Factorisation.QR, s.complex, qr, a);
        M q = qr.rows(0, a.m);
        M r = qr.rows(a.m, qr.m);
        assertOrthonormal(q);
        assertNear(a, q.times(r), a.largest());
        for (int i = 0; i < a.n; i++) {
            assertTrue(r.re[i * a.n + i] >= 0);
            assertEquals(0, r.im[i * a.n + i]);
            for (int j = 0; j < i; j++) {
                assertEquals(0, Math.hypot(r.re[i * a.n + j], r.im[i * a.n + j]));
            }
        }
    }

    /** Of A + Aᴴ for square A, and of the projection on the range otherwise, whose eigenvalues repeat. */
    @ParameterizedTest
    @MethodSource("matrices")
    void eigh_multipliesOut(Subject s) {
        M a = hermitian(s);
        int n = a.n;
        M packed = new M(n + 1, n);
        fine(Factorisation.EIGH, s.complex, packed, a);
        double[] values = packed.rows(0, 1).re;
        M v = packed.rows(1, n + 1);
        assertOrthonormal(v);
        for (int i = 1; i < n; i++) {
            assertTrue(values[i] >= values[i - 1]);
        }
        assertNear(
                a,
                v.scaled(values).times(v.adjoint()),
                Math.max(a.largest(), Math.abs(values[n - 1])));
    }

    private static M hermitian(Subject s) {
        M b = s.a.adjoint();
        if (s.a.m == s.a.n) {
            M h = new M(b.m, b.m);
            for (int i = 0; i < h.re.length; i++) {
                h.re[i] = s.a.re[i] + b.re[i];
                h.im[i] = s.a.im[i] + b.im[i];
            }
            return h;
        }
        M tall = s.a.m < s.a.n ? b : s.a;
        M qr = new M(tall.m + tall.n, tall.n);
        fine(Factorisation.QR, s.complex, qr, tall);
        M q = qr.rows(0, tall.m);
        return q.times(q.adjoint());
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void cholesky_multipliesOut(Subject s) {
        M b = s.a.scaled(fill(s.a.n, 1 / Math.max(1e-300, s.a.largest())));
        M a = b.times(b.adjoint());
        for (int i = 0; i < a.n; i++) {
            a.re[i * a.n + i] += 1;
            a.im[i * a.n + i] = 0;
        }
        M l = new M(a.n, a.n);
        fine(Factorisation.CHOLESKY, s.complex, l, a);
        assertNear(a, l.times(l.adjoint()), a.largest());
    }

    /** The residual is small against |A|·|X|, whatever the condition. */
    @ParameterizedTest
    @MethodSource("matrices")
    void solve_hasASmallResidual(Subject s) {
        if (s.a.m != s.a.n || s.name.startsWith("ones")) {
            return;
        }
        M b = M.random(s.a.n, 2, new SplittableRandom(SEED + 1));
        b = s.complex ? b : new M(b.m, b.n, b.re, new double[b.re.length]);
        M x = new M(s.a.n, 2);
        fine(Factorisation.SOLVE, s.complex, x, s.a, b);
        M product = s.a.times(x);
        M sizes = magnitudes(s.a).times(magnitudes(x));
        for (int i = 0; i < b.re.length; i++) {
            double error = Math.hypot(product.re[i] - b.re[i], product.im[i] - b.im[i]);
            assertTrue(error <= 30 * s.a.n * EPS * (sizes.re[i] + 1), "off by " + error);
        }
    }

    private static M magnitudes(M a) {
        M c = new M(a.m, a.n);
        for (int i = 0; i < a.re.length; i++) {
            c.re[i] = Math.hypot(a.re[i], a.im[i]);
        }
        return c;
    }

    @Test
    void hilbert_hasItsKnownSingularValues() {
        M usv = new M(17, 8);
        fine(Factorisation.SVD, false, usv, hilbert(8));
        double[] s = usv.rows(8, 9).re;
        assertEquals(1.6959389969219498, s[0], 1e-14);
        assertEquals(0.2981252113169313, s[1], 1e-14);
        // Of 40-digit arithmetic; the condition number is 1.5e10.
        assertEquals(1.1115389663724e-10, s[7], 1e-16);
    }

    /** One-sided Jacobi rotations keep the digits of small singular values of D·B with B well-conditioned. */
    @Test
    void gradedSvd_keepsRelativeAccuracy() {
        M a = new M(2, 2, new double[] {1e60, 1e60, 1e-60, -1e-60}, new double[4]);
        M usv = new M(5, 2);
        fine(Factorisation.SVD, false, usv, a);
        assertEquals(1, usv.rows(2, 3).re[0] / Math.sqrt(2) / 1e60, 1e-14);
        assertEquals(1, 1e60 * usv.rows(2, 3).re[1] / Math.sqrt(2), 1e-13);
    }

    @Test
    void determinant_neitherOverflowsNorUnderflowsOnTheWay() {
        M a = new M(4, 4);
        double[] d = {1e200, 1e200, 1e-200, -1e-200};
        for (int i = 0; i < 4; i++) {
            a.re[i * 4 + i] = d[i];
        }
        M det = new M(1, 1);
        fine(Factorisation.DET, false, det, a);
        assertEquals(-1, det.re[0], 1e-15);
        M both = new M(1, 2);
        fine(Factorisation.SLOGDET, false, both, a);
        assertEquals(-1, both.re[0]);
        assertEquals(0, both.re[1], 1e-12);
    }

    @Test
    void notFinite_isReported_andNothingRunsForever() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            M a = M.random(4, 4, new SplittableRandom(SEED));
            a.re[6] = bad;
            for (Factorisation kind : Factorisation.values()) {
                M out = new M(9, 4);
                M b = M.eye(4);
                M[] in = kind.name().startsWith("SOLVE") ? new M[] {a, b} : new M[] {a};
                assertEquals(-1, factor(kind, true, out, in)[0], kind.name());
                assertTrue(Double.isNaN(out.re[0]));
            }
        }
    }

    @Test
    void pivots_areReported() {
        M a = M.eye(3);
        a.re[8] = 0;
        double[] status = factor(Factorisation.SOLVE, false, new M(3, 3), a, M.eye(3));
        assertEquals(3, status[0]);
        a.re[4] = -0.25;
        status = factor(Factorisation.CHOLESKY, false, new M(3, 3), a);
        assertEquals(2, status[0]);
        assertEquals(-0.25, status[1]);
    }
}
