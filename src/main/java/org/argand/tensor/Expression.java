package org.argand.tensor;

import java.util.List;
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

    /** A pointwise function of other tensors, which broadcast to the shape of this one. */
    final class Apply implements Expression {
        final Op.Pointwise function;
        final List<Tensor> operands;

        /** Instructions of the program this would become, counted as a tree. */
        final int weight;

        /** Set once some program has computed this on the way to another value. */
        volatile boolean computed;

        Apply(Op.Pointwise function, List<Tensor> operands) {
            this.function = function;
            this.operands = List.copyOf(operands);
            this.weight = 1 + operands.stream().mapToInt(t -> weight(t.expression())).sum();
        }
    }

    /** Instructions that computing this takes. */
    static int weight(Expression e) {
        return e instanceof Apply a ? a.weight : 0;
    }
}
