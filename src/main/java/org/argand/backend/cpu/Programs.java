package org.argand.backend.cpu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.argand.backend.Program;
import org.jspecify.annotations.Nullable;

/** The programs that have run, and how each is computed now: found in no time where the same object comes again. */
final class Programs {
    /** Programs of which the least used are forgotten. */
    private static final int MOST = 1024;

    private static final int RECENT = 512;
    private static final @Nullable Recent[] RECENTLY = new Recent[RECENT];

    private static final Map<Program, Programs> ALL =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Program, Programs> eldest) {
                    return size() > MOST;
                }
            };

    private record Recent(Program program, Programs known) {}

    private final Program program;
    private volatile Variant[] variants = {};

    private Programs(Program program) {
        this.program = program;
    }

    /** What is known of a program. */
    static Programs of(Program program) {
        int k = System.identityHashCode(program) & (RECENT - 1);
        Recent recent = RECENTLY[k];
        if (recent != null && recent.program == program) {
            return recent.known;
        }
        Programs known = find(program);
        RECENTLY[k] = new Recent(program, known);
        return known;
    }

    private static Programs find(Program program) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(program, Programs::new);
        }
    }

    /** How it is computed now where those sources are the same everywhere. */
    Plan plan(long uniform) {
        for (Variant v : variants) {
            if (v.uniform == uniform) {
                return v.plan();
            }
        }
        return make(uniform).plan();
    }

    private synchronized Variant make(long uniform) {
        Variant made = new Variant(program, uniform);
        Variant[] now = variants;
        Variant[] next = Arrays.copyOf(now, now.length + 1);
        next[now.length] = made;
        variants = next;
        return made;
    }

    /** The plans for certain operands: one instruction after the other, and few loops once these are compiled. */
    private static final class Variant {
        private final Program program;
        private final long uniform;
        private final Supplier<Plan> current;

        Variant(Program program, long uniform) {
            this.program = program;
            this.uniform = uniform;
            if (program.code().size() <= 1) {
                Plan only = Plan.ofSteps(program, uniform, Kernels::of);
                this.current = () -> only;
            } else {
                this.current =
                        new Warm<>(
                                Plan.ofSteps(
                                        program, uniform, (p, u) -> Kernels.of(p, u).ofElements()),
                                () -> Plan.ofLoops(program, uniform, Kernel::ofVectors),
                                this::rehearse);
            }
        }

        Plan plan() {
            return current.get();
        }

        private double rehearse(Plan plan) {
            Object[] arrays = new Object[program.sources().size() + program.code().size()];
            Arrays.setAll(arrays, r -> Kernel.harmless(program.dtype(r), r));
            int[] at = new int[arrays.length];
            for (Plan.Step s : plan.steps()) {
                s.kernel().run(arrays, at, s.slots(), 0, Kernel.REHEARSED);
            }
            return Kernel.REHEARSED;
        }
    }
}
