package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.array.DType;
import org.argand.backend.cpu.loops.Ending;

/**
 * Walks runs of a sum's index space in row-major order; the loops that evaluate the elements add them at once.
 *
 * <p>Along a run, element x goes to accumulator x mod {@link Ending#ACCUMULATORS}; these are added pairwise every so many
 * elements, and their sum is added to the cell with its rounding error kept. Across, whole rows are added plainly a few dozen
 * times before the same is done with each number. None of this depends on the width of vectors.
 */
final class SumWalk {
    /** Elements along a run that are added plainly: with numbers of single precision, double sums lose nothing. */
    private static final int ALONG = 1024;

    private static final int ALONG_SINGLE = 8192;

    /** Rows across that are added plainly. */
    private static final int ACROSS = 64;

    /** Numbers that rows are repeated to fill where there is but one kept axis. */
    private static final int WIDE = 1024;

    /** For the walk that a thread is on; too large to be garbage of every walk. */
    private static final ThreadLocal<double[]> ZEROS = ThreadLocal.withInitial(() -> new double[0]);

    private final Frame frame;
    private final Extents extents;
    private final SumFolder folder;
    private final long firstSlice;
    private final long columns;
    private final boolean along;
    private final int parts;
    private final int piece;
    private final double[] plain;

    /** Rows that are added as if they were one. */
    private final int rows;

    private int added;

    /** A walk whose first cell is that of slice {@code firstSlice}, of so many columns. */
    SumWalk(
            Frame frame,
            Extents extents,
            SumFolder folder,
            DType element,
            long firstSlice,
            long columns) {
        this.frame = frame;
        this.extents = extents;
        this.folder = folder;
        this.parts = element.components();
        this.piece = piece(element);
        this.firstSlice = firstSlice;
        this.columns = columns;
        this.along = Extents.isReduced(extents.rank() - 1);
        this.rows = along ? 1 : WIDE / (int) columns;
        this.plain =
                along
                        ? new double[parts * Ending.ACCUMULATORS]
                        : zeros(parts * rows * folder.cells());
    }

    /** Elements of that type that are added plainly along a run. */
    static int piece(DType element) {
        return element.isDouble() ? ALONG : ALONG_SINGLE;
    }

    /** This thread's array of at least so many zeros. */
    static double[] zeros(int length) {
        double[] mine = ZEROS.get();
        if (mine.length < length) {
            mine = new double[length];
            ZEROS.set(mine);
        }
        Arrays.fill(mine, 0);
        return mine;
    }

    /** Whether there is but one reduced axis, or the last one is; {@code slices} share a walk. */
    static boolean fits(Extents extents, long slices) {
        return Extents.isReduced(extents.rank() - 1) || (extents.rank() == 2 && slices == 1);
    }

    /** Adds the elements at row-major indices from {@code from} to before {@code to}. */
    void run(long from, long to) {
        if (along) {
            runAlong(from, to);
        } else {
            runRows(from, to);
        }
    }

    /** Brings in what is added plainly so far. */
    void finish() {
        if (!along && added > 0) {
            for (int k = 0; k < rows; k++) {
                folder.add(plain, k * folder.cells());
            }
            Arrays.fill(plain, 0);
            added = 0;
        }
    }

    private void runAlong(long from, long to) {
        long inner = extents.dim(extents.rank() - 1);
        frame.addTo(plain, 0, false);
        long p = from;
        while (p < to) {
            long q = p / inner;
            long end = Math.min(to, (q + 1) * inner);
            int cell = (int) extents.cell(q, firstSlice, 1);
            for (; p < end; p = Math.min(end, p + piece)) {
                Arrays.fill(plain, 0);
                frame.run(p, Math.min(end, p + piece));
                folder.addPairwise(cell, plain);
            }
        }
    }

    /** Many rows as one; fewer at the end. */
    private void runRows(long from, long to) {
        frame.addTo(plain, 0, true);
        long many = rows * columns;
        for (long p = from; p < to; p += many) {
            frame.run(p, Math.min(to, p + many));
            added++;
            if (added == ACROSS) {
                finish();
            }
        }
    }
}
