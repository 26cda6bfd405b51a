package org.argand.backend.cpu;

import static java.util.Map.entry;

import java.util.Map;

/** The loops over float64 numbers, by the name of the function. */
final class Float64Kernels {
    private Float64Kernels() {}

    /** One operand. */
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

    /** The kernels, by label. */
    static final Map<String, Kernel> TABLE =
            Map.ofEntries(
                    entry("add", binary(Float64Kernels::add)),
                    entry("sub", binary(Float64Kernels::sub)),
                    entry("mul", binary(Float64Kernels::mul)),
                    entry("div", binary(Float64Kernels::div)),
                    entry("maximum", binary(Float64Kernels::maximum)),
                    entry("minimum", binary(Float64Kernels::minimum)),
                    entry("complex", binary(Float64Kernels::complex)),
                    entry("neg", unary(Float64Kernels::neg)),
                    entry("relu", unary(Float64Kernels::relu)),
                    entry("abs", unary(Float64Kernels::abs)),
                    entry("square", unary(Float64Kernels::square)),
                    entry("reciprocal", unary(Float64Kernels::reciprocal)),
                    entry("sqrt", unary(Float64Kernels::sqrt)),
                    entry("exp", unary(Float64Kernels::exp)),
                    entry("log", unary(Float64Kernels::log)),
                    entry("sin", unary(Float64Kernels::sin)),
                    entry("cos", unary(Float64Kernels::cos)),
                    entry("tanh", unary(Float64Kernels::tanh)),
                    entry("sigmoid", unary(Float64Kernels::sigmoid)),
                    entry("abs2", unary(Float64Kernels::square)),
                    entry("real", unary(Float64Kernels::copy)),
                    entry("conj", unary(Float64Kernels::copy)),
                    entry("imag", unary(Float64Kernels::zero)),
                    entry("less", comparison(Float64Kernels::less)),
                    entry("less_equal", comparison(Float64Kernels::lessEqual)),
                    entry("greater", comparison(Float64Kernels::greater)),
                    entry("greater_equal", comparison(Float64Kernels::greaterEqual)),
                    entry("equal", comparison(Float64Kernels::equal)),
                    entry("not_equal", comparison(Float64Kernels::notEqual)),
                    entry("where", Float64Kernels::where));

    private static Kernel unary(Unary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((double[]) a, i, (double[]) r, o, n);
    }

    private static Kernel binary(Binary f) {
        return (a, i, b, j, c, k, r, o, n) ->
                f.run((double[]) a, i, (double[]) b, j, (double[]) r, o, n);
    }

    private static Kernel comparison(Comparison f) {
        return (a, i, b, j, c, k, r, o, n) ->
                f.run((double[]) a, i, (double[]) b, j, (byte[]) r, o, n);
    }

    private static void add(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] + b[j + x];
        }
    }

    private static void sub(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] - b[j + x];
        }
    }

    private static void mul(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] * b[j + x];
        }
    }

    private static void div(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] / b[j + x];
        }
    }

    private static void maximum(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.max(a[i + x], b[j + x]);
        }
    }

    private static void minimum(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.min(a[i + x], b[j + x]);
        }
    }

    private static void complex(double[] a, int i, double[] b, int j, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[2 * (o + x)] = a[i + x];
            r[2 * (o + x) + 1] = b[j + x];
        }
    }

    private static void neg(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = -a[i + x];
        }
    }

    private static void relu(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.max(a[i + x], 0);
        }
    }

    private static void abs(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.abs(a[i + x]);
        }
    }

    private static void square(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] * a[i + x];
        }
    }

    private static void reciprocal(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = 1 / a[i + x];
        }
    }

    private static void sqrt(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.sqrt(a[i + x]);
        }
    }

    private static void exp(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.exp(a[i + x]);
        }
    }

    private static void log(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.log(a[i + x]);
        }
    }

    private static void sin(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.sin(a[i + x]);
        }
    }

    private static void cos(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.cos(a[i + x]);
        }
    }

    private static void tanh(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.tanh(a[i + x]);
        }
    }

    private static void sigmoid(double[] a, int i, double[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = sigmoid(a[i + x]);
        }
    }

    private static void copy(double[] a, int i, double[] r, int o, int n) {
        System.arraycopy(a, i, r, o, n);
    }

    private static void zero(double[] a, int i, double[] r, int o, int n) {
        java.util.Arrays.fill(r, o, o + n, 0);
    }

    /** 1 / (1 + e⁻ˣ), by the branch whose exponential does not overflow. */
    private static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    private static void less(double[] a, int i, double[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] < b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void lessEqual(double[] a, int i, double[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] <= b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void greater(double[] a, int i, double[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] > b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void greaterEqual(double[] a, int i, double[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] >= b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void equal(double[] a, int i, double[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] == b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void notEqual(double[] a, int i, double[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] != b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void where(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        byte[] p = (byte[]) a;
        double[] u = (double[]) b;
        double[] v = (double[]) c;
        double[] w = (double[]) r;
        for (int x = 0; x < n; x++) {
            w[o + x] = p[i + x] != 0 ? u[j + x] : v[k + x];
        }
    }
}
