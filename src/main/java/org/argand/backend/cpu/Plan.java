package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.backend.Program;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.backend.cpu.loops.Ending;
import org.argand.backend.cpu.loops.Loops;

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
        Kernel make(Program part, boolean[] uniform, Ending ending);
    }

    /** Operations of a kernel that the compiler makes good code of. */
    private static final int LARGE = 300;

    /** Instructions of the longest kernel. */
    private static final int LONG = 24;

    private final Program program;
    private final long uniform;
    private final Ending ending;
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
     * @param ending what becomes of the results
     * @param cuts where each part begins, and where the last one ends
     */
    private Plan(
            Program program, long uniform, Ending ending, int[] cuts, Maker maker) {
        this.program = program;
        this.uniform = uniform;
        this.ending = ending;
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

    /** One kernel for each instruction. */
    static Plan ofSteps(Program program, long uniform, Ending ending, Maker maker) {
        int[] cuts = IntStream.rangeClosed(0, program.code().size()).toArray();
        return new Plan(program, uniform, ending, cuts, maker);
    }

    /**
     * As few kernels as there can be: a new one begins where the last one would be too large to be compiled well, and where
     * vectors end or begin.
     */
    static Plan ofLoops(Program program, long uniform, Ending ending, Maker maker) {
        List<Integer> cuts = new ArrayList<>(List.of(0));
        boolean vectors = false;
        for (int k = 0; k < program.code().size(); k++) {
            boolean fits = Loops.hasVectors(part(program, k, k + 1));
            boolean goesOn = fits == vectors && Loops.size(part(program, cuts.getLast(), k + 1)).orElse(0) <= LARGE;
            if (k > 0 && (!goesOn || k - cuts.getLast() == LONG)) {
                cuts.add(k);
            }
            vectors = fits;
        }
        cuts.add(program.code().size());
        return new Plan(program, uniform, ending, ints(cuts), maker);
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

    /** Whether that register is a result that is added rather than stored. */
    boolean isAdded(int register) {
        return ending != Ending.STORED && program.results().getFirst() == register;
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
        int[] inputs = inputs(program, from, to);
        boolean[] same = new boolean[inputs.length];
        for (int k = 0; k < same.length; k++) {
            same[k] = isUniform(inputs[k]);
        }
        int[] slots = Arrays.copyOf(inputs, inputs.length + given.length);
        System.arraycopy(given, 0, slots, inputs.length, given.length);
        Ending end = to == program.code().size() ? ending : Ending.STORED;
        Kernel kernel = maker.make(part(program, from, to, inputs, given), same, end);
        return new Step(kernel, slots, place(part, inputs, given));
    }

    /** The registers that instructions {@code from} to before {@code to} read and do not make, in order of first use. */
    private static int[] inputs(Program program, int from, int to) {
        int first = program.sources().size() + from;
        return program.code().subList(from, to).stream()
                .flatMap(next -> next.operands().stream())
                .mapToInt(Integer::intValue)
                .filter(r -> r < first)
                .distinct()
                .toArray();
    }

    private static Program part(Program program, int from, int to) {
        return part(program, from, to, inputs(program, from, to), new int[] {});
    }

    /** Those instructions as a program of their own with these inputs and results. */
    private static Program part(Program program, int from, int to, int[] inputs, int[] given) {
        int first = program.sources().size() + from;
        int shift = inputs.length - first;
        List<Integer> in = Arrays.stream(inputs).boxed().toList();
        List<Instruction> code = new ArrayList<>();
        for (Instruction next : program.code().subList(from, to)) {
            List<Integer> operands =
                    next.operands().stream().map(r -> r < first ? in.indexOf(r) : r + shift).toList();
            code.add(new Instruction(next.function(), next.dtype(), operands));
        }
        List<Program.Source> sources = new ArrayList<>();
        in.forEach(r -> sources.add(new Input(program.dtype(r))));
        return new Program(sources, code, Arrays.stream(given).mapToObj(r -> r + shift).toList());
    }

    /** Gives scratch arrays; those of what is read for the last time are free only after the results have theirs. */
    private int[] place(int part, int[] inputs, int[] given) {
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
