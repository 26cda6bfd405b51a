package org.argand.tensor;

import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Layout;
import org.argand.array.Shape;

/**
 * Sliding windows along one axis, a view; the adjoint adds overlapping windows up.
 *
 * @param from the operand's shape
 * @param size elements of a window
 * @param step from the beginning of a window to that of the next
 * @param dilation from one element of a window to the next
 */
record Windows(Shape from, int axis, long size, long step, long dilation) implements Op.Linear {
    @Override
    public String label() {
        return "windows";
    }

    @Override
    public Tensor forward(List<Tensor> x) {
        Tensor t = x.getFirst();
        return Engine.view(t, t.operand().layout().windowed(axis, size, step, dilation));
    }

    @Override
    public List<Tensor> adjoint(Tensor g) {
        return List.of(Engine.apply(new OverlapAdd(this), g));
    }

    /** Elements from the first to the last of a window, both counted. */
    long reach() {
        return dilation * (size - 1) + 1;
    }

    /** How many windows there are. */
    long count() {
        return (from.dim(axis) - reach()) / step + 1;
    }

    /** Windows laid over each other at their places and added; the adjoint takes the windows. */
    record OverlapAdd(Windows of) implements Op.Linear {
        @Override
        public String label() {
            return "overlapAdd";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Engine.constant(() -> added(x.getFirst()));
        }

        /**
         * With windows cut into blocks of {@code step} elements, block b of the result is Σ_q window b − q, block q: a sum
         * along a diagonal, which strides can say.
         */
        private Tensor added(Tensor g) {
            int axis = of.axis;
            int blockAxis = g.rank() - 1;
            long blocks = Math.ceilDiv(of.reach(), of.step);
            Tensor cut =
                    Movement.spread(g, blockAxis, of.dilation)
                            .pad(blockAxis, 0, blocks * of.step - of.reach())
                            .reshape(g.shape().with(blockAxis, blocks).inserted(-1, of.step))
                            .pad(axis, blocks - 1, blocks - 1);
            Layout diagonals =
                    cut.operand()
                            .layout()
                            .windowed(axis, blocks, 1, 1)
                            .sliced(g.rank() + 1, blocks - 1, blocks, -1)
                            .diagonal(blockAxis);
            Tensor sum = Engine.view(cut, diagonals).sum(blockAxis);
            int[] order = IntStream.range(0, g.rank()).toArray();
            // The elements of a block stand last; they belong behind the number of the block.
            System.arraycopy(order, axis + 1, order, axis + 2, g.rank() - axis - 2);
            order[axis + 1] = g.rank() - 1;
            Tensor line = sum.permute(order).reshape(of.from.with(axis, sum.dim(axis) * of.step));
            return Fourier.resized(line, of.from.dim(axis), axis);
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(Engine.apply(of, g));
        }
    }

    static Tensor windows(String op, Tensor x, int axis, long size, long step, long dilation) {
        int a = x.shape().axis(axis, op);
        if (size < 1 || step < 1 || dilation < 1) {
            throw new ArgandException.InvalidArgument(
                    op, "size " + size + ", step " + step + ", dilation " + dilation);
        }
        Windows windows = new Windows(x.shape(), a, size, step, dilation);
        if (windows.reach() > x.dim(a)) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    "a window of "
                            + windows.reach()
                            + " does not fit axis "
                            + axis
                            + " of "
                            + x.shape());
        }
        return Engine.apply(windows, x);
    }

    /** The adjoint of {@link #windows} of an operand of extent {@code length} along {@code axis}. */
    static Tensor overlapAdd(String op, Tensor x, int axis, long length, long step, long dilation) {
        int a = x.shape().axis(axis, op);
        if (a == x.rank() - 1 || step < 1 || dilation < 1 || x.dim(-1) < 1) {
            throw new ArgandException.InvalidArgument(
                    op,
                    "windows along axis "
                            + axis
                            + " of "
                            + x.shape()
                            + ", step "
                            + step
                            + ", dilation "
                            + dilation);
        }
        Windows of =
                new Windows(x.shape().without(-1).with(a, length), a, x.dim(-1), step, dilation);
        if (of.reach() > length || of.count() != x.dim(a)) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    x.dim(a)
                            + " windows of "
                            + of.reach()
                            + " every "
                            + step
                            + " do not make "
                            + length
                            + " elements");
        }
        return Engine.apply(new OverlapAdd(of), x);
    }
}
