package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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
    private final int sources;
    private final int code;
    private final List<Step> steps = new ArrayList<>();
    private final int[] slots;
    private final int[] lastUse;
    private final boolean[] placed;
    private final Step[] loads;
    private final BitSet loaded = new BitSet();
    private final BitSet busy = new BitSet();
    private final BitSet direct = new BitSet();

    /** A plan that stores its results; none for one whose registers are read by a reduction. */
    Plan(Program program, Bindings bindings, List<Operand> results) {
        this.program = program;
        this.bindings = bindings;
        this.sources = program.sources().size();
        this.code = program.code().size();
        int n = sources + code;
        this.slots = new int[n];
        this.lastUse = new int[n];
        this.placed = new boolean[n];
        this.loads = new Step[sources];
        Arrays.fill(slots, -1);
        Arrays.fill(lastUse, -1);
        Access[] outputs = new Access[results.size()];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = Access.of(results.get(k), program);
        }
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
        return slots.length;
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
        return usesScratch() ? Frame.BLOCK : Integer.MAX_VALUE;
    }

    private boolean usesScratch() {
        for (int slot : slots) {
            if (slot >= 0) {
                return true;
            }
        }
        return false;
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
        for (int k = 0; k < steps.size(); k++) {
            steps.get(k).run(frame, p, n);
        }
    }

    private void findLastUses() {
        for (int k = 0; k < code; k++) {
            lastUse[sources + k] = k;
            List<Integer> in = program.code().get(k).operands();
            for (int j = 0; j < in.size(); j++) {
                lastUse[in.get(j)] = k;
            }
        }
        for (int k = 0; k < program.results().size(); k++) {
            lastUse[program.results().get(k)] = Integer.MAX_VALUE;
        }
    }

    /** A register that is a contiguous result is made there, unless it is an operand that only has to be copied. */
    private void writeInPlace(Access[] outputs) {
        for (int k = 0; k < outputs.length; k++) {
            int r = program.results().get(k);
            Access out = outputs[k];
            if (out.isContiguous() && !placed[r] && !isInput(r)) {
                placed[r] = true;
                direct.set(k);
                steps.add(new Step.InPlace(r, out.array(), out.offset()));
            }
        }
    }

    private boolean isInput(int register) {
        return register < sources && program.sources().get(register) instanceof Input;
    }

    private void prepareLoads() {
        int input = 0;
        int constant = 0;
        int key = 0;
        for (int r = 0; r < sources; r++) {
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
        Access from = Access.of(operand, program);
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
        for (int k = 0; k < code; k++) {
            Instruction next = program.code().get(k);
            List<Integer> in = next.operands();
            int a = in.getFirst();
            int b = in.size() > 1 ? in.get(1) : a;
            int c = in.size() > 2 ? in.get(2) : a;
            emitLoad(a);
            emitLoad(b);
            emitLoad(c);
            place(sources + k);
            steps.add(new Step.Apply(sources + k, Kernels.of(program, next), a, b, c));
            release(a, k);
            release(b, k);
            release(c, k);
            release(sources + k, k);
        }
    }

    private void emitStores(Access[] outputs) {
        for (int r : program.results()) {
            emitLoad(r);
        }
        for (int k = 0; k < outputs.length; k++) {
            if (!direct.get(k)) {
                steps.add(new Step.Store(program.results().get(k), outputs[k]));
            }
        }
    }

    private void emitLoad(int r) {
        if (r < sources && !loaded.get(r)) {
            loaded.set(r);
            place(r);
            steps.add(loads[r]);
        }
    }

    private void place(int r) {
        if (!placed[r]) {
            placed[r] = true;
            slots[r] = busy.nextClearBit(0);
            busy.set(slots[r]);
        }
    }

    private void release(int r, int k) {
        if (lastUse[r] == k && slots[r] >= 0) {
            busy.clear(slots[r]);
        }
    }
}
