package org.argand.backend.cpu;

import java.util.function.Supplier;

/** What fills rows of floats, and of doubles. */
final class Spreaders {
    /** Rows of a rehearsal: shorter than a vector, as long as some, and with a rest. */
    private static final int[] LENGTHS = {6, 64, 100};

    private static final int ROWS = 3;

    static final Supplier<Spreader<float[]>> FLOATS =
            warm(Storage.FLOATS, new FloatScalarSpreader(), () -> new FloatVectorSpreader());

    static final Supplier<Spreader<double[]>> DOUBLES =
            warm(Storage.DOUBLES, new DoubleScalarSpreader(), () -> new DoubleVectorSpreader());

    private Spreaders() {}

    private static <T> Supplier<Spreader<T>> warm(
            Storage storage, Spreader<T> plain, Supplier<Spreader<T>> vector) {
        return new Warm<>(plain, vector, now -> rehearse(now, storage));
    }

    @SuppressWarnings("unchecked")
    private static <T> double rehearse(Spreader<T> now, Storage storage) {
        T x = (T) Scratch.array(storage, 0);
        T y = (T) Scratch.array(storage, 1);
        int work = 0;
        for (int n : LENGTHS) {
            now.spread(false, x, 0, 0, y, 0, n, ROWS, n);
            now.spread(true, x, 0, 0, y, 0, n, ROWS, n);
            work += 2 * ROWS * n;
        }
        return work;
    }
}
