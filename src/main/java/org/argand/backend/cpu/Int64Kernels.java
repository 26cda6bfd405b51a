package org.argand.backend.cpu;

import static java.util.Map.entry;

import java.util.Map;

/** The loops over int64 numbers, by the name of the function; exact, wrapping around on overflow. */
final class Int64Kernels {
    private Int64Kernels() {}

    /** One operand. */
    private interface Unary {
        void run(long[] a, int i, long[] r, int o, int n);
    }

    /** Two operands. */
    private interface Binary {
        void run(long[] a, int i, long[] b, int j, long[] r, int o, int n);
    }

    /** Two operands to a truth value. */
    private interface Comparison {
        void run(long[] a, int i, long[] b, int j, byte[] r, int o, int n);
    }

    /** The kernels, by label. */
    static final Map<String, Kernel> TABLE =
            Map.ofEntries(
                    entry("add", binary(Int64Kernels::add)),
                    entry("sub", binary(Int64Kernels::sub)),
                    entry("mul", binary(Int64Kernels::mul)),
                    entry("maximum", binary(Int64Kernels::maximum)),
                    entry("minimum", binary(Int64Kernels::minimum)),
                    entry("neg", unary(Int64Kernels::neg)),
                    entry("relu", unary(Int64Kernels::relu)),
                    entry("abs", unary(Int64Kernels::abs)),
                    entry("square", unary(Int64Kernels::square)),
                    entry("sgn", unary(Int64Kernels::sgn)),
                    entry("abs2", unary(Int64Kernels::square)),
                    entry("real", unary(Int64Kernels::copy)),
                    entry("conj", unary(Int64Kernels::copy)),
                    entry("imag", unary(Int64Kernels::zero)),
                    entry("less", comparison(Int64Kernels::less)),
                    entry("less_equal", comparison(Int64Kernels::lessEqual)),
                    entry("greater", comparison(Int64Kernels::greater)),
                    entry("greater_equal", comparison(Int64Kernels::greaterEqual)),
                    entry("equal", comparison(Int64Kernels::equal)),
                    entry("not_equal", comparison(Int64Kernels::notEqual)),
                    entry("where", Int64Kernels::where));

    private static Kernel unary(Unary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((long[]) a, i, (long[]) r, o, n);
    }

    private static Kernel binary(Binary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((long[]) a, i, (long[]) b, j, (long[]) r, o, n);
    }

    private static Kernel comparison(Comparison f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((long[]) a, i, (long[]) b, j, (byte[]) r, o, n);
    }

    private static void add(long[] a, int i, long[] b, int j, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] + b[j + x];
        }
    }

    private static void sub(long[] a, int i, long[] b, int j, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] - b[j + x];
        }
    }

    private static void mul(long[] a, int i, long[] b, int j, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] * b[j + x];
        }
    }

    private static void maximum(long[] a, int i, long[] b, int j, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.max(a[i + x], b[j + x]);
        }
    }

    private static void minimum(long[] a, int i, long[] b, int j, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.min(a[i + x], b[j + x]);
        }
    }

    private static void neg(long[] a, int i, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = -a[i + x];
        }
    }

    private static void relu(long[] a, int i, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.max(a[i + x], 0);
        }
    }

    private static void abs(long[] a, int i, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Math.abs(a[i + x]);
        }
    }

    private static void square(long[] a, int i, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] * a[i + x];
        }
    }

    private static void sgn(long[] a, int i, long[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = Long.signum(a[i + x]);
        }
    }

    private static void copy(long[] a, int i, long[] r, int o, int n) {
        System.arraycopy(a, i, r, o, n);
    }

    private static void zero(long[] a, int i, long[] r, int o, int n) {
        java.util.Arrays.fill(r, o, o + n, 0);
    }

    private static void less(long[] a, int i, long[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] < b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void lessEqual(long[] a, int i, long[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] <= b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void greater(long[] a, int i, long[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] > b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void greaterEqual(long[] a, int i, long[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] >= b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void equal(long[] a, int i, long[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] == b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void notEqual(long[] a, int i, long[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = a[i + x] != b[j + x] ? (byte) 1 : 0;
        }
    }

    private static void where(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        byte[] p = (byte[]) a;
        long[] u = (long[]) b;
        long[] v = (long[]) c;
        long[] w = (long[]) r;
        for (int x = 0; x < n; x++) {
            w[o + x] = p[i + x] != 0 ? u[j + x] : v[k + x];
        }
    }
}
