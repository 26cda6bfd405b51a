package org.argand.backend;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;

/**
 * A pointwise program: a short straight line of scalar instructions over registers, without the data it runs on.
 *
 * <p>Register r is the r-th source for r below the number of sources, and after them the result of each instruction in
 * turn. Values that change from run to run (buffers, constants, random keys) are {@link Bindings}, so that equal
 * programs are equal records and a compiled kernel is found by content.
 *
 * @param sources what each of the first registers is loaded from
 * @param code the instructions; operands name earlier registers
 * @param results the registers to store, at least one
 */
public record Program(List<Source> sources, List<Instruction> code, List<Integer> results) {
    public Program {
        sources = List.copyOf(sources);
        code = List.copyOf(code);
        results = List.copyOf(results);
    }

    /** Where a register comes from. */
    public sealed interface Source {
        DType dtype();
    }

    /** An element of the next input of the bindings. */
    public record Input(DType dtype) implements Source {}

    /** The next constant of the bindings. */
    public record Constant(DType dtype) implements Source {}

    /** The number that the next key of the bindings draws for this element's row-major index. */
    public record Random(DType dtype, Distribution distribution) implements Source {}

    /** One scalar function over registers, with the type of its result. */
    public record Instruction(ScalarFunction function, DType dtype, List<Integer> operands) {
        public Instruction {
            operands = List.copyOf(operands);
        }
    }

    /** A constant's value; real types use {@code re}. */
    public record Value(double re, double im) {}

    /** What a random source is keyed by; {@code bound} is for {@link Distribution#INTEGER}. */
    public record Key(long seed, long stream, long bound) {}

    /**
     * What a program runs on.
     *
     * @param shape extents of the index space
     * @param inputs one for each {@link Input}, with a layout of exactly {@code shape} (broadcast by zero strides)
     * @param constants one for each {@link Constant}
     * @param keys one for each {@link Random}
     */
    public record Bindings(
            Shape shape, List<Operand> inputs, List<Value> constants, List<Key> keys) {
        public Bindings {
            inputs = List.copyOf(inputs);
            constants = List.copyOf(constants);
            keys = List.copyOf(keys);
        }
    }

    /** Type of a register. */
    public DType dtype(int register) {
        return register < sources.size()
                ? sources.get(register).dtype()
                : code.get(register - sources.size()).dtype();
    }
}
