package org.argand.tensor;

import static org.argand.tensor.Partial.ONE;
import static org.argand.tensor.Partial.holomorphic;

import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.argand.backend.ComplexMath;
import org.argand.backend.Signature;

/** Functions of two operands that are holomorphic in each: the four rules of arithmetic and the power. */
public enum Arithmetic implements Op.Pointwise {
    ADD(Signature.NUMBER, Double::sum, ComplexMath::add, holomorphic(ONE), holomorphic(ONE)),
    SUB(
            Signature.NUMBER,
            (a, b) -> a - b,
            ComplexMath::sub,
            holomorphic(ONE),
            holomorphic((in, s) -> s.fill(-1))),
    MUL(
            Signature.NUMBER,
            (a, b) -> a * b,
            ComplexMath::mul,
            holomorphic((in, s) -> in.get(1)),
            holomorphic((in, s) -> in.get(0))),
    DIV(
            Signature.INEXACT,
            (a, b) -> a / b,
            ComplexMath::div,
            holomorphic((in, s) -> in.get(1).reciprocal()),
            holomorphic((in, s) -> s.div(in.get(1)).neg())),
    /** {@code z^w = exp(w log z)}, the principal value; cut along the negative real axis of z unless w is an integer. */
    POW(
            Signature.INEXACT,
            Math::pow,
            ComplexMath::pow,
            holomorphic((in, s) -> in.get(1).mul(in.get(0).pow(in.get(1).sub(1)))),
            holomorphic((in, s) -> s.mul(in.get(0).logOrZero())));

    /** A complex function of two operands, allocation-free. */
    @FunctionalInterface
    interface Plane {
        void at(double ar, double ai, double br, double bi, double[] out);
    }

    private final Signature signature;
    private final DoubleBinaryOperator line;
    private final Plane plane;
    private final Partial first;
    private final Partial second;

    Arithmetic(
            Signature signature,
            DoubleBinaryOperator line,
            Plane plane,
            Partial first,
            Partial second) {
        this.signature = signature;
        this.line = line;
        this.plane = plane;
        this.first = first;
        this.second = second;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Signature signature() {
        return signature;
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
}
