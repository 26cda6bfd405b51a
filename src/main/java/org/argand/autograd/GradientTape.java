package org.argand.autograd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.argand.array.ArgandException;
import org.argand.tensor.Engine;
import org.argand.tensor.Numerics;
import org.argand.tensor.Op;
import org.argand.tensor.Recorder;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.jspecify.annotations.Nullable;

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
        trace.watch(x);
    }

    /** Makes the value of {@code variable} a source, trainable or not. */
    public void watch(Variable variable) {
        trace.force(variable);
        variable.value();
    }

    @Override
    public void record(Op op, List<Tensor> in, Tensor out) {
        trace.add(op, in, out);
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
        if (trace.tracked(x) == Numbering.NONE) {
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
        boolean recording = Engine.isRecording(this);
        Engine.stopRecording(this);
        try {
            return backward(targets, seeds);
        } finally {
            if (!persistent) {
                trace.end();
            } else if (recording) {
                Engine.startRecording(this);
            }
        }
    }

    private Gradients backward(List<Tensor> targets, List<Tensor> seeds) {
        // Another tape that listens will need the intermediate results of this pass.
        Optional<Scope> scope = Engine.isRecording() ? Optional.empty() : Optional.of(Scope.open());
        try {
            Totals totals = new Totals();
            for (int k = 0; k < targets.size(); k++) {
                Tensor t = targets.get(k);
                totals.add(t, seeds.get(k).cast(t.dtype()).broadcastTo(t.shape()));
            }
            Hooks.Pass pass = hooks.pass(g -> scope.ifPresent(s -> s.keep(g)));
            List<Trace.Entry> entries = trace.entries();
            for (int k = entries.size() - 1; k >= 0; k--) {
                Trace.Entry e = entries.get(k);
                Tensor total = totals.of(e);
                if (total != null) {
                    Tensor g = pass.replaced(e.out(), total);
                    totals.settle(e, g);
                    accumulate(e, g, totals);
                }
            }
            Map<Object, Tensor> found = new LinkedHashMap<>();
            trace.forEachSource(totals.byNumber, found::put);
            pass.finish(found);
            addVariables(found);
            pass.finish(found);
            List<Tensor> results = List.copyOf(found.values());
            scope.ifPresentOrElse(s -> s.keep(results), () -> Engine.realise(results));
            trace.gave(found);
            return new Gradients(found, trace.explanations(targets.getFirst(), found.keySet()));
        } finally {
            scope.ifPresent(Scope::close);
        }
    }

    /** Gradients of tracked tensors, as far as the pass has come. */
    private final class Totals {
        private final @Nullable Tensor[] byNumber = new Tensor[trace.size()];

        /** Adds {@code part} to the gradient of {@code t}, if it is tracked. */
        void add(Tensor t, Tensor part) {
            int k = trace.tracked(t);
            if (k != Numbering.NONE) {
                Tensor before = byNumber[k];
                byNumber[k] = before == null ? part : before.add(part);
            }
        }

        /** The gradient of the result of that op, if any has come. */
        @Nullable Tensor of(Trace.Entry e) {
            return e.differentiable() ? byNumber[e.number()] : null;
        }

        /** The gradient of a result is complete; it is needed no more, unless that is a source too. */
        void settle(Trace.Entry e, Tensor g) {
            byNumber[e.number()] = trace.isSource(e.number()) ? g : null;
        }
    }

    private void accumulate(Trace.Entry e, Tensor g, Totals totals) {
        List<Tensor> in = e.in();
        boolean[] needed = new boolean[in.size()];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = trace.tracked(in.get(i)) != Numbering.NONE;
        }
        Pullback.Receiver to = (i, part) -> totals.add(in.get(i), part);
        if (Numerics.isChecking()) {
            checked(e, g, needed, to);
        } else {
            Pullback.of(e.op(), in, e.out(), g, needed, to);
        }
    }

    /** The rule runs unchecked, since it may pass over infinities that do not count; its results are checked. */
    private static void checked(Trace.Entry e, Tensor g, boolean[] needed, Pullback.Receiver to) {
        if (e.op() instanceof Op.Fused || e.op() instanceof Recomputation.Recomputed) {
            // These go backward on a tape of their own, which checks each of its ops.
            Pullback.of(e.op(), e.in(), e.out(), g, needed, to);
            return;
        }
        List<Integer> operands = new ArrayList<>();
        List<Tensor> parts = new ArrayList<>();
        try (var _ = Numerics.checking(false)) {
            Pullback.Receiver collect =
                    (i, part) -> {
                        operands.add(i);
                        parts.add(part);
                    };
            Pullback.of(e.op(), e.in(), e.out(), g, needed, collect);
        }
        for (int k = 0; k < parts.size(); k++) {
            int i = operands.get(k);
            Numerics.checkGradient(e.op(), e.in(), e.out(), g, i, parts.get(k));
            to.take(i, parts.get(k));
        }
    }

    /** Adds the gradients of variables: each the sum over the values that were read. */
    private void addVariables(Map<Object, Tensor> found) {
        if (trace.reads().isEmpty()) {
            return;
        }
        for (Map.Entry<Object, Tensor> e : List.copyOf(found.entrySet())) {
            trace.variableOf((Tensor) e.getKey())
                    .ifPresent(v -> found.merge(v, e.getValue(), Tensor::add));
        }
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
    }
}
