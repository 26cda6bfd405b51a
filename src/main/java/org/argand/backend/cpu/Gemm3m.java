package org.argand.backend.cpu;

import java.util.function.Supplier;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * Complex matrix products by three real ones instead of four, an opt-in.
 *
 * <p>With P = Re A · Re B, Q = Im A · Im B and S = (Re A + Im A) · (Re B + Im B), the product is (P − Q)
 * + i (S − P − Q): a quarter fewer operations, for copies of the parts of A and B. The system property
 * {@code argand.matmul}, else the environment variable {@code ARGAND_MATMUL}, chooses it with {@code
 * 3m}; the default is {@code 4m}. Products with an extent below {@value #LEAST} are always done by four.
 *
 * <p>The error of an element is at most (2 k + 8) ε Σ(|Re a| + |Im a|)(|Re b| + |Im b|), twice what it
 * is by four; but that is all there is. By four a part that is a sum of small terms has a small error;
 * by three the imaginary part suffers from whatever is in P and Q, and is accurate only in comparison
 * with the norms of A and B (Higham, "Stability of a method for multiplying complex matrices with three
 * real matrix multiplications", 1992). Where P or S overflows, or holds an infinity, so does the result.
 * It is the same on any number of threads, with the Vector API or without.
 */
final class Gemm3m<T> {

    /** The least extent for which the copies pay. */
    static final int LEAST = 128;

    /** Extents of the blocks in which parts are copied; the depth of a block is part of the result. */
    private static final int ROWS = 512;

    private static final int COLS = 1024;
    private static final int DEPTH = 2 * Gemm.DEPTH;

    private static final int TASK_ROWS = 32;

    private static volatile boolean chosen = configured();

    private final GemmMemory<T> memory;
    private final Supplier<GemmKernel<T>> kernel;

    private Gemm3m(GemmMemory<T> memory, Supplier<GemmKernel<T>> kernel) {
        this.memory = memory;
        this.kernel = kernel;
    }

    /** Whether a complex product of this shape is to be done by three real ones. */
    static boolean chosen(int m, int n, int k) {
        return chosen && m >= LEAST && n >= LEAST && k >= LEAST;
    }

    /** Chooses for products from now on. */
    static void choose(boolean three) {
        chosen = three;
    }

    /** Computes C = A · B of complex numbers. */
    static <T> void multiply(
            GemmMemory<T> memory, Supplier<GemmKernel<T>> kernel, GemmOperands<T> operands) {
        new Gemm3m<>(memory, kernel).run(operands);
    }

    private void run(GemmOperands<T> operands) {
        int m = operands.m();
        int n = operands.n();
        int k = operands.k();
        Strided<T> a = operands.a();
        Strided<T> b = operands.b();
        Strided<T> c = operands.c();
        int leftSize = Math.min(m, ROWS) * Math.min(k, DEPTH);
        int rightSize = Math.min(k, DEPTH) * Math.min(n, COLS);
        int size = Math.min(m, ROWS) * Math.min(n, COLS);
        T scratch = memory.scratch(Slot.PARTS, 3 * (leftSize + rightSize + size));
        for (int k0 = 0; k0 < k; k0 += DEPTH) {
            int depth = Math.min(DEPTH, k - k0);
            for (int j0 = 0; j0 < n; j0 += COLS) {
                int cols = Math.min(COLS, n - j0);
                Strided<T> right = b.shifted(k0 * b.rowStride() + j0 * b.colStride());
                Parts<T> y = split(right, depth, cols, scratch, 3 * leftSize);
                for (int i0 = 0; i0 < m; i0 += ROWS) {
                    int rows = Math.min(ROWS, m - i0);
                    Strided<T> left = a.shifted(i0 * a.rowStride() + k0 * a.colStride());
                    Parts<T> x = split(left, rows, depth, scratch, 0);
                    Parts<T> z =
                            new Parts<>(scratch, 3 * (leftSize + rightSize), rows * cols, cols, 1);
                    multiply(rows, cols, depth, x, y, z);
                    merge(
                            z,
                            rows,
                            cols,
                            c.shifted(i0 * c.rowStride() + j0 * c.colStride()),
                            k0 > 0);
                }
            }
        }
    }

    private void multiply(int m, int n, int k, Parts<T> a, Parts<T> b, Parts<T> c) {
        for (int p = 0; p < 3; p++) {
            Gemm.multiply(
                    memory,
                    kernel,
                    new GemmOperands<>(false, m, n, k, a.part(p), b.part(p), c.part(p)));
        }
    }

    /** The real parts, the imaginary parts and their sums of a matrix, in the order in which it lies. */
    private Parts<T> split(Strided<T> x, int rows, int cols, T to, int at) {
        boolean lying = x.rowStride() == 2 && x.colStride() != 2;
        Strided<T> from = lying ? x.transposed() : x;
        int outer = lying ? cols : rows;
        int inner = lying ? rows : cols;
        Workers.run(
                Math.ceilDiv(outer, TASK_ROWS),
                t -> {
                    int end = Math.min(outer, (t + 1) * TASK_ROWS);
                    for (int i = t * TASK_ROWS; i < end; i++) {
                        memory.split(from, i, inner, to, at + i * inner, outer * inner);
                    }
                });
        return new Parts<>(to, at, rows * cols, lying ? 1 : cols, lying ? rows : 1);
    }

    private void merge(Parts<T> z, int rows, int cols, Strided<T> c, boolean add) {
        Workers.run(
                Math.ceilDiv(rows, TASK_ROWS),
                t -> {
                    int end = Math.min(rows, (t + 1) * TASK_ROWS);
                    for (int i = t * TASK_ROWS; i < end; i++) {
                        memory.merge(z.data(), z.at() + i * cols, z.apart(), c, i, cols, add);
                    }
                });
    }

    private static boolean configured() {
        String property = System.getProperty("argand.matmul");
        String value = property != null ? property : System.getenv("ARGAND_MATMUL");
        if (value == null || value.isBlank() || value.strip().equalsIgnoreCase("4m")) {
            return false;
        }
        if (value.strip().equalsIgnoreCase("3m")) {
            return true;
        }
        throw new IllegalArgumentException(
                "argand.matmul: must be 3m or 4m, not \"" + value + "\"");
    }

    /** Three real matrices of one layout, {@code apart} numbers from one to the next. */
    private record Parts<T>(T data, int at, int apart, int rowStride, int colStride) {
        Strided<T> part(int i) {
            return new Strided<>(data, at + i * apart, rowStride, colStride, false);
        }
    }
}
