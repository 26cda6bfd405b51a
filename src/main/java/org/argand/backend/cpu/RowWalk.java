package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.argand.backend.Program.Input;

/**
 * Walks runs of a reduction along rows of floats: evaluates a block of whole rows, then folds each of them.
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
    private final FloatRows rows;
    private final int parts;
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
            int parts,
            long firstSlice) {
        this.frame = frame;
        this.register = register;
        this.extents = extents;
        this.folder = folder;
        this.rows = FloatRows.of(fold);
        this.parts = parts;
        this.firstSlice = firstSlice;
        this.inner = extents.dim(extents.rank() - 1);
        int most =
                (int) Math.min(LONG_BLOCK / inner + 1, extents.slices() * extents.slice() / inner);
        this.results = new double[parts * most + FloatRows.ROOM];
    }

    /** Whether that fold of elements of that type is one of rows of floats, and sums are of whole rows. */
    static boolean fits(Fold fold, DType element, Extents extents) {
        boolean floats = Extents.isReduced(extents.rank() - 1) && element.real() == DType.FLOAT32;
        return switch (fold) {
            case MAX, MIN -> floats;
            case SUM -> floats && extents.dim(extents.rank() - 1) <= Frame.BLOCK;
            default -> false;
        };
    }

    /** Whether the result of a program is one contiguous input, which needs no loop. */
    static boolean isInPlace(Program program, Bindings bindings) {
        return program.code().isEmpty()
                && program.sources().size() == 1
                && program.sources().getFirst() instanceof Input
                && isContiguous(bindings.inputs().getFirst());
    }

    private static boolean isContiguous(Operand operand) {
        return operand.layout().isContiguous();
    }

    /** Folds the elements at row-major indices from {@code from} to before {@code to}. */
    void run(long from, long to) {
        for (long p = from; p < to; ) {
            long most = frame.end(p, Math.min(to, p + LONG_BLOCK)) - p;
            long left = inner - p % inner;
            boolean whole = left == inner && most >= inner;
            int n = (int) (whole ? inner : Math.min(left, most));
            int count = whole ? (int) (most / inner) : 1;
            frame.run(p, p + (long) count * n);
            rows.fold(
                    (float[]) frame.array(register), frame.at(register), count, n, parts, results);
            fold(p / inner, count);
            p += (long) count * n;
        }
    }

    private void fold(long q, int count) {
        if (extents.rank() == 1) {
            folder.across(results, 0, (int) extents.cell(q, firstSlice, 1), count, 0);
            return;
        }
        for (int r = 0; r < count; r++) {
            folder.across(results, r, (int) extents.cell(q + r, firstSlice, 1), 1, 0);
        }
    }
}
