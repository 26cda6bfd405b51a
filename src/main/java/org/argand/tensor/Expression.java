package org.argand.tensor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Distribution;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** What a tensor holds: stored elements, or how to compute them when somebody needs them. */
sealed interface Expression {
    /** Elements in a buffer. */
    record Stored(Operand operand) implements Expression {}

    /** One value everywhere. */
    record Fill(Program.Value value) implements Expression {}

    /** Random numbers, by row-major index. */
    record Draw(Distribution distribution, Program.Key key) implements Expression {}

    /**
     * A product of two matrices, whose rows a program may take as they come, so that they are never stored; as it is, or
     * with its elements in another shape.
     */
    final class Multiply implements Expression {
        final Matrix a;
        final Matrix b;

        /** Whether a program has taken them: the next one that needs them has them stored. */
        boolean taken;

        Multiply(Matrix a, Matrix b) {
            this.a = a;
            this.b = b;
        }

        /** That of its elements as a matrix. */
        Layout layout() {
            long rows = a.operand().shape().dim(0);
            return Layout.contiguous(Shape.of(rows, b.operand().shape().dim(1)));
        }
    }

    /** A pointwise function of other tensors, which broadcast to the shape of this one. */
    final class Apply implements Expression {
        private static final VarHandle MARK;

        static {
            try {
                MARK = MethodHandles.lookup().findVarHandle(Apply.class, "mark", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        final Op.Pointwise function;
        final List<Tensor> operands;

        /** Instructions of the program this would become, counted as a tree. */
        final int weight;

        /** How many programs have computed this on the way to another value, more or less: threads do not agree on it. */
        int computed;

        /** The last fusion that this is a part of, and what it knows it by: in one word, which threads exchange whole. */
        @SuppressWarnings("UnusedVariable") // through MARK
        private long mark;

        Apply(Op.Pointwise function, List<Tensor> operands) {
            this.function = function;
            this.operands = operands;
            int w = 1;
            for (int i = 0; i < operands.size(); i++) {
                Tensor x = operands.get(i);
                x.uses++;
                w += x.weight();
            }
            this.weight = w;
        }

        long mark() {
            return (long) MARK.getOpaque(this);
        }

        void mark(long m) {
            MARK.setOpaque(this, m);
        }
    }
}
