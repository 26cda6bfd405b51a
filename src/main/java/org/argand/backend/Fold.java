package org.argand.backend;

import org.argand.array.DType;

/** What a reduction folds with. NaN wins in every fold of floating numbers. */
public enum Fold {
    /** Sum, 0 of nothing; a fixed pairwise tree, whatever the number of threads. */
    SUM,
    /** Product, 1 of nothing. */
    PROD,
    /** Largest of real numbers; nothing has none. */
    MAX,
    /** Smallest of real numbers; nothing has none. */
    MIN,
    /** Whether any is true; bool. */
    ANY,
    /** Whether all are true; bool. */
    ALL,
    /** First row-major position, along the single reduced axis, of the largest; int64. */
    ARGMAX,
    /** First row-major position, along the single reduced axis, of the smallest; int64. */
    ARGMIN;

    /** Type of the folded value for elements of type {@code from}. */
    public DType result(DType from) {
        return this == ARGMAX || this == ARGMIN ? DType.INT64 : from;
    }
}
