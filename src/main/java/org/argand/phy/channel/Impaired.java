package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/** What impairments of samples have in common: what they take, and how they turn phases. */
final class Impaired {
    private Impaired() {}

    static void check(String op, Tensor x) {
        if (!x.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(op, "needs complex samples, got " + x.dtype());
        }
        if (x.rank() == 0) {
            throw new ArgandException.ShapeMismatch(op, "needs samples [..., n], got []");
        }
    }

    /** {@code x·e^{iφ}} for phases in float64. */
    static Tensor turned(Tensor x, Tensor phase) {
        return x.mul(Tensor.complex(phase.cos(), phase.sin()).cast(x.dtype()));
    }

    /** A number as a scalar beside {@code x}, in its precision. */
    static Tensor number(Tensor x, double value) {
        DType real = x.dtype().isComplex() ? x.dtype().real() : DType.FLOAT64;
        return Tensor.scalar(real, value).to(x.device());
    }
}
