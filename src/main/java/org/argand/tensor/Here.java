package org.argand.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What holds on one thread: who records, and the innermost open scope. */
final class Here {
    private static final ThreadLocal<Here> HERE = ThreadLocal.withInitial(Here::new);

    final List<Recorder> recorders = new ArrayList<>();

    /** Whether what runs now is the inside of an op, of which they hear as a whole. */
    boolean inside;

    @Nullable Scope scope;

    private int made = (int) Thread.currentThread().threadId();

    private Here() {}

    static Here now() {
        return HERE.get();
    }

    /** Another number for each tensor that this thread makes, spread over all numbers; other threads may have it too. */
    int next() {
        return made += 0x9E3779B9;
    }

    /** Runs {@code action} with nobody recording. */
    <T> T paused(Supplier<T> action) {
        List<Recorder> all = List.copyOf(recorders);
        recorders.clear();
        try {
            return action.get();
        } finally {
            recorders.addAll(0, all);
        }
    }
}
