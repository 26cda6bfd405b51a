package org.argand.backend.cpu;

import java.util.function.Supplier;

/** What copies rows of floats, and of doubles. */
final class RowCopiers {
    /** Rows of a rehearsal: shorter than a vector, as long as some, and with a rest. */
    private static final int[] LENGTHS = {6, 64, 100};

    private static final int ROWS = 3;

    static final Supplier<RowCopies<float[]>> FLOATS =
            warm(Storage.FLOATS, new FloatScalarCopies(), () -> new FloatVectorCopies());

    static final Supplier<RowCopies<double[]>> DOUBLES =
            warm(Storage.DOUBLES, new DoubleScalarCopies(), () -> new DoubleVectorCopies());

    private RowCopiers() {}

    private static <T> Supplier<RowCopies<T>> warm(
            Storage storage, RowCopies<T> plain, Supplier<RowCopies<T>> vector) {
        return new Warm<>(plain, vector, now -> rehearse(now, storage));
    }

    @SuppressWarnings("unchecked")
    private static <T> double rehearse(RowCopies<T> now, Storage storage) {
        T x = (T) Scratch.array(storage, 0);
        T y = (T) Scratch.array(storage, 1);
        int work = 0;
        for (int n : LENGTHS) {
            for (boolean pairs : new boolean[] {false, true}) {
                now.spread(pairs, x, 0, 0, y, 0, n, ROWS, n);
                now.reverse(pairs, x, n, n, y, 0, n, ROWS, n);
                work += 2 * ROWS * n;
            }
        }
        return work;
    }
}
