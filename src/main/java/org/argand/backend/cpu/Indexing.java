package org.argand.backend.cpu;

import java.util.function.IntConsumer;
import org.argand.array.DType;
import org.argand.array.Layout;
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

    /** Elements that one task moves, about. */
    private static final long TASK = 8_192;

    private Indexing() {}

    /** {@code result[i…, j…, k…] = x[i…, indices[j…], k…]}. */
    static void gather(Operand x, Operand indices, int axis, Operand result) {
        Indices index = Indices.of(indices, x.shape(), axis, "gather");
        Object from = CpuBuffer.array(x, "gather");
        Object to = CpuBuffer.array(result, "gather");
        long size = result.shape().size();
        if (size == 0) {
            return;
        }
        Slices s = new Slices(x, indices, axis, result);
        long each = size / s.outer / index.count();
        int part = (int) Math.min(index.count(), Math.max(1, TASK / each));
        run(s.outer, size, index, part, (slice, j, at, n) -> s.gather(slice, j, at, n, from, to));
    }

    /** {@code result[i…, indices[j…], k…] += updates[i…, j…, k…]} from zero. */
    static void scatterAdd(Operand updates, Operand indices, int axis, Operand result) {
        Indices index = Indices.of(indices, result.shape(), axis, "scatterAdd");
        Object from = CpuBuffer.array(updates, "scatterAdd");
        Access to = Access.of(result, "scatterAdd");
        clear(to, result.shape().size());
        long size = updates.shape().size();
        if (size == 0) {
            return;
        }
        Slices s = new Slices(result, indices, axis, updates);
        run(
                s.outer,
                size,
                index,
                index.count(),
                (slice, j, at, n) -> s.add(slice, j, at, n, from, to.array()));
    }

    private static void clear(Access to, long size) {
        DType dtype = to.dtype();
        Storage storage = Storage.of(dtype);
        if (to.isContiguous()) {
            int parts = dtype.components();
            storage.clear(to.array(), parts * to.offset(), parts * (int) size);
            return;
        }
        Object zeros = Scratch.array(storage, 0);
        storage.clear(zeros, 0, 2 * Frame.BLOCK);
        for (long p = 0; p < size; p += Frame.BLOCK) {
            to.scatter(zeros, 0, p, (int) Math.min(Frame.BLOCK, size - p));
        }
    }

    /** What is done in one slice for {@code n} indices at a time, the first of which is that of row-major index {@code j}. */
    private interface Step {
        void at(long slice, int j, int[] indices, int n);
    }

    /** Takes the step for all slices and indices; a task goes through some slices with {@code part} of the indices, in order. */
    private static void run(long outer, long size, Indices index, int part, Step step) {
        int parts = (index.count() + part - 1) / part;
        long group = Math.max((outer + 63) / 64, TASK * outer * index.count() / size / part);
        int groups = (int) ((outer + group - 1) / group);
        IntConsumer task =
                t -> {
                    int first = t % parts * part;
                    int end = Math.min(index.count(), first + part);
                    long from = t / parts * group;
                    long to = Math.min(outer, from + group);
                    for (int j = first; j < end; j += Indices.BLOCK) {
                        int n = Math.min(Indices.BLOCK, end - j);
                        int[] indices = index.read(j, n);
                        for (long i = from; i < to; i++) {
                            step.at(i, j, indices, n);
                        }
                    }
                };
        if (size >= SERIAL) {
            Workers.run(groups * parts, task);
            return;
        }
        for (int t = 0; t < groups * parts; t++) {
            task.accept(t);
        }
    }

    /** The dense side (which has the indexed axis) and the sparse side (which has the indices' axes), slice by slice. */
    private static final class Slices {
        final long outer;
        private final DType dtype;
        private final Layout dense;
        private final Layout sparse;
        private final int axis;
        private final int indexRank;
        private final boolean regular;
        private final boolean single;

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
            this.regular = isRegular();
            this.single = regular && dense.shape().rank() == axis + 1;
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

        /** Whether what the indices of a slice name lies at equal distances on their side. */
        private boolean isRegular() {
            boolean equal = indexRank > 0;
            for (int a = axis + 1; equal && a < axis + indexRank; a++) {
                equal = sparse.stride(a - 1) == sparse.stride(a) * sparse.shape().dim(a);
            }
            return equal;
        }

        /** Where the slice begins on the dense side. */
        private long first(long slice) {
            return dense.offset() + position(dense, 0, axis, slice);
        }

        void gather(long slice, int j, int[] index, int n, Object from, Object to) {
            if (single) {
                picks(slice, index, n).take(dtype, from, to, sparse(slice, j), step());
                return;
            }
            each(
                    slice,
                    j,
                    index,
                    n,
                    (d, s, ds, ss, length) ->
                            Moves.move(
                                    dtype,
                                    new Moves.Side(from, d, 0, ds),
                                    new Moves.Side(to, s, 0, ss),
                                    1,
                                    length));
        }

        void add(long slice, int j, int[] index, int n, Object from, Object to) {
            if (single) {
                picks(slice, index, n).add(dtype, from, sparse(slice, j), step(), to);
                return;
            }
            each(
                    slice,
                    j,
                    index,
                    n,
                    (d, s, ds, ss, length) -> Adds.add(dtype, from, s, ss, to, d, ds, length));
        }

        /** The elements of a slice that those indices name. */
        private Picks picks(long slice, int[] index, int n) {
            return new Picks(index, n, (int) first(slice), (int) dense.stride(axis));
        }

        /** Where the elements of a slice for the indices from {@code j} on begin on the sparse side. */
        private int sparse(long slice, int j) {
            return (int) (sparse.offset() + position(sparse, 0, axis, slice) + place(j));
        }

        /** How far from the slice's first element on the sparse side those for index {@code j} begin. */
        private long place(int j) {
            return regular ? (long) j * step() : position(sparse, axis, axis + indexRank, j);
        }

        /** The distance from one index to the next where that is always the same. */
        private int step() {
            return (int) sparse.stride(axis + indexRank - 1);
        }

        /** Calls {@code run} for every innermost run of every index. */
        private void each(long slice, int first, int[] index, int count, Run run) {
            long d0 = first(slice);
            long s0 = sparse(slice, 0);
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
            for (int j = 0; j < count; j++) {
                long dj = d0 + index[j] * dense.stride(axis);
                long sj = s0 + place(first + j);
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
