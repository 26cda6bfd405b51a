package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Fold;

/**
 * Walks runs of a reduction along rows: evaluates a block of whole rows, or of pieces of a long one, then folds each of
 * them.
 *
 * <p>Sums are those of {@link SumWalk} to the bit; here many short rows share the calls of the loops that evaluate them.
 */
final class RowWalk {
    /** Elements evaluated at a time where they are read in place. */
    static final int LONG_BLOCK = 8_192;

    private final Frame frame;
    private final int register;
    private final Extents extents;
    private final Folder folder;
    private final RowKernel rows;
    private final int parts;
    private final int piece;
    private final long firstSlice;
    private final long inner;
    private final double[] results;

    /** A walk whose first cell is that of slice {@code firstSlice}. */
    RowWalk(
            Frame frame,
            int register,
            Extents extents,
            Folder folder,
            Fold fold,
            DType element,
            long firstSlice) {
        this.frame = frame;
        this.register = register;
        this.extents = extents;
        this.folder = folder;
        this.rows = RowKernel.of(fold, element).get();
        this.parts = element.components();
        this.piece = SumWalk.piece(element);
        this.firstSlice = firstSlice;
        this.inner = extents.dim(extents.rank() - 1);
        long run = Math.min(inner, piece);
        long most = Math.min(LONG_BLOCK, extents.slices() * extents.slice()) / run + 1;
        this.results = new double[parts * (int) most + RowKernel.ROOM];
    }

    /**
     * Whether that fold of elements of that type goes along rows, and sums are of rows that are evaluated whole or lie in
     * memory.
     */
    static boolean fits(Fold fold, DType element, Extents extents, boolean inPlace) {
        boolean along = Extents.isReduced(extents.rank() - 1);
        return switch (fold) {
            case MAX, MIN -> along && element.isInexact();
            case SUM ->
                    along
                            && element.isInexact()
                            && (inPlace || extents.dim(extents.rank() - 1) <= Frame.BLOCK);
            default -> false;
        };
    }

    /** Folds the elements at row-major indices from {@code from} to before {@code to}. */
    void run(long from, long to) {
        for (long p = from; p < to; ) {
            long most = frame.end(p, Math.min(to, p + LONG_BLOCK)) - p;
            long left = inner - p % inner;
            boolean whole = left == inner && most >= inner && inner <= piece;
            long run = whole ? most : Math.min(left, most);
            int n = (int) (whole ? inner : Math.min(run, piece));
            int count = (int) (run / n);
            frame.run(p, p + (long) count * n);
            rows.fold(frame.array(register), frame.at(register), count, n, parts, results);
            fold(p / inner, count, whole ? 1 : 0);
            p += (long) count * n;
        }
    }

    /** Folds so many results into the cells of run {@code q} and, {@code step} further on, of others. */
    private void fold(long q, int count, int step) {
        if (extents.rank() == 1 && step == 1) {
            folder.enter(results, (int) extents.cell(q, firstSlice, 1), count);
            return;
        }
        for (int r = 0; r < count; r++) {
            int cell = (int) extents.cell(q + (long) r * step, firstSlice, 1);
            folder.across(results, r, cell, 1, 0);
        }
    }
}
