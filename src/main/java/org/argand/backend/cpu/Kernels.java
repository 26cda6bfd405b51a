package org.argand.backend.cpu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.argand.array.DType;
import org.argand.backend.Program;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Instruction;
import org.argand.backend.ScalarFunction;
import org.argand.backend.cpu.loops.Ending;

/** The kernels of single instructions, each made once. */
final class Kernels {
    /** Kernels of which the least used are forgotten. */
    private static final int MOST = 2048;

    private static final Map<Key, Kernel> FOUND =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Kernel> eldest) {
                    return size() > MOST;
                }
            };

    private Kernels() {}

    private record Key(Program program, List<Boolean> uniform, Ending ending) {}

    /** The kernel of a program of one instruction, or of few. */
    static Kernel of(Program program, boolean[] uniform, Ending ending) {
        Boolean[] flags = new Boolean[uniform.length];
        Arrays.setAll(flags, k -> uniform[k]);
        Key key = new Key(program, List.of(flags), ending);
        synchronized (FOUND) {
            Kernel known = FOUND.get(key);
            if (known != null) {
                return known;
            }
        }
        Kernel made = Kernel.of(program, uniform, ending);
        synchronized (FOUND) {
            Kernel known = FOUND.putIfAbsent(key, made);
            return known != null ? known : made;
        }
    }

    /** The kernel of a function of one operand. */
    static Kernel of(ScalarFunction function, DType operand, DType result) {
        return of(
                new Program(
                        List.of(new Input(operand)),
                        List.of(new Instruction(function, result, List.of(0))),
                        List.of(1)),
                new boolean[1],
                Ending.STORED);
    }
}
