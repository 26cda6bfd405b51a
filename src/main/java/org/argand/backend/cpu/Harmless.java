package org.argand.backend.cpu;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.argand.array.DType;
import org.argand.backend.cpu.loops.Loops;

/** Arrays for rehearsals: of numbers for which most formulas hold, and of any numbers for results. */
final class Harmless {
    /** Elements of a rehearsal: vectors of any width, and a tail. */
    static final int LENGTH = 16 * 16 + 5;

    /** Elements of a rehearsal of loops that read ahead. */
    static final int FAR_LENGTH = LENGTH + Loops.MOST_AHEAD;

    /** So many operands of one type differ. */
    private static final int KINDS = 4;

    private static final Map<Key, Object> ARRAYS = new ConcurrentHashMap<>();

    private record Key(DType dtype, int kind, boolean result) {}

    private Harmless() {}

    /** An array to read; another one for each {@code kind}. */
    static Object operand(DType dtype, int kind) {
        return ARRAYS.computeIfAbsent(new Key(dtype, kind % KINDS, false), Harmless::filled);
    }

    /** An array to write. */
    static Object result(DType dtype, int kind) {
        return ARRAYS.computeIfAbsent(new Key(dtype, kind, true), Harmless::filled);
    }

    private static Object filled(Key key) {
        DType dtype = key.dtype;
        Object array = Storage.of(dtype).allocate(FAR_LENGTH * dtype.components());
        for (int x = 0; x < FAR_LENGTH; x++) {
            double number = dtype.isInexact() ? 0.5 + (x * 37 + key.kind * 11) % 64 / 64.0 : x & 1;
            Elements.store(dtype, array, x, number, 1 - number / 2);
        }
        return array;
    }
}
