package org.argand.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.argand.tensor.Engine;
import org.argand.tensor.Op;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/** The words for why a path does or does not lead from a source to a loss. */
final class Explanation {
    private static final String CONNECTED = "connected through ";
    private static final String NEVER = "never used";

    private final Trace trace;
    private final Tensor loss;

    Explanation(Trace trace, Tensor loss) {
        this.trace = trace;
        this.loss = loss;
    }

    /** How the variable, at any value that was read, reaches the loss, or where its path ends. */
    String of(Variable v) {
        List<Tensor> values = trace.reads().getOrDefault(v, List.of());
        if (values.isEmpty()) {
            return quoted(v) + ": " + unread(v);
        }
        String words = "";
        for (Tensor value : values) {
            words = of(value);
            if (words.contains(CONNECTED)) {
                return words;
            }
        }
        return words;
    }

    private String unread(Variable v) {
        if (trace.isPassedBy(v)) {
            return v.isTrainable()
                    ? "read, but this tape watches only what it is told to"
                    : "not trainable, and read before the tape watched it";
        }
        Tensor value = valueOf(v);
        if (trace.isBystander(value)) {
            return READ_OUTSIDE;
        }
        return trace.whereUnheard(value)
                .map(where -> "used " + where)
                .orElseGet(
                        () -> never(v.isTrainable() ? "" : " (not trainable, so watch it first)"));
    }

    private static final String READ_OUTSIDE =
            "its value was read before the tape recorded; read it while the tape is open";

    private static Tensor valueOf(Variable v) {
        return Engine.constant(v::value);
    }

    /** That a source was not used, and if that need not be the reason, what else may be. */
    private String never(String remark) {
        String where = trace.hasEnded() ? ENDED : ELSEWHERE;
        return NEVER + remark + (trace.hasSeen(loss) ? "" : where);
    }

    private static final String ENDED = " before the tape gave its gradient; open it persistent()";

    private static final String ELSEWHERE =
            " here, nor was the loss made here: a tape records what its own thread does while it is open";

    /** For sources that the tape has not watched, once the tape has forgotten. */
    Function<Object, String> ofStrangers() {
        Predicate<Tensor> used = trace.bystanders();
        Function<Tensor, Optional<String>> unheard = trace.unheard();
        String never = never("");
        return source -> {
            boolean variable = source instanceof Variable;
            Tensor t = source instanceof Variable v ? valueOf(v) : (Tensor) source;
            String name = source instanceof Variable v ? quoted(v) : described(t);
            if (used.test(t)) {
                return name + ": " + (variable ? READ_OUTSIDE : NOT_WATCHED);
            }
            return name + ": " + unheard.apply(t).map(where -> "used " + where).orElse(never);
        };
    }

    private static final String NOT_WATCHED = "used, but the tape does not watch it";

    /** How {@code source} reaches the loss, or where its path ends. */
    String of(Tensor source) {
        String name = name(source);
        if (!source.dtype().isInexact()) {
            return name + ": " + source.dtype() + " has no gradient";
        }
        List<Trace.Entry> path = path(source, t -> t == loss, true);
        if (!path.isEmpty() || (source == loss && trace.isSource(source))) {
            return name + ": " + CONNECTED + ops(path.size()) + through(path);
        }
        path = path(source, t -> t == loss, false);
        if (!path.isEmpty()) {
            return name + ": " + cut(path, name);
        }
        return name + ": " + unconnected(source, name);
    }

    private String unconnected(Tensor source, String name) {
        if (Scope.isFreed(source)) {
            return "freed, or made in a scope that has closed; keep() it there";
        }
        Object asked = trace.variableOf(source).map(Object.class::cast).orElse(source);
        if (trace.usedGradientOf(source, loss) || trace.usedGradientOf(asked, loss)) {
            return "its gradient by this tape is a constant to it; open another tape around this"
                    + " one for second derivatives";
        }
        return lost(source, name).orElseGet(() -> unrelated(source));
    }

    /** Where a path from the source goes out of sight, if one does. */
    private Optional<String> lost(Tensor source, String name) {
        Optional<String> how = trace.howLeft(source);
        List<Trace.Entry> path = List.of();
        if (how.isEmpty()) {
            path = path(source, t -> trace.howLeft(t).isPresent(), false);
            how = path.isEmpty() ? how : trace.howLeft(path.getLast().out());
        }
        int distance = path.size();
        if (how.isPresent()) {
            return how.map(h ->
                    "left the tape at " + h + after(distance, name) + "; a value is a constant");
        }
        Optional<String> where = trace.whereUnheard(source);
        if (where.isEmpty()) {
            path = path(source, t -> trace.whereUnheard(t).isPresent(), false);
            where = path.isEmpty() ? where : trace.whereUnheard(path.getLast().out());
        }
        int steps = path.size();
        return where.map(w -> "used " + w + after(steps, name));
    }

    private static String after(int distance, String name) {
        return distance == 0 ? "" : ", " + ops(distance) + " after " + name;
    }

    /** The source itself, or the loss, is not on this tape. */
    private String unrelated(Tensor source) {
        if (trace.isBystander(source)) {
            return trace.isSource(source) ? "used before the tape watched it" : NOT_WATCHED;
        }
        boolean used = trace.entries().stream().anyMatch(e -> contains(e.in(), source));
        return used ? "used, but not on the way to this loss" + kindOfLoss() : never("");
    }

    private String kindOfLoss() {
        if (trace.isReached(loss)) {
            return "";
        }
        if (trace.isConstant(loss)) {
            return ", which is a constant to this tape";
        }
        return trace.hasEnded()
                ? ", which was made after the tape gave its gradient; open it persistent()"
                : ", which this tape has not seen being made: it records what its own thread does"
                        + " while it is open";
    }

    private static String cut(List<Trace.Entry> path, String name) {
        int k = 0;
        while (path.get(k).differentiable()) {
            k++;
        }
        Trace.Entry e = path.get(k);
        return "cut at " + e.op().label() + " (" + reason(e) + ")" + after(k + 1, name);
    }

    private static String reason(Trace.Entry e) {
        if (e.op() instanceof Op.Opaque o) {
            return o.reason();
        }
        if (e.op() instanceof Op.Pointwise f && !f.isDifferentiable()) {
            return f.reason();
        }
        return e.out().dtype().isInexact()
                ? "not differentiable"
                : e.out().dtype() + " has no gradient";
    }

    private static String ops(int n) {
        return n == 1 ? "1 op" : n + " ops";
    }

    private static String through(List<Trace.Entry> path) {
        StringBuilder words = new StringBuilder();
        for (int k = 0; k < path.size(); k++) {
            words.append(k == 0 ? ": " : " → ").append(path.get(k).op().label());
        }
        return words.toString();
    }

    /** The shortest path of entries from {@code source} to a goal beside it, empty if there is none. */
    private List<Trace.Entry> path(
            Tensor source, Predicate<Tensor> goal, boolean differentiableOnly) {
        Map<Tensor, List<Trace.Entry>> uses = new IdentityHashMap<>();
        for (Trace.Entry e : trace.entries()) {
            if (e.differentiable() || !differentiableOnly) {
                e.in().forEach(t -> uses.computeIfAbsent(t, _ -> new ArrayList<>()).add(e));
            }
        }
        Map<Tensor, Trace.Entry> cameBy = new IdentityHashMap<>();
        Map<Trace.Entry, Tensor> cameFrom = new IdentityHashMap<>();
        Deque<Tensor> queue = new ArrayDeque<>(List.of(source));
        while (!queue.isEmpty()) {
            Tensor t = queue.remove();
            if (t != source && goal.test(t)) {
                return traced(t, cameBy, cameFrom);
            }
            for (Trace.Entry e : uses.getOrDefault(t, List.of())) {
                if (e.out() != source && cameBy.putIfAbsent(e.out(), e) == null) {
                    cameFrom.put(e, t);
                    queue.add(e.out());
                }
            }
        }
        return List.of();
    }

    private static List<Trace.Entry> traced(
            Tensor end, Map<Tensor, Trace.Entry> cameBy, Map<Trace.Entry, Tensor> cameFrom) {
        List<Trace.Entry> path = new ArrayList<>();
        for (Trace.Entry e = cameBy.get(end); e != null; e = cameBy.get(cameFrom.get(e))) {
            path.add(e);
        }
        return path.reversed();
    }

    private static boolean contains(List<Tensor> list, Tensor t) {
        return list.stream().anyMatch(x -> x == t);
    }

    private String name(Tensor t) {
        return trace.variableOf(t).map(Explanation::quoted).orElseGet(() -> described(t));
    }

    private static String described(Tensor t) {
        return "tensor " + t.dtype() + " " + t.shape();
    }

    private static String quoted(Variable v) {
        return "`" + v.name() + "`";
    }
}
