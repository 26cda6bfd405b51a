package org.argand.tensor;

/** What elements are compared by. */
public enum Order {
    /** The number itself; a complex tensor, which has no such order, is refused. */
    REAL {
        @Override
        Tensor key(String op, Tensor x) {
            Reduction.ordered(op, x);
            return x;
        }
    },
    /** The absolute value |z|. */
    ABS {
        @Override
        Tensor key(String op, Tensor x) {
            Reduction.number(op, x);
            return x.abs();
        }
    };

    /** What of {@code x} is compared. */
    abstract Tensor key(String op, Tensor x);
}
