package org.argand.backend.cpu;

import java.util.List;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** Runs pointwise programs over their index space, block by block, on every core where that pays. */
final class Pointwise {
    /** Below this many operations, some 20 µs, a second thread costs more than it saves. */
    private static final long SERIAL = 600_000;

    /** Operations that one task takes at least. */
    private static final long TASK = 100_000;

    private Pointwise() {}

    /** Evaluates the program at every index and stores its results. */
    static void run(Program program, Program.Bindings bindings, List<Operand> results) {
        long size = bindings.shape().size();
        if (size == 0
                || ContiguousCopy.runs(program, bindings, results)
                || Transposition.runs(program, bindings, results)
                || StridedCopy.runs(program, bindings, results)) {
            return;
        }
        Frame frame = Frame.of(program, bindings, results);
        int work = frame.work();
        if (size * work <= SERIAL) {
            frame.run(0, size);
            return;
        }
        long least = Math.max(TASK / work, size / 256);
        long chunk = (least + Frame.BLOCK) / Frame.BLOCK * Frame.BLOCK;
        int tasks = (int) ((size + chunk - 1) / chunk);
        Workers.run(tasks, t -> frame.fork().run(t * chunk, Math.min(size, (t + 1) * chunk)));
    }
}
