package org.argand.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend;
import org.argand.backend.Buffer;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.ProgramWriter;
import org.jspecify.annotations.Nullable;

/** Turns pending expressions of one shape into one program with its bindings. */
final class Fusion {
    /** Values that one program computes, more or less: larger expressions are cut. */
    static final int MAX_SIZE = 96;

    /** Inputs that one program has, more or less: with strides along six axes, what a kernel on a GPU can be told. */
    private static final int MAX_INPUTS = 32;

    /** Expressions up to this cost are computed again rather than stored and read, however often they are needed. */
    static final int TRIVIAL_COST = 2;

    /** Expressions up to this cost are computed twice, as in the forward and the backward pass, rather than stored. */
    static final int LOW_COST = 24;

    /** What a function costs that is no plain arithmetic. */
    private static final int HIGH_COST = 32;

    /** Where counting ends. */
    private static final int MAX_COST = 1 << 20;

    /** Names of fusions in the marks of expressions. */
    private static final AtomicLong FUSIONS = new AtomicLong();

    private static final List<Program.Input> INPUTS =
            Arrays.stream(DType.values()).map(Program.Input::new).toList();
    private static final List<Program.Constant> CONSTANTS =
            Arrays.stream(DType.values()).map(Program.Constant::new).toList();

    private final long name = FUSIONS.incrementAndGet() << 16;
    private final List<Tensor> roots;
    private final Shape shape;
    private final ProgramWriter writer = Here.now().writer();
    private final Sources<Operand> inputs = new Sources<>();
    private final Sources<Expression.Fill> constants = new Sources<>();
    private final Sources<Expression.Draw> draws = new Sources<>();

    /** What is computed on the way, operands first. */
    private final List<Tensor> interior = new ArrayList<>(32);

    /** Those of {@link #interior} as they were then: another thread may store them at any time. */
    private final List<Expression.Apply> expressions = new ArrayList<>(32);

    /** How many of the first of them one program can hold. */
    private int fitting;

    /** By instruction, see {@link #cost}. */
    private int[] costs = new int[32];

    /** Whether some may be worth keeping, see {@link #recomputed}. */
    private boolean repeats;

    /** The product whose rows this program takes as they come, if any, and the input that it is; no more than one. */
    private @Nullable Tensor product;

    private int productInput = -1;
    private final boolean takesProduct;

    /** What sources of one kind are bound to, and the handles of these sources. */
    private static final class Sources<T> {
        final List<T> bound = new ArrayList<>();
        private int[] handles = new int[4];

        /** Adds a source that is bound to {@code t}. */
        int add(T t, int handle) {
            int k = bound.size();
            if (k == handles.length) {
                handles = Arrays.copyOf(handles, 2 * k);
            }
            handles[k] = handle;
            bound.add(t);
            return handle;
        }

        /** What they are bound to, for good. */
        List<T> all() {
            return switch (bound.size()) {
                case 1 -> List.of(bound.get(0));
                case 2 -> List.of(bound.get(0), bound.get(1));
                default -> List.copyOf(bound);
            };
        }
    }

    Fusion(List<Tensor> roots, boolean takesProduct) {
        this.roots = roots;
        this.shape = roots.getFirst().shape();
        this.takesProduct = takesProduct;
    }

    /** The fusion that computes {@code roots}, which have one shape; larger expressions are cut and stored in part. */
    static Fusion of(List<Tensor> roots) {
        return of(roots, false);
    }

    /** As {@link #of}, where a product may be computed on the way. */
    static Fusion withProduct(List<Tensor> roots) {
        return of(roots, true);
    }

    private static Fusion of(List<Tensor> roots, boolean takesProduct) {
        List<Tensor> left = roots;
        while (true) {
            Fusion fusion = new Fusion(left, takesProduct);
            for (int k = 0; k < left.size(); k++) {
                fusion.load(left.get(k));
            }
            if (fusion.fitting == fusion.interior.size()) {
                fusion.settleProduct();
                return fusion;
            }
            List<Tensor> cut = fusion.cut();
            Engine.store(cut);
            // What is computed last of all is a root, and never cut off: one at least is left.
            left = left.stream().filter(t -> !cut.contains(t)).toList();
        }
    }

    /** What it computes: the tensors that were wanted, but for those that a cut has stored already. */
    List<Tensor> roots() {
        return roots;
    }

    /** The handle of the register of {@code t}. */
    int load(Tensor t) {
        Expression e = t.expression();
        if (e instanceof Expression.Apply a) {
            return apply(t, a);
        }
        return switch (e) {
            case Expression.Stored s -> input(s.operand());
            case Expression.Fill f -> constant(t.dtype(), f);
            case Expression.Draw d when t.shape().equals(shape) -> draw(t.dtype(), d);
            case Expression.Multiply m when isTaken(t, m) -> product(t, m);
            case Expression.Apply _, Expression.Draw _, Expression.Multiply _ ->
                    input(t.operandOfPending());
        };
    }

    private int apply(Tensor t, Expression.Apply a) {
        long mark = a.mark();
        if ((mark & ~0xFFFFL) == name) {
            return (short) mark;
        }
        boolean full = t.shape().equals(shape);
        if (!full && !isTrivialScalar(t, a)) {
            return input(t.operandOfPending());
        }
        List<Tensor> in = a.operands;
        int x = load(in.get(0));
        int y = in.size() > 1 ? load(in.get(1)) : ProgramWriter.NONE;
        int z = in.size() > 2 ? load(in.get(2)) : ProgramWriter.NONE;
        int handle = writer.apply(a.function, t.dtype(), x, y, z);
        if (full) {
            interior.add(t);
            expressions.add(a);
            int n = interior.size();
            fitting = n <= MAX_SIZE && inputs.bound.size() <= MAX_INPUTS ? n : fitting;
            if (a.computed > 0) {
                int cost = ownCost(a) + cost(x) + cost(y) + cost(z);
                setCost(~handle, cost);
                repeats |= cost > affordable(a);
            }
        }
        a.mark(name | (handle & 0xFFFF));
        return handle;
    }

    /** What an instruction costs with all that leads to it; 0 of what was never computed before, and of sources. */
    private int cost(int handle) {
        return ~handle >= 0 && ~handle < costs.length ? costs[~handle] : 0;
    }

    private void setCost(int instruction, int cost) {
        if (instruction >= costs.length) {
            costs = Arrays.copyOf(costs, 2 * instruction);
        }
        costs[instruction] = Math.min(cost, MAX_COST);
    }

    private static int ownCost(Expression.Apply a) {
        return a.function.isPlain() ? 1 : HIGH_COST;
    }

    /** Whether a value that is the same everywhere is computed at each index rather than in a program of its own. */
    static boolean isTrivialScalar(Tensor t, Expression.Apply a) {
        return t.size() == 1 && a.weight <= TRIVIAL_COST;
    }

    private int input(Operand operand) {
        Layout layout = operand.layout().broadcastTo(shape);
        for (int k = 0; k < inputs.bound.size(); k++) {
            Operand o = inputs.bound.get(k);
            if (k != productInput && o.buffer() == operand.buffer() && o.layout().equals(layout)) {
                return inputs.handles[k];
            }
        }
        return inputs.add(
                layout == operand.layout() ? operand : new Operand(operand.buffer(), layout),
                writer.source(INPUTS.get(operand.dtype().ordinal())));
    }

    /** Whether that product is the one that this takes. */
    private boolean isTaken(Tensor t, Expression.Multiply m) {
        return t == product
                || (takesProduct && product == null && !m.taken && t.shape().equals(shape));
    }

    private int product(Tensor t, Expression.Multiply m) {
        if (product == null) {
            product = t;
            productInput = inputs.bound.size();
            // Until it is known what it is bound to.
            inputs.add(m.a.operand(), writer.source(INPUTS.get(t.dtype().ordinal())));
        }
        return inputs.handles[productInput];
    }

    /** Stores the product now, if somebody else seems to need it, or what is computed from it on the way. */
    private void settleProduct() {
        Tensor t = product;
        if (t != null && !SoleReader.isOf(t, roots, interior, expressions)) {
            inputs.bound.set(productInput, t.operandOfPending());
            product = null;
        }
    }

    private int constant(DType dtype, Expression.Fill fill) {
        for (int k = 0; k < constants.bound.size(); k++) {
            if (constants.bound.get(k) == fill) {
                return constants.handles[k];
            }
        }
        return constants.add(fill, writer.source(CONSTANTS.get(dtype.ordinal())));
    }

    private int draw(DType dtype, Expression.Draw draw) {
        for (int k = 0; k < draws.bound.size(); k++) {
            if (draws.bound.get(k) == draw) {
                return draws.handles[k];
            }
        }
        return draws.add(draw, writer.source(new Program.Random(dtype, draw.distribution())));
    }

    /** Of the first values, as many as one program holds, those that the rest needs. */
    private List<Tensor> cut() {
        Set<Tensor> needed = new HashSet<>(roots);
        for (int k = fitting; k < expressions.size(); k++) {
            needed.addAll(expressions.get(k).operands);
        }
        return interior.subList(0, fitting).stream().filter(needed::contains).toList();
    }

    /**
     * Values that earlier programs have computed, that this one needs for something new, and that are worth storing now,
     * because they cost much or come too often; seen from those that are stored, the others cost less.
     */
    List<Tensor> recomputed() {
        if (!repeats) {
            return List.of();
        }
        Set<Tensor> needed = new HashSet<>();
        for (Expression.Apply a : expressions) {
            if (a.computed == 0) {
                needed.addAll(a.operands);
            }
        }
        Map<Tensor, Integer> costs = new HashMap<>();
        roots.forEach(t -> costs.put(t, 0));
        List<Tensor> worth = new ArrayList<>();
        for (int k = 0; k < expressions.size(); k++) {
            Tensor t = interior.get(k);
            Expression.Apply a = expressions.get(k);
            int cost = ownCost(a);
            for (Tensor x : a.operands) {
                cost += costs.getOrDefault(x, 0);
            }
            cost = Math.min(cost, MAX_COST);
            if (a.computed > 0
                    && cost > affordable(a)
                    && needed.contains(t)
                    && !costs.containsKey(t)) {
                worth.add(t);
                cost = 0;
            }
            costs.putIfAbsent(t, cost);
        }
        return worth;
    }

    /** What computing an expression again may cost that has been computed as often as this one. */
    private static int affordable(Expression.Apply a) {
        return a.computed > 1 ? TRIVIAL_COST : LOW_COST;
    }

    /** Remembers that this program computes everything it holds, and ends. */
    void done() {
        for (int k = 0; k < expressions.size(); k++) {
            expressions.get(k).computed++;
        }
        Here.now().release(writer);
    }

    /** The program that stores these tensors, all of which are loaded. */
    Program program(List<Tensor> results) {
        int[] handles = new int[results.size()];
        for (int k = 0; k < handles.length; k++) {
            handles[k] = load(results.get(k));
        }
        return writer.program(handles);
    }

    /** Runs the program that stores these tensors, all of which are loaded. */
    void run(Backend backend, List<Tensor> results, List<Operand> stored) {
        Program program = program(results);
        Tensor taken = product;
        if (taken == null || !(taken.expression() instanceof Expression.Multiply m)) {
            if (taken != null) {
                // Another thread has stored it.
                inputs.bound.set(productInput, taken.operandOfPending());
            }
            backend.run(program, bindings(), stored);
            return;
        }
        Buffer room = backend.allocate(taken.dtype(), taken.size());
        try {
            inputs.bound.set(productInput, new Operand(room, Layout.contiguous(shape)));
            m.taken = true;
            backend.runOnProduct(m.a, m.b, productInput, program, bindings(), stored);
        } finally {
            room.free();
        }
    }

    Program.Bindings bindings() {
        return new Program.Bindings(shape, inputs.all(), values(), keys());
    }

    private List<Program.Value> values() {
        Program.Value[] values = new Program.Value[constants.bound.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = constants.bound.get(k).value();
        }
        return List.of(values);
    }

    private List<Program.Key> keys() {
        Program.Key[] keys = new Program.Key[draws.bound.size()];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = draws.bound.get(k).key();
        }
        return List.of(keys);
    }
}
