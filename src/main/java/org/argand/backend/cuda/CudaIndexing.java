package org.argand.backend.cuda;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Operand;

/**
 * Gathers along an axis by an index tensor, and the adjoint of that, which adds up what sorted indices put together; {@code
 * kernels/indexing.cu}. Nothing waits here: an index out of range is in the stream's report, and in nothing else.
 */
final class CudaIndexing {
    /** Who reports; the tag is the place here. */
    private static final List<String> REPORTERS = List.of("gather", "scatterAdd");

    /** Up to so many indices are not worth sorting. */
    private static final long FEW = 32;

    private static final long LEAST_CHUNK = 64;

    private final CudaContext context;
    private final int tag;
    private final AroundAxis dense;
    private final Dense indices;
    private final long count;

    private CudaIndexing(CudaContext context, String op, AroundAxis dense, Dense indices) {
        this.context = context;
        this.tag = REPORTERS.indexOf(op);
        this.dense = dense;
        this.indices = indices;
        this.count = indices.operand().shape().size();
    }

    /** Who a kernel's report is from: the op of that tag. */
    static String reporter(long tag) {
        return REPORTERS.get((int) tag);
    }

    static void gather(CudaContext context, Operand x, Operand indices, int axis, Operand result) {
        String op = "gather";
        try (Dense from = Dense.of(context, x, op);
                Dense at = Dense.of(context, indices, op);
                Dense to = Dense.result(context, result, op)) {
            AroundAxis dense = AroundAxis.of(x.shape(), axis);
            CudaIndexing indexing = new CudaIndexing(context, op, dense, at);
            if (result.shape().isEmpty()) {
                indexing.check();
            } else {
                indexing.gather(from, to, result.shape().size());
                to.store();
            }
        }
    }

    static void scatterAdd(
            CudaContext context, Operand updates, Operand indices, int axis, Operand result) {
        String op = "scatterAdd";
        try (Dense from = Dense.of(context, updates, op);
                Dense at = Dense.of(context, indices, op);
                Dense to = Dense.result(context, result, op)) {
            Shape shape = result.shape();
            CudaIndexing indexing = new CudaIndexing(context, op, AroundAxis.of(shape, axis), at);
            if (shape.isEmpty()) {
                indexing.check();
            } else if (indexing.count <= FEW) {
                indexing.scatterFew(from, to);
                to.store();
            } else {
                indexing.scatterMany(from, to);
                to.store();
            }
        }
    }

    private Launch launch(String kernel) {
        return context.stream().launch(context.modules().shipped("indexing", "argand_" + kernel));
    }

    private Launch indices(Launch launch) {
        return launch.pointer(indices.buffer(), indices.offset())
                .i32(indices.operand().dtype().bytes());
    }

    private void run(Launch launch, long threads) {
        launch.run(reporter(tag), launch.blocks(threads, Launch.BLOCK), Launch.BLOCK);
    }

    private Launch report(Launch launch) {
        return launch.address(context.stream().report()).i64(tag);
    }

    /** Looks at indices that nothing else looks at. */
    private void check() {
        if (count > 0) {
            Launch check = indices(launch("check")).i64(count).i64(dense.n());
            run(report(check), count);
        }
    }

    private void gather(Dense from, Dense to, long size) {
        Launch gather = launch("gather_" + from.operand().dtype().bytes());
        gather.pointer(from.buffer(), from.offset());
        indices(gather).pointer(to.buffer(), to.offset());
        gather.i64(dense.outer()).i64(dense.n()).i64(count).i64(dense.inner());
        run(report(gather), size);
    }

    private void scatterFew(Dense from, Dense to) {
        Launch few = launch("scatter_few_" + PtxScalars.shortName(from.operand().dtype()));
        few.pointer(from.buffer(), from.offset());
        indices(few).pointer(to.buffer(), to.offset());
        few.i64(dense.outer()).i64(dense.n()).i64(count).i64(dense.inner());
        run(report(few), dense.size());
    }

    private void scatterMany(Dense from, Dense to) {
        DType dtype = from.operand().dtype();
        long chunk = chunk();
        long chunks = dense.lines() * (count / chunk);
        try (Scratch scratch = new Scratch(context)) {
            CudaBuffer order = scratch.take(DType.INT64, count);
            CudaBuffer partials =
                    scratch.take(dtype.isComplex() ? DType.COMPLEX128 : DType.FLOAT64, chunks);
            CudaSort.Lines keys = new CudaSort.Lines(indices.buffer(), indices.offset(), 1, count);
            new CudaSort(context, reporter(tag), keys, order, 0).run(false);
            to.clear(reporter(tag));
            if (chunks > 0) {
                Launch sums = launch("scatter_chunks_" + PtxScalars.shortName(dtype));
                sums.pointer(from.buffer(), from.offset());
                indices(sums).pointer(order, 0).pointer(partials, 0);
                sums.i64(dense.outer()).i64(count).i64(dense.inner()).i64(chunk);
                run(sums, chunks);
            }
            Launch segments = launch("scatter_segments_" + PtxScalars.shortName(dtype));
            segments.pointer(from.buffer(), from.offset());
            indices(segments).pointer(order, 0).pointer(partials, 0);
            segments.pointer(to.buffer(), to.offset());
            segments.i64(dense.outer()).i64(dense.n()).i64(count).i64(dense.inner()).i64(chunk);
            run(report(segments), dense.lines() * count);
        }
    }

    /** Sorted updates that are added up together: about as many as there are chunks of them. */
    private long chunk() {
        long chunk = LEAST_CHUNK;
        while (chunk * chunk < count) {
            chunk *= 2;
        }
        return chunk;
    }
}
