package org.argand.backend.cpu;

import static java.util.Map.entry;

import java.util.Map;

/** The loops over int32 numbers, by the name of the function; exact, wrapping around on overflow. */
final class Int32Kernels {
    private Int32Kernels() {}

    /** One operand. */
    private interface Unary {
        void run(int[] a, int i, int[] r, int o, int n);
    }

    /** Two operands. */
    private interface Binary {
        void run(int[] a, int i, int[] b, int j, int[] r, int o, int n);
    }

    /** Two operands to a truth value. */
    private interface Comparison {
        void run(int[] a, int i, int[] b, int j, byte[] r, int o, int n);
    }

    /** The kernels, by label. */
    static final Map<String, Kernel> TABLE =
            Map.ofEntries(
                    entry("add", binary(Int32Kernels::add)),
                    entry("sub", binary(Int32Kernels::sub)),
                    entry("mul", binary(Int32Kernels::mul)),
                    entry("maximum", binary(Int32Kernels::maximum)),
                    entry("minimum", binary(Int32Kernels::minimum)),
                    entry("neg", unary(Int32Kernels::neg)),
                    entry("relu", unary(Int32Kernels::relu)),
                    entry("abs", unary(Int32Kernels::abs)),
                    entry("square", unary(Int32Kernels::square)),
                    entry("sgn", unary(Int32Kernels::sgn)),
                    entry("abs2", unary(Int32Kernels::square)),
                    entry("real", unary(Int32Kernels::copy)),
                    entry("conj", unary(Int32Kernels::copy)),
                    entry("imag", unary(Int32Kernels::zero)),
                    entry("less", comparison(Int32Kernels::less)),
                    entry("less_equal", comparison(Int32Kernels::lessEqual)),
                    entry("greater", comparison(Int32Kernels::greater)),
                    entry("greater_equal", comparison(Int32Kernels::greaterEqual)),
                    entry("equal", comparison(Int32Kernels::equal)),
                    entry("not_equal", comparison(Int32Kernels::notEqual)),
                    entry("where", Int32Kernels::where));

    private static Kernel unary(Unary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((int[]) a, i, (int[]) r, o, n);
    }

    private static Kernel binary(Binary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((int[]) a, i, (int[]) b, j, (int[]) r, o, n);
    }

    private static Kernel comparison(Comparison f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((int[]) a, i, (int[]) b, j, (byte[]) r, o, n);
    }

    private static void add(int[] a, int i, int[] b, int j, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] + b[j + x];
        }
    }

    private static void sub(int[] a, int i, int[] b, int j, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] - b[j + x];
        }
    }

    private static void mul(int[] a, int i, int[] b, int j, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] * b[j + x];
        }
    }

    private static void maximum(int[] a, int i, int[] b, int j, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.max(a[i + x], b[j + x]);
        }
    }

    private static void minimum(int[] a, int i, int[] b, int j, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.min(a[i + x], b[j + x]);
        }
    }

    private static void neg(int[] a, int i, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = -a[i + x];
        }
    }

    private static void relu(int[] a, int i, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.max(a[i + x], 0);
        }
    }

    private static void abs(int[] a, int i, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.abs(a[i + x]);
        }
    }

    private static void square(int[] a, int i, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] * a[i + x];
        }
    }

    private static void sgn(int[] a, int i, int[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Integer.signum(a[i + x]);
        }
    }

    private static void copy(int[] a, int i, int[] r, int o, int n) {
        System.arraycopy(a, i, r, o, n);
    }

    private static void zero(int[] a, int i, int[] r, int o, int n) {
        java.util.Arrays.fill(r, o, o + n, 0);
    }

    private static void less(int[] a, int i, int[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] < b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void lessEqual(int[] a, int i, int[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] <= b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void greater(int[] a, int i, int[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] > b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void greaterEqual(int[] a, int i, int[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] >= b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void equal(int[] a, int i, int[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] == b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void notEqual(int[] a, int i, int[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] != b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void where(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        byte[] p = (byte[]) a;
        int[] u = (int[]) b;
        int[] v = (int[]) c;
        int[] w = (int[]) r;
        for (int x = 0; x < n; x++) {
            w[o + x] = p[i + x] != 0 ? u[j + x] : v[k + x];
        }
    }
}
