package org.argand.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** Turns pending expressions of one shape into one program with its bindings. */
final class Fusion {
    private final Shape shape;
    private final List<Program.Source> sources = new ArrayList<>();
    private final List<Code> code = new ArrayList<>();
    private final List<Operand> inputs = new ArrayList<>();
    private final List<Program.Value> constants = new ArrayList<>();
    private final List<Program.Key> keys = new ArrayList<>();
    private final Map<Tensor, Integer> registers = new IdentityHashMap<>();
    private final Map<Operand, Integer> inputRegisters = new HashMap<>();
    private final Map<Tensor, Expression.Apply> interior = new IdentityHashMap<>();

    /** An instruction whose operands are sources (from 0) or earlier instructions (from −1 down). */
    private record Code(Op.Pointwise function, DType dtype, List<Integer> operands) {}

    Fusion(Shape shape) {
        this.shape = shape;
    }

    /** Makes sure that {@code t} has a register. */
    int load(Tensor t) {
        Integer known = registers.get(t);
        if (known != null) {
            return known;
        }
        int register =
                switch (t.expression()) {
                    case Expression.Stored s -> input(s.operand());
                    case Expression.Fill f -> {
                        constants.add(f.value());
                        yield source(new Program.Constant(t.dtype()));
                    }
                    case Expression.Draw d when t.shape().equals(shape) -> {
                        keys.add(d.key());
                        yield source(new Program.Random(t.dtype(), d.distribution()));
                    }
                    case Expression.Apply a when t.shape().equals(shape) -> {
                        interior.put(t, a);
                        List<Integer> operands = a.operands.stream().map(this::load).toList();
                        code.add(new Code(a.function, t.dtype(), operands));
                        yield -code.size();
                    }
                    case Expression.Draw _, Expression.Apply _ -> input(t.operand());
                };
        registers.put(t, register);
        return register;
    }

    private int input(Operand operand) {
        Operand stretched = new Operand(operand.buffer(), operand.layout().broadcastTo(shape));
        return inputRegisters.computeIfAbsent(
                stretched,
                o -> {
                    inputs.add(o);
                    return source(new Program.Input(o.dtype()));
                });
    }

    private int source(Program.Source s) {
        sources.add(s);
        return sources.size() - 1;
    }

    /** Pending tensors met on the way that an earlier program has computed already, and that are worth storing. */
    List<Tensor> recomputed() {
        return interior.entrySet().stream()
                .filter(e -> e.getValue().computed && e.getValue().weight > Engine.TRIVIAL_WEIGHT)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Remembers that this program computes everything it holds. */
    void markComputed() {
        interior.values().forEach(a -> a.computed = true);
    }

    /** The program that stores these tensors, all of which are loaded. */
    Program program(List<Tensor> results) {
        return new Program(
                sources,
                code.stream()
                        .map(c ->
                                new Program.Instruction(
                                        c.function,
                                        c.dtype,
                                        c.operands.stream().map(this::position).toList()))
                        .toList(),
                results.stream().map(t -> position(load(t))).toList());
    }

    Program.Bindings bindings() {
        return new Program.Bindings(shape, inputs, constants, keys);
    }

    private int position(int register) {
        return register >= 0 ? register : sources.size() - register - 1;
    }
}
