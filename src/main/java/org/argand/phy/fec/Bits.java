package org.argand.phy.fec;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** What all coders ask of bits, 0 and 1 of any real type, and arithmetic modulo 2. */
final class Bits {
    private Bits() {}

    /** Refuses what is no [..., count] of real numbers. */
    static void need(String op, Tensor x, long count) {
        if (x.dtype().isComplex() || x.dtype() == DType.BOOL) {
            throw new ArgandException.DTypeMismatch(op, "needs real numbers, got " + x.dtype());
        }
        if (x.rank() == 0 || x.dim(-1) != count || x.shape().isEmpty()) {
            throw new ArgandException.ShapeMismatch(
                    op, "needs [..., " + count + "] of one word or more, got " + x.shape());
        }
    }

    /** Refuses what is no [..., count] of floating numbers. */
    static void needLlr(String op, Tensor llr, long count) {
        if (!llr.dtype().isFloating()) {
            throw new ArgandException.DTypeMismatch(
                    op, "llrs are float32 or float64, got " + llr.dtype());
        }
        need(op, llr, count);
    }

    /** The type that sums of bits are computed in, exactly: their own if it is floating, else float32. */
    static DType exact(DType bits) {
        return bits.isFloating() ? bits : DType.FLOAT32;
    }

    /** Whole numbers modulo 2. */
    static Tensor parity(Tensor sums) {
        return sums.sub(sums.mul(0.5).floor().mul(2));
    }

    /** The last axis with another extent. */
    static Shape resized(Shape shape, long last) {
        return shape.with(shape.rank() - 1, last);
    }
}
