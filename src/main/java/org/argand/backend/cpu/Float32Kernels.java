package org.argand.backend.cpu;

import static java.util.Map.entry;

import java.util.Map;

/** The loops over float32 numbers, by the name of the function; what is not exact is computed in double and rounded. */
final class Float32Kernels {
    private Float32Kernels() {}

    /** One operand. */
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

    /** The kernels, by label. */
    static final Map<String, Kernel> TABLE =
            Map.ofEntries(
                    entry("add", binary(Float32Kernels::add)),
                    entry("sub", binary(Float32Kernels::sub)),
                    entry("mul", binary(Float32Kernels::mul)),
                    entry("div", binary(Float32Kernels::div)),
                    entry("maximum", binary(Float32Kernels::maximum)),
                    entry("minimum", binary(Float32Kernels::minimum)),
                    entry("complex", binary(Float32Kernels::complex)),
                    entry("neg", unary(Float32Kernels::neg)),
                    entry("relu", unary(Float32Kernels::relu)),
                    entry("abs", unary(Float32Kernels::abs)),
                    entry("square", unary(Float32Kernels::square)),
                    entry("reciprocal", unary(Float32Kernels::reciprocal)),
                    entry("sqrt", unary(Float32Kernels::sqrt)),
                    entry("exp", unary(Float32Kernels::exp)),
                    entry("log", unary(Float32Kernels::log)),
                    entry("log1p", unary(Float32Kernels::log1p)),
                    entry("sin", unary(Float32Kernels::sin)),
                    entry("cos", unary(Float32Kernels::cos)),
                    entry("tanh", unary(Float32Kernels::tanh)),
                    entry("sigmoid", unary(Float32Kernels::sigmoid)),
                    entry("abs2", unary(Float32Kernels::square)),
                    entry("real", unary(Float32Kernels::copy)),
                    entry("conj", unary(Float32Kernels::copy)),
                    entry("imag", unary(Float32Kernels::zero)),
                    entry("less", comparison(Float32Kernels::less)),
                    entry("less_equal", comparison(Float32Kernels::lessEqual)),
                    entry("greater", comparison(Float32Kernels::greater)),
                    entry("greater_equal", comparison(Float32Kernels::greaterEqual)),
                    entry("equal", comparison(Float32Kernels::equal)),
                    entry("not_equal", comparison(Float32Kernels::notEqual)),
                    entry("where", Float32Kernels::where));

    private static Kernel unary(Unary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((float[]) a, i, (float[]) r, o, n);
    }

    private static Kernel binary(Binary f) {
        return (a, i, b, j, c, k, r, o, n) ->
                f.run((float[]) a, i, (float[]) b, j, (float[]) r, o, n);
    }

    private static Kernel comparison(Comparison f) {
        return (a, i, b, j, c, k, r, o, n) ->
                f.run((float[]) a, i, (float[]) b, j, (byte[]) r, o, n);
    }

    private static void add(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] + b[j + x];
        }
    }

    private static void sub(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] - b[j + x];
        }
    }

    private static void mul(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] * b[j + x];
        }
    }

    private static void div(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] / b[j + x];
        }
    }

    private static void maximum(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.max(a[i + x], b[j + x]);
        }
    }

    private static void minimum(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.min(a[i + x], b[j + x]);
        }
    }

    private static void complex(float[] a, int i, float[] b, int j, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[2 * (o + x)] = a[i + x];
            r[2 * (o + x) + 1] = b[j + x];
        }
    }

    private static void neg(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = -a[i + x];
        }
    }

    private static void relu(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.max(a[i + x], 0);
        }
    }

    private static void abs(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.abs(a[i + x]);
        }
    }

    private static void square(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] * a[i + x];
        }
    }

    private static void reciprocal(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = 1 / a[i + x];
        }
    }

    private static void sqrt(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (float) Math.sqrt(a[i + x]);
        }
    }

    private static void exp(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (float) Math.exp(a[i + x]);
        }
    }

    private static void log(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (float) Math.log(a[i + x]);
        }
    }

    private static void log1p(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (float) log1p(a[i + x]);
        }
    }

    /** log(1 + x): what rounding takes from 1 + x, the quotient gives back (Kahan). */
    private static double log1p(double x) {
        double u = 1 + x;
        return u == 1 || u == Double.POSITIVE_INFINITY ? x : Math.log(u) * (x / (u - 1));
    }

    private static void sin(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (float) Math.sin(a[i + x]);
        }
    }

    private static void cos(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (float) Math.cos(a[i + x]);
        }
    }

    private static void tanh(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (float) Math.tanh(a[i + x]);
        }
    }

    private static void sigmoid(float[] a, int i, float[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (float) sigmoid(a[i + x]);
        }
    }

    private static void copy(float[] a, int i, float[] r, int o, int n) {
        System.arraycopy(a, i, r, o, n);
    }

    private static void zero(float[] a, int i, float[] r, int o, int n) {
        java.util.Arrays.fill(r, o, o + n, 0);
    }

    /** 1 / (1 + e⁻ˣ), by the branch whose exponential does not overflow. */
    private static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    private static void less(float[] a, int i, float[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] < b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void lessEqual(float[] a, int i, float[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] <= b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void greater(float[] a, int i, float[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] > b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void greaterEqual(float[] a, int i, float[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] >= b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void equal(float[] a, int i, float[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] == b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void notEqual(float[] a, int i, float[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] != b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void where(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        byte[] p = (byte[]) a;
        float[] u = (float[]) b;
        float[] v = (float[]) c;
        float[] w = (float[]) r;
        for (int x = 0; x < n; x++) {
            w[o + x] = p[i + x] != 0 ? u[j + x] : v[k + x];
        }
    }
}
