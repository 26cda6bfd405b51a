package org.argand.tensor;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Backends;

/** Ops that choose elements: where, gather, one-hot, and the end of a gradient's path. */
final class Selection {
    private Selection() {}

    /** The same elements, for which no tape finds a path. */
    enum StopGradient implements Op.Opaque {
        STOP;

        @Override
        public String label() {
            return "stopGradient";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            Tensor known = t.expression() instanceof Expression.Multiply ? t.realise() : t;
            return new Tensor(t.shape(), t.dtype(), t.device(), known.expression());
        }

        @Override
        public String reason() {
            return "asked for";
        }
    }

    /** Entries along {@code axis}; the adjoint adds them back where they came from. */
    record Gather(Shape from, Tensor indices, int axis) implements Op.Linear {
        @Override
        public String label() {
            return "gather";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            Shape to = t.shape().without(axis);
            for (int k = indices.rank() - 1; k >= 0; k--) {
                to = to.inserted(axis, indices.dim(k));
            }
            return Engine.make(
                    t.dtype(),
                    to,
                    t.device(),
                    o -> Backends.of(t.device()).gather(t.operand(), indices.operand(), axis, o));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(Engine.apply(new ScatterAdd(this), g));
        }
    }

    /** The adjoint of a gather: adds each entry at its index; its own adjoint is that gather. */
    record ScatterAdd(Gather of) implements Op.Linear {
        @Override
        public String label() {
            return "scatterAdd";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.make(
                    t.dtype(),
                    of.from,
                    t.device(),
                    o ->
                            Backends.of(t.device())
                                    .scatterAdd(t.operand(), of.indices.operand(), of.axis, o));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(Engine.apply(of, g));
        }
    }

    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        Tensor[] p = Engine.promoted(a, b);
        return Engine.apply(Piecewise.WHERE, condition, p[0], p[1]);
    }

    static Tensor gather(Tensor x, Tensor indices, int axis) {
        if (!indices.dtype().isInteger()) {
            throw new ArgandException.DTypeMismatch(
                    "gather", "indices are " + indices.dtype() + ", not integers");
        }
        return Engine.apply(new Gather(x.shape(), indices, x.shape().axis(axis, "gather")), x);
    }

    static Tensor oneHot(Tensor indices, long depth, DType to) {
        if (!indices.dtype().isInteger() || depth < 1) {
            throw new ArgandException.InvalidArgument(
                    "oneHot",
                    "needs integer indices and a depth, got " + indices.dtype() + " and " + depth);
        }
        return indices.expand(-1).equalTo(Creation.arange(indices.dtype(), depth)).cast(to);
    }
}
