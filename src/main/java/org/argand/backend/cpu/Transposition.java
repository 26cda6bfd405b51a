package org.argand.backend.cpu;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/**
 * Bare copies of views whose rows are columns of what they view, tile by tile: of a tile, whole cache lines are read and written.
 *
 * <p>The tiles lie in the last axis and the one along which the source's elements are neighbours.
 */
final class Transposition {
    /** Elements of a tile, and the most columns. */
    private static final int TILE = 1024;

    private static final int COLUMNS = 64;

    /** Fewer columns, or rows, are copied as fast in a loop. */
    private static final int FEWEST = 4;

    /** As many rows of float32. */
    private static final int FEWEST_FLOATS = 8;

    /** Below this many elements a second thread costs more than it saves. */
    private static final long SERIAL = 65_536;

    private final Operand from;
    private final Operand to;
    private final int near;
    private final int last;
    private final int rows;
    private final Object source;
    private final Object target;

    private Transposition(Operand from, Operand to, int near, Program program) {
        this.from = from;
        this.to = to;
        this.near = near;
        this.last = from.shape().rank() - 1;
        this.rows = TILE / (int) Math.min(from.shape().dim(last), COLUMNS);
        this.source = CpuBuffer.array(from, program);
        this.target = CpuBuffer.array(to, program);
    }

    /** Runs the program if it is such a copy. */
    static boolean runs(Program program, Program.Bindings bindings, List<Operand> results) {
        if (!program.isCopy()) {
            return false;
        }
        Operand from = bindings.inputs().getFirst();
        Operand to = results.getFirst();
        int near = near(from.layout(), fewestRows(from.dtype()));
        if (near < 0 || from.buffer() == to.buffer() || !from.shape().equals(to.shape())) {
            return false;
        }
        new Transposition(from, to, near, program).run();
        return true;
    }

    private static int fewestRows(DType dtype) {
        return dtype == DType.FLOAT32 ? FEWEST_FLOATS : FEWEST;
    }

    /** The axis along which elements are neighbours, if that is not the last one and tiles pay; else -1. */
    private static int near(Layout layout, int fewestRows) {
        Shape shape = layout.shape();
        int last = shape.rank() - 1;
        if (last < 1 || shape.dim(last) < FEWEST || Math.abs(layout.stride(last)) < 2) {
            return -1;
        }
        for (int a = 0; a < last; a++) {
            if (layout.stride(a) == 1 && shape.dim(a) >= fewestRows) {
                return a;
            }
        }
        return -1;
    }

    private void run() {
        Shape shape = from.shape();
        int bands = (int) ((shape.dim(near) + rows - 1) / rows);
        long others = shape.size() / shape.dim(near) / shape.dim(last);
        long count = others * bands;
        long group = (count + 255) / 256;
        int tasks = shape.size() < SERIAL ? 1 : (int) ((count + group - 1) / group);
        long each = tasks == 1 ? count : group;
        Workers.run(
                tasks,
                t -> {
                    for (long b = t * each; b < Math.min(count, (t + 1) * each); b++) {
                        band(b / bands, (int) (b % bands) * rows);
                    }
                });
    }

    /** Copies the rows from {@code first} on at that index of the other axes. */
    private void band(long other, int first) {
        int count = (int) Math.min(rows, from.shape().dim(near) - first);
        int columns = (int) from.shape().dim(last);
        int x = begin(from.layout(), other, first);
        int y = begin(to.layout(), other, first);
        int across = (int) from.layout().stride(last);
        int row = (int) to.layout().stride(near);
        int step = (int) to.layout().stride(last);
        for (int c = 0; c < columns; c += COLUMNS) {
            int n = Math.min(COLUMNS, columns - c);
            int i = x + c * across;
            int o = y + c * step;
            if (step != 1 || !transposes(i, o, across, row, count, n)) {
                Moves.move(
                        from.dtype(),
                        new Moves.Side(source, i, 1, across),
                        new Moves.Side(target, o, row, step),
                        count,
                        n);
            }
        }
    }

    /** Copies n columns of the rows to contiguous ones, if there is a transposer for such elements. */
    private boolean transposes(int i, int o, int across, int row, int count, int n) {
        boolean complex = from.dtype().isComplex();
        int u = complex ? 2 : 1;
        switch (Storage.of(from.dtype())) {
            case FLOATS -> {
                float[] x = (float[]) source;
                float[] y = (float[]) target;
                Transposers.FLOATS.transpose(
                        complex, x, u * i, u * across, y, u * o, u * row, count, n, false);
            }
            case DOUBLES -> {
                double[] x = (double[]) source;
                double[] y = (double[]) target;
                Transposers.DOUBLES.transpose(
                        complex, x, u * i, u * across, y, u * o, u * row, count, n, false);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private int begin(Layout layout, long other, int first) {
        long at = layout.offset() + first * layout.stride(near);
        long rest = other;
        for (int a = last - 1; a >= 0; a--) {
            if (a != near) {
                at += rest % layout.shape().dim(a) * layout.stride(a);
                rest /= layout.shape().dim(a);
            }
        }
        return (int) at;
    }
}
