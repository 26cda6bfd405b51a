package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Fold;

/** Folds columns of numbers in an array of floats or doubles. */
@FunctionalInterface
interface ColumnKernel {
    /**
     * Folds number x of each row, one row after the other, into number x from {@code o} on of {@code to}.
     *
     * @param v floats or doubles
     * @param at where the first row begins
     * @param step how far apart rows are, at least n
     * @param n numbers of a row
     * @param error how far beyond a sum of doubles its rounding errors are added up
     */
    void fold(Object v, int at, int step, int rows, int n, double[] to, int o, int error);

    /** Of floats; the vector classes are loaded only where there are vectors. */
    Warm<ColumnKernel> FLOAT_SUMS =
            new Warm<>(
                    (v, at, step, rows, n, to, o, _) ->
                            ScalarColumns.sums((float[]) v, at, step, rows, n, to, o),
                    () ->
                            (v, at, step, rows, n, to, o, _) ->
                                    FloatVectorColumns.sums((float[]) v, at, step, rows, n, to, o),
                    columns -> rehearse(columns, DType.FLOAT32));

    Warm<ColumnKernel> DOUBLE_SUMS =
            new Warm<>(
                    (v, at, step, rows, n, to, o, error) ->
                            ScalarColumns.sums((double[]) v, at, step, rows, n, to, o, error),
                    () ->
                            (v, at, step, rows, n, to, o, error) ->
                                    DoubleVectorColumns.sums(
                                            (double[]) v, at, step, rows, n, to, o, error),
                    columns -> rehearse(columns, DType.FLOAT64));

    Warm<ColumnKernel> LARGEST_FLOATS = floatExtremes(1);
    Warm<ColumnKernel> SMALLEST_FLOATS = floatExtremes(-1);
    Warm<ColumnKernel> LARGEST_DOUBLES = doubleExtremes(1);
    Warm<ColumnKernel> SMALLEST_DOUBLES = doubleExtremes(-1);

    private static Warm<ColumnKernel> floatExtremes(float sign) {
        return new Warm<>(
                (v, at, step, rows, n, to, o, _) ->
                        ScalarColumns.extremes((float[]) v, at, step, rows, n, sign, to, o),
                () ->
                        (v, at, step, rows, n, to, o, _) ->
                                FloatVectorColumns.extremes(
                                        (float[]) v, at, step, rows, n, sign, to, o),
                columns -> rehearse(columns, DType.FLOAT32));
    }

    private static Warm<ColumnKernel> doubleExtremes(double sign) {
        return new Warm<>(
                (v, at, step, rows, n, to, o, _) ->
                        ScalarColumns.extremes((double[]) v, at, step, rows, n, sign, to, o),
                () ->
                        (v, at, step, rows, n, to, o, _) ->
                                DoubleVectorColumns.extremes(
                                        (double[]) v, at, step, rows, n, sign, to, o),
                columns -> rehearse(columns, DType.FLOAT64));
    }

    /** How columns of elements of that type are folded: SUM, MAX or MIN. */
    static Warm<ColumnKernel> of(Fold fold, DType element) {
        boolean doubles = element.isDouble();
        return switch (fold) {
            case MAX -> doubles ? LARGEST_DOUBLES : LARGEST_FLOATS;
            case MIN -> doubles ? SMALLEST_DOUBLES : SMALLEST_FLOATS;
            default -> doubles ? DOUBLE_SUMS : FLOAT_SUMS;
        };
    }

    private static double rehearse(ColumnKernel columns, DType dtype) {
        Object v = Harmless.operand(dtype, 0);
        double[] to = new double[2 * 101];
        columns.fold(v, 0, 101, 2, 101, to, 0, 101);
        columns.fold(v, 1, 41, 5, 40, to, 1, 101);
        columns.fold(v, 0, 12, 20, 12, to, 0, 101);
        return 642;
    }
}
