package org.argand.backend.cpu;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.cpu.loops.Ending;

/**
 * Walks runs of a reduction across the last axis: evaluates some whole rows, then folds each column of them.
 *
 * <p>Every column of a sum is added up in double, row after row: of doubles with the rounding errors, of floats plainly, and
 * after so many rows to its cell. So nothing depends on how many rows are evaluated together.
 */
final class ColumnWalk {
    /** Fewer numbers in a row cost more than they gain. */
    private static final int FEWEST = 16;

    /** Rows that are worth cells of their own. */
    static final int LEAST = 64;

    /** Columns that are worth a walk of their own. */
    static final int NARROW = 512;

    /** Rows of single precision that are added plainly: their double sums lose nothing. */
    private static final int ROWS = 512;

    /** The row after which a walk ends that goes on. */
    private static final long NEVER = -1;

    private final Frame frame;
    private final int register;
    private final boolean inPlace;
    private final Extents extents;
    private final Folder folder;
    private final int parts;
    private final long firstSlice;
    private final long left;
    private final long right;
    private final ColumnKernel columns;
    private final int most;

    /** Numbers of a row of the tile. */
    private final int size;

    /** Into how many sums a column is added: row r to number r mod so many. */
    private final int sums;

    /** Where the rounding errors of sums of doubles begin in the results; 0 if there are none. */
    private final int error;

    /** What a column begins with. */
    private final double none;

    private final double[] results;
    private int folded;

    /** Rows that have been folded into the same cells by this walk. */
    private long all;

    /**
     * A walk along columns {@code left} to before {@code right}, whose first cell is that of slice {@code firstSlice}.
     *
     * @param inPlace whether the register is one contiguous input
     * @param asRows whether columns are added up as rows are, to sixteen sums, which are added pairwise
     * @param zeros where the walk may have its results: an array of at least so many zeros, while it lasts
     */
    ColumnWalk(
            Frame frame,
            int register,
            boolean inPlace,
            Extents extents,
            Folder folder,
            Fold fold,
            DType element,
            long firstSlice,
            long left,
            long right,
            boolean asRows,
            IntFunction<double[]> zeros) {
        this.frame = frame;
        this.register = register;
        this.inPlace = inPlace;
        this.extents = extents;
        this.folder = folder;
        this.parts = element.components();
        this.firstSlice = firstSlice;
        this.left = left;
        this.right = right;
        this.columns = ColumnKernel.of(fold, element).get();
        this.size = (int) (parts * (right - left));
        this.sums = asRows ? Ending.ACCUMULATORS : 1;
        this.error = fold == Fold.SUM && element.isDouble() ? sums * size : 0;
        this.most = error > 0 || asRows ? Integer.MAX_VALUE : ROWS;
        this.none =
                switch (fold) {
                    case MAX -> Double.NEGATIVE_INFINITY;
                    case MIN -> Double.POSITIVE_INFINITY;
                    default -> 0;
                };
        this.results = zeros.apply(sums * size + error);
        clear();
    }

    /** Rows of a chunk that is to have so many: a power of two. */
    static long rows(long about) {
        return Long.highestOneBit(2 * Math.max(LEAST, about) - 1);
    }

    /** Whether that fold of elements of that type goes down columns. */
    static boolean fits(Fold fold, DType element, Extents extents) {
        int last = extents.rank() - 1;
        return (fold == Fold.SUM || fold == Fold.MAX || fold == Fold.MIN)
                && element.isInexact()
                && !Extents.isReduced(last)
                && element.components() * extents.dim(last) >= FEWEST;
    }

    /** Folds the elements of the rows at row-major indices from {@code from} to before {@code to}, which are the last. */
    void run(long from, long to) {
        run(from, to, true);
    }

    /** As {@link #run(long, long)}, but perhaps not the last of them. */
    void run(long from, long to, boolean last) {
        long width = extents.width();
        long end = to / width;
        for (long q = from / width; q < end; ) {
            long p = q * width + left;
            int rows = (int) (inPlace ? end - q : evaluated(q, end - q));
            if (rows > 0) {
                frame.run(p, p + (inPlace ? 1 : rows * width));
                foldRows(q, rows, last ? end : NEVER);
                q += rows;
            } else {
                foldRow(p, p + right - left);
                next(q++, 1, last ? end : NEVER);
            }
        }
    }

    /** Folds rows of which the first is where the register is now: as many at a time as belong to the same cells. */
    private void foldRows(long q, int rows, long end) {
        int below = (int) extents.dim(extents.rank() - 2);
        for (int r = 0; r < rows; ) {
            int same = (int) (below - (q + r) % below);
            int count = Math.min(Math.min(same, most - folded), rows - r);
            fold(r, count, (int) (right - left), 0);
            next(q + r, count, end);
            r += count;
        }
    }

    /** Brings in what so many rows from {@code q} on have completed. */
    private void next(long q, int rows, long end) {
        folded += rows;
        all += rows;
        boolean complete = (q + rows) % extents.dim(extents.rank() - 2) == 0;
        if (folded == most || complete || q + rows == end) {
            bringIn(q);
            all = complete ? 0 : all;
        }
    }

    /** How many whole rows can be evaluated together: none if a row cannot, or its tile is all that is wanted. */
    private long evaluated(long q, long rows) {
        long width = extents.width();
        long p = q * width;
        boolean whole = right - left == width;
        return whole
                ? (frame.end(p, p + Math.min(RowWalk.LONG_BLOCK, rows * width)) - p) / width
                : 0;
    }

    private void foldRow(long from, long to) {
        for (long p = from; p < to; ) {
            long end = frame.end(p, Math.min(to, p + RowWalk.LONG_BLOCK));
            frame.run(p, end);
            fold(0, 1, (int) (end - p), (int) (p - from));
            p = end;
        }
    }

    /** Folds what the register has, from row {@code r} on, into the results from column {@code c} of the tile on. */
    private void fold(int r, int rows, int n, int c) {
        int step = parts * (int) extents.width();
        int at = parts * frame.at(register) + r * step;
        Object v = frame.array(register);
        for (int k = 0; k < Math.min(sums, rows); k++) {
            int count = Math.ceilDiv(rows - k, sums);
            int o = (int) ((all + k) % sums) * size + parts * c;
            columns.fold(v, at + k * step, sums * step, count, parts * n, results, o, error);
        }
    }

    /** Folds the results into the cells of run {@code q}. */
    private void bringIn(long q) {
        for (int half = sums / 2 * size; half >= size; half /= 2) {
            for (int x = 0; x < half; x++) {
                results[x] += results[x + half];
            }
        }
        int n = (int) (right - left);
        int cell = (int) extents.cell(q, firstSlice, n);
        if (all == folded && extents.rank() == 2) {
            folder.enter(results, cell, n);
        } else {
            folder.across(results, 0, cell, n, 0);
        }
        if (folder instanceof SumFolder cells && error > 0 && sums == 1) {
            cells.addErrors(results, error, cell, n);
        }
        clear();
    }

    private void clear() {
        Arrays.fill(results, 0, sums * size, none);
        Arrays.fill(results, sums * size, sums * size + error, 0);
        folded = 0;
    }
}
