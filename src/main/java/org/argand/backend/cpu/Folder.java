package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Fold;

/**
 * The running results of a reduction, one cell for each element of (a part of) the result.
 *
 * <p>Elements arrive widened: floating types as double, complex as pairs of double, integers and bool as long. The order
 * in which they arrive is fixed by the shape, so the results are too.
 */
abstract sealed class Folder
        permits SumFolder,
                ProductFolder,
                ExtremeFolder,
                IntegerFolder,
                PositionFolder,
                IntegerPositionFolder {
    /** Cells for that fold of elements of type {@code dtype}. */
    static Folder of(Fold fold, DType dtype, int cells) {
        boolean exact = !dtype.isInexact();
        return switch (fold) {
            case SUM ->
                    exact
                            ? new IntegerFolder(fold, cells)
                            : new SumFolder(dtype.components(), cells);
            case PROD ->
                    exact
                            ? new IntegerFolder(fold, cells)
                            : new ProductFolder(dtype.components(), cells);
            case MAX, MIN ->
                    exact
                            ? new IntegerFolder(fold, cells)
                            : new ExtremeFolder(fold == Fold.MAX, cells);
            case ANY, ALL -> new IntegerFolder(fold, cells);
            case ARGMAX, ARGMIN ->
                    exact
                            ? new IntegerPositionFolder(fold == Fold.ARGMAX, cells)
                            : new PositionFolder(fold == Fold.ARGMAX, cells);
        };
    }

    /** The type in which elements of type {@code dtype} arrive. */
    static DType wide(DType dtype) {
        return dtype.isComplex()
                ? DType.COMPLEX128
                : dtype.isFloating() ? DType.FLOAT64 : DType.INT64;
    }

    /** Rounds {@code n} results to their type. */
    static void narrow(Object wide, Object to, DType dtype, int n) {
        switch (dtype) {
            case BOOL -> {
                for (int x = 0; x < n; x++) {
                    ((byte[]) to)[x] = ((long[]) wide)[x] != 0 ? (byte) 1 : 0;
                }
            }
            case INT32 -> {
                for (int x = 0; x < n; x++) {
                    ((int[]) to)[x] = (int) ((long[]) wide)[x];
                }
            }
            case FLOAT32, COMPLEX64 -> {
                for (int x = 0; x < n * dtype.components(); x++) {
                    ((float[]) to)[x] = (float) ((double[]) wide)[x];
                }
            }
            case INT64, FLOAT64, COMPLEX128 -> throw new AssertionError(dtype + " is wide");
        }
    }

    /** Folds one element into each of {@code n} cells; {@code position} is theirs along the reduced axis. */
    abstract void across(Object v, int at, int cell, int n, long position);

    /** As {@link #across} into cells that have nothing yet. */
    void enter(double[] v, int cell, int n) {
        across(v, 0, cell, n, 0);
    }

    /** Folds {@code n} elements, at {@code position} and on along the reduced axis, into one cell. */
    abstract void along(Object v, int at, int cell, int n, long position);

    /** Folds in the cells of elements that come later. */
    abstract void merge(Folder later);

    /** The array of the results, once everything is folded: of doubles (pairs for complex) or longs. */
    abstract Object finish();
}
