package org.argand.backend.cpu;

import java.util.List;
import org.argand.array.DType;
import org.argand.backend.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** Finds the kernel of a scalar function: the specialised loop of that name, else the scalar reference in a loop. */
final class Kernels {
    private Kernels() {}

    /** The kernel for these operand types and result type. */
    static Kernel of(ScalarFunction function, List<DType> operands, DType result) {
        Kernel special =
                isUniform(function, operands) ? special(function, operands.getLast()) : null;
        return special != null ? special : new ReferenceKernel(function, operands, result);
    }

    private static @Nullable Kernel special(ScalarFunction function, DType operand) {
        String label = function.label();
        Kernel conversion = ConversionKernels.find(operand, label);
        if (conversion != null) {
            return conversion;
        }
        return switch (operand) {
            case BOOL -> BoolKernels.TABLE.get(label);
            case INT32 -> Int32Kernels.TABLE.get(label);
            case INT64 -> Int64Kernels.TABLE.get(label);
            case FLOAT32 -> Float32Kernels.TABLE.get(label);
            case FLOAT64 -> Float64Kernels.TABLE.get(label);
            case COMPLEX64 -> Complex64Kernels.find(label, function);
            case COMPLEX128 -> Complex128Kernels.find(label, function);
        };
    }

    /** The tables hold kernels for operands of one type, but for the condition of {@code where}. */
    private static boolean isUniform(ScalarFunction function, List<DType> operands) {
        DType d = operands.getLast();
        int from = function.label().equals("where") ? 1 : 0;
        if (from == 1 && operands.getFirst() != DType.BOOL) {
            return false;
        }
        return operands.subList(from, operands.size()).stream().allMatch(o -> o == d);
    }

    /** For tests: whether that function has a specialised kernel for operands of that type. */
    static boolean isSpecial(ScalarFunction function, List<DType> operands, DType result) {
        return !(of(function, operands, result) instanceof ReferenceKernel);
    }
}
