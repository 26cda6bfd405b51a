package org.argand.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.Gradients;
import org.argand.tensor.Engine;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Moves variables against their gradients by an {@link Update}, at the rate of a {@link Schedule}.
 *
 * <pre>{@code
 * Optimizer adam =
 *         Optimizer.of(Adam.standard(), Schedule.cosine(3e-3, 0, 8000))
 *                 .clipping(Clipping.byGlobalNorm(1));
 * try (Scope step = Scope.open(); GradientTape tape = GradientTape.open()) {
 *     Tensor loss = …;
 *     adam.step(tape.gradient(loss), model.variables());
 * }
 * }</pre>
 *
 * What it remembers, the slots and the number of steps, are variables: {@link #state}. The new
 * value and slots of a variable are computed in one pass; nothing is read back to the host. A
 * variable without a gradient is an error that explains why, before anything moves, unless {@link
 * #skippingUnconnected}.
 */
public final class Optimizer {
    private final String name;
    private final Update update;
    private final Schedule rate;
    private final Clipping clipping;
    private final boolean skipsUnconnected;
    private final Map<Variable, List<Variable>> slots = new LinkedHashMap<>();
    private final Variable counter;

    /** The counter's value as this set it, to notice when a checkpoint sets it. */
    private Tensor counted;

    private long steps;

    private Optimizer(
            String name,
            Update update,
            Schedule rate,
            Clipping clipping,
            boolean skipsUnconnected) {
        this.name = name;
        this.update = update;
        this.rate = rate;
        this.clipping = clipping;
        this.skipsUnconnected = skipsUnconnected;
        this.counter =
                new Variable(name + "/steps", Tensor.zeros(DType.INT64, Shape.SCALAR), false);
        this.counted = counter.value();
    }

    /** An optimiser that has made no step, named after its update. */
    public static Optimizer of(Update update, Schedule rate) {
        return new Optimizer(update.label(), update, rate, Clipping.none(), false);
    }

    /**
     * A new one under another name, which starts the names of its state; for programs with several.
     */
    public Optimizer named(String next) {
        return new Optimizer(next, update, rate, clipping, skipsUnconnected);
    }

    /** A new one that clips gradients first. */
    public Optimizer clipping(Clipping next) {
        return new Optimizer(name, update, rate, next, skipsUnconnected);
    }

    /**
     * A new one that leaves alone variables, their slots included, that the loss does not depend
     * on.
     */
    public Optimizer skippingUnconnected() {
        return new Optimizer(name, update, rate, clipping, true);
    }

    /**
     * Moves the trainable ones among {@code variables} by one step, each once, however often it stands there.
     *
     * @throws ArgandException.InvalidArgument if two different ones have one name, and nothing is moved
     * @throws ArgandException.NoGradient if one has no gradient, with the reason for each, and
     *     nothing is moved
     */
    public void step(Gradients gradients, List<Variable> variables) {
        List<Variable> all = Names.distinct("step", variables);
        long done = steps();
        double now = rate.at(done);
        if (!(now >= 0 && now < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument(
                    "step", "the schedule gives the rate " + now + " at step " + done);
        }
        Engine.unrecorded(() -> {
            List<Variable> moved = connected(gradients, all);
            List<Tensor> clipped = clipping.apply(moved.stream().map(gradients::of).toList());
            for (int k = 0; k < moved.size(); k++) {
                move(moved.get(k), clipped.get(k), now, done + 1);
            }
            counter.take(counter.value().add(1));
            counted = counter.value();
        });
        steps = done + 1;
    }

    private void move(Variable variable, Tensor gradient, double now, long step) {
        List<Variable> kept = slotsOf(variable);
        Tensor value;
        try (Scope scope = Scope.open()) {
            List<Tensor> slotValues = kept.stream().map(Variable::value).toList();
            List<Tensor> next = update.next(variable.value(), gradient, slotValues, now, step);
            Engine.realise(next);
            for (int k = 0; k < kept.size(); k++) {
                kept.get(k).take(next.get(k + 1));
            }
            value = scope.keep(next.getFirst());
        }
        // In the caller's scope, which has seen the old value and frees it.
        variable.take(value);
    }

    private List<Variable> connected(Gradients gradients, List<Variable> variables) {
        List<Variable> found = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Variable v : variables) {
            if (!v.isTrainable()) {
                continue;
            }
            try {
                gradients.of(v);
                found.add(v);
            } catch (ArgandException.NoGradient e) {
                reasons.add(String.valueOf(e.getMessage()).substring(e.op().length() + 2));
            }
        }
        if (!reasons.isEmpty() && !skipsUnconnected) {
            throw new ArgandException.NoGradient(
                    "step",
                    String.join("; ", reasons) + "; leave it out, or say skippingUnconnected()");
        }
        return found;
    }

    private List<Variable> slotsOf(Variable variable) {
        return slots.computeIfAbsent(
                variable,
                v ->
                        update.slots(v.dtype()).stream()
                                .map(s ->
                                        new Variable(
                                                name + "/" + s.name() + "/" + v.name(),
                                                Tensor.zeros(s.dtype(), v.shape())
                                                        .to(v.value().device()),
                                                false))
                                .toList());
    }

    /** Steps made, also in the runs before this one if its state was loaded. */
    public long steps() {
        if (counter.value() != counted) {
            counted = counter.value();
            steps = counted.toLongs()[0];
        }
        return steps;
    }

    /** The rate of the next step. */
    public double rate() {
        return rate.at(steps());
    }

    /**
     * The number of steps and the slots so far, as variables {@code name/steps}, {@code
     * name/slot/variable}.
     */
    public List<Variable> state() {
        List<Variable> all = new ArrayList<>(List.of(counter));
        slots.values().forEach(all::addAll);
        return List.copyOf(all);
    }

    /**
     * {@link #state} with the slots of {@code variables} (the trainable ones), made now if no step
     * has made them yet.
     *
     * @throws ArgandException.InvalidArgument if two different ones have one name
     */
    public List<Variable> stateFor(List<Variable> variables) {
        Names.distinct("state", variables).stream()
                .filter(Variable::isTrainable)
                .forEach(this::slotsOf);
        return state();
    }
}
