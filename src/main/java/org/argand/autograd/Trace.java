package org.argand.autograd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.argand.tensor.Op;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/** What a tape has seen, in order; {@link Explanation} puts it into words. */
final class Trace {
    private final List<Entry> entries = new ArrayList<>();

    /** Tensors that depend on a source by any op, differentiable or not. */
    private final Set<Tensor> reached = identitySet();

    private final Set<Tensor> sources = identitySet();
    private final Map<Tensor, Variable> variables = new IdentityHashMap<>();
    private final Map<Variable, List<Tensor>> reads = new IdentityHashMap<>();
    private final Set<Variable> forced = identitySet();

    /** Variables that were read and not watched. */
    private final Set<Variable> passedBy = identitySet();

    /** Operands of ops that no source leads to: to tell "used too early" from "never used". */
    private final Set<Tensor> bystanders = weakSet();

    /** Results of such ops. */
    private final Set<Tensor> constants = weakSet();

    /** Gradients that this tape gave, by whose they are. */
    private final Map<Tensor, Object> given = new WeakHashMap<>();

    /** Reached tensors whose values went where no op is seen, and how. */
    private final Map<Tensor, String> left = new WeakHashMap<>();

    private final Thread owner = Thread.currentThread();

    /** Tensors that were used where the tape does not listen, and on which thread; told by that one. */
    private final Map<Tensor, Thread> unheard = Collections.synchronizedMap(new WeakHashMap<>());

    /** Whether the tape has stopped for good. */
    private boolean ended;

    /** One op on a path from a source. */
    record Entry(Op op, List<Tensor> in, Tensor out, boolean differentiable) {}

    static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Tensors have no equality but identity, which makes this an identity set too. */
    private static <T> Set<T> weakSet() {
        return Collections.newSetFromMap(new WeakHashMap<>());
    }

    static boolean isDifferentiable(Op op) {
        return switch (op) {
            case Op.Pointwise f -> f.isDifferentiable();
            case Op.Opaque _ -> false;
            case Op.Linear _, Op.Bilinear _, Op.Smooth _, Op.Fused _, Op.Custom _ -> true;
        };
    }

    void add(Op op, List<Tensor> in, Tensor out, boolean differentiable) {
        boolean onPath = false;
        for (int i = 0; i < in.size(); i++) {
            onPath |= reached.contains(in.get(i));
        }
        if (onPath) {
            entries.add(new Entry(op, in, out, differentiable));
            reached.add(out);
        } else {
            for (int i = 0; i < in.size(); i++) {
                bystanders.add(in.get(i));
            }
            constants.add(out);
        }
    }

    /** Takes {@code x} as a source; whether it is new. */
    boolean watched(Tensor x) {
        reached.add(x);
        return sources.add(x);
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
        if (reached.contains(value)) {
            left.putIfAbsent(value, how);
        }
    }

    void unheard(List<Tensor> in, Thread thread) {
        in.forEach(t -> unheard.putIfAbsent(t, thread));
    }

    void gave(Map<Object, Tensor> gradients) {
        gradients.forEach((source, g) -> given.put(g, source));
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

    boolean isSource(Tensor t) {
        return sources.contains(t);
    }

    Set<Tensor> sources() {
        return sources;
    }

    boolean isReached(Tensor t) {
        return reached.contains(t);
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
        return Optional.ofNullable(left.get(t));
    }

    Optional<String> whereUnheard(Tensor t) {
        return Optional.ofNullable(unheard.get(t))
                .map(thread ->
                        thread == owner
                                ? "where recording was paused"
                                : "on thread "
                                        + thread.getName()
                                        + ", where this tape does not record");
    }

    /** Whether a gradient that this tape gave for {@code source} is {@code loss} or an operand of what came later. */
    boolean usedGradientOf(Object source, Tensor loss) {
        return given.entrySet().stream()
                .anyMatch(e ->
                        e.getValue() == source && (e.getKey() == loss || isBystander(e.getKey())));
    }

    void clear() {
        entries.clear();
        reached.clear();
        sources.clear();
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
        Map<Object, String> words = new IdentityHashMap<>();
        for (Tensor s : sources) {
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
        Set<Tensor> used = weakSet();
        used.addAll(bystanders);
        return source -> {
            String known = words.get(source);
            return known != null ? known : Explanation.ofStranger(source, used::contains);
        };
    }
}
