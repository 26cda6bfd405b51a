package org.argand.backend.cpu;

import java.util.List;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** Runs pointwise programs over their index space, block by block, on every core where that pays. */
final class Pointwise {
    /** Below this many element operations a second thread costs more than it saves. */
    private static final long SERIAL = 16_384;

    /** Elements that one task takes at least. */
    private static final int CHUNK = 8_192;

    private Pointwise() {}

    /** Evaluates the program at every index and stores its results. */
    static void run(Program program, Program.Bindings bindings, List<Operand> results) {
        long size = bindings.shape().size();
        if (size == 0) {
            return;
        }
        Plan plan = new Plan(program, bindings, results);
        if (size * plan.cost() <= SERIAL) {
            run(plan, 0, size);
            return;
        }
        long chunk = Math.max(CHUNK, (size / 256 + Frame.BLOCK) / Frame.BLOCK * Frame.BLOCK);
        int tasks = (int) ((size + chunk - 1) / chunk);
        Workers.run(tasks, t -> run(plan, t * chunk, Math.min(size, (t + 1) * chunk)));
    }

    private static void run(Plan plan, long from, long to) {
        Frame frame = new Frame(plan);
        int block = plan.block();
        for (long p = from; p < to; p += block) {
            plan.run(frame, p, (int) Math.min(block, to - p));
        }
    }
}
