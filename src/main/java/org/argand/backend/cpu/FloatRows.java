package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.cpu.loops.Ending;

/** Folds each of many rows of floats, or of pairs of them, that follow one another in an array. */
@FunctionalInterface
interface FloatRows {
    /** Numbers that {@code to} has room for beyond the results. */
    int ROOM = 2 * Ending.ACCUMULATORS;

    /**
     * Writes the result of each row to {@code to}.
     *
     * @param at the first element
     * @param n elements of a row
     * @param parts floats of an element: 2 for complex sums, else 1
     */
    void fold(float[] v, int at, int rows, int n, int parts, double[] to);

    /** Sums, largest and smallest elements; the vector classes are loaded only where there are vectors. */
    Warm<FloatRows> SUMS =
            new Warm<>(
                    FloatScalarRows::sums,
                    () ->
                            (v, at, rows, n, parts, to) ->
                                    FloatVectorRows.sums(v, at, rows, n, parts, to),
                    FloatRows::rehearseSums);

    Warm<FloatRows> LARGEST = extremes(1);
    Warm<FloatRows> SMALLEST = extremes(-1);

    private static Warm<FloatRows> extremes(float sign) {
        return new Warm<>(
                (v, at, rows, n, _, to) -> FloatScalarRows.extremes(v, at, rows, n, sign, to),
                () -> (v, at, rows, n, _, to) -> FloatVectorRows.extremes(v, at, rows, n, sign, to),
                FloatRows::rehearseExtremes);
    }

    /** How rows are folded now: SUM, MAX or MIN. */
    static FloatRows of(Fold fold) {
        return (switch (fold) {
                    case MAX -> LARGEST;
                    case MIN -> SMALLEST;
                    default -> SUMS;
                })
                .get();
    }

    /** Rows that end with a vector and within one, of less than one, and more of them than are folded together. */
    private static double rehearseSums(FloatRows rows) {
        float[] v = (float[]) Harmless.operand(DType.FLOAT32, 0);
        double[] to = new double[16 + ROOM];
        rows.fold(v, 0, 2, 120, 1, to);
        rows.fold(v, 1, 5, 50, 1, to);
        rows.fold(v, 1, 2, 60, 2, to);
        rows.fold(v, 0, 12, 16, 1, to);
        rows.fold(v, 0, 8, 16, 2, to);
        rows.fold(v, 3, 12, 10, 1, to);
        rows.fold(v, 3, 8, 5, 1, to);
        return 1338;
    }

    /** As {@link #rehearseSums}, mostly long rows: short ones plain Java folds as fast, and it is not they that are to decide. */
    private static double rehearseExtremes(FloatRows rows) {
        float[] v = (float[]) Harmless.operand(DType.FLOAT32, 0);
        double[] to = new double[16 + ROOM];
        for (int k = 0; k < 3; k++) {
            rows.fold(v, 0, 2, 120, 1, to);
            rows.fold(v, 1, 5, 50, 1, to);
            rows.fold(v, 1, 4, 60, 1, to);
        }
        rows.fold(v, 0, 16, 16, 1, to);
        rows.fold(v, 3, 8, 12, 1, to);
        rows.fold(v, 3, 8, 5, 1, to);
        return 2582;
    }
}
