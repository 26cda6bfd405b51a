package org.argand.backend.cuda;

import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Key;
import org.argand.backend.Program.Value;
import org.argand.backend.cuda.KernelSignature.Parameter;

/**
 * What the parameters of a generated kernel are in one launch.
 *
 * @param sizes of the geometry
 * @param axes of the index space, with strides in bytes
 * @param operands inputs before results
 */
record KernelArguments(
        long[] sizes,
        Axes axes,
        List<Element> operands,
        Program program,
        Program.Bindings bindings) {
    /** Where an operand begins. */
    record Element(CudaBuffer buffer, long at) {}

    /** Appends them in the order of the signature. */
    void pass(KernelSignature signature, Launch launch) {
        for (Parameter p : signature.parameters()) {
            switch (p.role()) {
                case SIZE -> launch.i64(sizes[p.index()]);
                case EXTENT -> index(launch, p, axes.extents()[p.part()]);
                case STRIDE -> index(launch, p, axes.strides().get(p.index())[p.part()]);
                case ADDRESS -> {
                    Element first = operands.get(p.index());
                    launch.pointer(first.buffer, first.at);
                }
                case CONSTANT -> {
                    Value value = bindings.constants().get(p.index());
                    double part = p.part() == 0 ? value.re() : value.im();
                    constant(launch, constantType(p.index()), part);
                }
                case KEY -> launch.i64(word(bindings.keys().get(p.index()), p.part()));
            }
        }
    }

    private DType constantType(int k) {
        int seen = 0;
        for (Program.Source source : program.sources()) {
            if (source instanceof Program.Constant(DType dtype) && seen++ == k) {
                return dtype;
            }
        }
        throw new IllegalStateException("no constant " + k);
    }

    private static void index(Launch launch, Parameter p, long value) {
        if (p.kind() == Ptx.Kind.B32) {
            launch.i32(Math.toIntExact(value));
        } else {
            launch.i64(value);
        }
    }

    private static void constant(Launch launch, DType dtype, double value) {
        switch (dtype) {
            case BOOL -> launch.i32(value != 0 ? 1 : 0);
            case INT32 -> launch.i32((int) value);
            case INT64 -> launch.i64((long) value);
            case FLOAT32, COMPLEX64 -> launch.f32((float) value);
            case FLOAT64, COMPLEX128 -> launch.f64(value);
        }
    }

    private static long word(Key key, int word) {
        return switch (word) {
            case 0 -> key.seed();
            case 1 -> key.stream();
            default -> key.bound();
        };
    }
}
