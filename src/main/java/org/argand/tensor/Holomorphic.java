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
 * Holomorphic functions {@code s = f(z)} of one operand: formula, f′ and note for people, reference on the real line and
 * in the plane, domain, and f′ in terms of what is cheapest to keep. Branch cuts and special values are those of C99
 * Annex G.
 */
public enum Holomorphic implements Op.Pointwise {
    NEG(
            Signature.NUMBER,
            "−z",
            "−1",
            "",
            x -> -x,
            ComplexMath::neg,
            PLANE,
            ofInput(z -> z.fill(-1))),
    SQUARE(
            Signature.NUMBER,
            "z²",
            "2z",
            "",
            x -> x * x,
            ComplexMath::square,
            PLANE,
            ofInput(z -> z.mul(2))),
    RECIPROCAL(
            "1/z",
            "−s²",
            "neither overflows nor underflows needlessly; 1/0 is infinite",
            x -> 1 / x,
            ComplexMath::reciprocal,
            NOT_ZERO,
            ofOutput(s -> s.square().neg())),
    EXP("e^z", "s", "", Math::exp, ComplexMath::exp, PLANE, ofOutput(s -> s)),
    EXP2(
            "2^z",
            "s log 2",
            "",
            RealMath::exp2,
            ComplexMath::exp2,
            PLANE,
            ofOutput(s -> s.mul(Math.log(2)))),
    EXPM1(
            "e^z − 1",
            "s + 1",
            "accurate near 0",
            Math::expm1,
            ComplexMath::expm1,
            PLANE,
            ofOutput(s -> s.add(1))),
    LOG(
            "log z",
            "1/z",
            "cut (−∞, 0]",
            Math::log,
            ComplexMath::log,
            SLIT,
            ofInput(Tensor::reciprocal)),
    LOG1P(
            "log(1 + z)",
            "1/(1 + z)",
            "cut (−∞, −1]; accurate near 0",
            Math::log1p,
            ComplexMath::log1p,
            RIGHT_OF_MINUS_ONE,
            ofInput(z -> z.add(1).reciprocal())),
    LOG2(
            "log z / log 2",
            "1/(z log 2)",
            "cut (−∞, 0]; exact at powers of two",
            RealMath::log2,
            ComplexMath::log2,
            SLIT,
            ofInput(z -> z.mul(Math.log(2)).reciprocal())),
    LOG10(
            "log z / log 10",
            "1/(z log 10)",
            "cut (−∞, 0]",
            Math::log10,
            ComplexMath::log10,
            SLIT,
            ofInput(z -> z.mul(Math.log(10)).reciprocal())),
    SQRT(
            "√z",
            "1/(2s)",
            "cut (−∞, 0), Re s ≥ 0; at 0 the gradient of a real operand is ∞, that of a complex one"
                    + " 0",
            Math::sqrt,
            ComplexMath::sqrt,
            SLIT,
            ofOutput(s -> Rules.directed(s.mul(2)))),
    RSQRT(
            "1/√z",
            "−s³/2",
            "cut (−∞, 0]; infinite at 0",
            x -> 1 / Math.sqrt(x),
            ComplexMath::rsqrt,
            SLIT,
            ofOutput(s -> s.square().mul(s).mul(-0.5))),
    SIN("sin z", "cos z", "", Math::sin, ComplexMath::sin, PLANE, ofInput(Tensor::cos)),
    COS("cos z", "−sin z", "", Math::cos, ComplexMath::cos, PLANE, ofInput(z -> z.sin().neg())),
    TAN(
            "tan z",
            "1 + s²",
            "poles at π/2 + kπ",
            Math::tan,
            ComplexMath::tan,
            DISC,
            ofOutput(s -> s.square().add(1))),
    /** The normalised sinc of signal processing, as in NumPy and PyTorch. */
    SINC(
            "sin(πz)/(πz)",
            "(cos(πz) − s)/z",
            "normalised; 1 at 0 with all its derivatives; exactly 0 at the other integers",
            RealMath::sinc,
            ComplexMath::sinc,
            PLANE,
            new Partial((in, s) -> Rules.sincSlope(in.getFirst(), s), Partial.ZERO)),
    SINH("sinh z", "cosh z", "", Math::sinh, ComplexMath::sinh, PLANE, ofInput(Tensor::cosh)),
    COSH("cosh z", "sinh z", "", Math::cosh, ComplexMath::cosh, PLANE, ofInput(Tensor::sinh)),
    TANH(
            "tanh z",
            "1 − s²",
            "poles at i(π/2 + kπ)",
            Math::tanh,
            ComplexMath::tanh,
            DISC,
            ofOutput(s -> s.square().neg().add(1))),
    ASIN(
            "arcsin z",
            "1/(√(1−z) √(1+z))",
            "cuts (−∞, −1) and (1, ∞)",
            Math::asin,
            ComplexMath::asin,
            DISC,
            ofInput(z -> Rules.crossRoot(z).reciprocal())),
    ACOS(
            "arccos z",
            "−1/(√(1−z) √(1+z))",
            "cuts (−∞, −1) and (1, ∞)",
            Math::acos,
            ComplexMath::acos,
            DISC,
            ofInput(z -> Rules.crossRoot(z).reciprocal().neg())),
    ATAN(
            "arctan z",
            "1/((1 + iz)(1 − iz))",
            "cuts (−i∞, −i) and (i, i∞)",
            Math::atan,
            ComplexMath::atan,
            DISC,
            ofInput(Rules::atanSlope)),
    /** f′ is 1/(√(1+iz)√(1−iz)); 1/√(z²+1) overflows, and is off its branch beyond the imaginary unit. */
    ASINH(
            "arsinh z",
            "1/(√(1+iz) √(1−iz))",
            "cuts (−i∞, −i) and (i, i∞)",
            RealMath::asinh,
            ComplexMath::asinh,
            DISC,
            ofInput(Rules::asinhSlope)),
    /** f′ is 1/(√(z−1)√(z+1)); 1/√(z²−1) has the wrong sign for Re z &lt; 0. */
    ACOSH(
            "arcosh z",
            "1/(√(z−1) √(z+1))",
            "cut (−∞, 1)",
            RealMath::acosh,
            ComplexMath::acosh,
            RIGHT_OF_ONE,
            ofInput(z -> z.sub(1).sqrt().mul(z.add(1).sqrt()).reciprocal())),
    ATANH(
            "artanh z",
            "1/((1 − z)(1 + z))",
            "cuts (−∞, −1] and [1, ∞)",
            RealMath::atanh,
            ComplexMath::atanh,
            DISC,
            ofInput(z -> z.neg().add(1).reciprocal().mul(z.add(1).reciprocal()))),
    SIGMOID(
            "1/(1 + e^−z)",
            "s − s²",
            "poles at i(π + 2kπ)",
            RealMath::sigmoid,
            ComplexMath::sigmoid,
            DISC,
            ofOutput(s -> s.sub(s.square())));

    /** A complex function of one operand, allocation-free. */
    @FunctionalInterface
    interface Plane {
        void at(double re, double im, double[] out);
    }

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Signature signature;
    private final Text text;
    private final DoubleUnaryOperator line;
    private final Plane plane;
    private final Domain domain;
    private final Partial derivative;

    Holomorphic(
            String formula,
            String slope,
            String note,
            DoubleUnaryOperator line,
            Plane plane,
            Domain domain,
            Partial derivative) {
        this(Signature.INEXACT, formula, slope, note, line, plane, domain, derivative);
    }

    Holomorphic(
            Signature signature,
            String formula,
            String slope,
            String note,
            DoubleUnaryOperator line,
            Plane plane,
            Domain domain,
            Partial derivative) {
        this.signature = signature;
        this.text = new Text(formula, slope, note);
        this.line = line;
        this.plane = plane;
        this.domain = domain;
        this.derivative = derivative;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public boolean isPlain() {
        return this == NEG || this == SQUARE;
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
