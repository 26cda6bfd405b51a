package org.argand.backend.reference;

import org.argand.array.DType;
import org.argand.backend.Fold;

/** Folds numbers one after the other: integers exactly, the rest in double, sums with their rounding errors kept. */
final class Accumulator {
    private final Fold fold;
    private final DType dtype;
    private final Scalar value = new Scalar();
    private final CompensatedSum re = new CompensatedSum();
    private final CompensatedSum im = new CompensatedSum();
    private long position = -1;

    /** A fold of numbers of that type, of none so far. */
    Accumulator(Fold fold, DType dtype) {
        this.fold = fold;
        this.dtype = dtype;
        boolean unit = fold == Fold.PROD || fold == Fold.ALL;
        if (Scalar.isWhole(dtype)) {
            value.set(unit ? 1 : 0);
        } else {
            value.set(unit ? 1 : 0, 0);
        }
    }

    /** Takes one more number, which stands at {@code at} along the reduced axis. */
    void add(Scalar x, long at) {
        switch (fold) {
            case SUM -> sum(x);
            case PROD -> multiply(x);
            case ANY -> value.set(value.whole | x.whole);
            case ALL -> value.set(value.whole & x.whole);
            case MAX, MIN, ARGMAX, ARGMIN -> {
                if (position < 0 || isBetter(x)) {
                    copy(x);
                    position = at;
                }
            }
        }
    }

    private void copy(Scalar x) {
        if (Scalar.isWhole(dtype)) {
            value.set(x.whole);
        } else {
            value.set(x.re, x.im);
        }
    }

    /** The first NaN is better than any number; among zeros, −0 is less than 0 where the value counts. */
    private boolean isBetter(Scalar x) {
        boolean largest = fold == Fold.MAX || fold == Fold.ARGMAX;
        if (Scalar.isWhole(dtype)) {
            return largest ? x.whole > value.whole : x.whole < value.whole;
        }
        if (Double.isNaN(x.re) || Double.isNaN(value.re)) {
            return Double.isNaN(x.re) && !Double.isNaN(value.re);
        }
        if (fold == Fold.MAX || fold == Fold.MIN) {
            int order = Double.compare(x.re, value.re);
            return largest ? order > 0 : order < 0;
        }
        return largest ? x.re > value.re : x.re < value.re;
    }

    private void sum(Scalar x) {
        if (Scalar.isWhole(dtype)) {
            value.setWhole(dtype, value.whole + x.whole);
            return;
        }
        re.add(x.re);
        im.add(x.im);
    }

    private void multiply(Scalar x) {
        if (Scalar.isWhole(dtype)) {
            value.setWhole(dtype, value.whole * x.whole);
        } else if (dtype.isComplex()) {
            value.set(value.re * x.re - value.im * x.im, value.re * x.im + value.im * x.re);
        } else {
            value.set(value.re * x.re, 0);
        }
    }

    /** What the numbers fold to. */
    Scalar finish() {
        if (fold == Fold.ARGMAX || fold == Fold.ARGMIN) {
            return value.set(position);
        }
        return fold == Fold.SUM && !Scalar.isWhole(dtype)
                ? value.set(re.value(), im.value())
                : value;
    }
}
