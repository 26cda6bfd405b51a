package org.argand.backend.cpu;

import java.util.function.Supplier;

/** What fills rows of floats, and of doubles. */
final class Spreaders {
    static final Supplier<Spreader<float[]>> FLOATS =
            new Warm<>(
                    new FloatScalarSpreader(),
                    () -> new FloatVectorSpreader(),
                    now -> rehearse(now, new float[2], new float[Rehearsed.ROOM]));

    static final Supplier<Spreader<double[]>> DOUBLES =
            new Warm<>(
                    new DoubleScalarSpreader(),
                    () -> new DoubleVectorSpreader(),
                    now -> rehearse(now, new double[2], new double[Rehearsed.ROOM]));

    private Spreaders() {}

    /** Rows that are shorter than a vector, as long as some, and longer. */
    private static <T> double rehearse(Spreader<T> now, T x, T y) {
        int work = 0;
        for (int n : Rehearsed.LENGTHS) {
            now.spread(false, x, 0, 0, y, 0, n, Rehearsed.ROWS, n);
            now.spread(true, x, 0, 0, y, 0, n, Rehearsed.ROWS, n);
            work += 2 * Rehearsed.ROWS * n;
        }
        return work;
    }

    /** The rows of a rehearsal. */
    private static final class Rehearsed {
        static final int[] LENGTHS = {6, 64, 100};
        static final int ROWS = 3;
        static final int ROOM = 300;
    }
}
