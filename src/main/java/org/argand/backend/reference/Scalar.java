package org.argand.backend.reference;

import org.argand.array.DType;

/** A number of any type: doubles for the inexact types, and a long beside them for integers and truth values. */
final class Scalar {
    double re;
    double im;
    long whole;

    /** Becomes a number of an inexact type. */
    Scalar set(double real, double imaginary) {
        re = real;
        im = imaginary;
        whole = 0;
        return this;
    }

    /** Becomes an integer or truth value. */
    Scalar set(long value) {
        re = value;
        im = 0;
        whole = value;
        return this;
    }

    /** Becomes that value of type {@code dtype}; int32 wraps, a bool asks whether it is not zero. */
    Scalar setWhole(DType dtype, long value) {
        return set(
                switch (dtype) {
                    case BOOL -> value != 0 ? 1 : 0;
                    case INT32 -> (int) value;
                    default -> value;
                });
    }

    /** Becomes an element of {@code buffer}. */
    Scalar load(ReferenceBuffer buffer, long i) {
        return isWhole(buffer.dtype()) ? set(buffer.whole(i)) : set(buffer.re(i), buffer.im(i));
    }

    /** Whether numbers of that type are kept as longs. */
    static boolean isWhole(DType dtype) {
        return !dtype.isInexact();
    }
}
