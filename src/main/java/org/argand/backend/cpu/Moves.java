package org.argand.backend.cpu;

import java.util.function.Supplier;
import org.argand.array.DType;

/**
 * Copies of rows × columns of strided elements, one loop for each kind of element.
 *
 * <p>Positions and strides count elements. Gathering a broadcast or transposed view, scattering into one and copying
 * between two are all this: a source and a target, each with a stride between rows and one within a row.
 */
final class Moves {
    /** Shorter rows are copied by a plain loop, which then costs less than a library call. */
    private static final int SHORT = 12;

    private Moves() {}

    /** One side of a copy: the array, the first element, the stride between rows and within a row. */
    record Side(Object array, int at, int row, int step) {}

    /** Copies {@code rows} rows of {@code n} elements. */
    static void move(DType dtype, Side from, Side to, int rows, int n) {
        switch (dtype) {
            case BOOL -> bytes(from, to, rows, n);
            case INT32 -> ints(from, to, rows, n);
            case INT64 -> longs(from, to, rows, n);
            case FLOAT32 -> floats(from, to, rows, n);
            case FLOAT64 -> doubles(from, to, rows, n);
            case COMPLEX64 -> floatPairs(from, to, rows, n);
            case COMPLEX128 -> doublePairs(from, to, rows, n);
        }
    }

    /** Copies rows of one element each, or rows that come backwards, if that is what these are. */
    private static <T> boolean copies(
            Supplier<RowCopies<T>> by, int unit, T x, Side from, T y, Side to, int rows, int n) {
        if (to.step != 1 || n < SHORT || (from.step != 0 && from.step != -1)) {
            return false;
        }
        boolean pairs = unit == 2;
        RowCopies<T> copies = by.get();
        int i = unit * from.at;
        int s = unit * from.row;
        int o = unit * to.at;
        int t = unit * to.row;
        if (from.step == 0) {
            copies.spread(pairs, x, i, s, y, o, t, rows, unit * n);
        } else {
            copies.reverse(pairs, x, i, s, y, o, t, rows, unit * n);
        }
        return true;
    }

    private static void floats(Side from, Side to, int rows, int n) {
        float[] x = (float[]) from.array;
        float[] y = (float[]) to.array;
        int s = from.step;
        int t = to.step;
        if (copies(RowCopiers.FLOATS, 1, x, from, y, to, rows, n)) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            int i = from.at + r * from.row;
            int o = to.at + r * to.row;
            if (s == 1 && t == 1 && n >= SHORT) {
                System.arraycopy(x, i, y, o, n);
            } else {
                StridedRuns.copy(x, i, s, y, o, t, n);
            }
        }
    }

    private static void doubles(Side from, Side to, int rows, int n) {
        double[] x = (double[]) from.array;
        double[] y = (double[]) to.array;
        int s = from.step;
        int t = to.step;
        if (copies(RowCopiers.DOUBLES, 1, x, from, y, to, rows, n)) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            int i = from.at + r * from.row;
            int o = to.at + r * to.row;
            if (s == 1 && t == 1 && n >= SHORT) {
                System.arraycopy(x, i, y, o, n);
            } else {
                StridedRuns.copy(x, i, s, y, o, t, n);
            }
        }
    }

    private static void ints(Side from, Side to, int rows, int n) {
        int[] x = (int[]) from.array;
        int[] y = (int[]) to.array;
        int s = from.step;
        int t = to.step;
        for (int r = 0; r < rows; r++) {
            int i = from.at + r * from.row;
            int o = to.at + r * to.row;
            if (s == 1 && t == 1 && n >= SHORT) {
                System.arraycopy(x, i, y, o, n);
            } else {
                for (int k = 0; k < n; k++) {
                    y[o + k * t] = x[i + k * s];
                }
            }
        }
    }

    private static void longs(Side from, Side to, int rows, int n) {
        long[] x = (long[]) from.array;
        long[] y = (long[]) to.array;
        int s = from.step;
        int t = to.step;
        for (int r = 0; r < rows; r++) {
            int i = from.at + r * from.row;
            int o = to.at + r * to.row;
            if (s == 1 && t == 1 && n >= SHORT) {
                System.arraycopy(x, i, y, o, n);
            } else {
                for (int k = 0; k < n; k++) {
                    y[o + k * t] = x[i + k * s];
                }
            }
        }
    }

    private static void bytes(Side from, Side to, int rows, int n) {
        byte[] x = (byte[]) from.array;
        byte[] y = (byte[]) to.array;
        int s = from.step;
        int t = to.step;
        for (int r = 0; r < rows; r++) {
            int i = from.at + r * from.row;
            int o = to.at + r * to.row;
            if (s == 1 && t == 1 && n >= SHORT) {
                System.arraycopy(x, i, y, o, n);
            } else {
                for (int k = 0; k < n; k++) {
                    y[o + k * t] = x[i + k * s];
                }
            }
        }
    }

    private static void floatPairs(Side from, Side to, int rows, int n) {
        float[] x = (float[]) from.array;
        float[] y = (float[]) to.array;
        int s = 2 * from.step;
        int t = 2 * to.step;
        if (copies(RowCopiers.FLOATS, 2, x, from, y, to, rows, n)) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            int i = 2 * (from.at + r * from.row);
            int o = 2 * (to.at + r * to.row);
            if (s == 2 && t == 2 && n >= SHORT) {
                System.arraycopy(x, i, y, o, 2 * n);
            } else {
                StridedRuns.copyPairs(x, i, s, y, o, t, n);
            }
        }
    }

    private static void doublePairs(Side from, Side to, int rows, int n) {
        double[] x = (double[]) from.array;
        double[] y = (double[]) to.array;
        int s = 2 * from.step;
        int t = 2 * to.step;
        if (copies(RowCopiers.DOUBLES, 2, x, from, y, to, rows, n)) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            int i = 2 * (from.at + r * from.row);
            int o = 2 * (to.at + r * to.row);
            if (s == 2 && t == 2 && n >= SHORT) {
                System.arraycopy(x, i, y, o, 2 * n);
            } else {
                StridedRuns.copyPairs(x, i, s, y, o, t, n);
            }
        }
    }
}
