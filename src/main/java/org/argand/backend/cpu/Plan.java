package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.argand.backend.Program.Constant;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.backend.Program.Random;

/**
 * A program made ready to run on its bindings: kernels chosen, operands merged, each register in place or in scratch.
 *
 * <p>Contiguous operands are read and written in place. Everything else is gathered into, and scattered from, scratch
 * arrays of one block, which registers share as soon as their last reader has run.
 */
final class Plan {
    private final Program program;
    private final Bindings bindings;
    private final String op;
    private final List<Step> steps = new ArrayList<>();
    private final int[] slots;
    private final int[] lastUse;
    private final boolean[] placed;
    private final boolean[] loaded;
    private final Step[] loads;
    private final BitSet[] busy = new BitSet[Storage.values().length];
    private final BitSet direct = new BitSet();
    private boolean usesScratch;

    /** A plan that stores its results; none for one whose registers are read by a reduction. */
    Plan(Program program, Bindings bindings, List<Operand> results) {
        this.program = program;
        this.bindings = bindings;
        this.op = name(program);
        int n = registers();
        this.slots = new int[n];
        this.lastUse = new int[n];
        this.placed = new boolean[n];
        this.loaded = new boolean[n];
        this.loads = new Step[program.sources().size()];
        Arrays.fill(slots, -1);
        Arrays.fill(lastUse, -1);
        Arrays.setAll(busy, k -> new BitSet());
        List<Access> outputs = results.stream().map(r -> Access.of(r, op)).toList();
        findLastUses();
        writeInPlace(outputs);
        prepareLoads();
        emitCode();
        emitStores(outputs);
    }

    /** The name of a program in messages: that of its last function. */
    static String name(Program program) {
        return program.code().isEmpty() ? "copy" : program.code().getLast().function().label();
    }

    /** Number of elements of the index space. */
    long size() {
        return bindings.shape().size();
    }

    /** Number of registers. */
    int registers() {
        return program.sources().size() + program.code().size();
    }

    /** Scratch array of a register, counted for each kind of array; negative if it is in place. */
    int slot(int register) {
        return slots[register];
    }

    /** Kind of array of a register. */
    Storage storage(int register) {
        return Storage.of(program.dtype(register));
    }

    /** Most elements that a block may have. */
    int block() {
        return usesScratch ? Frame.BLOCK : Integer.MAX_VALUE;
    }

    /** Roughly how many operations each element costs. */
    int cost() {
        return Math.max(1, steps.size());
    }

    /** The register of the program's first result. */
    int result() {
        return program.results().getFirst();
    }

    /** Evaluates the {@code n} elements from row-major index {@code p}, at most {@link #block}. */
    void run(Frame frame, long p, int n) {
        for (Step step : steps) {
            step.run(frame, p, n);
        }
    }

    private void findLastUses() {
        int sources = program.sources().size();
        for (int k = 0; k < program.code().size(); k++) {
            lastUse[sources + k] = k;
            for (int r : program.code().get(k).operands()) {
                lastUse[r] = k;
            }
        }
        for (int r : program.results()) {
            lastUse[r] = Integer.MAX_VALUE;
        }
    }

    /** A register that is a contiguous result is made there, unless it is an operand that only has to be copied. */
    private void writeInPlace(List<Access> outputs) {
        for (int k = 0; k < outputs.size(); k++) {
            int r = program.results().get(k);
            Access out = outputs.get(k);
            if (out.isContiguous() && !placed[r] && !isInput(r)) {
                placed[r] = true;
                direct.set(k);
                steps.add(new Step.InPlace(r, out.array(), out.offset()));
            }
        }
    }

    private boolean isInput(int register) {
        return register < program.sources().size()
                && program.sources().get(register) instanceof Input;
    }

    private void prepareLoads() {
        int input = 0;
        int constant = 0;
        int key = 0;
        for (int r = 0; r < loads.length; r++) {
            switch (program.sources().get(r)) {
                case Input i -> loads[r] = load(r, bindings.inputs().get(input++));
                case Constant c ->
                        loads[r] =
                                once(
                                        r,
                                        new Step.Fill(
                                                r,
                                                c.dtype(),
                                                bindings.constants().get(constant++)));
                case Random d ->
                        loads[r] =
                                new Step.Draw(
                                        r, d.dtype(), d.distribution(), bindings.keys().get(key++));
            }
            if (loads[r] instanceof Step.Once && lastUse[r] >= 0) {
                emitLoad(r);
            }
        }
    }

    private Step load(int r, Operand operand) {
        Access from = Access.of(operand, op);
        if (from.isUniform() && size() > 1) {
            return once(r, new Step.Gather(r, from));
        }
        if (from.isContiguous()) {
            placed[r] = true;
            return new Step.InPlace(r, from.array(), from.offset());
        }
        return new Step.Gather(r, from);
    }

    /** A value that is the same everywhere is filled in once, unless an output lies in its place. */
    private Step once(int r, Step fill) {
        if (placed[r]) {
            return fill;
        }
        lastUse[r] = lastUse[r] < 0 ? -1 : Integer.MAX_VALUE;
        return new Step.Once(r, fill);
    }

    private void emitCode() {
        int sources = program.sources().size();
        for (int k = 0; k < program.code().size(); k++) {
            Instruction code = program.code().get(k);
            List<Integer> in = code.operands();
            in.forEach(this::emitLoad);
            List<DType> types = in.stream().map(program::dtype).toList();
            Kernel kernel = Kernels.of(code.function(), types, code.dtype());
            place(sources + k);
            int a = in.getFirst();
            int b = in.size() > 1 ? in.get(1) : a;
            int c = in.size() > 2 ? in.get(2) : a;
            steps.add(new Step.Apply(sources + k, kernel, a, b, c));
            for (int r : in) {
                release(r, k);
            }
            release(sources + k, k);
        }
    }

    private void emitStores(List<Access> outputs) {
        program.results().forEach(this::emitLoad);
        for (int k = 0; k < outputs.size(); k++) {
            int r = program.results().get(k);
            Access out = outputs.get(k);
            if (!direct.get(k)) {
                steps.add(new Step.Store(r, out));
            }
        }
    }

    private void emitLoad(int r) {
        if (r < loads.length && !loaded[r]) {
            loaded[r] = true;
            place(r);
            steps.add(loads[r]);
        }
    }

    private void place(int r) {
        if (!placed[r]) {
            placed[r] = true;
            BitSet used = busy[storage(r).ordinal()];
            slots[r] = used.nextClearBit(0);
            used.set(slots[r]);
            usesScratch = true;
        }
    }

    private void release(int r, int k) {
        if (lastUse[r] == k && slots[r] >= 0) {
            busy[storage(r).ordinal()].clear(slots[r]);
        }
    }
}
