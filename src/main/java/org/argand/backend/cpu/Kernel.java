package org.argand.backend.cpu;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.cpu.loops.Ending;
import org.argand.backend.cpu.loops.Loop;
import org.argand.backend.cpu.loops.Loops;
import org.argand.backend.cpu.loops.Reference;

/**
 * A program of inputs alone as a loop over their arrays: over single elements, and over vectors as soon as that is compiled.
 * Both give the same bits.
 */
final class Kernel {
    /** Elements of a rehearsal: vectors of any width, and a tail. */
    static final int REHEARSED = 16 * 16 + 5;

    private final Program program;
    private final boolean[] uniform;
    private final Ending ending;
    private final Reference reference;
    private final Loop scalar;
    private final Supplier<Loop> loop;

    /** The loop over single elements of another kernel. */
    private Kernel(Kernel other) {
        this.program = other.program;
        this.uniform = other.uniform;
        this.ending = other.ending;
        this.reference = other.reference;
        this.scalar = other.scalar;
        this.loop = () -> other.scalar;
    }

    private Kernel(Program program, boolean[] uniform, Ending ending, boolean atOnce) {
        this.program = program;
        this.uniform = uniform;
        this.ending = ending;
        this.reference = new Reference(program);
        this.scalar = Loops.scalar(program, uniform, ending);
        if (!Lanes.available() || !Loops.hasVectors(program)) {
            this.loop = () -> scalar;
        } else if (atOnce) {
            Loop vectors = vectors();
            this.loop = () -> vectors;
        } else {
            this.loop = new Warm<>(scalar, this::vectors, this::rehearse);
        }
    }

    /** The loops of that program; {@code uniform} says of each input whether it is one element everywhere. */
    static Kernel of(Program program, boolean[] uniform, Ending ending) {
        return new Kernel(program, uniform, ending, false);
    }

    /** The loop over vectors at once, where there are any: for one who rehearses it. */
    static Kernel ofVectors(Program program, boolean[] uniform, Ending ending) {
        return new Kernel(program, uniform, ending, true);
    }

    /** The loop over single elements for good. */
    Kernel ofElements() {
        return new Kernel(this);
    }

    private Loop vectors() {
        return Loops.vectors(program, uniform, ending).orElse(scalar);
    }

    /** Roughly how many operations an element takes. */
    int work() {
        return scalar.work();
    }

    /** Computes elements {@code from …} to before {@code to}; {@code slots} are the registers of inputs and results. */
    void run(Object[] arrays, int[] at, int[] slots, int from, int to) {
        Loop now = loop.get();
        int done = now.run(arrays, at, slots, reference, from, to);
        if (done < to) {
            finish(now, arrays, at, slots, done, to);
        }
    }

    /** The loop over elements does what is less than a vector, and vectors in which a formula does not hold. */
    private void finish(Loop now, Object[] arrays, int[] at, int[] slots, int from, int to) {
        int step = now.step();
        int done = from;
        while (done < to) {
            done = scalar.run(arrays, at, slots, reference, done, Math.min(to, done + step));
            if (to - done >= step) {
                done = now.run(arrays, at, slots, reference, done, to);
            }
        }
    }

    private double rehearse(Loop candidate) {
        int inputs = uniform.length;
        List<Integer> results = program.results();
        Object[] arrays = new Object[inputs + results.size()];
        for (int k = 0; k < arrays.length; k++) {
            DType d = program.dtype(k < inputs ? k : results.get(k - inputs));
            arrays[k] = harmless(k < inputs ? d : kept(d, ending), k);
        }
        int[] at = new int[arrays.length];
        int[] slots = IntStream.range(0, arrays.length).toArray();
        int done = candidate.run(arrays, at, slots, reference, 0, REHEARSED);
        scalar.run(arrays, at, slots, reference, done, REHEARSED);
        return REHEARSED;
    }

    /** The type of the numbers in which results end. */
    static DType kept(DType result, Ending ending) {
        return ending == Ending.STORED ? result : Folder.wide(result);
    }

    /** An array of numbers for a rehearsal for which most formulas hold; another one for each {@code kind}. */
    static Object harmless(DType dtype, int kind) {
        Object array = Storage.of(dtype).allocate(REHEARSED * dtype.components());
        for (int x = 0; x < REHEARSED; x++) {
            double number = dtype.isInexact() ? 0.5 + (x * 37 + kind * 11) % 64 / 64.0 : x & 1;
            Elements.store(dtype, array, x, number, 1 - number / 2);
        }
        return array;
    }
}
