package org.argand.backend.cuda;

import java.util.List;
import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.backend.cuda.Ptx.Register;

/**
 * A number in registers: one for each part of its type.
 *
 * @param parts the real and the imaginary part, or the number; a truth value is a predicate
 */
record Quantity(DType dtype, List<Register> parts) {
    /** A number that has one part. */
    static Quantity of(DType dtype, Register number) {
        return new Quantity(dtype, List.of(number));
    }

    /** A complex number. */
    static Quantity of(DType dtype, Register re, Register im) {
        return new Quantity(dtype, List.of(re, im));
    }

    /** The real part, or the number. */
    Register re() {
        return parts.getFirst();
    }

    /** The imaginary part of a complex number. */
    Register im() {
        return parts.getLast();
    }

    /** Type of the parts. */
    DType real() {
        return dtype.real();
    }

    /** The quantity with each part mapped. */
    Quantity map(UnaryOperator<Register> f) {
        return new Quantity(dtype, parts.stream().map(f).toList());
    }
}
