package org.argand.autograd;

import java.util.List;
import java.util.function.Function;
import org.argand.tensor.Engine;
import org.argand.tensor.Op;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * A function whose intermediate results are not kept for the gradient but computed again: memory for time.
 *
 * <p>Forward it runs unrecorded, what it makes inside is freed, and a tape holds one entry. Backward it runs once more, on
 * a tape of its own. The gradients are the same: of operands, of variables that it reads, and of tensors that it
 * captures; to the last bit, but for the order of the sum where one of them is used outside as well. The second run draws
 * the same random numbers and reads variables at the values of the first; streams and variables are then put back.
 * Otherwise the function must depend on nothing that changes, and hand out nothing but its result.
 *
 * <pre>{@code
 * Recomputation block = Recomputation.of(in -> layers.forward(in.getFirst(), Mode.TRAINING));
 * Tensor y = block.apply(x);
 * }</pre>
 *
 * Source: Chen, Xu, Zhang, Guestrin, "Training Deep Nets with Sublinear Memory Cost", 2016.
 */
public final class Recomputation {
    private final Function<List<Tensor>, Tensor> function;

    private Recomputation(Function<List<Tensor>, Tensor> function) {
        this.function = function;
    }

    /** {@code f}, to be computed again for its gradient. */
    public static Recomputation of(Function<List<Tensor>, Tensor> f) {
        return new Recomputation(f);
    }

    /** The value at these operands. */
    public Tensor apply(Tensor... operands) {
        List<Tensor> in = List.of(operands);
        if (!Engine.isRecording()) {
            return function.apply(in);
        }
        Tensor[] out = new Tensor[1];
        Surroundings surroundings;
        try (Scope scope = Scope.open()) {
            surroundings = new Surroundings(scope, in);
            surroundings.observe(() -> out[0] = function.apply(in));
            // A function may hand back what is not its own; the tape needs a tensor of its own.
            out[0] = scope.made(out[0]) ? out[0] : out[0].copied();
            scope.keep(out[0]);
            surroundings.keepIn(scope);
        }
        surroundings.tell();
        return Engine.apply(
                new Recomputed(function, in.size(), out[0], surroundings), surroundings.operands());
    }

    /** The op that a tape holds: its operands are those given and whatever else the function used. */
    record Recomputed(
            Function<List<Tensor>, Tensor> function,
            int given,
            Tensor value,
            Surroundings surroundings)
            implements Op.Custom {
        @Override
        public String label() {
            return "recompute";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return value;
        }

        @Override
        public List<Tensor> pullback(List<Tensor> x, Tensor out, Tensor g) {
            if (Engine.isRecording()) {
                return again(x, g);
            }
            try (Scope scope = Scope.open()) {
                return scope.keep(again(x, g));
            }
        }

        private List<Tensor> again(List<Tensor> x, Tensor g) {
            try (GradientTape tape = GradientTape.ofWatched();
                    Surroundings.Restored then = surroundings.restore()) {
                x.forEach(tape::watch);
                then.variables().forEach(tape::watch);
                Gradients gradients = tape.gradient(function.apply(x.subList(0, given)), g);
                return x.stream()
                        .map(t ->
                                then.variableOf(t)
                                        .map(gradients::orZeros)
                                        .orElseGet(() -> gradients.orZeros(t)))
                        .toList();
            }
        }
    }
}
