package org.argand.backend.cpu;

import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Operand;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * Matrix products C = A · B on Java arrays: real and interleaved complex, single and double precision,
 * any strides, one product or a batch.
 *
 * <p>The prefixes are those of BLAS: {@code s} float32, {@code d} float64, {@code c} complex64,
 * {@code z} complex128. A is m × k, B is k × n, C is m × n. Offsets and strides count elements (complex
 * ones where the type is complex); a transposed operand is one with exchanged strides, an adjoint one
 * is also marked conjugated, which C must not be. C is overwritten and must not overlap A or B; with
 * k = 0 it becomes zero. It is written fastest when its columns are contiguous.
 *
 * <p>Sums run along k in an order that the shape alone decides: the same bits on any number of
 * threads, with the Vector API or without. The error of an element is at most (k + 2) ε Σ|a||b|; a
 * complex product by three real ones, see {@link Gemm3m}, is an opt-in that has a larger one.
 */
final class Matmul {

    /** float32 and complex64; package-private, as the next is, so that tests and benchmarks can wait for its kernels. */
    static final Precision<float[]> SINGLE =
            new Precision<>(
                    Storage.FLOATS,
                    new FloatMemory(),
                    FloatPlainKernel::new,
                    () -> new FloatVectorKernel());

    /** float64 and complex128. */
    static final Precision<double[]> DOUBLE =
            new Precision<>(
                    Storage.DOUBLES,
                    new DoubleMemory(),
                    DoublePlainKernel::new,
                    () -> new DoubleVectorKernel());

    /** Multiply-adds of small products that one task of a batch does. */
    private static final long TASK = 1 << 17;

    private Matmul() {}

    /** The precision of that inexact type. */
    static Precision<?> precision(DType dtype) {
        return dtype.isDouble() ? DOUBLE : SINGLE;
    }

    /** C = A · B in float32. */
    static void sgemm(
            int m, int n, int k, Strided<float[]> a, Strided<float[]> b, Strided<float[]> c) {
        one(SINGLE, false, m, n, k, a, b, c);
    }

    /** As many products in float32 as there are offsets; those of the matrices are added to them. */
    static void sgemm(
            int m,
            int n,
            int k,
            Strided<float[]> a,
            int[] aOffsets,
            Strided<float[]> b,
            int[] bOffsets,
            Strided<float[]> c,
            int[] cOffsets) {
        IntConsumer product =
                i ->
                        sgemm(
                                m,
                                n,
                                k,
                                a.shifted(aOffsets[i]),
                                b.shifted(bOffsets[i]),
                                c.shifted(cOffsets[i]));
        batch(cOffsets.length, Gemm.multiplyAdds(false, m, n, k), product);
    }

    /** C = A · B in float64. */
    static void dgemm(
            int m, int n, int k, Strided<double[]> a, Strided<double[]> b, Strided<double[]> c) {
        one(DOUBLE, false, m, n, k, a, b, c);
    }

    /** As many products in float64 as there are offsets; those of the matrices are added to them. */
    static void dgemm(
            int m,
            int n,
            int k,
            Strided<double[]> a,
            int[] aOffsets,
            Strided<double[]> b,
            int[] bOffsets,
            Strided<double[]> c,
            int[] cOffsets) {
        IntConsumer product =
                i ->
                        dgemm(
                                m,
                                n,
                                k,
                                a.shifted(aOffsets[i]),
                                b.shifted(bOffsets[i]),
                                c.shifted(cOffsets[i]));
        batch(cOffsets.length, Gemm.multiplyAdds(false, m, n, k), product);
    }

    /** C = A · B in complex64. */
    static void cgemm(
            int m, int n, int k, Strided<float[]> a, Strided<float[]> b, Strided<float[]> c) {
        one(SINGLE, true, m, n, k, a, b, c);
    }

    /** As many products in complex64 as there are offsets; those of the matrices are added to them. */
    static void cgemm(
            int m,
            int n,
            int k,
            Strided<float[]> a,
            int[] aOffsets,
            Strided<float[]> b,
            int[] bOffsets,
            Strided<float[]> c,
            int[] cOffsets) {
        IntConsumer product =
                i ->
                        cgemm(
                                m,
                                n,
                                k,
                                a.shifted(aOffsets[i]),
                                b.shifted(bOffsets[i]),
                                c.shifted(cOffsets[i]));
        batch(cOffsets.length, Gemm.multiplyAdds(true, m, n, k), product);
    }

    /** C = A · B in complex128. */
    static void zgemm(
            int m, int n, int k, Strided<double[]> a, Strided<double[]> b, Strided<double[]> c) {
        one(DOUBLE, true, m, n, k, a, b, c);
    }

    /** As many products in complex128 as there are offsets; those of the matrices are added to them. */
    static void zgemm(
            int m,
            int n,
            int k,
            Strided<double[]> a,
            int[] aOffsets,
            Strided<double[]> b,
            int[] bOffsets,
            Strided<double[]> c,
            int[] cOffsets) {
        IntConsumer product =
                i ->
                        zgemm(
                                m,
                                n,
                                k,
                                a.shifted(aOffsets[i]),
                                b.shifted(bOffsets[i]),
                                c.shifted(cOffsets[i]));
        batch(cOffsets.length, Gemm.multiplyAdds(true, m, n, k), product);
    }

    private static <T> void one(
            Precision<T> precision,
            boolean complex,
            int m,
            int n,
            int k,
            Strided<T> a,
            Strided<T> b,
            Strided<T> c) {
        int unit = complex ? 2 : 1;
        GemmOperands<T> operands =
                new GemmOperands<>(complex, m, n, k, a.times(unit), b.times(unit), c.times(unit));
        if (complex && Gemm3m.chosen(m, n, k)) {
            Gemm3m.multiply(precision.memory, precision.real, operands);
        } else {
            Gemm.multiply(precision.memory, precision.kernel(complex), operands);
        }
    }

    /** Large products use all threads one after another; small ones are shared out among the threads. */
    private static void batch(int count, long multiplyAdds, IntConsumer product) {
        if (multiplyAdds >= Gemm.PARALLEL || multiplyAdds * count < Gemm.PARALLEL) {
            for (int i = 0; i < count; i++) {
                product.accept(i);
            }
            return;
        }
        int group = Math.clamp(TASK / Math.max(1, multiplyAdds), 1, count);
        Workers.run(
                Math.ceilDiv(count, group),
                t -> {
                    for (int i = t * group; i < Math.min(count, (t + 1) * group); i++) {
                        product.accept(i);
                    }
                });
    }

    /**
     * Arrays of one type and the kernels for them: one for real and one for complex products, whose narrow ones are rehearsed
     * apart.
     *
     * <p>Where there are matrix products, most of the time goes into them, so that these rehearsals come first.
     */
    static final class Precision<T> {
        /** Multiply-adds of a tile that is rehearsed: so many that it is what decides, whatever its size. */
        private static final int TILE = 1 << 13;

        private final Storage storage;
        private final GemmMemory<T> memory;
        private final GemmKernel<T> plain;
        private final Warm<GemmKernel<T>> real;
        private final Warm<GemmKernel<T>> complex;

        Precision(
                Storage storage,
                GemmMemory<T> memory,
                Function<GemmMemory<T>, GemmKernel<T>> plain,
                Supplier<GemmKernel<T>> vector) {
            this.storage = storage;
            this.memory = memory;
            this.plain = plain.apply(memory);
            this.real = Warm.first(this.plain, vector, kernel -> rehearse(kernel, false));
            this.complex = Warm.first(this.plain, vector, kernel -> rehearse(kernel, true));
        }

        GemmMemory<T> memory() {
            return memory;
        }

        /** A · B of matrices of rank 2, of which nothing is made yet; C's strides count numbers. */
        Gemm<T> product(Matrix a, Matrix b, Strided<T> c) {
            return product(a, b, c, false, false);
        }

        /** As {@link #product(Matrix, Matrix, Strided)}, of operands of which each part is in a cache when it comes, or not. */
        Gemm<T> product(Matrix a, Matrix b, Strided<T> c, boolean nearA, boolean nearB) {
            boolean complex = a.operand().dtype().isComplex();
            Shape left = a.operand().shape();
            return new Gemm<>(
                    memory,
                    kernel(complex).get(),
                    new GemmOperands<>(
                            complex,
                            (int) left.dim(0),
                            (int) b.operand().shape().dim(1),
                            (int) left.dim(1),
                            strided(a.operand(), a.conjugated()),
                            strided(b.operand(), b.conjugated()),
                            c,
                            nearA,
                            nearB));
        }

        /** A matrix of rank 2; strides count numbers. */
        @SuppressWarnings("unchecked") // of the type that the precision is for
        Strided<T> strided(Operand o, boolean conjugated) {
            boolean complex = o.dtype().isComplex();
            Layout l = o.layout();
            return new Strided<>(
                            (T) CpuBuffer.array(o, "matmul"),
                            (int) l.offset(),
                            (int) l.stride(0),
                            (int) l.stride(1),
                            conjugated && complex)
                    .times(complex ? 2 : 1);
        }

        /** An array that is to be taken from that pool. */
        Scrap<T> scrap(BufferPool pool) {
            return new Scrap<>(pool, storage);
        }

        Warm<GemmKernel<T>> kernel(boolean complex) {
            return complex ? this.complex : real;
        }

        /**
         * Every branch of a kernel once, on whatever the scratch arrays hold; how many multiply-adds that was. Tiles are those
         * of both kinds of products; but the plain ones, which are in use, only see their own here: a branch that was never
         * taken before would have them compiled anew.
         */
        private double rehearse(GemmKernel<T> now, boolean complex) {
            int width = now.width();
            int tall = now.height();
            int depth = TILE / (width * tall);
            T a = memory.scratch(Slot.STRIPS, 2 * depth * tall);
            T b = memory.scratch(Slot.PANEL, depth * width);
            T c = memory.scratch(Slot.TILE, 2 * tall * width);
            Strided<T> panel = new Strided<>(b, 0, width, 1, false);
            Strided<T> tile = new Strided<>(c, 0, width, 1, false);
            now.copyPanels(c, 0, 0, depth, 2, b, 0, 0);
            now.copyStrips(c, 0, 0, depth, 2, a, 0, depth * tall);
            double work = 4.0 * TILE;
            for (int branch = 0; branch < 4; branch++) {
                boolean add = (branch & 1) != 0;
                boolean second = (branch & 2) != 0;
                boolean pairs = now == plain ? complex : second;
                Strided<T> strips = new Strided<>(a, 0, depth * tall, 1, add);
                // A whole tile, and one more row, which is a tile of its own.
                now.multiply(pairs, now.rows(pairs) + 1, depth, strips, panel, tile, add);
                work +=
                        now.narrow()
                                .map(n -> rehearse(n, complex, a, b, c, second, add))
                                .orElse(0.0);
            }
            return work;
        }

        private double rehearse(
                NarrowKernel<T> narrow, boolean complex, T a, T b, T c, boolean conj, boolean add) {
            int depth = 16;
            int used = narrow.width() - 2;
            Strided<T> left = new Strided<>(a, 0, 2 * depth, 2, conj);
            Strided<T> right = new Strided<>(b, 0, used, 1, !conj);
            Strided<T> to = new Strided<>(c, 0, used, 1, false);
            // One row more than the kernels take at a time, so that they see few rows as well as
            // many.
            if (complex) {
                narrow.complex(5, depth, left, right, to, used, add);
                return 2.0 * 5 * depth * used;
            }
            narrow.real(7, depth, left, right, to, used, add);
            return 7.0 * depth * used;
        }
    }
}
