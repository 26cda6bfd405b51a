package org.argand.tensor;

import static org.argand.tensor.Partial.ONE;
import static org.argand.tensor.Partial.holomorphic;

import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.argand.backend.ComplexMath;
import org.argand.backend.Signature;

/** Functions of two operands that are holomorphic in each: the four rules of arithmetic and the power. */
public enum Arithmetic implements Op.Pointwise {
    ADD(
            "z + w",
            "1 ; 1",
            "",
            Signature.NUMBER,
            Double::sum,
            ComplexMath::add,
            holomorphic(ONE),
            holomorphic(ONE)),
    SUB(
            "z − w",
            "1 ; −1",
            "",
            Signature.NUMBER,
            (a, b) -> a - b,
            ComplexMath::sub,
            holomorphic(ONE),
            holomorphic((in, s) -> s.fill(-1))),
    MUL(
            "z w",
            "w ; z",
            "four real products: an infinity times a finite number may be NaN, as in NumPy and"
                    + " PyTorch",
            Signature.NUMBER,
            (a, b) -> a * b,
            ComplexMath::mul,
            holomorphic((in, s) -> in.get(1)),
            holomorphic((in, s) -> in.get(0))),
    DIV(
            "z/w",
            "1/w ; −s/w",
            "neither overflows nor underflows needlessly; Annex G for zeros and infinities",
            Signature.INEXACT,
            (a, b) -> a / b,
            ComplexMath::div,
            holomorphic((in, s) -> in.get(1).reciprocal()),
            holomorphic((in, s) -> s.div(in.get(1)).neg())),
    /** {@code z^w = exp(w log z)}, the principal value; cut along the negative real axis of z unless w is an integer. */
    POW(
            "z^w = e^{w log z}",
            "w z^{w−1} ; s log z",
            "cut (−∞, 0) in z unless w is an integer; z⁰ = 1, 0^w = 0 for Re w > 0; at 0 the"
                    + " gradient of a real z is ∞ for 0 < w < 1, that of a complex one 0 for Re w < 1;"
                    + " a negative real z with a real w that is no integer is NaN; two integer tensors"
                    + " are refused",
            Signature.INEXACT,
            Math::pow,
            ComplexMath::pow,
            holomorphic((in, s) -> Rules.powerInBase(in.get(0), in.get(1))),
            holomorphic((in, s) -> Rules.powerInExponent(in.get(0), in.get(1), s)));

    /** A complex function of two operands, allocation-free. */
    @FunctionalInterface
    interface Plane {
        void at(double ar, double ai, double br, double bi, double[] out);
    }

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Text text;
    private final Signature signature;
    private final DoubleBinaryOperator line;
    private final Plane plane;
    private final Partial first;
    private final Partial second;

    Arithmetic(
            String formula,
            String derivative,
            String note,
            Signature signature,
            DoubleBinaryOperator line,
            Plane plane,
            Partial first,
            Partial second) {
        this.text = new Text(formula, derivative, note);
        this.signature = signature;
        this.line = line;
        this.plane = plane;
        this.first = first;
        this.second = second;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public boolean isPlain() {
        return this == ADD || this == SUB || this == MUL;
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
        return switch (this) {
            case POW -> Domain.SLIT;
            case DIV -> Domain.NOT_ZERO;
            case ADD, SUB, MUL -> Domain.PLANE;
        };
    }

    @Override
    public Partial partial(int index) {
        return index == 0 ? first : second;
    }

    @Override
    public double real(double a, double b, double c) {
        return line.applyAsDouble(a, b);
    }

    @Override
    public void complex(double[] in, double[] out) {
        plane.at(in[0], in[1], in[2], in[3], out);
    }

    /** z^w, without a power where that takes one or two products. */
    static Tensor power(Tensor z, double w) {
        if (z.dtype().isInexact()) {
            if (w == 2) {
                return z.square();
            }
            if (w == 3) {
                return z.square().mul(z);
            }
            if (z.dtype().isFloating() && w == -1) {
                return z.reciprocal();
            }
            if (z.dtype().isFloating() && w == -2) {
                return z.reciprocal().square();
            }
        }
        return z.pow(Creation.number(z, w));
    }
}
