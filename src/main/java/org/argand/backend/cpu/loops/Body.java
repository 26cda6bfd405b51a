package org.argand.backend.cpu.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Constant;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.backend.Program.Random;

/** What a loop does for each element (or each vector of elements): the nodes of a program's instructions. */
final class Body {
    private final Program program;
    private final boolean[] uniform;
    private final boolean vectors;
    private final Graph graph = new Graph();
    private final List<Value> registers = new ArrayList<>();
    private final List<Node> guards = new ArrayList<>();
    private final List<Node> finite = new ArrayList<>();

    private Body(Program program, boolean[] uniform, boolean vectors) {
        this.program = program;
        this.uniform = uniform;
        this.vectors = vectors;
    }

    /** The body for single elements; {@code uniform} says of each input whether it is the same everywhere. */
    static Body scalar(Program program, boolean[] uniform) {
        Body body = new Body(program, uniform, false);
        body.build();
        return body;
    }

    /** The body for vectors; none if some type or function has no form in vectors. */
    static Optional<Body> vectors(Program program, boolean[] uniform) {
        if (!fitsVectors(program)) {
            return Optional.empty();
        }
        Body body = new Body(program, uniform, true);
        body.build();
        return Optional.of(body);
    }

    Program program() {
        return program;
    }

    Graph graph() {
        return graph;
    }

    /** What must hold for all lanes of a vector. */
    List<Node> guards() {
        return guards;
    }

    /** The program's results. */
    List<Value> results() {
        return program.results().stream().map(registers::get).toList();
    }

    /** Whether arrays of truth values are read or written. */
    boolean movesTruth() {
        List<Program.Source> sources = program.sources();
        for (int r = 0; r < sources.size(); r++) {
            if (sources.get(r).dtype() == DType.BOOL && !uniform[r]) {
                return true;
            }
        }
        return program.results().stream().anyMatch(r -> program.dtype(r) == DType.BOOL);
    }

    /** Whether all types and functions of a program have a form in vectors. */
    static boolean fitsVectors(Program program) {
        for (int r = 0; r < program.sources().size() + program.code().size(); r++) {
            if (program.dtype(r).isInteger()) {
                return false;
            }
        }
        return program.code().stream().allMatch(next -> formula(program, next).isPresent());
    }

    private static Optional<Formula> formula(Program program, Instruction next) {
        List<DType> operands = next.operands().stream().map(program::dtype).toList();
        return Formulas.find(next.function(), operands, next.dtype());
    }

    private void build() {
        int inputs = 0;
        for (Program.Source source : program.sources()) {
            registers.add(
                    switch (source) {
                        case Input i -> input(i.dtype(), inputs++);
                        case Constant _, Random _ ->
                                throw new AssertionError("loops have inputs, not " + source);
                    });
        }
        for (int k = 0; k < program.code().size(); k++) {
            Instruction next = program.code().get(k);
            List<Value> in = next.operands().stream().map(registers::get).toList();
            registers.add(value(k, next, formula(program, next), in));
        }
        guards.addAll(Finiteness.of(graph, finite));
    }

    private Value input(DType dtype, int k) {
        if (uniform[k]) {
            return parts(Operation.UNIFORM, dtype, k).uniform();
        }
        if (!vectors || !dtype.isComplex()) {
            return parts(Operation.LOAD, dtype, k);
        }
        Kind kind = Kind.of(dtype);
        return Value.interleaved(
                graph,
                dtype,
                graph.node(Operation.LOAD_LOW, kind, k),
                graph.node(Operation.LOAD_HIGH, kind, k));
    }

    private Value parts(Operation operation, DType dtype, int k) {
        Kind kind = Kind.of(dtype);
        Node re = graph.node(operation, kind, 2 * k);
        return dtype.isComplex()
                ? Value.planar(graph, dtype, re, graph.node(operation, kind, 2 * k + 1))
                : Value.real(graph, dtype, re);
    }

    private Value value(int k, Instruction next, Optional<Formula> formula, List<Value> in) {
        if (vectors && formula.orElseThrow() instanceof Componentwise c && c.interleaves(in)) {
            return c.interleaved(graph, next.dtype(), in);
        }
        List<Node> results =
                formula.map(f -> f.apply(graph, in)).orElseGet(() -> unknown(next.dtype()));
        List<Node> conditions = new ArrayList<>(graph.takeGuards());
        List<Node> numbers = graph.takeFinite();
        if (vectors) {
            guards.addAll(conditions);
            finite.addAll(numbers);
        } else {
            conditions.addAll(Finiteness.of(graph, numbers));
            results = conditions.isEmpty() ? results : guarded(k, results, conditions, in);
        }
        return next.dtype().isComplex()
                ? Value.planar(graph, next.dtype(), results.get(0), results.get(1))
                : Value.real(graph, next.dtype(), results.get(0));
    }

    /** What holds nowhere. */
    private List<Node> unknown(DType dtype) {
        graph.require(graph.zero(Kind.MASK32));
        Node zero = graph.zero(Kind.of(dtype));
        return dtype.isComplex() ? List.of(zero, zero) : List.of(zero);
    }

    /** The results where the conditions hold, elsewhere those of the reference. */
    private List<Node> guarded(int k, List<Node> results, List<Node> conditions, List<Value> in) {
        Node guard = conditions.stream().reduce(graph::and).orElseThrow();
        List<Node> operands = new ArrayList<>();
        operands.add(guard);
        operands.addAll(results);
        for (Value v : in) {
            operands.add(v.re());
            operands.add(v.im());
        }
        Kind kind = results.getFirst().kind;
        Node both = graph.node(Operation.GUARDED, kind, new Place(k, results.size()), operands);
        List<Node> parts = new ArrayList<>();
        for (int p = 0; p < results.size(); p++) {
            parts.add(graph.node(Operation.PART, kind, p, both));
        }
        return parts;
    }

    /** Which instruction a guarded node is, and how many results it has. */
    record Place(int instruction, int results) {}
}
