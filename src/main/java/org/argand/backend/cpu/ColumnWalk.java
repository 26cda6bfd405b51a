package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.array.DType;
import org.argand.backend.Fold;

/**
 * Walks runs of a reduction across the last axis: evaluates some whole rows, then folds each column of them.
 *
 * <p>Every column of a sum is added plainly in double, row after row, and after so many rows to its cell, with the rounding
 * error kept; so nothing depends on how many rows are evaluated together.
 */
final class ColumnWalk {
    /** Fewer numbers in a row, or rows below each other, cost more than they gain. */
    private static final int FEWEST = 16;

    /** Rows that are worth cells of their own. */
    static final int LEAST = 64;

    /** Columns that are worth a walk of their own. */
    static final int NARROW = 512;

    /** Rows that are added plainly. */
    private static final int ROWS = 64;

    /** As many of single precision: their double sums lose nothing. */
    private static final int ROWS_SINGLE = 512;

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

    /** What a column begins with. */
    private final double none;

    private final double[] results;
    private int folded;

    /**
     * A walk along columns {@code left} to before {@code right}, whose first cell is that of slice {@code firstSlice}.
     *
     * @param inPlace whether the register is one contiguous input
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
            long right) {
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
        this.most = element.isDouble() ? ROWS : ROWS_SINGLE;
        this.none =
                switch (fold) {
                    case MAX -> Double.NEGATIVE_INFINITY;
                    case MIN -> Double.POSITIVE_INFINITY;
                    default -> 0;
                };
        this.results = SumWalk.zeros((int) (parts * (right - left)));
        clear();
    }

    /** Whether that fold of elements of that type goes down columns. */
    static boolean fits(Fold fold, DType element, Extents extents) {
        int last = extents.rank() - 1;
        return (fold == Fold.SUM || fold == Fold.MAX || fold == Fold.MIN)
                && element.isInexact()
                && !Extents.isReduced(last)
                && element.components() * extents.dim(last) >= FEWEST
                && extents.dim(last - 1) >= FEWEST;
    }

    /** Folds the elements of the rows at row-major indices from {@code from} to before {@code to}. */
    void run(long from, long to) {
        int last = extents.rank() - 1;
        long width = extents.dim(last);
        long below = extents.dim(last - 1);
        long end = to / width;
        for (long q = from / width; q < end; ) {
            long rows = Math.min(Math.min(below - q % below, most - folded), end - q);
            int count = inPlace ? (int) rows : evaluated(q, rows);
            long p = q * width + left;
            if (count > 0) {
                frame.run(p, p + (inPlace ? 1 : count * width));
                fold(count, (int) (right - left), 0);
            } else {
                foldRow(p, p + right - left);
                count = 1;
            }
            folded += count;
            q += count;
            if (folded == most || q % below == 0 || q == end) {
                bringIn(q - 1);
            }
        }
    }

    /** How many whole rows can be evaluated together: none if a row cannot, or its tile is all that is wanted. */
    private int evaluated(long q, long rows) {
        long width = extents.width();
        long p = q * width;
        boolean whole = right - left == width;
        return whole
                ? (int) ((frame.end(p, p + Math.min(RowWalk.LONG_BLOCK, rows * width)) - p) / width)
                : 0;
    }

    private void foldRow(long from, long to) {
        for (long p = from; p < to; ) {
            long end = frame.end(p, Math.min(to, p + RowWalk.LONG_BLOCK));
            frame.run(p, end);
            fold(1, (int) (end - p), (int) (p - from));
            p = end;
        }
    }

    /** Folds what the register has into the results from column {@code c} of the tile on. */
    private void fold(int rows, int n, int c) {
        int at = parts * frame.at(register);
        int step = parts * (int) extents.width();
        columns.fold(frame.array(register), at, step, rows, parts * n, results, parts * c);
    }

    /** Folds the results into the cells of run {@code q}. */
    private void bringIn(long q) {
        int n = (int) (right - left);
        int cell = (int) extents.cell(q, firstSlice, n);
        if (folder instanceof SumFolder sums) {
            sums.addSums(results, cell, n);
        } else {
            folder.across(results, 0, cell, n, 0);
        }
        clear();
    }

    private void clear() {
        Arrays.fill(results, 0, (int) (parts * (right - left)), none);
        folded = 0;
    }
}
