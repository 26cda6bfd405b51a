package org.argand.tensor;

import static org.argand.tensor.Domain.DISC;
import static org.argand.tensor.Domain.NOT_ZERO;
import static org.argand.tensor.Domain.PLANE;
import static org.argand.tensor.Domain.RIGHT_OF_MINUS_ONE;
import static org.argand.tensor.Domain.RIGHT_OF_ONE;
import static org.argand.tensor.Domain.SLIT;
import static org.argand.tensor.Partial.ofInput;
import static org.argand.tensor.Partial.ofOutput;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.argand.backend.ComplexMath;
import org.argand.backend.RealMath;
import org.argand.backend.Signature;

/**
 * Holomorphic functions {@code w = f(z)} of one operand: reference on the real line and in the plane, domain, and f′ in
 * terms of what is cheapest to keep. Branch cuts and special values are those of C99 Annex G.
 */
public enum Holomorphic implements Op.Pointwise {
    NEG(Signature.NUMBER, x -> -x, ComplexMath::neg, PLANE, ofInput(z -> z.fill(-1))),
    SQUARE(Signature.NUMBER, x -> x * x, ComplexMath::square, PLANE, ofInput(z -> z.mul(2))),
    RECIPROCAL(x -> 1 / x, ComplexMath::reciprocal, NOT_ZERO, ofOutput(w -> w.square().neg())),
    EXP(Math::exp, ComplexMath::exp, PLANE, ofOutput(w -> w)),
    EXPM1(Math::expm1, ComplexMath::expm1, PLANE, ofOutput(w -> w.add(1))),
    LOG(Math::log, ComplexMath::log, SLIT, ofInput(Tensor::reciprocal)),
    LOG1P(Math::log1p, ComplexMath::log1p, RIGHT_OF_MINUS_ONE, ofInput(z -> z.add(1).reciprocal())),
    LOG10(Math::log10, ComplexMath::log10, SLIT, ofInput(z -> z.mul(Math.log(10)).reciprocal())),
    SQRT(Math::sqrt, ComplexMath::sqrt, SLIT, ofOutput(w -> w.mul(2).reciprocal())),
    SIN(Math::sin, ComplexMath::sin, PLANE, ofInput(Tensor::cos)),
    COS(Math::cos, ComplexMath::cos, PLANE, ofInput(z -> z.sin().neg())),
    TAN(Math::tan, ComplexMath::tan, DISC, ofOutput(w -> w.square().add(1))),
    SINH(Math::sinh, ComplexMath::sinh, PLANE, ofInput(Tensor::cosh)),
    COSH(Math::cosh, ComplexMath::cosh, PLANE, ofInput(Tensor::sinh)),
    TANH(Math::tanh, ComplexMath::tanh, DISC, ofOutput(w -> w.square().neg().add(1))),
    ASIN(Math::asin, ComplexMath::asin, DISC, ofInput(z -> z.crossRoot().reciprocal())),
    ACOS(Math::acos, ComplexMath::acos, DISC, ofInput(z -> z.crossRoot().reciprocal().neg())),
    ATAN(Math::atan, ComplexMath::atan, DISC, ofInput(z -> z.square().add(1).reciprocal())),
    ASINH(
            RealMath::asinh,
            ComplexMath::asinh,
            DISC,
            ofInput(z -> z.square().add(1).sqrt().reciprocal())),
    /** f′ is 1/(√(z−1)√(z+1)); 1/√(z²−1) has the wrong sign for Re z &lt; 0. */
    ACOSH(
            RealMath::acosh,
            ComplexMath::acosh,
            RIGHT_OF_ONE,
            ofInput(z -> z.sub(1).sqrt().mul(z.add(1).sqrt()).reciprocal())),
    ATANH(
            RealMath::atanh,
            ComplexMath::atanh,
            DISC,
            ofInput(z -> z.square().neg().add(1).reciprocal())),
    SIGMOID(RealMath::sigmoid, ComplexMath::sigmoid, DISC, ofOutput(w -> w.sub(w.square())));

    /** A complex function of one operand, allocation-free. */
    @FunctionalInterface
    interface Plane {
        void at(double re, double im, double[] out);
    }

    private final Signature signature;
    private final DoubleUnaryOperator line;
    private final Plane plane;
    private final Domain domain;
    private final Partial derivative;

    Holomorphic(DoubleUnaryOperator line, Plane plane, Domain domain, Partial derivative) {
        this(Signature.INEXACT, line, plane, domain, derivative);
    }

    Holomorphic(
            Signature signature,
            DoubleUnaryOperator line,
            Plane plane,
            Domain domain,
            Partial derivative) {
        this.signature = signature;
        this.line = line;
        this.plane = plane;
        this.domain = domain;
        this.derivative = derivative;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public Partial partial(int index) {
        return derivative;
    }

    @Override
    public double real(double a, double b, double c) {
        return line.applyAsDouble(a);
    }

    @Override
    public void complex(double[] in, double[] out) {
        plane.at(in[0], in[1], out);
    }
}
