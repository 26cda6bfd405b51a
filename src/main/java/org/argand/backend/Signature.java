package org.argand.backend;

import java.util.List;
import java.util.stream.Collectors;
import org.argand.array.ArgandException;
import org.argand.array.DType;

/** Which element types a scalar function takes and which one it gives; operands arrive promoted. */
public enum Signature {
    /** Numbers to the same type: int, float or complex. */
    NUMBER("a number"),
    /** Floating or complex to the same type. */
    INEXACT("a floating or complex type"),
    /** Integer or floating to the same type: what needs an order. */
    ORDERED("an integer or floating type"),
    /** Floating to the same type. */
    FLOATING("a floating type"),
    /** Complex to its real type; real numbers to themselves. */
    TO_REAL("a number"),
    /** Two floating operands to the complex type of their precision. */
    TO_COMPLEX("a floating type"),
    /** Ordered numbers or bool to bool. */
    COMPARE("a type with an order"),
    /** Anything to bool. */
    TEST("any type"),
    /** bool to bool. */
    LOGICAL("bool"),
    /** A bool and two values of one type to that type. */
    SELECT("a bool condition");

    private final String wants;

    Signature(String wants) {
        this.wants = wants;
    }

    /** The type of the result, or a {@link ArgandException.DTypeMismatch} that names {@code op}. */
    public DType result(String op, List<DType> operands) {
        DType d = operands.getLast();
        boolean fits =
                switch (this) {
                    case NUMBER, TO_REAL -> d != DType.BOOL;
                    case INEXACT -> d.isInexact();
                    case ORDERED -> d.isInteger() || d.isFloating();
                    case FLOATING, TO_COMPLEX -> d.isFloating();
                    case COMPARE -> !d.isComplex();
                    case TEST -> true;
                    case LOGICAL -> d == DType.BOOL;
                    case SELECT -> operands.getFirst() == DType.BOOL;
                };
        if (!fits) {
            String remedy = this == INEXACT ? "; cast it first" : "";
            throw new ArgandException.DTypeMismatch(
                    op, "needs " + wants + ", got " + names(operands) + remedy);
        }
        return switch (this) {
            case NUMBER, INEXACT, ORDERED, FLOATING, SELECT -> d;
            case TO_REAL -> d.real();
            case TO_COMPLEX -> d.complex();
            case COMPARE, TEST, LOGICAL -> DType.BOOL;
        };
    }

    private static String names(List<DType> operands) {
        return operands.stream().map(DType::toString).collect(Collectors.joining(", "));
    }
}
