package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.argand.array.DType;
import org.argand.backend.Cast;
import org.argand.backend.Program;
import org.argand.backend.Program.Instruction;
import org.argand.backend.cpu.loops.Ending;
import org.jspecify.annotations.Nullable;

/** The programs that have run, and how each is computed now: found in no time where the same object comes again. */
final class Programs implements LongFunction<Plan> {
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
    private final Map<DType, Program> casts = new EnumMap<>(DType.class);
    private volatile Variant[] variants = {};

    private Programs(Program program) {
        this.program = program;
    }

    /** What is known of a program. */
    static Programs of(Program program) {
        int k = program.hashCode() & (RECENT - 1);
        Recent recent = RECENTLY[k];
        if (recent != null && recent.program.equals(program)) {
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

    /** How it is computed now, and its results stored, where those sources are the same everywhere. */
    @Override
    public Plan apply(long uniform) {
        return plan(uniform, Ending.STORED);
    }

    /** The program, with one more instruction that casts its one result to that type. */
    synchronized Program cast(DType to) {
        return casts.computeIfAbsent(to, this::withCast);
    }

    private Program withCast(DType to) {
        List<Instruction> code = new ArrayList<>(program.code());
        code.add(new Instruction(new Cast(to), to, program.results()));
        int result = program.sources().size() + program.code().size();
        return new Program(program.sources(), code, List.of(result));
    }

    /** How it is computed now where those sources are the same everywhere. */
    Plan plan(long uniform, Ending ending) {
        for (Variant v : variants) {
            if (v.uniform == uniform && v.ending == ending) {
                return v.plan();
            }
        }
        return make(uniform, ending).plan();
    }

    private synchronized Variant make(long uniform, Ending ending) {
        Variant made = new Variant(program, uniform, ending);
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
        private final Ending ending;
        private final Supplier<Plan> current;

        Variant(Program program, long uniform, Ending ending) {
            this.program = program;
            this.uniform = uniform;
            this.ending = ending;
            if (program.code().size() <= 1) {
                Plan only = Plan.ofSteps(program, uniform, ending, Kernels::of);
                this.current = () -> only;
            } else {
                this.current =
                        new Warm<>(
                                Plan.ofSteps(
                                        program,
                                        uniform,
                                        ending,
                                        (p, u, e) -> Kernels.of(p, u, e).ofElements()),
                                () -> Plan.ofLoops(program, uniform, ending, Kernel::ofVectors),
                                new Rehearsal());
            }
        }

        Plan plan() {
            return current.get();
        }

        /** What the plans are rehearsed on. */
        private final class Rehearsal implements ToDoubleFunction<Plan> {
            private final Object[] arrays = new Object[registers()];
            private final int[] at = new int[arrays.length];

            Rehearsal() {
                int sources = program.sources().size();
                for (int r = 0; r < arrays.length; r++) {
                    DType d = program.dtype(r);
                    arrays[r] = r < sources ? Harmless.operand(d, r) : Harmless.result(d, r);
                }
                for (int r : program.results()) {
                    arrays[r] = Harmless.result(Kernel.kept(program.dtype(r), ending), r);
                }
            }

            private int registers() {
                return program.sources().size() + program.code().size();
            }

            @Override
            public double applyAsDouble(Plan plan) {
                for (Plan.Step s : plan.steps()) {
                    s.kernel().run(arrays, at, s.slots(), 0, Harmless.LENGTH, false);
                }
                return Harmless.LENGTH;
            }
        }
    }
}
