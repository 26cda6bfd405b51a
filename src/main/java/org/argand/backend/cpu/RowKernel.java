package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.cpu.loops.Ending;

/** Folds each of many rows of numbers, or of pairs of them, that follow one another in an array of floats or doubles. */
@FunctionalInterface
interface RowKernel {
    /** Numbers that {@code to} has room for beyond the results. */
    int ROOM = 2 * Ending.ACCUMULATORS;

    /**
     * Writes the result of each row to {@code to}.
     *
     * @param v floats or doubles
     * @param at the first element
     * @param n elements of a row
     * @param parts numbers of an element: 2 for complex sums, else 1
     */
    void fold(Object v, int at, int rows, int n, int parts, double[] to);

    /** Of floats; the vector classes are loaded only where there are vectors. */
    Warm<RowKernel> FLOAT_SUMS =
            new Warm<>(
                    (v, at, rows, n, parts, to) ->
                            ScalarRows.sums((float[]) v, at, rows, n, parts, to),
                    () ->
                            (v, at, rows, n, parts, to) ->
                                    FloatVectorRows.sums((float[]) v, at, rows, n, parts, to),
                    rows -> rehearseSums(rows, DType.FLOAT32));

    Warm<RowKernel> DOUBLE_SUMS =
            new Warm<>(
                    (v, at, rows, n, parts, to) ->
                            ScalarRows.sums((double[]) v, at, rows, n, parts, to),
                    () ->
                            (v, at, rows, n, parts, to) ->
                                    DoubleVectorRows.sums((double[]) v, at, rows, n, parts, to),
                    rows -> rehearseSums(rows, DType.FLOAT64));

    Warm<RowKernel> LARGEST_FLOATS = floatExtremes(true);
    Warm<RowKernel> SMALLEST_FLOATS = floatExtremes(false);
    Warm<RowKernel> LARGEST_DOUBLES = doubleExtremes(true);
    Warm<RowKernel> SMALLEST_DOUBLES = doubleExtremes(false);

    private static Warm<RowKernel> floatExtremes(boolean largest) {
        return new Warm<>(
                (v, at, rows, n, _, to) ->
                        ScalarRows.extremes((float[]) v, at, rows, n, largest, to),
                () ->
                        (v, at, rows, n, _, to) ->
                                FloatVectorRows.extremes((float[]) v, at, rows, n, largest, to),
                rows -> rehearseExtremes(rows, DType.FLOAT32));
    }

    private static Warm<RowKernel> doubleExtremes(boolean largest) {
        return new Warm<>(
                (v, at, rows, n, _, to) ->
                        ScalarRows.extremes((double[]) v, at, rows, n, largest, to),
                () ->
                        (v, at, rows, n, _, to) ->
                                DoubleVectorRows.extremes((double[]) v, at, rows, n, largest, to),
                rows -> rehearseExtremes(rows, DType.FLOAT64));
    }

    /** How rows of elements of that type are folded: SUM, MAX or MIN. */
    static Warm<RowKernel> of(Fold fold, DType element) {
        boolean doubles = element.isDouble();
        return switch (fold) {
            case MAX -> doubles ? LARGEST_DOUBLES : LARGEST_FLOATS;
            case MIN -> doubles ? SMALLEST_DOUBLES : SMALLEST_FLOATS;
            default -> doubles ? DOUBLE_SUMS : FLOAT_SUMS;
        };
    }

    /** Rows that end with a vector and within one, of less than one, and more of them than are folded together. */
    private static double rehearseSums(RowKernel rows, DType dtype) {
        Object v = Harmless.operand(dtype, 0);
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
    private static double rehearseExtremes(RowKernel rows, DType dtype) {
        Object v = Harmless.operand(dtype, 0);
        double[] to = new double[16 + ROOM];
        for (int k = 0; k < 3; k++) {
            rows.fold(v, 0, 2, 120, 1, to);
            rows.fold(v, 1, 5, 50, 1, to);
            rows.fold(v, 1, 4, 60, 1, to);
        }
        rows.fold(v, 0, 16, 16, 1, to);
        rows.fold(v, 3, 8, 12, 1, to);
        rows.fold(v, 3, 8, 5, 1, to);
        rows.fold(v, 3, 8, 1, 1, to);
        return 2590;
    }
}
