package org.argand.backend.cuda;

import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.backend.Operand;

/** The order of the elements of lines: sorted tiles, merged two by two; {@code kernels/sort.cu}. */
final class CudaSort {
    /** Elements that a block sorts by itself. */
    private static final int TILE = 2048;

    /** Elements that a block merges at once. */
    private static final int SLICE = 1024;

    private final CudaContext context;
    private final String op;
    private final Lines x;
    private final CudaBuffer result;
    private final long at;

    /** What is sorted: lines that stand one after the other in memory. */
    record Lines(CudaBuffer buffer, long offset, long count, long n) {
        /** In how many parts of that length the lines fall. */
        private long parts(int length) {
            return count * ((n + length - 1) / length);
        }
    }

    /** Keys and positions that are sorted in part. */
    private record Pairs(CudaBuffer keys, CudaBuffer positions) {}

    /** A sort of {@code x} whose positions go to {@code result}, from element {@code at} on. */
    CudaSort(CudaContext context, String op, Lines x, CudaBuffer result, long at) {
        this.context = context;
        this.op = op;
        this.x = x;
        this.result = result;
        this.at = at;
    }

    /** Positions of the elements of each line along the axis, smallest or largest first. */
    static void argsort(
            CudaContext context, Operand x, int axis, boolean descending, Operand result) {
        if (result.shape().isEmpty()) {
            return;
        }
        try (Dense from = Dense.of(context, axisLast(x, axis), "argsort");
                Dense to = Dense.result(context, axisLast(result, axis), "argsort")) {
            long n = x.shape().dim(axis);
            Lines lines = new Lines(from.buffer(), from.offset(), x.shape().size() / n, n);
            new CudaSort(context, "argsort", lines, to.buffer(), to.offset()).run(descending);
            to.store();
        }
    }

    private static Operand axisLast(Operand x, int axis) {
        int last = x.shape().rank() - 1;
        int[] order =
                IntStream.rangeClosed(0, last)
                        .map(a -> a == last ? axis : a < axis ? a : a + 1)
                        .toArray();
        return new Operand(x.buffer(), x.layout().permuted(order));
    }

    /** Queues the kernels. */
    void run(boolean descending) {
        int width = 2;
        while (width < TILE && width < x.n) {
            width *= 2;
        }
        long length = x.n <= width ? 0 : x.count * x.n;
        try (Scratch scratch = new Scratch(context)) {
            Pairs now = pairs(scratch, length);
            Pairs next = pairs(scratch, length);
            sortTiles(width, descending, now);
            for (long sorted = width; sorted < x.n; sorted *= 2) {
                merge(sorted, now, next);
                Pairs merged = next;
                next = now;
                now = merged;
            }
        }
    }

    private Pairs pairs(Scratch scratch, long length) {
        DType key = x.buffer.dtype().bytes() == 4 ? DType.INT32 : DType.INT64;
        return new Pairs(scratch.take(key, length), scratch.take(DType.INT32, length));
    }

    private Launch launch(String kernel) {
        return context.stream().launch(context.modules().shipped("sort", kernel));
    }

    private void sortTiles(int width, boolean descending, Pairs to) {
        Launch tiles =
                launch("argand_sort_tiles_" + PtxScalars.shortName(x.buffer.dtype()))
                        .pointer(x.buffer, x.offset)
                        .i64(x.count)
                        .i64(x.n)
                        .i32(width)
                        .i32(descending ? 1 : 0)
                        .pointer(to.keys, 0)
                        .pointer(to.positions, 0)
                        .pointer(result, at);
        tiles.run(op, tiles.blocks(x.parts(width), TILE / width), Launch.BLOCK);
    }

    /** Merges runs of {@code sorted} elements; the last time their positions go to the result. */
    private void merge(long sorted, Pairs from, Pairs to) {
        Launch merge =
                launch("argand_sort_merge_" + x.buffer.dtype().bytes())
                        .pointer(from.keys, 0)
                        .pointer(from.positions, 0)
                        .pointer(to.keys, 0)
                        .pointer(to.positions, 0)
                        .pointer(result, at)
                        .i64(x.count)
                        .i64(x.n)
                        .i64(sorted);
        merge.run(op, merge.blocks(x.parts(SLICE), 1), Launch.BLOCK);
    }
}
