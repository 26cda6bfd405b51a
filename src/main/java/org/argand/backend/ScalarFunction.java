package org.argand.backend;

import java.util.List;
import org.argand.array.DType;

/**
 * What a backend sees of a pointwise op: a name, its types, and the scalar reference that every kernel is held to.
 *
 * <p>A backend that has a kernel of that name uses it; the CPU backend evaluates any other function through the
 * reference, so that a new function works everywhere before it is fast.
 */
public interface ScalarFunction {
    /** The field's name in lower case, by which kernels are found: {@code exp}, {@code mul}, {@code abs2}. */
    String label();

    /** Number of operands: one to three. */
    int arity();

    /** The type of the result, or an error that names this function. */
    DType result(List<DType> operands);

    /** The reference at one point of real numbers (truth values are 0 and 1): operands to result. */
    double real(double a, double b, double c);

    /**
     * The reference at one complex point.
     *
     * @param in the operands, interleaved (re, im); the imaginary part of a real operand is 0
     * @param out receives (re, im); a real result leaves {@code out[1]} at any value
     */
    void complex(double[] in, double[] out);
}
