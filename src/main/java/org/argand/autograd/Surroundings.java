package org.argand.autograd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.argand.tensor.Engine;
import org.argand.tensor.Op;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Recorder;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/** What a run of a function used and did not make: captured tensors, variables, random streams, as they were. */
final class Surroundings implements Recorder {
    private final Scope inside;
    private final List<Tensor> given;

    // Tensors, variables and streams have no equality but identity.
    private final Set<Tensor> captured = new LinkedHashSet<>();
    private final Map<Variable, Tensor> values = new LinkedHashMap<>();
    private final Set<Variable> read = new LinkedHashSet<>();
    private final Map<RandomStream, Long> draws = new LinkedHashMap<>();

    /** Of a run inside that scope with these operands. */
    Surroundings(Scope inside, List<Tensor> given) {
        this.inside = inside;
        this.given = given;
    }

    /** Runs {@code action} with no other recorder listening. */
    void observe(Runnable action) {
        Engine.unrecorded(() -> {
            Engine.startRecording(this);
            try {
                action.run();
            } finally {
                Engine.stopRecording(this);
            }
        });
    }

    @Override
    public void record(Op op, List<Tensor> in, Tensor out) {
        for (Tensor t : in) {
            if (t.dtype().isInexact() && !inside.made(t) && !given.contains(t)) {
                captured.add(t);
            }
        }
    }

    @Override
    public void read(Variable variable, Tensor value) {
        read.add(variable);
        values.putIfAbsent(variable, value);
    }

    @Override
    public void assign(Variable variable, Tensor before) {
        values.putIfAbsent(variable, before);
    }

    @Override
    public void draw(RandomStream stream, long before) {
        draws.putIfAbsent(stream, before);
    }

    /** Lets out of {@code scope} what the second run needs: a variable may have been assigned anew inside. */
    void keepIn(Scope scope) {
        // What an inner scope has freed since cannot be wanted for a gradient.
        captured.removeIf(Scope::isFreed);
        values.values().removeIf(Scope::isFreed);
        read.retainAll(values.keySet());
        captured.forEach(scope::keep);
        values.values().forEach(scope::keep);
    }

    /** Tells whoever records around what was read. */
    void tell() {
        read.forEach(v -> Engine.tellRead(v, Objects.requireNonNull(values.get(v))));
    }

    /** The given operands, then captured tensors and values of variables. */
    List<Tensor> operands() {
        List<Tensor> all = new ArrayList<>(given);
        all.addAll(captured);
        return all;
    }

    /** Puts variables and streams to where they were for the run, until that is closed. */
    Restored restore() {
        return new Restored();
    }

    /** The surroundings as they were; closing puts back what they are now. */
    final class Restored implements AutoCloseable {
        private final Map<Variable, Tensor> valuesNow = new LinkedHashMap<>();
        private final Map<RandomStream, Long> drawsNow = new LinkedHashMap<>();

        /** Variables that had moved on, by the value that the run saw. */
        private final Map<Tensor, Variable> moved = new LinkedHashMap<>();

        private Restored() {
            values.forEach((v, then) -> {
                Tensor now = current(v);
                valuesNow.put(v, now);
                if (now != then) {
                    moved.put(then, v);
                    v.assign(then);
                }
            });
            draws.forEach((s, then) -> {
                drawsNow.put(s, s.draws());
                s.restore(s.seed(), then);
            });
        }

        /** Variables whose value is a copy of the one that the run saw. */
        Collection<Variable> variables() {
            return moved.values();
        }

        /** The variable that holds a copy of {@code seen}. */
        Optional<Variable> variableOf(Tensor seen) {
            return Optional.ofNullable(moved.get(seen));
        }

        @Override
        public void close() {
            valuesNow.forEach((v, now) -> {
                if (current(v) != now) {
                    v.assign(now);
                }
            });
            drawsNow.forEach((s, now) -> s.restore(s.seed(), now));
        }

        private static Tensor current(Variable v) {
            return Engine.constant(v::value);
        }
    }
}
