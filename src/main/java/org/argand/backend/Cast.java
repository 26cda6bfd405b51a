package org.argand.backend;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;

/**
 * Conversion to another element type, as a scalar function.
 *
 * <p>Floating to integer truncates towards zero and saturates (NaN gives 0), anything to bool asks whether it is not
 * zero. Complex to real is refused: it would drop an imaginary part without saying so.
 */
public record Cast(DType to) implements ScalarFunction {
    @Override
    public String label() {
        return "cast_" + to;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public DType result(List<DType> operands) {
        DType from = operands.getFirst();
        if (from.isComplex() && !to.isComplex() && to != DType.BOOL) {
            throw new ArgandException.DTypeMismatch(
                    "cast",
                    from
                            + " to "
                            + to
                            + " would drop the imaginary part; say real(), imag() or abs()");
        }
        return to;
    }

    @Override
    public double real(double a, double b, double c) {
        return switch (to) {
            case BOOL -> a != 0 ? 1 : 0;
            case INT32 -> (int) a;
            case INT64 -> (long) a;
            case FLOAT32, COMPLEX64 -> (float) a;
            case FLOAT64, COMPLEX128 -> a;
        };
    }

    @Override
    public void complex(double[] in, double[] out) {
        if (to == DType.BOOL) {
            out[0] = in[0] != 0 || in[1] != 0 ? 1 : 0;
            return;
        }
        out[0] = real(in[0], 0, 0);
        out[1] = real(in[1], 0, 0);
    }
}
