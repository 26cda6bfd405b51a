package org.argand.backend.cpu;

import java.util.Optional;
import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;

/** A fold of the columns of a matrix, chunk by chunk of its rows. */
final class ColumnStage implements RowStage {
    private final Reductions columns;
    private final int rows;
    private final int chunk;
    private final int width;
    private final Folder[] cells;

    /** Of chunks that are begun and not complete. */
    private final ColumnWalk[] walks;

    private ColumnStage(Reductions columns, int rows, int width) {
        this.columns = columns;
        this.rows = rows;
        this.chunk = columns.chunk();
        this.width = width;
        this.cells = new Folder[Math.ceilDiv(rows, chunk)];
        this.walks = new ColumnWalk[cells.length];
    }

    /** A reduction, if it folds all columns of one matrix with so many rows. */
    static Optional<RowStage> of(
            Fold fold, Program prologue, Bindings bindings, int[] axes, Operand result, int rows) {
        Extents extents = new Extents(bindings.shape(), axes);
        DType element = prologue.dtype(prologue.results().getFirst());
        if (!MemoryOrder.of(bindings.shape(), bindings.inputs()).isRowMajor()
                || !ColumnWalk.fits(fold, element, extents)) {
            return Optional.empty();
        }
        Reductions columns = new Reductions(fold, prologue, bindings, axes, result, false);
        return columns.isOfColumns(rows)
                ? Optional.of(new ColumnStage(columns, rows, (int) extents.width()))
                : Optional.empty();
    }

    @Override
    public int granule() {
        return chunk;
    }

    @Override
    public void run(int i0, int i1) {
        for (int i = i0; i < i1; ) {
            int c = i / chunk;
            int last = Math.min(rows, (c + 1) * chunk);
            int end = Math.min(i1, last);
            if (i % chunk == 0) {
                cells[c] = columns.cells();
                walks[c] = columns.down(cells[c]);
            }
            walks[c].run((long) i * width, (long) end * width, end == last);
            i = end;
        }
    }

    @Override
    public void end() {
        columns.finish(cells);
    }
}
