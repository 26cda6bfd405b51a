package org.argand.autograd;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.argand.array.ArgandException;
import org.argand.tensor.Engine;
import org.argand.tensor.Numerics;
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

    /** Whether trainable variables are sources without being asked for. */
    private final boolean watchesVariables;

    private final Trace trace = new Trace();
    private final Hooks hooks = new Hooks();

    /** Tensors that depend on a source through differentiable ops, sources included. */
    private final Set<Tensor> tracked = Trace.identitySet();

    private boolean spent;
    private boolean closed;

    private GradientTape(boolean persistent, boolean watchesVariables) {
        this.persistent = persistent;
        this.watchesVariables = watchesVariables;
    }

    /** Opens a tape for one gradient; it records until it is closed. */
    public static GradientTape open() {
        return started(new GradientTape(false, true));
    }

    /** Opens a tape for any number of gradients. */
    public static GradientTape persistent() {
        return started(new GradientTape(true, true));
    }

    /** Opens a persistent tape that watches what it is told to and nothing else. */
    static GradientTape ofWatched() {
        return started(new GradientTape(true, false));
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
        if (trace.read(variable, value, watchesVariables)) {
            watch(value);
        }
    }

    @Override
    public void left(Tensor value, String how) {
        trace.left(value, how);
    }

    @Override
    public void unheard(List<Tensor> in, Thread thread) {
        trace.unheard(in, thread);
    }

    /**
     * Calls {@code hook} with the gradient of {@code x} in each pass that reaches it, and goes on with what it returns:
     * the gradient itself from an observer, or another of the same shape and type.
     *
     * <p>The gradient is the total, over all uses of {@code x}; each hook is called once in a pass. Results of ops come
     * in the reverse of the order in which they were made, then what no op made, then variables, each in the order of
     * their hooks; hooks of one tensor are called in the order given.
     *
     * @throws ArgandException.NoGradient if no gradient can come to {@code x}, with the reason
     */
    public void onGradient(Tensor x, UnaryOperator<Tensor> hook) {
        if (!tracked.contains(x)) {
            String why =
                    trace.isReached(x)
                            ? "no differentiable path leads to it from a source"
                            : "it does not depend on anything this tape watches";
            throw new ArgandException.NoGradient(
                    "onGradient", "tensor " + x.dtype() + " " + x.shape() + ": " + why);
        }
        hooks.add(x, hook);
    }

    /** As {@link #onGradient(Tensor, UnaryOperator)}, with the sum over all values of the variable that were read. */
    public void onGradient(Variable variable, UnaryOperator<Tensor> hook) {
        hooks.add(variable, hook);
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
                            ? "; a gradient needs a real loss: take real(), abs2() or abs(), or"
                                    + " give the upstream gradient"
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
        return gradients(List.of(target), List.of(seed));
    }

    /** The gradient of {@code Re Σ_k Σ conj(seed_k)·target_k} in one pass. */
    Gradients gradients(List<Tensor> targets, List<Tensor> seeds) {
        spent = true;
        if (!persistent) {
            trace.end();
        }
        boolean recording = Engine.isRecording(this);
        Engine.stopRecording(this);
        try {
            return backward(targets, seeds);
        } finally {
            if (persistent && recording) {
                Engine.startRecording(this);
            }
        }
    }

    private Gradients backward(List<Tensor> targets, List<Tensor> seeds) {
        // Another tape that listens will need the intermediate results of this pass.
        Optional<Scope> scope = Engine.isRecording() ? Optional.empty() : Optional.of(Scope.open());
        try {
            Map<Tensor, Tensor> gradients = new IdentityHashMap<>();
            for (int k = 0; k < targets.size(); k++) {
                Tensor t = targets.get(k);
                if (tracked.contains(t)) {
                    Tensor seed = seeds.get(k).cast(t.dtype()).broadcastTo(t.shape());
                    gradients.merge(t, seed, Tensor::add);
                }
            }
            Hooks.Pass pass = hooks.pass(g -> scope.ifPresent(s -> s.keep(g)));
            for (Trace.Entry e : trace.entries().reversed()) {
                Tensor g = e.differentiable() ? gradients.get(e.out()) : null;
                if (g != null) {
                    g = pass.replaced(e.out(), g);
                    gradients.put(e.out(), g);
                    accumulate(e, g, gradients);
                    if (!trace.isSource(e.out())) {
                        gradients.remove(e.out());
                    }
                }
            }
            pass.finish(gradients);
            Map<Object, Tensor> found = bySource(gradients);
            pass.finish(found);
            List<Tensor> results = List.copyOf(found.values());
            scope.ifPresentOrElse(s -> s.keep(results), () -> Engine.realise(results));
            trace.gave(found);
            return new Gradients(found, trace.explanations(targets.getFirst(), found.keySet()));
        } finally {
            scope.ifPresent(Scope::close);
        }
    }

    private void accumulate(Trace.Entry e, Tensor g, Map<Tensor, Tensor> gradients) {
        boolean[] needed = new boolean[e.in().size()];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = tracked.contains(e.in().get(i));
        }
        List<Optional<Tensor>> parts =
                Numerics.isChecking() ? checked(e, g, needed) : pulledBack(e, g, needed);
        for (int i = 0; i < needed.length; i++) {
            Tensor operand = e.in().get(i);
            parts.get(i).ifPresent(p -> gradients.merge(operand, p, Tensor::add));
        }
    }

    private static List<Optional<Tensor>> pulledBack(Trace.Entry e, Tensor g, boolean[] needed) {
        return Pullback.of(e.op(), e.in(), e.out(), g, needed);
    }

    /** The rule runs unchecked, since it may pass over infinities that do not count; its results are checked. */
    private static List<Optional<Tensor>> checked(Trace.Entry e, Tensor g, boolean[] needed) {
        if (e.op() instanceof Op.Fused || e.op() instanceof Recomputation.Recomputed) {
            // These go backward on a tape of their own, which checks each of its ops.
            return pulledBack(e, g, needed);
        }
        List<Optional<Tensor>> parts;
        try (var _ = Numerics.checking(false)) {
            parts = pulledBack(e, g, needed);
        }
        for (int i = 0; i < needed.length; i++) {
            int operand = i;
            parts.get(i)
                    .ifPresent(p -> Numerics.checkGradient(e.op(), e.in(), e.out(), g, operand, p));
        }
        return parts;
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
     * differentiable), 3 ops after `mapper/kernel`", "never used", "left the tape at item(), 2 ops after `w`", …
     */
    public String explain(Tensor loss, Tensor source) {
        return closed ? CLOSED : new Explanation(trace, loss).of(source);
    }

    /** As {@link #explain(Tensor, Tensor)}, for a variable. */
    public String explain(Tensor loss, Variable source) {
        return closed ? CLOSED : new Explanation(trace, loss).of(source);
    }

    private static final String CLOSED = "the tape is closed and has forgotten what it recorded";

    /** Ops on paths from a source that are recorded now. */
    int recorded() {
        return trace.entries().size();
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
