package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.array.DType;
import org.argand.backend.Fold;

/**
 * Walks runs of a sum of floats across their last axis: evaluates a block of whole rows, then adds up each column of it.
 *
 * <p>Every column is added plainly in double, row after row, and after so many rows to its cell, with the rounding error
 * kept; so nothing depends on how many rows a block has.
 */
final class ColumnWalk {
    /** Fewer numbers in a row, or rows below each other, cost more than they gain. */
    private static final int FEWEST = 16;

    /** Rows that are added plainly: with numbers of single precision, double sums lose nothing. */
    private static final int ROWS = 512;

    private final Frame frame;
    private final int register;
    private final Extents extents;
    private final SumFolder folder;
    private final int parts;
    private final long firstSlice;
    private final FloatColumns columns = FloatColumns.SUMS.get();
    private final double[] sums;
    private int added;

    /** A walk whose first cell is that of slice {@code firstSlice}. */
    ColumnWalk(
            Frame frame,
            int register,
            Extents extents,
            SumFolder folder,
            int parts,
            long firstSlice) {
        this.frame = frame;
        this.register = register;
        this.extents = extents;
        this.folder = folder;
        this.parts = parts;
        this.firstSlice = firstSlice;
        this.sums = SumWalk.zeros((int) (parts * extents.width()));
    }

    /** Whether that fold of elements of that type adds up columns, of rows in one piece. */
    static boolean fits(Fold fold, DType element, Extents extents, long tiles) {
        int last = extents.rank() - 1;
        return fold == Fold.SUM
                && element.real() == DType.FLOAT32
                && tiles == 1
                && !Extents.isReduced(last)
                && element.components() * extents.dim(last) >= FEWEST
                && extents.dim(last - 1) >= FEWEST;
    }

    /** Adds the elements at row-major indices from {@code from} to before {@code to}, both between rows. */
    void run(long from, long to) {
        int last = extents.rank() - 1;
        long width = extents.dim(last);
        long below = extents.dim(last - 1);
        for (long p = from; p < to; ) {
            long q = p / width;
            long c = p - q * width;
            long most = frame.end(p, Math.min(to, p + RowWalk.LONG_BLOCK)) - p;
            boolean whole = c == 0 && most >= width;
            int n = (int) (whole ? width : Math.min(width - c, most));
            long rows = Math.min(below - q % below, ROWS - added);
            int count = whole ? (int) Math.min(most / width, rows) : 1;
            frame.run(p, p + (long) count * n);
            float[] v = (float[]) frame.array(register);
            columns.add(v, parts * frame.at(register), count, parts * n, sums, parts * (int) c);
            p += (long) count * n;
            if (c + n == width) {
                added += count;
                bringIn(q, added == ROWS || (q + count) % below == 0 || p == to);
            }
        }
    }

    /** Adds the sums to the cells of run {@code q}. */
    private void bringIn(long q, boolean now) {
        if (now) {
            int width = (int) extents.width();
            folder.across(sums, 0, (int) extents.cell(q, firstSlice, width), width, 0);
            Arrays.fill(sums, 0, parts * width, 0);
            added = 0;
        }
    }
}
