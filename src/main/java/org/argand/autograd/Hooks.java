package org.argand.autograd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/** What a tape calls with gradients on their way: by tensor or variable, in the order in which they were given. */
final class Hooks {
    /** Tensors and variables have no equality but identity. */
    private final Map<Object, List<UnaryOperator<Tensor>>> hooks = new LinkedHashMap<>();

    void add(Object on, UnaryOperator<Tensor> hook) {
        hooks.computeIfAbsent(on, _ -> new ArrayList<>()).add(hook);
    }

    /** One backward pass; {@code keep} lets a gradient that a hook may store live on. */
    Pass pass(Consumer<Tensor> keep) {
        return new Pass(keep);
    }

    /** Remembers in one pass whose hooks were called. */
    final class Pass {
        private final Consumer<Tensor> keep;
        private final Set<Object> called = new HashSet<>();

        private Pass(Consumer<Tensor> keep) {
            this.keep = keep;
        }

        /** The total gradient of {@code x} after its hooks, if it has any. */
        Tensor replaced(Object x, Tensor total) {
            if (hooks.isEmpty()) {
                return total;
            }
            Tensor g = total;
            List<UnaryOperator<Tensor>> mine = hooks.getOrDefault(x, List.of());
            if (!mine.isEmpty() && called.add(x)) {
                for (UnaryOperator<Tensor> hook : mine) {
                    keep.accept(g);
                    g = checked(x, g, hook.apply(g));
                }
            }
            return g;
        }

        /** Calls the hooks of whatever has a gradient here and was not called yet. */
        void finish(Map<?, Tensor> gradients) {
            for (Object x : hooks.keySet()) {
                Tensor g = gradients.get(x);
                if (g != null) {
                    Tensor next = replaced(x, g);
                    gradients.replaceAll((k, old) -> k == x ? next : old);
                }
            }
        }
    }

    private static Tensor checked(Object x, Tensor before, Tensor after) {
        if (after.dtype() != before.dtype() || !after.shape().equals(before.shape())) {
            String of = x instanceof Variable v ? "`" + v.name() + "`" : "a tensor";
            boolean unreal = after.dtype().isComplex() && !before.dtype().isComplex();
            throw new ArgandException.NoGradient(
                    "onGradient",
                    "hook of "
                            + of
                            + " gave "
                            + after.dtype()
                            + " "
                            + after.shape()
                            + " for a gradient that is "
                            + before.dtype()
                            + " "
                            + before.shape()
                            + (unreal ? "; the gradient of a real operand is real" : ""));
        }
        return after;
    }
}
