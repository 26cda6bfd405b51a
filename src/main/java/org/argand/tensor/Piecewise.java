package org.argand.tensor;

import java.util.Locale;
import org.argand.backend.Signature;

/** Real functions with a kink, and the choice between two values; the derivative is that of the branch taken. */
public enum Piecewise implements Op.Pointwise {
    /** max(x, 0); gradient 0 at 0. NaN stays NaN. */
    RELU(
            1,
            Signature.ORDERED,
            Domain.NOT_ZERO,
            "max(x, 0)",
            "1 if x > 0, else 0",
            "NaN stays NaN") {
        @Override
        public double real(double a, double b, double c) {
            return a > 0 || Double.isNaN(a) ? a : 0;
        }

        @Override
        public Partial partial(int index) {
            return Partial.ofOutput(s -> s.greater(0).cast(s.dtype()));
        }
    },
    /** The larger of two; at a tie each operand takes half of the gradient. NaN wins. */
    MAXIMUM(
            2,
            Signature.ORDERED,
            Domain.PLANE,
            "max(x, y)",
            "1 for the larger, ½ each at a tie",
            "NaN wins") {
        @Override
        public double real(double a, double b, double c) {
            return Math.max(a, b);
        }

        @Override
        public Partial partial(int index) {
            return new Partial(
                    (in, s) -> share(in.get(index), in.get(1 - index), true), Partial.ZERO);
        }
    },
    /** The smaller of two; at a tie each operand takes half of the gradient. NaN wins. */
    MINIMUM(
            2,
            Signature.ORDERED,
            Domain.PLANE,
            "min(x, y)",
            "1 for the smaller, ½ each at a tie",
            "NaN wins") {
        @Override
        public double real(double a, double b, double c) {
            return Math.min(a, b);
        }

        @Override
        public Partial partial(int index) {
            return new Partial(
                    (in, s) -> share(in.get(index), in.get(1 - index), false), Partial.ZERO);
        }
    },
    /** {@code condition ? a : b}; the branch not taken gets gradient 0, whatever it holds. */
    WHERE(
            3,
            Signature.SELECT,
            Domain.PLANE,
            "z if p, else w",
            "1 for the one taken, else 0",
            "what the other one holds does not matter, be it NaN") {
        @Override
        public double real(double a, double b, double c) {
            return a != 0 ? b : c;
        }

        @Override
        public void complex(double[] in, double[] out) {
            int from = in[0] != 0 ? 2 : 4;
            out[0] = in[from];
            out[1] = in[from + 1];
        }

        @Override
        public Partial partial(int index) {
            return switch (index) {
                case 0 -> Partial.NONE;
                case 1 ->
                        new Partial((in, s) -> in.getFirst().cast(s.dtype().real()), Partial.ZERO);
                default ->
                        new Partial(
                                (in, s) -> in.getFirst().not().cast(s.dtype().real()),
                                Partial.ZERO);
            };
        }
    };

    private final String label = name().toLowerCase(Locale.ROOT);
    private final int arity;
    private final Signature signature;
    private final Domain domain;
    private final Text text;

    Piecewise(
            int arity,
            Signature signature,
            Domain domain,
            String formula,
            String derivative,
            String note) {
        this.arity = arity;
        this.signature = signature;
        this.domain = domain;
        this.text = new Text(formula, derivative, note);
    }

    /** 1 where {@code mine} is chosen, ½ at a tie. */
    private static Tensor share(Tensor mine, Tensor other, boolean larger) {
        Tensor wins = larger ? mine.greater(other) : mine.less(other);
        return wins.cast(mine.dtype()).add(mine.equalTo(other).cast(mine.dtype()).mul(0.5));
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return arity;
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public Text text() {
        return text;
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public void complex(double[] in, double[] out) {
        throw new IllegalStateException(label() + ": has no complex form");
    }
}
