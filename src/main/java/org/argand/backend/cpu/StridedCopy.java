package org.argand.backend.cpu;

import java.util.List;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/**
 * Bare copies of views to views, straight from one array to the other.
 *
 * <p>Axes that both can walk as one are merged; the two innermost are walked by one loop of {@link Moves}.
 */
final class StridedCopy {
    /** Elements that one task copies; fewer are not shared. */
    private static final int TASK = 32_768;

    private final Operand from;
    private final Object source;
    private final Object target;

    /** The merged axes, the last one first: extents, and strides of either side. */
    private final int[] dims;

    private final int[] fromStrides;
    private final int[] toStrides;
    private int axes;

    private StridedCopy(Operand from, Operand to, Program program) {
        this.from = from;
        this.source = CpuBuffer.array(from, program);
        this.target = CpuBuffer.array(to, program);
        Shape shape = from.shape();
        // Of a single element there are two axes of extent 1, too.
        this.dims = new int[shape.rank() + 2];
        this.fromStrides = new int[dims.length];
        this.toStrides = new int[dims.length];
        for (int a = shape.rank() - 1; a >= 0; a--) {
            if (shape.dim(a) != 1) {
                add((int) shape.dim(a), stride(from, a), stride(to, a));
            }
        }
        while (axes < 2) {
            dims[axes++] = 1;
        }
    }

    private static int stride(Operand operand, int axis) {
        return (int) operand.layout().stride(axis);
    }

    private void add(int dim, int fromStride, int toStride) {
        int last = axes - 1;
        if (axes > 0
                && fromStride == fromStrides[last] * dims[last]
                && toStride == toStrides[last] * dims[last]) {
            dims[last] *= dim;
            return;
        }
        dims[axes] = dim;
        fromStrides[axes] = fromStride;
        toStrides[axes++] = toStride;
    }

    /** Runs the program if it is such a copy. */
    static boolean runs(Program program, Program.Bindings bindings, List<Operand> results) {
        if (!program.isCopy()) {
            return false;
        }
        Operand from = bindings.inputs().getFirst();
        Operand to = results.getFirst();
        if (from.buffer() == to.buffer() || !from.shape().equals(to.shape())) {
            return false;
        }
        new StridedCopy(from, to, program).run(to.layout());
        return true;
    }

    private void run(Layout to) {
        int offset = (int) to.offset();
        int rows = (int) (from.shape().size() / dims[0]);
        if (rows == 1) {
            Workers.run(
                    Math.ceilDiv(dims[0], TASK),
                    t -> copy(0, 1, t * TASK, Math.min(dims[0], (t + 1) * TASK), offset));
            return;
        }
        int each = Math.max(1, TASK / dims[0]);
        Workers.run(
                Math.ceilDiv(rows, each),
                t -> copy(t * each, Math.min(rows, (t + 1) * each), 0, dims[0], offset));
    }

    /** Copies columns {@code c} to before {@code right} of rows {@code r} to before {@code end}. */
    private void copy(int r, int end, int c, int right, int offset) {
        for (int q = r; q < end; ) {
            int i = (int) from.layout().offset() + c * fromStrides[0];
            int o = offset + c * toStrides[0];
            int rest = q;
            for (int a = 1; a < axes; a++) {
                int k = rest % dims[a];
                i += k * fromStrides[a];
                o += k * toStrides[a];
                rest /= dims[a];
            }
            int rows = Math.min(dims[1] - q % dims[1], end - q);
            Moves.move(
                    from.dtype(),
                    new Moves.Side(source, i, fromStrides[1], fromStrides[0]),
                    new Moves.Side(target, o, toStrides[1], toStrides[0]),
                    rows,
                    right - c);
            q += rows;
        }
    }
}
