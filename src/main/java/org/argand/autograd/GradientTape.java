package org.argand.autograd;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.argand.array.ArgandException;
import org.argand.tensor.Engine;
import org.argand.tensor.Op;
import org.argand.tensor.Recorder;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Records what is computed on this thread and differentiates it backwards.
 *
 * <pre>{@code
 * try (GradientTape tape = GradientTape.open()) {
 *     Tensor loss = model(x, kernel.value()).abs2().mean();
 *     Tensor g = tape.gradient(loss).of(kernel);       // ∂L/∂x + i ∂L/∂y
 * }
 * }</pre>
 *
 * Trainable variables are watched when they are read, tensors when {@link #watch} is called. Tapes nest: a tape that is
 * open around another records that one's backward pass too, which gives second derivatives. A tape that is not
 * persistent gives one gradient.
 */
public final class GradientTape implements Recorder, AutoCloseable {
    private final boolean persistent;
    private final Trace trace = new Trace();

    /** Tensors that depend on a source through differentiable ops, sources included. */
    private final Set<Tensor> tracked = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean spent;
    private boolean closed;

    private GradientTape(boolean persistent) {
        this.persistent = persistent;
    }

    /** Opens a tape for one gradient; it records until it is closed. */
    public static GradientTape open() {
        return started(new GradientTape(false));
    }

    /** Opens a tape for any number of gradients. */
    public static GradientTape persistent() {
        return started(new GradientTape(true));
    }

    private static GradientTape started(GradientTape tape) {
        Engine.startRecording(tape);
        return tape;
    }

    /** Makes {@code x} a source: what is computed from it from now on can be differentiated with respect to it. */
    public void watch(Tensor x) {
        if (trace.watched(x) && x.dtype().isInexact()) {
            tracked.add(x);
        }
    }

    /** Makes the value of {@code variable} a source, trainable or not. */
    public void watch(Variable variable) {
        trace.force(variable);
        variable.value();
    }

    @Override
    public void record(Op op, List<Tensor> in, Tensor out) {
        boolean any = false;
        for (int i = 0; i < in.size(); i++) {
            any |= tracked.contains(in.get(i));
        }
        boolean differentiable = any && out.dtype().isInexact() && Trace.isDifferentiable(op);
        trace.add(op, in, out, differentiable);
        if (differentiable) {
            tracked.add(out);
        }
    }

    @Override
    public void read(Variable variable, Tensor value) {
        if (trace.read(variable, value)) {
            watch(value);
        }
    }

    /**
     * The gradient of a real {@code loss}, summed if it is no scalar, with respect to every source.
     *
     * @throws ArgandException.NoGradient for a complex loss, or if this tape has given its gradient already
     */
    public Gradients gradient(Tensor loss) {
        if (!loss.dtype().isFloating()) {
            String remedy =
                    loss.dtype().isComplex()
                            ? "; a gradient needs a real loss: take real(), abs2() or abs(), or give the upstream gradient"
                            : ", which has no gradient";
            throw new ArgandException.NoGradient(
                    "gradient", "loss is " + loss.dtype() + " " + loss.shape() + remedy);
        }
        return gradient(loss, Tensor.ones(loss.dtype(), loss.shape()).to(loss.device()));
    }

    /**
     * The gradient for the upstream gradient {@code seed} of {@code target}: that of {@code Re Σ conj(seed)·target}.
     *
     * @param seed broadcasts to the shape of {@code target}; real for a real target
     */
    public Gradients gradient(Tensor target, Tensor seed) {
        if (closed || (spent && !persistent)) {
            throw new ArgandException.NoGradient(
                    "gradient",
                    closed
                            ? "the tape is closed"
                            : "this tape has given its gradient; open it persistent()");
        }
        if (seed.dtype().isComplex() && !target.dtype().isComplex()) {
            throw new ArgandException.NoGradient(
                    "gradient",
                    "target is "
                            + target.dtype()
                            + ", its upstream gradient cannot be "
                            + seed.dtype());
        }
        spent = true;
        Engine.stopRecording(this);
        try {
            return backward(target, seed.cast(target.dtype()).broadcastTo(target.shape()));
        } finally {
            if (persistent) {
                Engine.startRecording(this);
            }
        }
    }

    private Gradients backward(Tensor target, Tensor seed) {
        // Another tape that listens will need the intermediate results of this pass.
        Optional<Scope> scope = Engine.isRecording() ? Optional.empty() : Optional.of(Scope.open());
        try {
            Map<Tensor, Tensor> gradients = new IdentityHashMap<>();
            if (tracked.contains(target)) {
                gradients.put(target, seed);
            }
            for (Trace.Entry e : trace.entries().reversed()) {
                Tensor g = e.differentiable() ? gradients.get(e.out()) : null;
                if (g != null) {
                    accumulate(e, g, gradients);
                    if (!trace.isSource(e.out())) {
                        gradients.remove(e.out());
                    }
                }
            }
            Map<Object, Tensor> found = bySource(gradients);
            List<Tensor> results = List.copyOf(found.values());
            scope.ifPresentOrElse(s -> s.keep(results), () -> Engine.realise(results));
            return new Gradients(found, trace.explanations(target, found.keySet()));
        } finally {
            scope.ifPresent(Scope::close);
        }
    }

    private void accumulate(Trace.Entry e, Tensor g, Map<Tensor, Tensor> gradients) {
        boolean[] needed = new boolean[e.in().size()];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = tracked.contains(e.in().get(i));
        }
        List<Optional<Tensor>> parts = Pullback.of(e.op(), e.in(), e.out(), g, needed);
        for (int i = 0; i < needed.length; i++) {
            Tensor operand = e.in().get(i);
            parts.get(i).ifPresent(p -> gradients.merge(operand, p, Tensor::add));
        }
    }

    /** Gradients of tensors under themselves, and of variables under the variable, summed over the values read. */
    private Map<Object, Tensor> bySource(Map<Tensor, Tensor> gradients) {
        Map<Object, Tensor> found = new IdentityHashMap<>();
        gradients.forEach((t, g) -> {
            if (trace.isSource(t)) {
                found.put(t, g);
                trace.variableOf(t).ifPresent(v -> found.merge(v, g, Tensor::add));
            }
        });
        return found;
    }

    /**
     * In words, how {@code source} reaches {@code loss}, or where the path ends and why: "cut at argmax (not
     * differentiable), 3 ops after `mapper/kernel`", "never used", "used before the tape watched it", …
     */
    public String explain(Tensor loss, Tensor source) {
        return trace.explain(loss, source);
    }

    /** As {@link #explain(Tensor, Tensor)}, for a variable. */
    public String explain(Tensor loss, Variable source) {
        return trace.explain(loss, source);
    }

    /** Stops recording and forgets what was recorded. */
    @Override
    public void close() {
        Engine.stopRecording(this);
        closed = true;
        trace.clear();
        tracked.clear();
    }
}
