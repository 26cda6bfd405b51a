package org.argand.backend.cpu;

import static java.util.Map.entry;

import java.util.Map;

/** The loops over truth values (bytes 0 and 1), by the name of the function. */
final class BoolKernels {
    private BoolKernels() {}

    /** Two operands. */
    private interface Binary {
        void run(byte[] a, int i, byte[] b, int j, byte[] r, int o, int n);
    }

    /** The kernels, by label. */
    static final Map<String, Kernel> TABLE =
            Map.ofEntries(
                    entry("logical_and", binary(BoolKernels::and)),
                    entry("logical_or", binary(BoolKernels::or)),
                    entry("logical_xor", binary(BoolKernels::xor)),
                    entry("logical_not", BoolKernels::not),
                    entry("not_equal", binary(BoolKernels::xor)),
                    entry("equal", binary(BoolKernels::equal)),
                    entry("where", BoolKernels::where));

    private static Kernel binary(Binary f) {
        return (a, i, b, j, c, k, r, o, n) -> f.run((byte[]) a, i, (byte[]) b, j, (byte[]) r, o, n);
    }

    private static void and(byte[] a, int i, byte[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (byte) (a[i + x] & b[j + x]);
        }
    }

    private static void or(byte[] a, int i, byte[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (byte) (a[i + x] | b[j + x]);
        }
    }

    private static void xor(byte[] a, int i, byte[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (byte) (a[i + x] ^ b[j + x]);
        }
    }

    private static void equal(byte[] a, int i, byte[] b, int j, byte[] r, int o, int n) {
        for (int x = 0; x < n; x++) {
            r[o + x] = (byte) (a[i + x] ^ b[j + x] ^ 1);
        }
    }

    private static void not(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        byte[] u = (byte[]) a;
        byte[] w = (byte[]) r;
        for (int x = 0; x < n; x++) {
            w[o + x] = (byte) (u[i + x] ^ 1);
        }
    }

    private static void where(
            Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n) {
        byte[] p = (byte[]) a;
        byte[] u = (byte[]) b;
        byte[] v = (byte[]) c;
        byte[] w = (byte[]) r;
        for (int x = 0; x < n; x++) {
            w[o + x] = p[i + x] != 0 ? u[j + x] : v[k + x];
        }
    }
}
