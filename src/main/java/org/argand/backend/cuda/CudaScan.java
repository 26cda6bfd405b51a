package org.argand.backend.cuda;

import java.util.Locale;
import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.Operand;

/**
 * Running folds along an axis: a thread for each line or, where there are few, blocks for parts of it; {@code
 * kernels/scan.cu}. How lines are split depends on their number and length alone, so that results do.
 */
final class CudaScan {
    /** Elements that a block takes at once. */
    private static final int TILE = 1024;

    /** Lines up to this length are left to a thread each. */
    private static final int SHORT = 128;

    /** So many lines keep a device busy with a thread each. */
    private static final int MANY_LINES = 4096;

    /** So many blocks keep a device busy. */
    private static final int MANY_BLOCKS = 1024;

    private static final String OP = "scan";

    private final CudaContext context;
    private final AroundAxis axis;
    private final Dense from;
    private final Dense to;
    private final String kind;

    private CudaScan(CudaContext context, Fold fold, AroundAxis axis, Dense from, Dense to) {
        this.context = context;
        this.axis = axis;
        this.from = from;
        this.to = to;
        this.kind =
                "_"
                        + fold.name().toLowerCase(Locale.ROOT)
                        + "_"
                        + PtxScalars.shortName(from.operand().dtype());
    }

    static void run(CudaContext context, Fold fold, Operand x, int axis, Operand result) {
        if (result.shape().isEmpty()) {
            return;
        }
        try (Dense from = Dense.of(context, x, OP);
                Dense to = Dense.result(context, result, OP)) {
            AroundAxis around = AroundAxis.of(x.shape(), axis);
            CudaScan scan = new CudaScan(context, fold, around, from, to);
            if (isSplit(fold, x.dtype(), around)) {
                scan.chunks();
            } else {
                scan.lines();
            }
            to.store();
        }
    }

    /** Floating products are not: a part of one may overflow where the whole does not. */
    private static boolean isSplit(Fold fold, DType dtype, AroundAxis axis) {
        if (fold == Fold.PROD && dtype.isInexact()) {
            return false;
        }
        return axis.n() > SHORT && (axis.inner() == 1 || axis.lines() < MANY_LINES);
    }

    private Launch launch(String what) {
        return context.stream()
                .launch(context.modules().shipped("scan", "argand_scan_" + what + kind));
    }

    private Launch extents(Launch launch) {
        return launch.i64(axis.lines()).i64(axis.n()).i64(axis.inner());
    }

    private void lines() {
        Launch lines =
                launch("lines")
                        .pointer(from.buffer(), from.offset())
                        .pointer(to.buffer(), to.offset());
        extents(lines).run(OP, lines.blocks(axis.lines(), Launch.BLOCK), Launch.BLOCK);
    }

    private void chunks() {
        long tiles = (axis.n() + TILE - 1) / TILE;
        long most = Math.clamp(MANY_BLOCKS / axis.lines(), 1, tiles);
        long chunk = (tiles + most - 1) / most * TILE;
        long chunks = (axis.n() + chunk - 1) / chunk;
        DType folds = from.operand().dtype().isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
        try (Scratch scratch = new Scratch(context)) {
            CudaBuffer carries = scratch.take(folds, chunks > 1 ? axis.lines() * chunks : 0);
            if (chunks > 1) {
                carries(carries, chunk, chunks);
            }
            Launch scan =
                    launch("chunks")
                            .pointer(from.buffer(), from.offset())
                            .pointer(carries, 0)
                            .pointer(to.buffer(), to.offset());
            extents(scan).i64(chunk);
            scan.run(OP, scan.blocks(axis.lines() * chunks, 1), Launch.BLOCK);
        }
    }

    /** What comes before each chunk. */
    private void carries(CudaBuffer carries, long chunk, long chunks) {
        Launch parts = launch("parts").pointer(from.buffer(), from.offset()).pointer(carries, 0);
        extents(parts).i64(chunk);
        parts.run(OP, parts.blocks(axis.lines() * chunks, 1), Launch.BLOCK);
        Launch sums = launch("carries").pointer(carries, 0).i64(axis.lines()).i64(chunks);
        sums.run(OP, sums.blocks(axis.lines(), Launch.BLOCK), Launch.BLOCK);
    }
}
