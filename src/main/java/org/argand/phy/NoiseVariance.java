package org.argand.phy;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** A noise variance that is one number, as the tensor that formulas take. */
public final class NoiseVariance {
    private NoiseVariance() {}

    /**
     * The variance {@code no} beside {@code y}: real, a scalar, of y's precision and on its device.
     *
     * @param op who asks, the start of the error
     */
    public static Tensor of(String op, double no, Tensor y) {
        if (!(no >= 0 && no < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument(op, "noise variance " + no);
        }
        DType real = y.dtype().isComplex() ? y.dtype().real() : DType.FLOAT64;
        return Tensor.full(real, Shape.SCALAR, no).to(y.device());
    }
}
