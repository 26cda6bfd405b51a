package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.argand.backend.Program;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;

/**
 * A program cut into kernels, whatever it runs on: which registers each kernel takes and gives, and which scratch array each
 * register has where it is not in place.
 *
 * <p>Registers share a scratch array as soon as the last reader has run; those inside a kernel need none.
 */
final class Plan {
    /** A kernel, the registers of its inputs and results, and the sources that it is the first to read. */
    record Step(Kernel kernel, int[] slots, int[] loads) {}

    /** Makes the kernel of a part. */
    interface Maker {
        Kernel make(Program part, boolean[] uniform);
    }

    private final Program program;
    private final long uniform;
    private final Maker maker;
    private final int sources;
    private final Step[] steps;
    private final int[] scratch;
    private final int[] lastUse;
    private final BitSet loaded = new BitSet();
    private final BitSet busy = new BitSet();

    /**
     * The plan for a program.
     *
     * @param uniform the sources that are the same everywhere, one bit for each
     * @param cuts where each part begins, and where the last one ends
     */
    Plan(Program program, long uniform, int[] cuts, Maker maker) {
        this.program = program;
        this.uniform = uniform;
        this.maker = maker;
        this.sources = program.sources().size();
        int registers = sources + program.code().size();
        this.scratch = new int[registers];
        this.lastUse = new int[registers];
        Arrays.fill(scratch, -1);
        findLastUses(cuts);
        List<Step> made = new ArrayList<>();
        for (int k = 0; k + 1 < cuts.length; k++) {
            int[] given = given(cuts[k], cuts[k + 1], k);
            if (given.length > 0) {
                made.add(step(k, cuts[k], cuts[k + 1], given));
            }
        }
        this.steps = made.toArray(Step[]::new);
    }

    /** The name of a program in messages: that of its last function. */
    static String name(Program program) {
        return program.code().isEmpty() ? "copy" : program.code().getLast().function().label();
    }

    /** The kernels, in order. */
    Step[] steps() {
        return steps;
    }

    /** Scratch array of each register; negative if it needs none. */
    int[] scratch() {
        return scratch;
    }

    private void findLastUses(int[] cuts) {
        Arrays.fill(lastUse, -1);
        for (int k = 0; k + 1 < cuts.length; k++) {
            for (Instruction next : program.code().subList(cuts[k], cuts[k + 1])) {
                for (int r : next.operands()) {
                    lastUse[r] = k;
                }
            }
        }
        program.results().forEach(r -> lastUse[r] = Integer.MAX_VALUE);
    }

    /** The registers made from instruction {@code from} to before {@code to} that somebody reads later. */
    private int[] given(int from, int to, int part) {
        List<Integer> all = new ArrayList<>();
        for (int r = sources + from; r < sources + to; r++) {
            if (lastUse[r] > part) {
                all.add(r);
            }
        }
        return ints(all);
    }

    private Step step(int part, int from, int to, int[] given) {
        List<Integer> inputs = new ArrayList<>();
        List<Instruction> code = new ArrayList<>();
        for (Instruction next : program.code().subList(from, to)) {
            for (int r : next.operands()) {
                if (r < sources + from && !inputs.contains(r)) {
                    inputs.add(r);
                }
            }
        }
        int shift = inputs.size() - sources - from;
        for (Instruction next : program.code().subList(from, to)) {
            List<Integer> operands =
                    next.operands().stream()
                            .map(r -> r < sources + from ? inputs.indexOf(r) : r + shift)
                            .toList();
            code.add(new Instruction(next.function(), next.dtype(), operands));
        }
        boolean[] same = new boolean[inputs.size()];
        for (int k = 0; k < same.length; k++) {
            same[k] = isUniform(inputs.get(k));
        }
        Program p =
                new Program(
                        inputs.stream()
                                .map(r -> (Program.Source) new Input(program.dtype(r)))
                                .toList(),
                        code,
                        Arrays.stream(given).mapToObj(r -> r + shift).toList());
        int[] slots = Arrays.copyOf(ints(inputs), inputs.size() + given.length);
        System.arraycopy(given, 0, slots, inputs.size(), given.length);
        return new Step(maker.make(p, same), slots, place(part, inputs, given));
    }

    /** Gives scratch arrays; those of what is read for the last time are free only after the results have theirs. */
    private int[] place(int part, List<Integer> inputs, int[] given) {
        List<Integer> loads = new ArrayList<>();
        for (int r : inputs) {
            if (r < sources && !isUniform(r) && !loaded.get(r)) {
                loaded.set(r);
                loads.add(r);
                take(r);
            }
        }
        Arrays.stream(given).forEach(this::take);
        for (int r : inputs) {
            if (lastUse[r] == part && scratch[r] >= 0) {
                busy.clear(scratch[r]);
            }
        }
        return ints(loads);
    }

    private void take(int r) {
        scratch[r] = busy.nextClearBit(0);
        busy.set(scratch[r]);
    }

    private boolean isUniform(int register) {
        return register < Long.SIZE && register < sources && (uniform >> register & 1) != 0;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
