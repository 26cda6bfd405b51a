package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Operand;
import org.argand.backend.cpu.BatchKernel.Batch;

/** Hands batched matrix products of strided operands to {@link SmallProducts} or {@link Matmul}. */
final class BatchedMatmul {
    private final Layout a;
    private final Layout b;
    private final Layout c;
    private final int rank;
    private int batchRank;
    private int m;

    private BatchedMatmul(Layout a, Layout b, Layout c) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.rank = c.shape().rank();
        this.batchRank = rank - 2;
        this.m = (int) c.shape().dim(rank - 2);
        mergeRows();
    }

    /** {@code [..., m, k] · [..., k, n] → [..., m, n]}. */
    static void run(Matrix a, Matrix b, Operand result) {
        if (result.shape().isEmpty()) {
            return;
        }
        new BatchedMatmul(a.operand().layout(), b.operand().layout(), result.layout())
                .run(
                        result.dtype(),
                        CpuBuffer.array(a.operand(), "matmul"),
                        a.conjugated(),
                        CpuBuffer.array(b.operand(), "matmul"),
                        b.conjugated(),
                        CpuBuffer.array(result, "matmul"));
    }

    /** Many left matrices with one right matrix are one tall left matrix, where the rows lie evenly. */
    private void mergeRows() {
        while (batchRank > 0) {
            int axis = batchRank - 1;
            long d = c.shape().dim(axis);
            boolean evenly =
                    d == 1
                            || (b.stride(axis) == 0
                                    && continues(a, axis)
                                    && continues(c, axis)
                                    && m * d <= Integer.MAX_VALUE);
            if (!evenly) {
                return;
            }
            m *= (int) d;
            batchRank--;
        }
    }

    /** Whether the next matrix along {@code axis} begins where the next row of this one would. */
    private boolean continues(Layout l, int axis) {
        return m == 1 || l.stride(axis) == m * rowStride(l);
    }

    private long rowStride(Layout l) {
        for (int axis = rank - 2; axis > batchRank; axis--) {
            if (c.shape().dim(axis) != 1) {
                return l.stride(axis);
            }
        }
        return l.stride(batchRank);
    }

    private void run(DType dtype, Object x, boolean conjX, Object y, boolean conjY, Object z) {
        int n = (int) c.shape().dim(rank - 1);
        int k = (int) a.shape().dim(rank - 1);
        boolean cx = conjX && dtype.isComplex();
        boolean cy = conjY && dtype.isComplex();
        if (isSmall(n, k)) {
            if (dtype.isDouble()) {
                small(
                        SmallProducts.DOUBLES,
                        dtype,
                        (double[]) x,
                        cx,
                        (double[]) y,
                        cy,
                        (double[]) z,
                        n,
                        k);
            } else {
                small(
                        SmallProducts.FLOATS,
                        dtype,
                        (float[]) x,
                        cx,
                        (float[]) y,
                        cy,
                        (float[]) z,
                        n,
                        k);
            }
            return;
        }
        int[][] at = offsets();
        switch (dtype) {
            case FLOAT32 -> floats(Matmul::sgemm, x, cx, y, cy, z, n, k, at);
            case FLOAT64 -> doubles(Matmul::dgemm, x, cx, y, cy, z, n, k, at);
            case COMPLEX64 -> floats(Matmul::cgemm, x, cx, y, cy, z, n, k, at);
            case COMPLEX128 -> doubles(Matmul::zgemm, x, cx, y, cy, z, n, k, at);
            case BOOL, INT32, INT64 -> throw new AssertionError("matmul of " + dtype);
        }
    }

    private boolean isSmall(int n, int k) {
        return batchRank > 0
                && Math.max(m, Math.max(n, k)) <= BatchKernel.SMALL
                && (n == 1 || c.stride(rank - 1) == 1);
    }

    private <T> void small(
            SmallProducts<T> products,
            DType dtype,
            T x,
            boolean conjX,
            T y,
            boolean conjY,
            T z,
            int n,
            int k) {
        int last = batchRank - 1;
        Batch<T> batch =
                new Batch<>(
                        dtype.isComplex(),
                        m,
                        n,
                        k,
                        left(x, conjX),
                        (int) a.stride(last),
                        right(y, conjY),
                        (int) b.stride(last),
                        out(z),
                        (int) c.stride(last));
        products.multiply(batch, batchRank, c, a, b);
    }

    /** Where the matrices of C, A and B begin. */
    private int[][] offsets() {
        Odometer batch = new Odometer(batchRank, c, a, b);
        int count = Math.toIntExact(batch.count());
        int[][] at = new int[3][count];
        for (int i = 0; i < count; i++, batch.next()) {
            at[0][i] = batch.at(0);
            at[1][i] = batch.at(1);
            at[2][i] = batch.at(2);
        }
        return at;
    }

    private void floats(
            Product<float[]> product,
            Object x,
            boolean conjX,
            Object y,
            boolean conjY,
            Object z,
            int n,
            int k,
            int[][] at) {
        multiply(product, (float[]) x, conjX, (float[]) y, conjY, (float[]) z, n, k, at);
    }

    private void doubles(
            Product<double[]> product,
            Object x,
            boolean conjX,
            Object y,
            boolean conjY,
            Object z,
            int n,
            int k,
            int[][] at) {
        multiply(product, (double[]) x, conjX, (double[]) y, conjY, (double[]) z, n, k, at);
    }

    /** One of the batched products of {@link Matmul}. */
    private interface Product<T> {
        void run(
                int m,
                int n,
                int k,
                Strided<T> a,
                int[] u,
                Strided<T> b,
                int[] v,
                Strided<T> c,
                int[] w);
    }

    private <T> void multiply(
            Product<T> product,
            T x,
            boolean conjX,
            T y,
            boolean conjY,
            T z,
            int n,
            int k,
            int[][] at) {
        product.run(m, n, k, left(x, conjX), at[1], right(y, conjY), at[2], out(z), at[0]);
    }

    private <T> Strided<T> left(T array, boolean conj) {
        return new Strided<>(array, 0, (int) rowStride(a), (int) a.stride(rank - 1), conj);
    }

    private <T> Strided<T> right(T array, boolean conj) {
        return new Strided<>(array, 0, (int) b.stride(rank - 2), (int) b.stride(rank - 1), conj);
    }

    private <T> Strided<T> out(T array) {
        return new Strided<>(array, 0, (int) rowStride(c), (int) c.stride(rank - 1), false);
    }
}
