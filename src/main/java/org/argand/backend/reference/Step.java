package org.argand.backend.reference;

import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;

/** One instruction with the registers it reads and writes. */
final class Step {
    private final ScalarFunction function;
    private final DType dtype;
    private final Scalar a;
    private final Scalar b;
    private final Scalar c;
    private final Scalar to;
    private final boolean whole;
    private final boolean complex;
    private final double[] in = new double[6];
    private final double[] out = new double[2];

    Step(Program program, Instruction code, Scalar[] registers, Scalar to) {
        List<Integer> operands = code.operands();
        this.function = code.function();
        this.dtype = code.dtype();
        this.a = registers[operands.getFirst()];
        // The first operand stands for those that a function does not have.
        this.b = operands.size() > 1 ? registers[operands.get(1)] : a;
        this.c = operands.size() > 2 ? registers[operands.get(2)] : a;
        this.to = to;
        this.whole =
                Scalar.isWhole(dtype)
                        && operands.stream().allMatch(r -> Scalar.isWhole(program.dtype(r)));
        this.complex =
                dtype.isComplex() || operands.stream().anyMatch(r -> program.dtype(r).isComplex());
    }

    /** Evaluates the function: integers exactly, the rest in double. */
    void run() {
        if (whole) {
            to.setWhole(dtype, Integers.apply(function, a.whole, b.whole, c.whole));
            return;
        }
        if (complex) {
            load(a, 0);
            load(b, 2);
            load(c, 4);
            function.complex(in, out);
        } else {
            out[0] = function.real(a.re, b.re, c.re);
        }
        if (Scalar.isWhole(dtype)) {
            to.setWhole(dtype, (long) out[0]);
        } else {
            to.set(out[0], dtype.isComplex() ? out[1] : 0);
        }
    }

    private void load(Scalar x, int slot) {
        in[slot] = x.re;
        in[slot + 1] = x.im;
    }
}
