package org.argand.backend.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.cpu.loops.Loop;
import org.argand.backend.cpu.loops.Loops;
import org.argand.backend.cpu.loops.Reference;

/**
 * A program of inputs alone as a loop over their arrays: over single elements, and over vectors as soon as that is compiled.
 * Both give the same bits.
 */
final class Kernel {
    /** Elements of a rehearsal: vectors of any width, and a tail. */
    private static final int REHEARSED = 16 * 16 + 5;

    private final Program program;
    private final boolean[] uniform;
    private final Reference reference;
    private final Loop scalar;
    private final Supplier<Loop> loop;

    private Kernel(Program program, boolean[] uniform) {
        this.program = program;
        this.uniform = uniform;
        this.reference = new Reference(program);
        this.scalar = Loops.scalar(program, uniform);
        this.loop =
                Loops.hasVectors(program, uniform) && Lanes.available()
                        ? new Warm<>(scalar, () -> vectors().orElse(scalar), this::rehearse)
                        : () -> scalar;
    }

    private Kernel(Program program, boolean[] uniform, boolean vectors) {
        this.program = program;
        this.uniform = uniform;
        this.reference = new Reference(program);
        this.scalar = Loops.scalar(program, uniform);
        Loop best = vectors ? vectors().orElse(scalar) : scalar;
        this.loop = () -> best;
    }

    /** The loops of that program; {@code uniform} says of each input whether it is one element everywhere. */
    static Kernel of(Program program, boolean[] uniform) {
        return new Kernel(program, uniform);
    }

    /** The loop over vectors at once, where there are any: for one who waits until it is compiled. */
    static Kernel ofVectors(Program program, boolean[] uniform) {
        return new Kernel(program, uniform, Lanes.available());
    }

    /** The loop over single elements for good. */
    static Kernel ofElements(Program program, boolean[] uniform) {
        return new Kernel(program, uniform, false);
    }

    private Optional<Loop> vectors() {
        return Loops.vectors(program, uniform);
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
        Object[] arrays = rehearsalArrays(program, uniform);
        int[] at = new int[arrays.length];
        int[] slots = new int[arrays.length];
        Arrays.setAll(slots, k -> k);
        int done = candidate.run(arrays, at, slots, reference, 0, REHEARSED);
        scalar.run(arrays, at, slots, reference, done, REHEARSED);
        return REHEARSED;
    }

    /** Arrays of harmless numbers for the inputs and results of a program. */
    private static Object[] rehearsalArrays(Program program, boolean[] uniform) {
        List<Integer> results = program.results();
        Object[] arrays = new Object[uniform.length + results.size()];
        for (int k = 0; k < arrays.length; k++) {
            DType d = program.dtype(k < uniform.length ? k : results.get(k - uniform.length));
            arrays[k] = Storage.of(d).allocate(REHEARSED * d.components());
            for (int x = 0; k < uniform.length && x < REHEARSED; x++) {
                double number = d.isInexact() ? 0.5 + (x * 37 + k * 11) % 64 / 64.0 : x & 1;
                Elements.store(d, arrays[k], x, number, 1 - number / 2);
            }
        }
        return arrays;
    }
}
