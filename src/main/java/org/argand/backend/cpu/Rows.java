package org.argand.backend.cpu;

import java.util.Arrays;
import java.util.List;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.cpu.loops.Ending;
import org.jspecify.annotations.Nullable;

/**
 * An index space as rows along which many operands are contiguous or the same: the last axis, and as many before it as go on
 * in the same way in each of these operands.
 */
final class Rows {
    /** Rows worth a call of each kernel. */
    static final int LONG = 256;

    private final int[] steps;
    private final long length;

    /** The axes of the rows, the last one first: extents, and the strides of each register. */
    private final long[] dims;

    private final int[][] strides;
    private int axes;

    /** The rows of those operands, by register, that are contiguous or the same along the last axis. */
    Rows(Shape shape, List<@Nullable Operand> operands) {
        int last = shape.rank() - 1;
        while (last > 0 && shape.dim(last) == 1) {
            last--;
        }
        this.steps = new int[operands.size()];
        for (int r = 0; r < steps.length; r++) {
            Operand o = operands.get(r);
            long step = o == null || last < 0 ? -1 : o.layout().stride(last);
            steps[r] = step == 0 || step == 1 ? (int) step : -1;
        }
        long n = last < 0 ? 1 : shape.dim(last);
        int a = last - 1;
        while (a >= 0 && goesOn(operands, a, n, shape.dim(a))) {
            n *= shape.dim(a--);
        }
        this.length = n;
        this.dims = new long[Math.max(0, a + 1)];
        this.strides = new int[dims.length][];
        for (; a >= 0; a--) {
            if (shape.dim(a) != 1) {
                dims[axes] = shape.dim(a);
                strides[axes++] = strides(operands, a);
            }
        }
    }

    /** Elements of a row. */
    long length() {
        return length;
    }

    /** Whether rows hold whole runs of that many elements, or runs whole rows of a multiple of the accumulators. */
    boolean fits(long run) {
        return length % run == 0 || (run % length == 0 && length % Ending.ACCUMULATORS == 0);
    }

    /** Whether the operand of that register is contiguous or the same along rows. */
    boolean has(int register) {
        return steps[register] >= 0;
    }

    /** How far that operand goes on for each element of a row: 1 or 0. */
    int step(int register) {
        return steps[register];
    }

    /** Writes to {@code start} where row {@code q} begins in each operand; others stay where they are. */
    void place(long q, int[] base, int[] start) {
        System.arraycopy(base, 0, start, 0, base.length);
        long rest = q;
        for (int a = 0; a < axes; a++) {
            long next = a == axes - 1 ? 0 : rest / dims[a];
            int k = (int) (rest - next * dims[a]);
            int[] by = strides[a];
            for (int r = 0; r < by.length; r++) {
                start[r] += k * by[r];
            }
            rest = next;
        }
    }

    private boolean goesOn(List<@Nullable Operand> operands, int axis, long n, long dim) {
        for (int r = 0; r < steps.length; r++) {
            Operand o = operands.get(r);
            if (dim != 1 && o != null && has(r) && o.layout().stride(axis) != steps[r] * n) {
                return false;
            }
        }
        return true;
    }

    private int[] strides(List<@Nullable Operand> operands, int axis) {
        int[] by = new int[steps.length];
        Arrays.setAll(
                by,
                r -> {
                    Operand o = operands.get(r);
                    return o != null && has(r) ? (int) o.layout().stride(axis) : 0;
                });
        return by;
    }

    /** Whether a layout has the same element everywhere. */
    static boolean isOne(Layout layout) {
        for (int a = 0; a < layout.shape().rank(); a++) {
            if (layout.stride(a) != 0 && layout.shape().dim(a) != 1) {
                return false;
            }
        }
        return true;
    }
}
