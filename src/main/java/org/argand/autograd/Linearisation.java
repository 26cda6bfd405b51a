package org.argand.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.argand.array.ArgandException;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The differential J of a function at one point, as a real-linear map: {@code f(x + t) = f(x) + J·t + O(|t|²)}.
 *
 * <p>The function runs once. {@link #adjointTimes} is a backward pass. {@link #times} goes forward by differentiating
 * that pass: {@code u ↦ J*·u} is linear in u, and the adjoint of it is J. The first product {@code J·t} records one
 * backward pass, and each product runs backward through that record, at two to three times the cost of {@code J*·u}.
 *
 * <pre>{@code
 * try (Linearisation j = Linearisation.of(f, x)) {
 *     Tensor y = j.value();
 *     Tensor dy = j.times(List.of(t));
 * }
 * }</pre>
 */
public final class Linearisation implements AutoCloseable {
    private final List<Tensor> inputs;
    private final GradientTape tape = GradientTape.ofWatched();
    private final Tensor value;
    private @Nullable Backwards backwards;

    /** The recorded map {@code u ↦ J*·u} and the inputs that it has something to say on. */
    private record Backwards(
            GradientTape tape, Tensor upstream, List<Integer> reached, List<Tensor> gradients) {}

    private Linearisation(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
        this.inputs = List.copyOf(inputs);
        try {
            inputs.forEach(tape::watch);
            this.value = f.apply(inputs);
            Engine.stopRecording(tape);
        } catch (RuntimeException e) {
            tape.close();
            throw e;
        }
    }

    /** Runs {@code f} at {@code x}. */
    public static Linearisation of(Function<Tensor, Tensor> f, Tensor x) {
        return of(in -> f.apply(in.getFirst()), List.of(x));
    }

    /** Runs {@code f} at several inputs, which are different tensors. */
    public static Linearisation of(Function<List<Tensor>, Tensor> f, List<Tensor> x) {
        return new Linearisation(f, x);
    }

    /** f(x). */
    public Tensor value() {
        return value;
    }

    /**
     * {@code J*·u}, with {@code Re⟨J·t, u⟩ = Re⟨t, J*·u⟩}: for each input {@code conj(∂f/∂z)ᵀ·u + (∂f/∂z̄)ᵀ·ū}, its real
     * part for a real input.
     *
     * @param u broadcasts to the shape of f(x); real if that is
     */
    public List<Tensor> adjointTimes(Tensor u) {
        Gradients g = tape.gradient(value, u);
        return inputs.stream().map(g::orZeros).toList();
    }

    /**
     * {@code J·t}, the derivative of f in the direction t: the sum over inputs of {@code ∂f/∂z·t + ∂f/∂z̄·t̄}.
     *
     * @param t one tensor for each input, broadcast to its shape; real for a real input
     */
    public Tensor times(List<Tensor> t) {
        needDirections(t);
        Backwards b = backwards();
        if (b.gradients.isEmpty()) {
            return Tensor.zeros(value.dtype(), value.shape());
        }
        return b.tape.gradients(b.gradients, b.reached.stream().map(t::get).toList())
                .orZeros(b.upstream);
    }

    private Backwards backwards() {
        Backwards b = backwards;
        if (b == null) {
            b = record();
            backwards = b;
        }
        return b;
    }

    private Backwards record() {
        GradientTape outer = GradientTape.ofWatched();
        try {
            Tensor upstream = Tensor.zeros(value.dtype(), value.shape());
            outer.watch(upstream);
            Gradients g = tape.gradient(value, upstream);
            List<Integer> reached = new ArrayList<>();
            List<Tensor> gradients = new ArrayList<>();
            for (int k = 0; k < inputs.size(); k++) {
                Optional<Tensor> found = g.find(inputs.get(k));
                if (found.isPresent()) {
                    reached.add(k);
                    gradients.add(found.get());
                }
            }
            Engine.stopRecording(outer);
            return new Backwards(outer, upstream, reached, gradients);
        } catch (RuntimeException e) {
            outer.close();
            throw e;
        }
    }

    private void needDirections(List<Tensor> t) {
        if (t.size() != inputs.size()) {
            throw new ArgandException.InvalidArgument(
                    "jvp", t.size() + " directions for " + inputs.size() + " inputs");
        }
        for (int k = 0; k < t.size(); k++) {
            Tensor x = inputs.get(k);
            if (t.get(k).dtype().isComplex() && !x.dtype().isComplex()) {
                throw new ArgandException.DTypeMismatch(
                        "jvp",
                        "input "
                                + k
                                + " is "
                                + x.dtype()
                                + ", its direction cannot be "
                                + t.get(k).dtype());
            }
        }
    }

    /** Forgets what was recorded. */
    @Override
    public void close() {
        tape.close();
        if (backwards != null) {
            backwards.tape.close();
        }
    }
}
