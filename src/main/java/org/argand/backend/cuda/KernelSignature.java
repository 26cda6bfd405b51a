package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.argand.array.DType;
import org.argand.backend.Program;

/**
 * The parameters of a generated kernel in their order, as its writer declares them and its caller passes them.
 *
 * <p>First the sizes; then the extents of the axes; then of each operand, inputs before results, its address and its
 * strides in bytes; then, if the kernel asks for row-major numbers, their strides, as those of one more operand; then the
 * constants part by part; then of each random source its seed, stream and bound.
 */
record KernelSignature(List<Parameter> parameters) {
    /** As many as {@link Launch} holds: 2 KB, half of what the driver takes. */
    private static final int MOST_PARAMETERS = 256;

    /** What a parameter says. */
    enum Role {
        /** A number of the launch's geometry: see the kernel. */
        SIZE,
        /** Extent along axis {@code part} of the index space. */
        EXTENT,
        /** Where element 0 of operand {@code index} is. */
        ADDRESS,
        /** Bytes between neighbours of operand {@code index} along axis {@code part}. */
        STRIDE,
        /** Part {@code part} of constant {@code index}. */
        CONSTANT,
        /** Word {@code part} of the key of random source {@code index}: seed, stream, bound. */
        KEY
    }

    /**
     * One parameter.
     *
     * @param index which operand, constant, key or size
     * @param part which axis, part or word of it
     */
    record Parameter(Role role, int index, int part, Ptx.Kind kind) {
        String name() {
            return role.name().toLowerCase(Locale.ROOT) + "_" + index + "_" + part;
        }
    }

    KernelSignature {
        parameters = List.copyOf(parameters);
    }

    /**
     * The parameters of a kernel over a program.
     *
     * @param sizes how many numbers the geometry has
     * @param axes of the index space; the operands have an address only if there is none
     * @param index the kind of extents and strides
     * @param operands number of inputs and results
     * @param numbered whether row-major numbers of elements are asked for
     */
    static KernelSignature of(
            Program program, int sizes, int axes, Ptx.Kind index, int operands, boolean numbered) {
        List<Parameter> list = new ArrayList<>();
        for (int k = 0; k < sizes; k++) {
            list.add(new Parameter(Role.SIZE, k, 0, Ptx.Kind.B64));
        }
        for (int axis = 0; axis < axes; axis++) {
            list.add(new Parameter(Role.EXTENT, 0, axis, index));
        }
        for (int k = 0; k < operands; k++) {
            list.add(new Parameter(Role.ADDRESS, k, 0, Ptx.Kind.B64));
            strides(k, axes, index, list);
        }
        if (numbered) {
            strides(operands, axes, index, list);
        }
        values(program, list);
        return new KernelSignature(list);
    }

    private static void strides(int operand, int axes, Ptx.Kind index, List<Parameter> list) {
        for (int axis = 0; axis < axes; axis++) {
            list.add(new Parameter(Role.STRIDE, operand, axis, index));
        }
    }

    private static void values(Program program, List<Parameter> list) {
        int constants = 0;
        int keys = 0;
        for (Program.Source source : program.sources()) {
            DType dtype = source.dtype();
            switch (source) {
                case Program.Input _ -> {}
                case Program.Constant _ -> {
                    Ptx.Kind kind = dtype == DType.BOOL ? Ptx.Kind.B32 : Ptx.Kind.of(dtype);
                    for (int part = 0; part < dtype.components(); part++) {
                        list.add(new Parameter(Role.CONSTANT, constants, part, kind));
                    }
                    constants++;
                }
                case Program.Random _ -> {
                    for (int word = 0; word < 3; word++) {
                        list.add(new Parameter(Role.KEY, keys, word, Ptx.Kind.B64));
                    }
                    keys++;
                }
            }
        }
    }

    /** Whether a kernel can have so many. */
    boolean fits() {
        return parameters.size() <= MOST_PARAMETERS;
    }

    /** The parameters as a kernel declares them. */
    String declaration() {
        return parameters.stream()
                .map(p -> "    .param ." + p.kind.type() + " " + p.name())
                .collect(Collectors.joining(",\n", "(\n", ")\n"));
    }
}
