package org.argand.backend.cpu;

import static java.util.Map.entry;

import java.util.Map;
import org.argand.backend.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * The loops over interleaved complex128 numbers, by the name of the function.
 *
 * <p>Products and quotients take the plain formula; where that is not finite, as it may be for infinities, zeros and
 * overflowing parts, the element is computed again by the scalar reference, which knows Annex G of C99.
 */
final class Complex128Kernels {
    private Complex128Kernels() {}

    /** One operand, interleaved or with a real result; positions count numbers of the arrays' own kind. */
    private interface Unary {
        void run(double[] a, int i, double[] r, int o, int n);
    }

    /** Two operands. */
    private interface Binary {
        void run(double[] a, int i, double[] b, int j, double[] r, int o, int n);
    }

    /** Two operands to a truth value. */
    private interface Comparison {
        void run(double[] a, int i, double[] b, int j, byte[] r, int o, int n);
    }

    private static final Map<String, Kernel> TABLE =
            Map.ofEntries(
                    entry("add", binary(Complex128Kernels::add)),
                    entry("sub", binary(Complex128Kernels::sub)),
                    entry("neg", unary(Complex128Kernels::neg)),
                    entry("conj", unary(Complex128Kernels::conj)),
                    entry("real", toReal(Complex128Kernels::real)),
                    entry("imag", toReal(Complex128Kernels::imag)),
                    entry("abs2", toReal(Complex128Kernels::abs2)),
                    entry("equal", comparison(Complex128Kernels::equal)),
                    entry("not_equal", comparison(Complex128Kernels::notEqual)),
                    entry("where", Complex128Kernels::where));

    /** The kernel of that function, if it has one. */
    static @Nullable Kernel find(String label, ScalarFunction function) {
        return switch (label) {
            case "mul" ->
                    (a, i, b, j, c, k, r, o, n) ->
                            mul(
                                    function,
                                    (double[]) a,
                                    2 * i,
                                    (double[]) b,
                                    2 * j,
                                    (double[]) r,
                                    2 * o,
                                    n);
            case "div" ->
                    (a, i, b, j, c, k, r, o, n) ->
                            div(
                                    function,
                                    (double[]) a,
                                    2 * i,
                                    (double[]) b,
                                    2 * j,
                                    (double[]) r,
                                    2 * o,
                                    n);
            case "square" ->
                    (a, i, b, j, c, k, r, o, n) ->
                            square(function, (double[]) a, 2 * i, (double[]) r, 2 * o, n);
            default -> TABLE.get(label);
        };
    }

    private static Kernel unary(Unary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((double[]) a, 2 * i, (double[]) r, 2 * o, n);
    }

    private static Kernel toReal(Unary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((double[]) a, 2 * i, (double[]) r, o, n);
    }

    private static Kernel binary(Binary f) {
        return (a, i, b, j, c, k, r, o, n) ->
                f.run((double[]) a, 2 * i, (double[]) b, 2 * j, (double[]) r, 2 * o, n);
    }

    private static Kernel comparison(Comparison f) {
        return (a, i, b, j, c, k, r, o, n) ->
                f.run((double[]) a, 2 * i, (double[]) b, 2 * j, (byte[]) r, o, n);
    }

    private static void add(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x++) {
            r[o + x] = a[i + x] + b[j + x];
        }
    }

    private static void sub(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x++) {
            r[o + x] = a[i + x] - b[j + x];
        }
    }

    private static void neg(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x++) {
            r[o + x] = -a[i + x];
        }
    }

    private static void conj(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x += 2) {
            r[o + x] = a[i + x];
            r[o + x + 1] = -a[i + x + 1];
        }
    }

    private static void real(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + 2 * x];
        }
    }

    private static void imag(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + 2 * x + 1];
        }
    }

    private static void abs2(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            double re = a[i + 2 * x];
            double im = a[i + 2 * x + 1];
            r[o + x] = re * re + im * im;
        }
    }

    private static void mul(
            ScalarFunction f, double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x += 2) {
            double p = a[i + x];
            double q = a[i + x + 1];
            double s = b[j + x];
            double t = b[j + x + 1];
            double re = p * s - q * t;
            double im = p * t + q * s;
            r[o + x] = re;
            r[o + x + 1] = im;
            if (!Double.isFinite(re) || !Double.isFinite(im)) {
                again(f, p, q, s, t, r, o + x);
            }
        }
    }

    private static void square(ScalarFunction f, double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x += 2) {
            double p = a[i + x];
            double q = a[i + x + 1];
            double re = (p - q) * (p + q);
            double im = 2 * (p * q);
            r[o + x] = re;
            r[o + x + 1] = im;
            if (!Double.isFinite(re) || !Double.isFinite(im)) {
                again(f, p, q, p, q, r, o + x);
            }
        }
    }

    /** The plain formula where nothing in it can overflow or underflow, else the reference. */
    private static void div(
            ScalarFunction f, double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x += 2) {
            double p = a[i + x];
            double q = a[i + x + 1];
            double s = b[j + x];
            double t = b[j + x + 1];
            double d = s * s + t * t;
            double e = Math.abs(p) + Math.abs(q);
            if (d > 1e-200 && d < 1e200 && e > 1e-100 && e < 1e100) {
                r[o + x] = (p * s + q * t) / d;
                r[o + x + 1] = (q * s - p * t) / d;
            } else {
                again(f, p, q, s, t, r, o + x);
            }
        }
    }

    /** One element by the reference. */
    private static void again(
            ScalarFunction f, double p, double q, double s, double t, double[] r, int at) {
        double[] out = new double[2];
        f.complex(new double[] {p, q, s, t}, out);
        r[at] = out[0];
        r[at + 1] = out[1];
    }

    private static void equal(double[] a, int i, double[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            boolean same = a[i + 2 * x] == b[j + 2 * x] && a[i + 2 * x + 1] == b[j + 2 * x + 1];
            r[o + x] = same ? (byte) 1 : 0;
        }
    }

    private static void notEqual(double[] a, int i, double[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            boolean same = a[i + 2 * x] == b[j + 2 * x] && a[i + 2 * x + 1] == b[j + 2 * x + 1];
            r[o + x] = same ? 0 : (byte) 1;
        }
    }

    private static void where(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        byte[] p = (byte[]) a;
        double[] u = (double[]) b;
        double[] v = (double[]) c;
        double[] w = (double[]) r;
        for (int x = 0; x < n; x++) {
            boolean first = p[i + x] != 0;
            w[2 * (o + x)] = first ? u[2 * (j + x)] : v[2 * (k + x)];
            w[2 * (o + x) + 1] = first ? u[2 * (j + x) + 1] : v[2 * (k + x) + 1];
        }
    }
}
