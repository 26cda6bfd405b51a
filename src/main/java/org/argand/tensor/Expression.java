package org.argand.tensor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.argand.backend.Distribution;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** What a tensor holds: stored elements, or how to compute them when somebody needs them. */
sealed interface Expression {
    /** Where counting costs ends. */
    int MAX_COST = 1 << 20;

    /** What a function costs that is no plain arithmetic. */
    int HIGH_COST = 32;

    /** Elements in a buffer. */
    record Stored(Operand operand) implements Expression {}

    /** One value everywhere. */
    record Fill(Program.Value value) implements Expression {}

    /** Random numbers, by row-major index. */
    record Draw(Distribution distribution, Program.Key key) implements Expression {}

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

        /** What computing this costs, in operations of arithmetic, counted as a tree. */
        final int cost;

        /** How many programs have computed this on the way to another value, more or less: threads do not agree on it. */
        int computed;

        /** The last fusion that this is a part of, and what it knows it by: in one word, which threads exchange whole. */
        @SuppressWarnings("UnusedVariable") // through MARK
        private long mark;

        Apply(Op.Pointwise function, List<Tensor> operands) {
            this.function = function;
            this.operands = operands;
            int w = 1;
            int c = ownCost();
            for (int i = 0; i < operands.size(); i++) {
                if (operands.get(i).expression() instanceof Apply a) {
                    w += a.weight;
                    c += a.cost;
                }
            }
            this.weight = w;
            this.cost = Math.min(c, MAX_COST);
        }

        /** What this one function costs. */
        int ownCost() {
            return isPlain(function) ? 1 : HIGH_COST;
        }

        private static boolean isPlain(Op.Pointwise function) {
            return switch (function) {
                case Arithmetic f -> f != Arithmetic.DIV && f != Arithmetic.POW;
                case Holomorphic f -> f == Holomorphic.NEG || f == Holomorphic.SQUARE;
                case NonHolomorphic f ->
                        switch (f) {
                            case CONJ, REAL, IMAG, ABS2, COMPLEX -> true;
                            case ABS, ANGLE, SGN, POLAR -> false;
                        };
                case Conversion _, Piecewise _, PiecewiseConstant _, Predicate _ -> true;
            };
        }

        long mark() {
            return (long) MARK.getOpaque(this);
        }

        void mark(long m) {
            MARK.setOpaque(this, m);
        }
    }
}
