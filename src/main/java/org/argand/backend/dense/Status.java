package org.argand.backend.dense;

/** Why a matrix could not be factored: two numbers, as {@code Backend.factor} reports them. */
final class Status {
    /** An element is NaN or infinite. */
    static final double NOT_FINITE = -1;

    /** An iteration did not come to an end. */
    static final double NOT_CONVERGED = -2;

    private double code;
    private double value;

    /** Fails at that pivot, counted from 1, for what it is. */
    void pivot(int number, double what) {
        code = number;
        value = what;
    }

    /** Fails with {@link #NOT_FINITE} or {@link #NOT_CONVERGED}. */
    void fail(double reason) {
        code = reason;
        value = 0;
    }

    boolean isFine() {
        return code == 0;
    }

    double code() {
        return code;
    }

    double value() {
        return value;
    }
}
