package org.argand.backend.cpu;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** Finds the kernel of a scalar function: the specialised loop of that name, else the scalar reference in a loop. */
final class Kernels {
    /** Kernels found before, by function; in each array by operand and result type. Names are not cheap to make. */
    private static final Map<ScalarFunction, Kernel[]> FOUND = new ConcurrentHashMap<>();

    private static final int TYPES = DType.values().length;

    private Kernels() {}

    /** The kernel of an instruction of that program. */
    static Kernel of(Program program, Instruction code) {
        ScalarFunction function = code.function();
        List<Integer> in = code.operands();
        DType last = program.dtype(in.getLast());
        boolean uniform = true;
        for (int k = 0; k < in.size() - 1; k++) {
            uniform &= program.dtype(in.get(k)) == last;
        }
        boolean select =
                in.size() == 3
                        && program.dtype(in.get(0)) == DType.BOOL
                        && program.dtype(in.get(1)) == last;
        if (!uniform && !select) {
            return of(function, in.stream().map(program::dtype).toList(), code.dtype());
        }
        Kernel[] found = FOUND.computeIfAbsent(function, f -> new Kernel[2 * TYPES * TYPES]);
        int at = (last.ordinal() * TYPES + code.dtype().ordinal()) * 2 + (uniform ? 1 : 0);
        Kernel kernel = found[at];
        if (kernel == null) {
            kernel = of(function, in.stream().map(program::dtype).toList(), code.dtype());
            found[at] = kernel;
        }
        return kernel;
    }

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
