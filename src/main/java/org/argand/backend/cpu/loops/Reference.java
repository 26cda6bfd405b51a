package org.argand.backend.cpu.loops;

import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;

/** Asks a program's scalar functions for single elements; one for each thread that works on it. */
public final class Reference {
    private final ScalarFunction[] functions;
    private final boolean[] complex;
    private final double[][] in;
    private final double[] out = new double[2];

    public Reference(Program program) {
        List<Instruction> code = program.code();
        functions = new ScalarFunction[code.size()];
        complex = new boolean[code.size()];
        in = new double[code.size()][];
        for (int k = 0; k < functions.length; k++) {
            Instruction next = code.get(k);
            functions[k] = next.function();
            in[k] = new double[2 * next.operands().size()];
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
            out[1] = 0;
            return functions[k].real(a, b, c);
        }
        double[] z = in[k];
        z[0] = a;
        z[1] = ai;
        if (z.length > 2) {
            z[2] = b;
            z[3] = bi;
        }
        if (z.length > 4) {
            z[4] = c;
            z[5] = ci;
        }
        functions[k].complex(z, out);
        return out[0];
    }

    /** The imaginary part of the result asked for last. */
    double imaginary() {
        return out[1];
    }
}
