package org.argand.backend.cpu;

import java.util.function.LongConsumer;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;

/**
 * Gathers along an axis by an index tensor, and the adjoint of that, which adds.
 *
 * <p>Both operands are seen as [outer axes, the indexed ones, inner axes]. Indices are checked before anything is
 * written. Repeated indices add up in row-major order, so that the sum is the same each time.
 */
final class Indexing {
    /** Below this many elements a second thread costs more than it saves. */
    private static final long SERIAL = 16_384;

    /** Elements that are picked one by one by one task. */
    private static final int PART = 8_192;

    private Indexing() {}

    /** {@code result[i…, j…, k…] = x[i…, indices[j…], k…]}. */
    static void gather(Operand x, Operand indices, int axis, Operand result) {
        int[] index = indices(indices, x.shape(), axis, "gather");
        Object from = CpuBuffer.array(x, "gather");
        Object to = CpuBuffer.array(result, "gather");
        if (result.shape().isEmpty()) {
            return;
        }
        Slices s = new Slices(x, indices, axis, result);
        if (s.picksElements()) {
            int parts = (index.length + PART - 1) / PART;
            slices(
                    s.outer * parts,
                    result.shape().size(),
                    t -> s.pick(t / parts, (int) (t % parts) * PART, index, from, to));
        } else {
            slices(s.outer, result.shape().size(), i -> s.gather(i, index, from, to));
        }
    }

    /** {@code result[i…, indices[j…], k…] += updates[i…, j…, k…]} from zero. */
    static void scatterAdd(Operand updates, Operand indices, int axis, Operand result) {
        int[] index = indices(indices, result.shape(), axis, "scatterAdd");
        Object from = CpuBuffer.array(updates, "scatterAdd");
        Access zeroed = Access.of(result, "scatterAdd");
        if (result.shape().isEmpty()) {
            return;
        }
        Object zeros = Storage.of(result.dtype()).allocate(2 * Frame.BLOCK);
        long size = result.shape().size();
        for (long p = 0; p < size; p += Frame.BLOCK) {
            zeroed.scatter(zeros, 0, p, (int) Math.min(Frame.BLOCK, size - p));
        }
        Slices s = new Slices(result, indices, axis, updates);
        slices(s.outer, updates.shape().size(), i -> s.add(i, index, from, zeroed.array()));
    }

    private static void slices(long outer, long size, LongConsumer slice) {
        if (size < SERIAL || outer == 1) {
            for (long i = 0; i < outer; i++) {
                slice.accept(i);
            }
            return;
        }
        long group = (outer + 63) / 64;
        Workers.run(
                (int) ((outer + group - 1) / group),
                t -> {
                    for (long i = t * group; i < Math.min(outer, (t + 1) * group); i++) {
                        slice.accept(i);
                    }
                });
    }

    /** The indices in row-major order, each one checked. */
    private static int[] indices(Operand indices, Shape shape, int axis, String op) {
        Access access = Access.of(indices, op);
        int n = (int) indices.shape().size();
        DType dtype = indices.dtype();
        Object array = Storage.of(dtype).allocate(n);
        if (n > 0) {
            access.gather(0, n, array, 0);
        }
        long extent = shape.dim(axis);
        int[] checked = new int[n];
        for (int k = 0; k < n; k++) {
            long v = dtype == DType.INT64 ? ((long[]) array)[k] : ((int[]) array)[k];
            if (v < 0 || v >= extent) {
                throw new ArgandException.InvalidArgument(
                        op,
                        "index "
                                + v
                                + " is outside axis "
                                + axis
                                + " of extent "
                                + extent
                                + " of "
                                + shape);
            }
            checked[k] = (int) v;
        }
        return checked;
    }

    /** The dense side (which has the indexed axis) and the sparse side (which has the indices' axes), slice by slice. */
    private static final class Slices {
        final long outer;
        private final DType dtype;
        private final Layout dense;
        private final Layout sparse;
        private final int axis;
        private final int indexRank;

        Slices(Operand dense, Operand indices, int axis, Operand sparse) {
            this.dtype = dense.dtype();
            this.dense = dense.layout();
            this.sparse = sparse.layout();
            this.axis = axis;
            this.indexRank = indices.shape().rank();
            long n = 1;
            for (int a = 0; a < axis; a++) {
                n *= this.dense.shape().dim(a);
            }
            this.outer = n;
        }

        private static long position(Layout l, int from, int to, long linear) {
            long at = 0;
            long rest = linear;
            for (int a = to - 1; a >= from; a--) {
                long d = l.shape().dim(a);
                at += rest % d * l.stride(a);
                rest /= d;
            }
            return at;
        }

        /** Whether an index names a single element, and those of a slice lie at equal distances on the side of the indices. */
        boolean picksElements() {
            boolean equal = indexRank > 0 && dense.shape().rank() == axis + 1;
            for (int a = axis + 1; equal && a < axis + indexRank; a++) {
                equal = sparse.stride(a - 1) == sparse.stride(a) * sparse.shape().dim(a);
            }
            return equal;
        }

        /** The elements of a slice that the indices from {@code start} on name. */
        void pick(long slice, int start, int[] index, Object from, Object to) {
            int end = Math.min(index.length, start + PART);
            int step = (int) sparse.stride(axis + indexRank - 1);
            long s = sparse.offset() + position(sparse, 0, axis, slice) + (long) start * step;
            Picks picks =
                    new Picks(index, start, end, (int) first(slice), (int) dense.stride(axis));
            picks.take(dtype, from, to, (int) s, step);
        }

        /** Where the slice begins on the dense side. */
        private long first(long slice) {
            return dense.offset() + position(dense, 0, axis, slice);
        }

        void gather(long slice, int[] index, Object from, Object to) {
            each(
                    slice,
                    index,
                    (d, s, ds, ss, n) ->
                            Moves.move(
                                    dtype,
                                    new Moves.Side(from, d, 0, ds),
                                    new Moves.Side(to, s, 0, ss),
                                    1,
                                    n));
        }

        void add(long slice, int[] index, Object from, Object to) {
            if (picksElements()) {
                int step = (int) sparse.stride(axis + indexRank - 1);
                long s = sparse.offset() + position(sparse, 0, axis, slice);
                new Picks(index, 0, index.length, (int) first(slice), (int) dense.stride(axis))
                        .add(dtype, from, (int) s, step, to);
                return;
            }
            each(slice, index, (d, s, ds, ss, n) -> Adds.add(dtype, from, s, ss, to, d, ds, n));
        }

        /** Calls {@code run} for every innermost run of every index. */
        private void each(long slice, int[] index, Run run) {
            long d0 = first(slice);
            long s0 = sparse.offset() + position(sparse, 0, axis, slice);
            int last = dense.shape().rank() - 1;
            boolean scalar = last == axis;
            int n = scalar ? 1 : (int) dense.shape().dim(last);
            int ds = scalar ? 1 : (int) dense.stride(last);
            int lastSparse = sparse.shape().rank() - 1;
            int ss = scalar ? 1 : (int) sparse.stride(lastSparse);
            long runs = 1;
            for (int a = axis + 1; a < last; a++) {
                runs *= dense.shape().dim(a);
            }
            for (int j = 0; j < index.length; j++) {
                long dj = d0 + index[j] * dense.stride(axis);
                long sj = s0 + position(sparse, axis, axis + indexRank, j);
                for (long k = 0; k < runs; k++) {
                    long d = dj + position(dense, axis + 1, last, k);
                    long s = sj + position(sparse, axis + indexRank, lastSparse, k);
                    run.at((int) d, (int) s, ds, ss, n);
                }
            }
        }

        /** An innermost run: dense and sparse position, their strides, the number of elements. */
        private interface Run {
            void at(int dense, int sparse, int denseStep, int sparseStep, int n);
        }
    }
}
