package org.argand.backend.cpu;

import java.util.List;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** Bare copies from contiguous elements to contiguous ones, as the JVM copies arrays. */
final class ContiguousCopy {
    /** Below this many bytes a second thread costs more than it saves. */
    private static final long SERIAL = 1 << 20;

    /** Bytes that one task copies. */
    private static final int TASK = 1 << 19;

    private ContiguousCopy() {}

    /** Runs the program if it is such a copy. */
    static boolean runs(Program program, Program.Bindings bindings, List<Operand> results) {
        if (!program.isCopy()) {
            return false;
        }
        Operand from = bindings.inputs().getFirst();
        Operand to = results.getFirst();
        if (!from.layout().isContiguous()
                || !to.layout().isContiguous()
                || from.buffer() == to.buffer()
                || !from.shape().equals(to.shape())) {
            return false;
        }
        Object source = CpuBuffer.array(from, program);
        Object target = CpuBuffer.array(to, program);
        int parts = from.dtype().components();
        int i = parts * (int) from.layout().offset();
        int o = parts * (int) to.layout().offset();
        int n = parts * (int) from.shape().size();
        int bytes = Storage.of(from.dtype()).bytes;
        int each = (long) n * bytes < SERIAL ? n : TASK / bytes;
        Workers.run(
                Math.ceilDiv(n, each),
                t -> {
                    int at = t * each;
                    System.arraycopy(source, i + at, target, o + at, Math.min(each, n - at));
                });
        return true;
    }
}
