package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.argand.array.Layout;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.argand.backend.Program.Constant;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Random;
import org.jspecify.annotations.Nullable;

/**
 * A program on its bindings, as one thread runs it: where each register is.
 *
 * <p>Contiguous operands are read and written in place, and so are, where rows are long, operands that are contiguous or the
 * same along each row. What begins again after some elements is there several times. Everything else passes through scratch
 * arrays of one block.
 */
final class Frame {
    /** Elements per block of what passes through scratch: a few registers fit into the first-level cache. */
    static final int BLOCK = 1024;

    /** Bytes of arrays from which on it pays to read ahead: a good part of what the outermost cache holds. */
    private static final long FAR = 16 << 20;

    private final Program program;
    private final Bindings bindings;
    private final int sources;

    /** Those of registers that are in place; none for what passes through scratch, until that is fetched. */
    private final Object[] arrays;

    private int[] at = {};

    /** Where registers begin in their arrays, and how far they go on for each element: 1 or 0. */
    private final int[] base;

    private final int[] step;

    /** The sources that are one element everywhere, or along each row. */
    private long uniform;

    /** What fills sources that are not in place, by register. */
    private @Nullable Load[] loads = {};

    /** The sources in place whose elements begin again after some. */
    private List<Repeated> repeated = List.of();

    private List<Store> stores = List.of();
    private @Nullable Rows rows;
    private Plan.Step[] steps = {};
    private int[] scratch = {};
    private int block = Integer.MAX_VALUE;

    /** Whether everything is in place, contiguous or the same everywhere, so that threads may share the frame. */
    private boolean direct;

    /** Whether the arrays are more than a cache holds. */
    private boolean far;

    /** The register that is added to an array, if any; where there, and whether its elements have places of their own. */
    private int added = -1;

    private int addedAt;
    private int addedStep;

    /** A register and the operand that it is written to after each block. */
    private record Store(int register, Access to) {}

    private Frame(Program program, Bindings bindings) {
        this.program = program;
        this.bindings = bindings;
        this.sources = program.sources().size();
        int registers = sources + program.code().size();
        this.arrays = new Object[registers];
        this.base = new int[registers];
        this.step = new int[registers];
    }

    /** The frame of a run. */
    static Frame of(Program program, Bindings bindings, List<Operand> results) {
        return of(program, bindings, results, _ -> true, Programs.of(program));
    }

    /**
     * The frame of a run by another plan.
     *
     * @param fits which rows will do
     * @param plans the plan for the sources, as bits, that are the same along each row
     */
    static Frame of(
            Program program,
            Bindings bindings,
            List<Operand> results,
            Predicate<Rows> fits,
            LongFunction<Plan> plans) {
        Frame f = new Frame(program, bindings);
        boolean simple = f.bindSources() & f.bindResults(results);
        if (!simple) {
            f.bindStrided(results, fits);
        }
        Plan plan = plans.apply(f.uniform);
        f.take(plan);
        f.far = f.bytes() * bindings.shape().size() >= FAR;
        f.direct = simple && !results.isEmpty() && f.block == Integer.MAX_VALUE;
        f.direct &= !plan.isAdded(program.results().getFirst());
        return f;
    }

    /** The same run for another thread. */
    Frame fork() {
        return direct ? this : copy();
    }

    /** The same run, but the elements of that contiguous input, from {@code first} on, are in another array. */
    Frame with(int input, Object array, long first) {
        Frame f = copy();
        f.arrays[input] = array;
        f.base[input] = (int) -first;
        return f;
    }

    private Frame copy() {
        Frame f = new Frame(program, bindings);
        System.arraycopy(arrays, 0, f.arrays, 0, arrays.length);
        System.arraycopy(base, 0, f.base, 0, base.length);
        System.arraycopy(step, 0, f.step, 0, step.length);
        f.loads = loads;
        f.repeated = repeated;
        f.stores = stores;
        f.rows = rows;
        f.steps = steps;
        f.scratch = scratch;
        f.block = block;
        f.far = far;
        f.direct = direct;
        return f;
    }

    /**
     * Has the one result added to that array from now on: from element {@code to} on, or, if not {@code across}, to the
     * accumulators there.
     */
    void addTo(Object array, int to, boolean across) {
        added = program.results().getFirst();
        arrays[added] = array;
        addedAt = to;
        addedStep = across ? 1 : 0;
    }

    /** The array of a register in the block that was run last. */
    Object array(int register) {
        return arrays[register];
    }

    /** Where that block begins in the register's array. */
    int at(int register) {
        return at[register];
    }

    /** Where the block from {@code p} whose registers somebody reads has to end, at {@code to} at the latest. */
    long end(long p, long to) {
        Rows along = rows;
        long row = along == null ? to : (p / along.length() + 1) * along.length();
        return Math.min(Math.min(row, to), p + block);
    }

    /** Roughly how many operations each element costs. */
    int work() {
        int work = 1 + loads.length + stores.size();
        for (int r = 0; r < loads.length; r++) {
            work += program.sources().get(r) instanceof Random d ? Draws.work(d) : 0;
        }
        for (Plan.Step s : steps) {
            work += s.kernel().work();
        }
        return work;
    }

    /** Whether all sources are contiguous or the same everywhere. */
    private boolean bindSources() {
        boolean simple = true;
        int input = 0;
        int constant = 0;
        for (int r = 0; r < sources; r++) {
            switch (program.sources().get(r)) {
                case Input _ -> simple &= bind(r, bindings.inputs().get(input++));
                case Constant c -> {
                    Program.Value v = bindings.constants().get(constant++);
                    arrays[r] = Elements.one(c.dtype(), v);
                    simple &= setUniform(r);
                }
                case Random _ -> simple = false;
            }
        }
        return simple;
    }

    /** Whether all results are contiguous registers of their own. */
    private boolean bindResults(List<Operand> results) {
        boolean simple = true;
        for (int k = 0; k < results.size(); k++) {
            int r = program.results().get(k);
            boolean first = k == 0 || program.results().indexOf(r) == k;
            simple &= r >= sources && first && bind(r, results.get(k));
        }
        return simple;
    }

    private boolean bind(int r, Operand operand) {
        Layout layout = operand.layout();
        Object array = CpuBuffer.array(operand, program);
        if (layout.isContiguous()) {
            place(r, array, layout.offset(), 1);
            return true;
        }
        if (r < sources && Rows.isOne(layout) && setUniform(r)) {
            place(r, array, layout.offset(), 0);
            return true;
        }
        return false;
    }

    private void place(int r, Object array, long offset, int along) {
        arrays[r] = array;
        base[r] = (int) offset;
        step[r] = along;
    }

    private boolean setUniform(int r) {
        uniform |= r < Long.SIZE ? 1L << r : 0;
        return r < Long.SIZE;
    }

    private void bindStrided(List<Operand> results, Predicate<Rows> fits) {
        List<@Nullable Operand> operands = inPlace(results);
        Rows found = new Rows(bindings.shape(), operands);
        if (found.length() >= Rows.LONG && fits.test(found)) {
            rows = found;
            for (int r = 0; r < operands.size(); r++) {
                Operand o = operands.get(r);
                if (o != null && found.has(r) && (found.step(r) == 1 || setUniform(r))) {
                    place(r, CpuBuffer.array(o, program), o.layout().offset(), found.step(r));
                }
            }
        }
        loads = new Load[sources];
        for (int r = 0; r < sources; r++) {
            loads[r] =
                    arrays[r] == null && !repeats(r, operands)
                            ? Load.of(program, bindings, r)
                            : null;
        }
        stores = new ArrayList<>();
        for (int k = 0; k < results.size(); k++) {
            Operand o = results.get(k);
            int r = program.results().get(k);
            boolean first = program.results().indexOf(r) == k;
            if (r < sources || !first || arrays[r] == null) {
                stores.add(new Store(r, Access.of(o, program)));
                block = BLOCK;
            }
        }
    }

    /** Binds a source whose elements begin again after some; whether it is one. */
    private boolean repeats(int r, List<@Nullable Operand> operands) {
        Repeated copies = Repeated.of(r, operands.get(r), program);
        if (copies == null) {
            return false;
        }
        repeated = repeated.isEmpty() ? new ArrayList<>() : repeated;
        repeated.add(copies);
        arrays[r] = copies.array();
        block = BLOCK;
        return true;
    }

    /** The operand of each register that has one: that of an input, or the first that a computed register is stored to. */
    private List<@Nullable Operand> inPlace(List<Operand> results) {
        @Nullable Operand[] all = new Operand[arrays.length];
        int input = 0;
        for (int r = 0; r < sources; r++) {
            all[r] =
                    program.sources().get(r) instanceof Input
                            ? bindings.inputs().get(input++)
                            : null;
        }
        for (int k = 0; k < results.size(); k++) {
            int r = program.results().get(k);
            all[r] = all[r] == null && r >= sources ? results.get(k) : all[r];
        }
        return Arrays.asList(all);
    }

    /** Bytes of what is in place, of each element. */
    private long bytes() {
        long bytes = 0;
        for (int r = 0; r < arrays.length; r++) {
            bytes += arrays[r] == null ? 0 : step[r] * program.dtype(r).bytes();
        }
        return bytes;
    }

    private void take(Plan plan) {
        steps = plan.steps();
        scratch = plan.scratch();
        for (int r = 0; r < arrays.length; r++) {
            if (scratch[r] >= 0 && arrays[r] == null && !plan.isAdded(r)) {
                block = BLOCK;
            }
        }
    }

    /** Evaluates the elements from row-major index {@code from} to before {@code to}; a block at most if they are read. */
    void run(long from, long to) {
        if (direct) {
            for (Plan.Step s : steps) {
                s.kernel().run(arrays, base, s.slots(), (int) from, (int) to, far);
            }
            return;
        }
        fetchScratch();
        Rows along = rows;
        if (along == null) {
            runRow(base, 0, from, to, from);
            return;
        }
        int[] start = new int[base.length];
        for (long p = from; p < to; ) {
            long q = p / along.length();
            long end = Math.min(to, (q + 1) * along.length());
            along.place(q, base, start);
            runRow(start, q * along.length(), p, end, from);
            p = end;
        }
    }

    private void fetchScratch() {
        at = at.length == 0 ? new int[arrays.length] : at;
        for (int r = 0; r < arrays.length; r++) {
            if (scratch[r] >= 0 && arrays[r] == null) {
                arrays[r] = Scratch.array(Storage.of(program.dtype(r)), scratch[r]);
            }
        }
    }

    private void runRow(int[] start, long first, long from, long to, long run) {
        for (long p = from; p < to; p += block) {
            int n = (int) Math.min(block, to - p);
            int x = (int) (p - first);
            for (int r = 0; r < at.length; r++) {
                at[r] = start[r] + step[r] * x;
            }
            for (int k = 0; k < repeated.size(); k++) {
                at[repeated.get(k).register()] = (int) (p % repeated.get(k).period());
            }
            if (added >= 0) {
                at[added] = addedAt + addedStep * (int) (p - run);
            }
            for (Plan.Step s : steps) {
                for (int r : s.loads()) {
                    load(r, p, n);
                }
                s.kernel().run(arrays, at, s.slots(), 0, n, far);
            }
            for (int k = 0; k < stores.size(); k++) {
                store(stores.get(k), p, n);
            }
        }
    }

    private void load(int r, long p, int n) {
        Load load = r < loads.length ? loads[r] : null;
        if (load != null) {
            load.fill(p, n, arrays[r], at[r]);
        }
    }

    private void store(Store s, long p, int n) {
        int r = s.register();
        Access to = s.to();
        if (r >= sources) {
            to.scatter(arrays[r], at[r], p, n);
        } else if (to.isContiguous()) {
            Load.of(program, bindings, r).fill(p, n, to.array(), to.offset() + (int) p);
        } else {
            Object between = Scratch.array(Storage.of(to.dtype()), arrays.length);
            Load.of(program, bindings, r).fill(p, n, between, 0);
            to.scatter(between, 0, p, n);
        }
    }
}
