package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.backend.ComplexMath;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Constant;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.backend.Program.Value;
import org.argand.backend.ScalarFunction;

/** Copies by generated kernels, of elements that change on the way: conjugated, times a real number, real to complex. */
final class Copies {
    private Copies() {}

    /** The functions that these copies are made of, under the names by which kernels know them. */
    private enum Part implements ScalarFunction {
        CONJ("conj", 1),
        REAL("real", 1),
        IMAG("imag", 1),
        MUL("mul", 2),
        COMPLEX("complex", 2);

        private final String label;
        private final int arity;

        Part(String label, int arity) {
            this.label = label;
            this.arity = arity;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public int arity() {
            return arity;
        }

        @Override
        public DType result(List<DType> operands) {
            DType from = operands.getFirst();
            return switch (this) {
                case CONJ, MUL -> from;
                case REAL, IMAG -> from.real();
                case COMPLEX -> from.complex();
            };
        }

        @Override
        public double real(double a, double b, double c) {
            return switch (this) {
                case CONJ, REAL, COMPLEX -> a;
                case IMAG -> 0;
                case MUL -> a * b;
            };
        }

        @Override
        public void complex(double[] in, double[] out) {
            switch (this) {
                case CONJ -> set(out, in[0], -in[1]);
                case REAL -> set(out, in[0], 0);
                case IMAG -> set(out, in[1], 0);
                case MUL -> ComplexMath.mul(in[0], in[1], in[2], in[3], out);
                case COMPLEX -> set(out, in[0], in[2]);
            }
        }

        private static void set(double[] out, double re, double im) {
            out[0] = re;
            out[1] = im;
        }

        Instruction of(DType result, Integer... registers) {
            return new Instruction(this, result, List.of(registers));
        }
    }

    /** Queues a copy of every element of {@code from} to {@code to}, of the same shape and type. */
    static void plain(CudaContext context, Operand from, Operand to) {
        run(context, program(from.dtype(), List.of(), List.of(), 0), from, List.of(), to);
    }

    /** Queues a copy of the conjugates. */
    static void conjugated(CudaContext context, Operand from, Operand to) {
        DType type = from.dtype();
        List<Instruction> code = List.of(Part.CONJ.of(type, 0));
        run(context, program(type, List.of(), code, 1), from, List.of(), to);
    }

    /**
     * Queues a copy of the elements times {@code scale}, part by part. The copy may be of the same elements, and where one
     * type is real and the other complex an imaginary part is 0 or dropped.
     */
    static void scaled(CudaContext context, Operand from, double scale, Operand to) {
        DType type = from.dtype();
        DType real = type.real();
        boolean complexTo = to.dtype().isComplex();
        List<Value> constants = List.of(new Value(scale, 0), new Value(0, 0));
        List<DType> types = List.of(real, real);
        List<Instruction> code;
        if (!type.isComplex()) {
            Instruction product = Part.MUL.of(real, 0, 1);
            code =
                    complexTo
                            ? List.of(product, Part.COMPLEX.of(to.dtype(), 3, 2))
                            : List.of(product);
        } else if (complexTo) {
            code =
                    List.of(
                            Part.REAL.of(real, 0),
                            Part.IMAG.of(real, 0),
                            Part.MUL.of(real, 3, 1),
                            Part.MUL.of(real, 4, 1),
                            Part.COMPLEX.of(type, 5, 6));
        } else {
            code = List.of(Part.REAL.of(real, 0), Part.MUL.of(real, 3, 1));
        }
        run(context, program(type, types, code, 2 + code.size()), from, constants, to);
    }

    private static Program program(
            DType input, List<DType> constants, List<Instruction> code, int result) {
        List<Program.Source> sources = new ArrayList<>();
        sources.add(new Input(input));
        constants.forEach(c -> sources.add(new Constant(c)));
        return new Program(sources, code, List.of(result));
    }

    private static void run(
            CudaContext context, Program program, Operand from, List<Value> constants, Operand to) {
        Program.Bindings bindings =
                new Program.Bindings(from.shape(), List.of(from), constants, List.of());
        Optional<String> refusal = CudaPointwise.run(context, program, bindings, List.of(to));
        if (refusal.isPresent()) {
            throw new IllegalStateException("copy: " + refusal.get());
        }
    }
}
