package org.argand.backend.cpu;

/** Walks runs of a reduction's index space in row-major order: evaluates a block, then folds it run by run. */
final class Walk {
    /** Elements evaluated at a time where they are read in place. */
    private static final int LONG_BLOCK = 8_192;

    private final Frame frame;
    private final int register;
    private final Extents extents;
    private final Folder folder;
    private final long firstSlice;
    private final long left;
    private final long columns;
    private final long inner;
    private final boolean along;

    /** A walk whose first cell is that of slice {@code firstSlice} and column {@code left}. */
    Walk(
            Frame frame,
            int register,
            Extents extents,
            Folder folder,
            long firstSlice,
            long left,
            long right) {
        this.frame = frame;
        this.register = register;
        this.extents = extents;
        this.folder = folder;
        this.firstSlice = firstSlice;
        this.left = left;
        this.columns = right - left;
        this.along = Extents.isReduced(extents.rank() - 1);
        this.inner = extents.dim(extents.rank() - 1);
    }

    /** Folds the elements at row-major indices from {@code from} to before {@code to}. */
    void run(long from, long to) {
        long p = from;
        while (p < to) {
            long end = frame.end(p, Math.min(to, p + LONG_BLOCK));
            frame.run(p, end);
            fold(frame.array(register), frame.at(register), p, (int) (end - p));
            p = end;
        }
    }

    private void fold(Object v, int at, long p, int n) {
        long q = p / inner;
        long c = p - q * inner;
        int done = 0;
        while (done < n) {
            int run = (int) Math.min(n - done, inner - c);
            if (along) {
                folder.along(v, at + done, (int) extents.cell(q, firstSlice, 1), run, c);
            } else {
                int cell = (int) (extents.cell(q, firstSlice, columns) + c - left);
                folder.across(v, at + done, cell, run, position(q));
            }
            done += run;
            c = 0;
            q++;
        }
    }

    /** Position along the one reduced axis of a run across cells. */
    private long position(long q) {
        return q % extents.dim(0);
    }
}
