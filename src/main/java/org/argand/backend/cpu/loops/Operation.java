package org.argand.backend.cpu.loops;

/** The instructions of a loop's body, each with the IEEE or two's complement meaning of Java's. */
enum Operation {
    /** An element, or one part of a complex one: of input {@code payload / 2}, part {@code payload % 2}. */
    LOAD,
    /** The first vector of interleaved complex elements of input {@code payload}. */
    LOAD_LOW,
    /** The second one. */
    LOAD_HIGH,
    /** The one element of an input that is the same everywhere; payload as for {@link #LOAD}. */
    UNIFORM,
    /** The number {@code payload}. */
    LITERAL,
    ADD,
    SUB,
    MUL,
    DIV,
    NEG,
    ABS,
    SQRT,
    /** {@code a·b + c}, rounded once. */
    FMA,
    MIN,
    MAX,
    LESS,
    LESS_EQUAL,
    EQUAL,
    AND,
    OR,
    XOR,
    NOT,
    /** {@code mask ? a : b}. */
    SELECT,
    /** A truth value told about lanes of the other width. */
    MASK_CAST,
    /** The bits of a number as an integer. */
    BITS,
    /** The number with these bits. */
    FROM_BITS,
    /** Shifts by {@code payload} places. */
    SHIFT_LEFT,
    SHIFT_RIGHT_UNSIGNED,
    /** A number as one of another kind, as Java's casts do it. */
    CONVERT,
    /**
     * The real parts of interleaved vectors (low, high): those of low in the even lanes, those of high in the odd ones. Parts
     * are taken apart and put together by swapping neighbours and choosing lanes, where their natural order would take
     * permutations of two vectors at several times the cost; so real operands and results are brought into that order.
     */
    EVEN,
    /** The imaginary parts of interleaved vectors (low, high), in the same order. */
    ODD,
    /** The first interleaved vector of (re, im). */
    LOW,
    /** The second interleaved vector of (re, im). */
    HIGH,
    /** Results (operands: the guard, the results, the parts of the function's operands) or the reference where the guard fails. */
    GUARDED,
    /** Part {@code payload} of a guarded result. */
    PART
}
