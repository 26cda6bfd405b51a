package org.argand.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
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

/** What a tape has seen, in order, and the words for why a path does or does not lead from a source to a loss. */
final class Trace {
    private final List<Entry> entries = new ArrayList<>();

    /** Tensors that depend on a source by any op, differentiable or not. */
    private final Set<Tensor> reached = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Tensor> sources = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Tensor, Variable> variables = new IdentityHashMap<>();
    private final Map<Variable, List<Tensor>> reads = new IdentityHashMap<>();
    private final Set<Variable> forced = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Operands of ops that no source leads to: to tell "used too early" from "never used". */
    private final Map<Tensor, Boolean> bystanders = new WeakHashMap<>();

    /** One op on a path from a source. */
    record Entry(Op op, List<Tensor> in, Tensor out, boolean differentiable) {}

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
                bystanders.put(in.get(i), true);
            }
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

    /** Notes that a variable was read; whether its value is to be watched. */
    boolean read(Variable variable, Tensor value) {
        if (!variable.isTrainable() && !forced.contains(variable)) {
            return false;
        }
        if (!variables.containsKey(value)) {
            variables.put(value, variable);
            reads.computeIfAbsent(variable, _ -> new ArrayList<>()).add(value);
        }
        return true;
    }

    List<Entry> entries() {
        return entries;
    }

    boolean isSource(Tensor t) {
        return sources.contains(t);
    }

    Optional<Variable> variableOf(Tensor t) {
        return Optional.ofNullable(variables.get(t));
    }

    void clear() {
        entries.clear();
        reached.clear();
        sources.clear();
        variables.clear();
        reads.clear();
        bystanders.clear();
    }

    /** Explanations that outlive the tape, for every source without a gradient. */
    Function<Object, String> explanations(Tensor loss, Set<Object> found) {
        Map<Object, String> words = new IdentityHashMap<>();
        for (Tensor s : sources) {
            if (!found.contains(s)) {
                words.put(s, explain(loss, s));
            }
        }
        for (Variable v : reads.keySet()) {
            if (!found.contains(v)) {
                words.put(v, explain(loss, v));
            }
        }
        Set<Tensor> early = Collections.newSetFromMap(new WeakHashMap<>());
        early.addAll(bystanders.keySet());
        return source -> {
            String known = words.get(source);
            if (known != null) {
                return known;
            }
            String name = source instanceof Variable v ? quoted(v) : name((Tensor) source);
            return name
                    + ": "
                    + (source instanceof Tensor t && early.contains(t) ? EARLY : "never used");
        };
    }

    private static final String EARLY = "used before the tape watched it";

    String explain(Tensor loss, Variable v) {
        List<Tensor> values = reads.getOrDefault(v, List.of());
        if (values.isEmpty()) {
            return quoted(v)
                    + ": never used"
                    + (v.isTrainable() ? "" : " (not trainable, so watch it first)");
        }
        String words = "";
        for (Tensor value : values) {
            words = explain(loss, value);
            if (words.contains(CONNECTED)) {
                return words;
            }
        }
        return words;
    }

    private static final String CONNECTED = "connected through ";

    String explain(Tensor loss, Tensor source) {
        String name = name(source);
        if (!source.dtype().isInexact()) {
            return name + ": " + source.dtype() + " has no gradient";
        }
        List<Entry> path = path(source, loss, true);
        if (!path.isEmpty() || (source == loss && isSource(source))) {
            return name
                    + ": "
                    + CONNECTED
                    + path.size()
                    + (path.size() == 1 ? " op" : " ops")
                    + through(path);
        }
        path = path(source, loss, false);
        if (!path.isEmpty()) {
            return name + ": " + cut(path, name);
        }
        boolean used = entries.stream().anyMatch(e -> contains(e.in(), source));
        if (bystanders.containsKey(source)) {
            return name + ": " + EARLY;
        }
        return name + ": " + (used ? "used, but not on the way to this loss" : "never used");
    }

    private static String cut(List<Entry> path, String name) {
        int k = 0;
        while (path.get(k).differentiable()) {
            k++;
        }
        Op op = path.get(k).op();
        String reason =
                switch (op) {
                    case Op.Opaque o -> o.reason();
                    case Op.Pointwise f -> f.reason();
                    default -> "not differentiable";
                };
        int distance = k + 1;
        return "cut at "
                + op.label()
                + " ("
                + reason
                + "), "
                + distance
                + (distance == 1 ? " op" : " ops")
                + " after "
                + name;
    }

    private static String through(List<Entry> path) {
        StringBuilder words = new StringBuilder();
        for (int k = 0; k < path.size(); k++) {
            words.append(k == 0 ? ": " : " → ").append(path.get(k).op().label());
        }
        return words.toString();
    }

    /** The shortest path of entries from {@code source} to {@code loss}, empty if there is none. */
    private List<Entry> path(Tensor source, Tensor loss, boolean differentiableOnly) {
        Map<Tensor, List<Entry>> uses = new IdentityHashMap<>();
        for (Entry e : entries) {
            if (e.differentiable() || !differentiableOnly) {
                e.in().forEach(t -> uses.computeIfAbsent(t, _ -> new ArrayList<>()).add(e));
            }
        }
        Map<Tensor, Entry> cameBy = new IdentityHashMap<>();
        Map<Entry, Tensor> cameFrom = new IdentityHashMap<>();
        Deque<Tensor> queue = new ArrayDeque<>(List.of(source));
        while (!queue.isEmpty() && !cameBy.containsKey(loss)) {
            Tensor t = queue.remove();
            for (Entry e : uses.getOrDefault(t, List.of())) {
                if (e.out() != source && cameBy.putIfAbsent(e.out(), e) == null) {
                    cameFrom.put(e, t);
                    queue.add(e.out());
                }
            }
        }
        List<Entry> path = new ArrayList<>();
        for (Entry e = cameBy.get(loss); e != null; e = cameBy.get(cameFrom.get(e))) {
            path.add(e);
        }
        return path.reversed();
    }

    private static boolean contains(List<Tensor> list, Tensor t) {
        return list.stream().anyMatch(x -> x == t);
    }

    private String name(Tensor t) {
        return variableOf(t).map(Trace::quoted).orElse("tensor " + t.dtype() + " " + t.shape());
    }

    private static String quoted(Variable v) {
        return "`" + v.name() + "`";
    }
}
