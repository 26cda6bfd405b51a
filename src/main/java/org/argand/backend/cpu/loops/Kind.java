package org.argand.backend.cpu.loops;

import org.argand.array.DType;

/** What one lane of a {@link Node} is. */
public enum Kind {
    FLOAT,
    DOUBLE,
    INT,
    LONG,
    /** A truth value about lanes of 32 bits. */
    MASK32,
    /** A truth value about lanes of 64 bits. */
    MASK64;

    /** Whether it is a number with a sign bit, an exponent and a fraction. */
    boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    boolean isMask() {
        return this == MASK32 || this == MASK64;
    }

    /** Whether lanes have 64 bits. */
    boolean isWide() {
        return this == DOUBLE || this == LONG || this == MASK64;
    }

    /** The truth values about lanes of this kind. */
    Kind mask() {
        return isWide() ? MASK64 : MASK32;
    }

    /** The integers of the same width. */
    Kind bits() {
        return isWide() ? LONG : INT;
    }

    /** The parts of elements of a type; truth values are told about lanes of 32 bits. */
    static Kind of(DType dtype) {
        return switch (dtype) {
            case BOOL -> MASK32;
            case INT32 -> INT;
            case INT64 -> LONG;
            case FLOAT32, COMPLEX64 -> FLOAT;
            case FLOAT64, COMPLEX128 -> DOUBLE;
        };
    }
}
