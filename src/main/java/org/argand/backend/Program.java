package org.argand.backend;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;

/**
 * A pointwise program: a short straight line of scalar instructions over registers, without the data it runs on.
 *
 * <p>Register r is the r-th source for r below the number of sources, and after them the result of each instruction in
 * turn. Values that change from run to run (buffers, constants, random keys) are {@link Bindings}, so that equal
 * programs are equal objects and a compiled kernel is found by content: by its hash, which is computed once, and mostly
 * by identity, since a {@link ProgramWriter} gives the same object for the same content.
 */
public final class Program {
    private final List<Source> sources;
    private final List<Instruction> code;
    private final List<Integer> results;
    private final int hash;

    /**
     * The program of that content.
     *
     * @param sources what each of the first registers is loaded from
     * @param code the instructions; operands name earlier registers
     * @param results the registers to store, at least one
     */
    public Program(List<Source> sources, List<Instruction> code, List<Integer> results) {
        this.sources = List.copyOf(sources);
        this.code = List.copyOf(code);
        this.results = List.copyOf(results);
        this.hash = (this.sources.hashCode() * 31 + this.code.hashCode()) * 31 + results.hashCode();
    }

    /** What each of the first registers is loaded from. */
    public List<Source> sources() {
        return sources;
    }

    /** The instructions, whose operands name earlier registers. */
    public List<Instruction> code() {
        return code;
    }

    /** The registers to store, at least one. */
    public List<Integer> results() {
        return results;
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

    /** The program that stores the elements of its one input, of that type, as they are. */
    public static Program copy(DType dtype) {
        return new Program(List.of(new Input(dtype)), List.of(), List.of(0));
    }

    /** Whether it stores the elements of its one input as they are. */
    public boolean isCopy() {
        return code.isEmpty()
                && results.size() == 1
                && sources.size() == 1
                && sources.getFirst() instanceof Input;
    }

    @Override
    public boolean equals(Object o) {
        return this == o
                || (o instanceof Program p
                        && hash == p.hash
                        && sources.equals(p.sources)
                        && code.equals(p.code)
                        && results.equals(p.results));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** For messages: {@code float32 r0, constant float32 r1; r2 = mul(r0, r1); → r2}. */
    @Override
    public String toString() {
        return sources + "; " + code + "; " + results;
    }
}
