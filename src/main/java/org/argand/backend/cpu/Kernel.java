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
    /** Elements of a run in which what a loop leaves because it reads ahead does not count. */
    private static final int LONG = 16 * Loops.MOST_AHEAD;

    private final Program program;
    private final boolean[] uniform;
    private final Ending ending;
    private final Reference reference;
    private final Loop scalar;
    private final int work;
    private final Supplier<Loop> loop;

    /** For arrays that no cache holds; the loop over single elements until that is compiled. */
    private final Supplier<Loop> streams;

    /** The loop over single elements of another kernel. */
    private Kernel(Kernel other) {
        this.program = other.program;
        this.uniform = other.uniform;
        this.ending = other.ending;
        this.reference = other.reference;
        this.scalar = other.scalar;
        this.work = other.work;
        this.loop = () -> other.scalar;
        this.streams = loop;
    }

    private Kernel(Program program, boolean[] uniform, Ending ending, boolean atOnce) {
        this.program = program;
        this.uniform = uniform;
        this.ending = ending;
        this.reference = new Reference(program);
        this.scalar = Loops.scalar(program, uniform, ending);
        this.work = scalar.work();
        if (!Lanes.available() || !Loops.hasVectors(program)) {
            this.loop = () -> scalar;
            this.streams = loop;
            return;
        }
        Rehearsal rehearsal = new Rehearsal();
        this.streams =
                new Warm<>(scalar, () -> vectors(true), k -> rehearsal.run(k, Harmless.FAR_LENGTH));
        if (atOnce) {
            Loop vectors = vectors(false);
            this.loop = () -> vectors;
        } else {
            this.loop =
                    new Warm<>(
                            scalar, () -> vectors(false), k -> rehearsal.run(k, Harmless.LENGTH));
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

    private Loop vectors(boolean streams) {
        return (streams
                        ? Loops.streams(program, uniform, ending)
                        : Loops.vectors(program, uniform, ending))
                .orElse(scalar);
    }

    /** Roughly how many operations an element takes. */
    int work() {
        return work;
    }

    /**
     * Computes elements {@code from …} to before {@code to}.
     *
     * @param slots the registers of inputs and results
     * @param far whether the arrays are more than a cache holds
     */
    void run(Object[] arrays, int[] at, int[] slots, int from, int to, boolean far) {
        int done = from;
        if (far && to - from >= LONG) {
            Loop stream = streams.get();
            done = stream == scalar ? done : stream.run(arrays, at, slots, reference, done, to);
        }
        Loop now = loop.get();
        done = now.run(arrays, at, slots, reference, done, to);
        if (done < to) {
            finish(now, arrays, at, slots, from, done, to);
        }
    }

    /**
     * What is less than a vector is stored together with elements before it, which get the same bits again. Else, and where a
     * formula does not hold, the loop over elements does it.
     */
    private void finish(
            Loop now, Object[] arrays, int[] at, int[] slots, int from, int rest, int to) {
        int step = now.step();
        boolean overlaps = ending == Ending.STORED && to - rest < step && to - from >= step;
        if (overlaps && now.run(arrays, at, slots, reference, to - step, to) == to) {
            return;
        }
        int done = rest;
        while (done < to) {
            done = scalar.run(arrays, at, slots, reference, done, Math.min(to, done + step));
            if (to - done >= step) {
                done = now.run(arrays, at, slots, reference, done, to);
            }
        }
    }

    /** What the loops of this kernel are rehearsed on. */
    private final class Rehearsal {
        private final int[] slots;
        private final int[] at;
        private final Object[] arrays;

        Rehearsal() {
            int inputs = uniform.length;
            List<Integer> results = program.results();
            arrays = new Object[inputs + results.size()];
            at = new int[arrays.length];
            slots = IntStream.range(0, arrays.length).toArray();
            for (int k = 0; k < arrays.length; k++) {
                arrays[k] =
                        k < inputs
                                ? Harmless.operand(program.dtype(k), k)
                                : Harmless.result(
                                        kept(program.dtype(results.get(k - inputs)), ending), k);
            }
        }

        double run(Loop candidate, int length) {
            int done = candidate.run(arrays, at, slots, reference, 0, length);
            scalar.run(arrays, at, slots, reference, done, length);
            return length;
        }
    }

    /** The type of the numbers in which results end. */
    static DType kept(DType result, Ending ending) {
        return ending == Ending.STORED ? result : Folder.wide(result);
    }
}
