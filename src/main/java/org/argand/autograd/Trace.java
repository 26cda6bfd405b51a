package org.argand.autograd;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.argand.tensor.Op;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What a tape has seen, in order; {@link Explanation} puts it into words.
 *
 * <p>Tensors and variables have no equality but identity, so that its maps are identity maps.
 */
final class Trace {
    private final List<Entry> entries = new ArrayList<>();

    /** Tensors that depend on a source by any op, differentiable or not. */
    private final Numbering reached = new Numbering();

    /** Those of them that depend on a source through differentiable ops, sources included; by number. */
    private final BitSet tracked = new BitSet();

    /** Numbers of sources. */
    private final BitSet sources = new BitSet();

    private final Map<Tensor, Variable> variables = new HashMap<>();
    private final Map<Variable, List<Tensor>> reads = new LinkedHashMap<>();
    private final Set<Variable> forced = new HashSet<>();

    /** Variables that were read and not watched. */
    private final Set<Variable> passedBy = new LinkedHashSet<>();

    /** Operands of ops that no source leads to: to tell "used too early" from "never used". */
    private final WeakMap<Boolean> bystanders = new WeakMap<>();

    /** Results of such ops. */
    private final WeakMap<Boolean> constants = new WeakMap<>();

    /** Gradients that this tape gave, by whose they are. */
    private final WeakMap<Object> given = new WeakMap<>();

    /** Reached tensors whose values went where no op is seen, and how. */
    private final WeakMap<String> left = new WeakMap<>();

    private final Thread owner = Thread.currentThread();

    /** Tensors that were used where the tape does not listen, and on which thread; told by that one. */
    private final WeakMap<Thread> unheard = new WeakMap<>();

    /** Whether the tape has stopped for good. */
    private boolean ended;

    /**
     * One op on a path from a source.
     *
     * @param number that of {@code out}
     */
    record Entry(Op op, List<Tensor> in, Tensor out, int number, boolean differentiable) {}

    static boolean isDifferentiable(Op op) {
        return switch (op) {
            case Op.Pointwise f -> f.isDifferentiable();
            case Op.Opaque _ -> false;
            case Op.Linear _, Op.Bilinear _, Op.Smooth _, Op.Fused _, Op.Custom _ -> true;
        };
    }

    void add(Op op, List<Tensor> in, Tensor out) {
        boolean onPath = false;
        boolean any = false;
        for (int i = 0; i < in.size(); i++) {
            int number = reached.find(in.get(i));
            onPath |= number != Numbering.NONE;
            any |= number != Numbering.NONE && tracked.get(number);
        }
        if (onPath) {
            boolean differentiable = any && out.dtype().isInexact() && isDifferentiable(op);
            int number = reached.add(out);
            entries.add(new Entry(op, in, out, number, differentiable));
            if (differentiable) {
                tracked.set(number);
            }
        } else {
            for (int i = 0; i < in.size(); i++) {
                bystanders.putIfAbsent(in.get(i), true);
            }
            constants.putIfAbsent(out, true);
        }
    }

    /** Takes {@code x} as a source. */
    void watch(Tensor x) {
        int number = reached.add(x);
        if (!sources.get(number)) {
            sources.set(number);
            if (x.dtype().isInexact()) {
                tracked.set(number);
            }
        }
    }

    void force(Variable variable) {
        forced.add(variable);
    }

    /** Notes that a variable was read; whether its value is to be watched, as those of trainable ones are by {@code all}. */
    boolean read(Variable variable, Tensor value, boolean all) {
        if (!(all && variable.isTrainable()) && !forced.contains(variable)) {
            passedBy.add(variable);
            return false;
        }
        if (!variables.containsKey(value)) {
            variables.put(value, variable);
            reads.computeIfAbsent(variable, _ -> new ArrayList<>()).add(value);
        }
        return true;
    }

    void left(Tensor value, String how) {
        if (isReached(value)) {
            left.putIfAbsent(value, how);
        }
    }

    void unheard(List<Tensor> in, Thread thread) {
        in.forEach(t -> unheard.putIfAbsent(t, thread));
    }

    void gave(Map<Object, Tensor> gradients) {
        gradients.forEach((source, g) -> given.putIfAbsent(g, source));
    }

    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    List<Entry> entries() {
        return entries;
    }

    /** How many tensors have a number. */
    int size() {
        return reached.size();
    }

    /** The number of a tensor that depends on a source through differentiable ops, or {@link Numbering#NONE}. */
    int tracked(Tensor t) {
        int number = reached.find(t);
        return number != Numbering.NONE && tracked.get(number) ? number : Numbering.NONE;
    }

    boolean isSource(int number) {
        return sources.get(number);
    }

    boolean isSource(Tensor t) {
        int number = reached.find(t);
        return number != Numbering.NONE && sources.get(number);
    }

    boolean isReached(Tensor t) {
        return reached.find(t) != Numbering.NONE;
    }

    /** Calls {@code action} with each source that has an element in {@code byNumber}, and with that. */
    void forEachSource(@Nullable Tensor[] byNumber, BiConsumer<Tensor, Tensor> action) {
        for (int k = sources.nextSetBit(0); k >= 0; k = sources.nextSetBit(k + 1)) {
            Tensor value = k < byNumber.length ? byNumber[k] : null;
            if (value != null) {
                action.accept(reached.get(k), value);
            }
        }
    }

    boolean isBystander(Tensor t) {
        return bystanders.contains(t);
    }

    boolean isConstant(Tensor t) {
        return constants.contains(t);
    }

    boolean isPassedBy(Variable v) {
        return passedBy.contains(v);
    }

    Optional<Variable> variableOf(Tensor t) {
        return Optional.ofNullable(variables.get(t));
    }

    Map<Variable, List<Tensor>> reads() {
        return reads;
    }

    Optional<String> howLeft(Tensor t) {
        return left.find(t);
    }

    Optional<String> whereUnheard(Tensor t) {
        return unheard.find(t).map(this::where);
    }

    private String where(Thread thread) {
        return thread == owner
                ? "where recording was paused"
                : "on thread " + thread.getName() + ", where this tape does not record";
    }

    /** As {@link #whereUnheard}, for when all is cleared. */
    Function<Tensor, Optional<String>> unheard() {
        WeakMap<Thread> copy = unheard.copy();
        return t -> copy.find(t).map(this::where);
    }

    /** As {@link #isBystander}, for when all is cleared. */
    Predicate<Tensor> bystanders() {
        return bystanders.copy()::contains;
    }

    /** Whether that was made or used while the tape listened. */
    boolean hasSeen(Tensor t) {
        return isReached(t) || isConstant(t) || isBystander(t);
    }

    /** Whether a gradient that this tape gave for {@code source} is {@code loss} or an operand of what came later. */
    boolean usedGradientOf(Object source, Tensor loss) {
        return given.anyMatch((g, of) -> of == source && (g == loss || isBystander(g)));
    }

    /** Lets go of what was recorded. */
    void clear() {
        entries.clear();
        reached.clear();
        sources.clear();
        tracked.clear();
        variables.clear();
        reads.clear();
        passedBy.clear();
        bystanders.clear();
        constants.clear();
        given.clear();
        left.clear();
        unheard.clear();
    }

    /** Explanations that outlive the tape, for every source without a gradient. */
    Function<Object, String> explanations(Tensor loss, Set<Object> found) {
        Explanation explanation = new Explanation(this, loss);
        Map<Object, String> words = new HashMap<>();
        for (int k = sources.nextSetBit(0); k >= 0; k = sources.nextSetBit(k + 1)) {
            Tensor s = reached.get(k);
            if (!found.contains(s)) {
                words.put(s, explanation.of(s));
            }
        }
        for (Variable v : reads.keySet()) {
            if (!found.contains(v)) {
                words.put(v, explanation.of(v));
            }
        }
        passedBy.forEach(v -> words.putIfAbsent(v, explanation.of(v)));
        Function<Object, String> others = explanation.ofStrangers();
        return source -> {
            String known = words.get(source);
            return known != null ? known : others.apply(source);
        };
    }
}
