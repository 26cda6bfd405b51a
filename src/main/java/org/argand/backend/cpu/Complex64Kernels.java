package org.argand.backend.cpu;

import static java.util.Map.entry;

import java.util.Map;
import org.argand.backend.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * The loops over interleaved complex64 numbers, by the name of the function.
 *
 * <p>Products and quotients take the plain formula; where that is not finite, as it may be for infinities, zeros and
 * overflowing parts, the element is computed again by the scalar reference, which knows Annex G of C99.
 */
final class Complex64Kernels {
    private Complex64Kernels() {}

    /** One operand, interleaved or with a real result; positions count numbers of the arrays' own kind. */
    private interface Unary {
        void run(float[] a, int i, float[] r, int o, int n);
    }

    /** Two operands. */
    private interface Binary {
        void run(float[] a, int i, float[] b, int j, float[] r, int o, int n);
    }

    /** Two operands to a truth value. */
    private interface Comparison {
        void run(float[] a, int i, float[] b, int j, byte[] r, int o, int n);
    }

    private static final Map<String, Kernel> TABLE =
            Map.ofEntries(
                    entry("add", binary(Complex64Kernels::add)),
                    entry("sub", binary(Complex64Kernels::sub)),
                    entry("neg", unary(Complex64Kernels::neg)),
                    entry("conj", unary(Complex64Kernels::conj)),
                    entry("real", toReal(Complex64Kernels::real)),
                    entry("imag", toReal(Complex64Kernels::imag)),
                    entry("abs2", toReal(Complex64Kernels::abs2)),
                    entry("abs", toReal(Complex64Kernels::abs)),
                    entry("equal", comparison(Complex64Kernels::equal)),
                    entry("not_equal", comparison(Complex64Kernels::notEqual)),
                    entry("where", Complex64Kernels::where));

    /** The kernel of that function, if it has one. */
    static @Nullable Kernel find(String label, ScalarFunction function) {
        return switch (label) {
            case "mul" ->
                    (a, i, b, j, c, k, r, o, n) ->
                            mul(
                                    function,
                                    (float[]) a,
                                    2 * i,
                                    (float[]) b,
                                    2 * j,
                                    (float[]) r,
                                    2 * o,
                                    n);
            case "div" ->
                    (a, i, b, j, c, k, r, o, n) ->
                            div(
                                    function,
                                    (float[]) a,
                                    2 * i,
                                    (float[]) b,
                                    2 * j,
                                    (float[]) r,
                                    2 * o,
                                    n);
            case "square" ->
                    (a, i, b, j, c, k, r, o, n) ->
                            square(function, (float[]) a, 2 * i, (float[]) r, 2 * o, n);
            default -> TABLE.get(label);
        };
    }

    private static Kernel unary(Unary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((float[]) a, 2 * i, (float[]) r, 2 * o, n);
    }

    private static Kernel toReal(Unary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((float[]) a, 2 * i, (float[]) r, o, n);
    }

    private static Kernel binary(Binary f) {
        return (a, i, b, j, c, k, r, o, n) ->
                f.run((float[]) a, 2 * i, (float[]) b, 2 * j, (float[]) r, 2 * o, n);
    }

    private static Kernel comparison(Comparison f) {
        return (a, i, b, j, c, k, r, o, n) ->
                f.run((float[]) a, 2 * i, (float[]) b, 2 * j, (byte[]) r, o, n);
    }

    private static void add(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x++) {
            r[o + x] = a[i + x] + b[j + x];
        }
    }

    private static void sub(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x++) {
            r[o + x] = a[i + x] - b[j + x];
        }
    }

    private static void neg(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x++) {
            r[o + x] = -a[i + x];
        }
    }

    private static void conj(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x += 2) {
            r[o + x] = a[i + x];
            r[o + x + 1] = -a[i + x + 1];
        }
    }

    private static void real(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + 2 * x];
        }
    }

    private static void imag(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + 2 * x + 1];
        }
    }

    private static void abs2(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            float re = a[i + 2 * x];
            float im = a[i + 2 * x + 1];
            r[o + x] = re * re + im * im;
        }
    }

    /** In double the sum of squares of floats neither overflows nor underflows. */
    private static void abs(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            double re = a[i + 2 * x];
            double im = a[i + 2 * x + 1];
            double s = Math.sqrt(re * re + im * im);
            r[o + x] = !Double.isNaN(s) ? (float) s : (float) Math.hypot(re, im);
        }
    }

    private static void mul(
            ScalarFunction f, float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x += 2) {
            float p = a[i + x];
            float q = a[i + x + 1];
            float s = b[j + x];
            float t = b[j + x + 1];
            float re = p * s - q * t;
            float im = p * t + q * s;
            r[o + x] = re;
            r[o + x + 1] = im;
            if (!Float.isFinite(re) || !Float.isFinite(im)) {
                again(f, p, q, s, t, r, o + x);
            }
        }
    }

    private static void square(ScalarFunction f, float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x += 2) {
            float p = a[i + x];
            float q = a[i + x + 1];
            float re = (p - q) * (p + q);
            float im = 2 * (p * q);
            r[o + x] = re;
            r[o + x + 1] = im;
            if (!Float.isFinite(re) || !Float.isFinite(im)) {
                again(f, p, q, p, q, r, o + x);
            }
        }
    }

    /** In double the squared modulus of floats neither overflows nor underflows. */
    private static void div(
            ScalarFunction f, float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < 2 * n; x += 2) {
            double p = a[i + x];
            double q = a[i + x + 1];
            double s = b[j + x];
            double t = b[j + x + 1];
            double d = s * s + t * t;
            float re = (float) ((p * s + q * t) / d);
            float im = (float) ((q * s - p * t) / d);
            r[o + x] = re;
            r[o + x + 1] = im;
            if (Float.isNaN(re) || Float.isNaN(im) || d == Double.POSITIVE_INFINITY) {
                again(f, p, q, s, t, r, o + x);
            }
        }
    }

    /** One element by the reference. */
    private static void again(
            ScalarFunction f, double p, double q, double s, double t, float[] r, int at) {
        double[] out = new double[2];
        f.complex(new double[] {p, q, s, t}, out);
        r[at] = (float) out[0];
        r[at + 1] = (float) out[1];
    }

    private static void equal(float[] a, int i, float[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            boolean same = a[i + 2 * x] == b[j + 2 * x] && a[i + 2 * x + 1] == b[j + 2 * x + 1];
            r[o + x] = same ? (byte) 1 : 0;
        }
    }

    private static void notEqual(float[] a, int i, float[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            boolean same = a[i + 2 * x] == b[j + 2 * x] && a[i + 2 * x + 1] == b[j + 2 * x + 1];
            r[o + x] = same ? 0 : (byte) 1;
        }
    }

    private static void where(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        byte[] p = (byte[]) a;
        float[] u = (float[]) b;
        float[] v = (float[]) c;
        float[] w = (float[]) r;
        for (int x = 0; x < n; x++) {
            boolean first = p[i + x] != 0;
            w[2 * (o + x)] = first ? u[2 * (j + x)] : v[2 * (k + x)];
            w[2 * (o + x) + 1] = first ? u[2 * (j + x) + 1] : v[2 * (k + x) + 1];
        }
    }
}
