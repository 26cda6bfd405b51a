package org.argand.backend.cpu;

import java.util.List;
import org.argand.array.DType;
import org.argand.backend.ScalarFunction;
import org.argand.backend.Signature;

/** The scalar functions that the tests of this package run: a name, a signature, a reference. */
enum Functions implements ScalarFunction {
    ADD("add", 2, Signature.NUMBER),
    SUB("sub", 2, Signature.NUMBER),
    MUL("mul", 2, Signature.NUMBER),
    DIV("div", 2, Signature.INEXACT),
    NEG("neg", 1, Signature.NUMBER),
    SQUARE("square", 1, Signature.NUMBER),
    CONJ("conj", 1, Signature.NUMBER),
    REAL("real", 1, Signature.TO_REAL),
    IMAG("imag", 1, Signature.TO_REAL),
    ABS2("abs2", 1, Signature.TO_REAL),
    ABS("abs", 1, Signature.TO_REAL),
    COMPLEX("complex", 2, Signature.TO_COMPLEX),
    RELU("relu", 1, Signature.ORDERED),
    MAXIMUM("maximum", 2, Signature.ORDERED),
    MINIMUM("minimum", 2, Signature.ORDERED),
    SQRT("sqrt", 1, Signature.FLOATING),
    EXP("exp", 1, Signature.FLOATING),
    LOG("log", 1, Signature.FLOATING),
    SIN("sin", 1, Signature.FLOATING),
    COS("cos", 1, Signature.FLOATING),
    TANH("tanh", 1, Signature.FLOATING),
    SIGMOID("sigmoid", 1, Signature.FLOATING),
    RECIPROCAL("reciprocal", 1, Signature.FLOATING),
    /** Has no kernel: a·b + c by the reference. */
    MULADD("test_muladd", 3, Signature.NUMBER),
    LESS("less", 2, Signature.COMPARE),
    LESS_EQUAL("less_equal", 2, Signature.COMPARE),
    GREATER("greater", 2, Signature.COMPARE),
    GREATER_EQUAL("greater_equal", 2, Signature.COMPARE),
    EQUAL("equal", 2, Signature.TEST),
    NOT_EQUAL("not_equal", 2, Signature.TEST),
    LOGICAL_AND("logical_and", 2, Signature.LOGICAL),
    LOGICAL_OR("logical_or", 2, Signature.LOGICAL),
    LOGICAL_XOR("logical_xor", 2, Signature.LOGICAL),
    LOGICAL_NOT("logical_not", 1, Signature.LOGICAL),
    WHERE("where", 3, Signature.SELECT);

    private final String label;
    private final int arity;
    private final Signature signature;

    Functions(String label, int arity, Signature signature) {
        this.label = label;
        this.arity = arity;
        this.signature = signature;
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
    public DType result(List<DType> operands) {
        return signature.result(label, operands);
    }

    @Override
    public double real(double a, double b, double c) {
        return switch (this) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case NEG -> -a;
            case SQUARE, ABS2 -> a * a;
            case CONJ, REAL -> a;
            case IMAG -> 0;
            case ABS -> Math.abs(a);
            case RELU -> Math.max(a, 0);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case SQRT -> Math.sqrt(a);
            case EXP -> Math.exp(a);
            case LOG -> Math.log(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TANH -> Math.tanh(a);
            case SIGMOID -> a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a));
            case RECIPROCAL -> 1 / a;
            case MULADD -> a * b + c;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_EQUAL -> a >= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL, LOGICAL_XOR -> a != b ? 1 : 0;
            case LOGICAL_AND -> a != 0 && b != 0 ? 1 : 0;
            case LOGICAL_OR -> a != 0 || b != 0 ? 1 : 0;
            case LOGICAL_NOT -> a == 0 ? 1 : 0;
            case WHERE -> a != 0 ? b : c;
            case COMPLEX -> throw new AssertionError(label);
        };
    }

    @Override
    public void complex(double[] in, double[] out) {
        double a = in[0];
        double b = in[1];
        double c = arity > 1 ? in[2] : 0;
        double d = arity > 1 ? in[3] : 0;
        switch (this) {
            case ADD -> set(out, a + c, b + d);
            case SUB -> set(out, a - c, b - d);
            case MUL -> set(out, a * c - b * d, a * d + b * c);
            case DIV -> {
                double m = c * c + d * d;
                set(out, (a * c + b * d) / m, (b * c - a * d) / m);
            }
            case NEG -> set(out, -a, -b);
            case SQUARE -> set(out, a * a - b * b, 2 * a * b);
            case CONJ -> set(out, a, -b);
            case REAL -> set(out, a, 0);
            case IMAG -> set(out, b, 0);
            case ABS2 -> set(out, a * a + b * b, 0);
            case ABS -> set(out, Math.hypot(a, b), 0);
            case COMPLEX -> set(out, a, c);
            case MULADD -> set(out, a * c - b * d + in[4], a * d + b * c + in[5]);
            case EQUAL -> set(out, a == c && b == d ? 1 : 0, 0);
            case NOT_EQUAL -> set(out, a != c || b != d ? 1 : 0, 0);
            case WHERE -> set(out, a != 0 ? c : in[4], a != 0 ? d : in[5]);
            default -> throw new AssertionError(label);
        }
    }

    private static void set(double[] out, double re, double im) {
        out[0] = re;
        out[1] = im;
    }

    @Override
    public String toString() {
        return label;
    }
}
