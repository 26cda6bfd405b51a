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
        Frame frame = Frame.of(program, bindings, results);
        if (size * frame.cost() <= SERIAL) {
            frame.run(0, size);
            return;
        }
        long chunk = Math.max(CHUNK, (size / 256 + Frame.BLOCK) / Frame.BLOCK * Frame.BLOCK);
        int tasks = (int) ((size + chunk - 1) / chunk);
        Workers.run(tasks, t -> frame.fork().run(t * chunk, Math.min(size, (t + 1) * chunk)));
    }
}
