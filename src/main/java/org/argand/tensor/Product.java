package org.argand.tensor;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend;
import org.argand.backend.Backends;
import org.argand.backend.Buffer;
import org.argand.backend.Operand;

/** Bilinear ops: the matrix product. */
final class Product {
    private Product() {}

    /** {@code A·B} over the last two axes; adjoints {@code G·Bᴴ} and {@code Aᴴ·G}. */
    enum Matmul implements Op.Bilinear {
        MATMUL;

        @Override
        public String label() {
            return "matmul";
        }

        @Override
        public Tensor forward(Tensor a, Tensor b) {
            Shape batch = Shape.broadcast("matmul", batch(a), batch(b));
            Shape out = matrix(batch, a.dim(-2), b.dim(-1));
            Backend backend = Backends.of(a.device());
            Backend.Matrix left = stretched(a, batch);
            Backend.Matrix right = stretched(b, batch);
            return backend.takesRows(a.dtype(), out, a.dim(-1))
                    ? new Tensor(out, a.dtype(), a.device(), new Expression.Multiply(left, right))
                    : Engine.make(a.dtype(), out, a.device(), o -> backend.matmul(left, right, o));
        }

        @Override
        public Tensor left(Tensor g, Tensor b) {
            return g.matmul(b.adjoint());
        }

        @Override
        public Tensor right(Tensor a, Tensor g) {
            return a.adjoint().matmul(g);
        }

        /** The operand over the whole batch; a pending conjugate becomes a flag instead of a pass. */
        private static Backend.Matrix stretched(Tensor t, Shape batch) {
            boolean conjugated =
                    t.expression() instanceof Expression.Apply a
                            && a.function == NonHolomorphic.CONJ;
            Tensor plain = conjugated ? ((Expression.Apply) t.expression()).operands.getFirst() : t;
            Operand o = plain.operandOfPending();
            Shape full = matrix(batch, plain.dim(-2), plain.dim(-1));
            return new Backend.Matrix(
                    new Operand(o.buffer(), o.layout().broadcastTo(full)), conjugated);
        }
    }

    /** The elements of a product that is pending. */
    static Operand elements(Tensor t, Expression.Multiply product) {
        Backend backend = Backends.of(t.device());
        Buffer buffer = backend.allocate(t.dtype(), t.size());
        try {
            backend.matmul(product.a, product.b, new Operand(buffer, product.layout()));
        } catch (RuntimeException e) {
            buffer.free();
            throw e;
        }
        return new Operand(buffer, Layout.contiguous(t.shape()));
    }

    private static Shape batch(Tensor t) {
        return t.shape().without(-1).without(-1);
    }

    private static Shape matrix(Shape batch, long rows, long columns) {
        return batch.inserted(-1, rows).inserted(-1, columns);
    }

    static Tensor matmul(Tensor a, Tensor b) {
        if (a.rank() < 2 || b.rank() < 2) {
            throw new ArgandException.ShapeMismatch(
                    "matmul", "needs matrices, got " + a.shape() + " · " + b.shape());
        }
        if (a.dim(-1) != b.dim(-2)) {
            throw new ArgandException.ShapeMismatch(
                    "matmul", "inner extents differ, " + a.shape() + " · " + b.shape());
        }
        if (!DType.promote(a.dtype(), b.dtype()).isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    "matmul",
                    "needs a floating or complex type, got " + a.dtype() + ", " + b.dtype());
        }
        Tensor[] p = Engine.promoted(a, b);
        return Engine.apply(Matmul.MATMUL, p[0], p[1]);
    }
}
