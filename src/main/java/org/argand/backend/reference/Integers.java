package org.argand.backend.reference;

import org.argand.backend.ScalarFunction;

/**
 * The scalar functions on integers and truth values, exact and wrapping around on overflow.
 *
 * <p>{@link ScalarFunction#real} works in double and would lose digits of int64; a function that is not named here
 * goes through it all the same.
 */
final class Integers {
    private Integers() {}

    /** The value at integers whose result is an integer or a truth value. */
    static long apply(ScalarFunction f, long a, long b, long c) {
        return switch (f.label()) {
            case "add" -> a + b;
            case "sub" -> a - b;
            case "mul" -> a * b;
            case "maximum" -> Math.max(a, b);
            case "minimum" -> Math.min(a, b);
            case "neg" -> -a;
            case "relu" -> Math.max(a, 0);
            case "abs" -> Math.abs(a);
            case "square", "abs2" -> a * a;
            case "sgn" -> Long.signum(a);
            case "real", "conj", "cast_int32", "cast_int64" -> a;
            case "imag" -> 0;
            case "less" -> a < b ? 1 : 0;
            case "less_equal" -> a <= b ? 1 : 0;
            case "greater" -> a > b ? 1 : 0;
            case "greater_equal" -> a >= b ? 1 : 0;
            case "equal" -> a == b ? 1 : 0;
            case "not_equal" -> a != b ? 1 : 0;
            case "where" -> a != 0 ? b : c;
            default -> (long) f.real(a, b, c);
        };
    }
}
