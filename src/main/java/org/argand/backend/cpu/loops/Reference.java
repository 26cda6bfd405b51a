package org.argand.backend.cpu.loops;

import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;

/** Asks a program's scalar functions for single elements. */
public final class Reference {
    /** Of each thread: the parts of three operands, then those of the result. */
    private static final ThreadLocal<double[][]> POINT =
            ThreadLocal.withInitial(() -> new double[][] {new double[6], new double[2]});

    private final ScalarFunction[] functions;
    private final boolean[] complex;

    public Reference(Program program) {
        List<Instruction> code = program.code();
        functions = new ScalarFunction[code.size()];
        complex = new boolean[code.size()];
        for (int k = 0; k < functions.length; k++) {
            Instruction next = code.get(k);
            functions[k] = next.function();
            complex[k] =
                    next.dtype().isComplex()
                            || next.operands().stream()
                                    .map(program::dtype)
                                    .anyMatch(DType::isComplex);
        }
    }

    /** The real part of the result of instruction {@code k} on these parts of its operands. */
    double evaluate(int k, double a, double ai, double b, double bi, double c, double ci) {
        if (!complex[k]) {
            return functions[k].real(a, b, c);
        }
        double[][] point = POINT.get();
        double[] z = point[0];
        z[0] = a;
        z[1] = ai;
        z[2] = b;
        z[3] = bi;
        z[4] = c;
        z[5] = ci;
        functions[k].complex(z, point[1]);
        return point[1][0];
    }

    /** The imaginary part of the complex result that this thread asked for last. */
    double imaginary() {
        return POINT.get()[1][1];
    }
}
