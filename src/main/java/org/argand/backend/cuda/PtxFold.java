package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Fold;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;

/**
 * Folds in registers: what a thread holds, how an element enters it, how two threads' are put together.
 *
 * <p>Sums and products of floating numbers are held in double precision; a thread's own sum of float64 keeps what its
 * roundings lose beside it. Truth values are held as 0 and 1, and folded as the largest or the smallest of them.
 *
 * @param fold never ANY or ALL
 * @param held type that is held, never bool
 * @param exact whether elements have the precision that is held, so that roundings count
 */
record PtxFold(Fold fold, DType held, boolean exact) {
    /** What is held: a number, and beside it its position, or what each part has lost, or nothing. */
    record State(Quantity value, List<Register> beside) {}

    /** The fold of elements of that type. */
    static PtxFold of(Fold fold, DType element) {
        boolean accumulates = fold == Fold.SUM || fold == Fold.PROD;
        DType held =
                switch (element) {
                    case BOOL -> DType.INT32;
                    case FLOAT32 -> accumulates ? DType.FLOAT64 : element;
                    case COMPLEX64 -> accumulates ? DType.COMPLEX128 : element;
                    default -> element;
                };
        return new PtxFold(plain(fold, element), held, element.isDouble());
    }

    /** Any is the largest, all is the smallest of truth values. */
    private static Fold plain(Fold fold, DType element) {
        return switch (fold) {
            case ANY -> Fold.MAX;
            case ALL -> Fold.MIN;
            case SUM -> element == DType.BOOL ? Fold.MAX : fold;
            case PROD -> element == DType.BOOL ? Fold.MIN : fold;
            default -> fold;
        };
    }

    /** Whether what counts is where the element is. */
    boolean isPosition() {
        return fold == Fold.ARGMAX || fold == Fold.ARGMIN;
    }

    private boolean isCompensated() {
        return fold == Fold.SUM && exact;
    }

    /** A fold of nothing so far, in registers of its own. */
    State start(Ptx p) {
        List<Register> parts = new ArrayList<>();
        for (int part = 0; part < held.components(); part++) {
            String value = part == 0 ? identity() : Ptx.literal(held, 0);
            parts.add(p.set(Kind.of(held.real()), "mov" + Ptx.suffix(held), value));
        }
        List<Register> beside = new ArrayList<>();
        if (isPosition()) {
            beside.add(p.set(Kind.B64, "mov.s64", -1));
        }
        for (int part = 0; isCompensated() && part < held.components(); part++) {
            beside.add(p.set(Kind.F64, "mov.f64", Ptx.literal(DType.FLOAT64, 0)));
        }
        return new State(new Quantity(held, parts), beside);
    }

    private String identity() {
        boolean largest = fold == Fold.MAX || fold == Fold.ARGMAX;
        return switch (fold) {
            case SUM -> Ptx.literal(held, 0);
            case PROD -> Ptx.literal(held, 1);
            default ->
                    held == DType.INT32
                            ? Integer.toString(largest ? Integer.MIN_VALUE : Integer.MAX_VALUE)
                            : Ptx.literal(
                                    held,
                                    largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        };
    }

    /** Takes one more element, at {@code position}. */
    void add(Ptx p, State state, Quantity element, Register position) {
        Quantity x = PtxCasts.cast(p, element, held);
        if (isCompensated()) {
            for (int part = 0; part < held.components(); part++) {
                addExactly(
                        p,
                        state.value.parts().get(part),
                        state.beside.get(part),
                        x.parts().get(part));
            }
        } else {
            merge(p, state, new State(x, isPosition() ? List.of(position) : List.of()));
        }
    }

    /** {@code sum += x}, and what that rounds away to {@code lost}: Knuth's TwoSum. */
    private static void addExactly(Ptx p, Register sum, Register lost, Register x) {
        DType d = DType.FLOAT64;
        Register s = p.compute(d, "add.rn", sum, x);
        Register t = p.compute(d, "sub.rn", s, sum);
        Register ofSum = p.compute(d, "sub.rn", sum, p.compute(d, "sub.rn", s, t));
        Register ofX = p.compute(d, "sub.rn", x, t);
        p.emit("add.rn.f64", lost, lost, p.compute(d, "add.rn", ofSum, ofX));
        p.assign(sum, s);
    }

    /** Puts what was lost back; an infinite or undefined sum has lost nothing. */
    State settle(Ptx p, State state) {
        if (!isCompensated()) {
            return state;
        }
        for (int part = 0; part < held.components(); part++) {
            Register sum = state.value.parts().get(part);
            Register whole = p.compute(DType.FLOAT64, "add.rn", sum, state.beside.get(part));
            Register finite = PtxReals.magnitude(p, DType.FLOAT64, "lt", sum);
            p.assign(sum, p.select(DType.FLOAT64, finite, whole, sum));
        }
        return new State(state.value, List.of());
    }

    /** Folds {@code other}, whose elements come later or whose position says when, into {@code state}. */
    void merge(Ptx p, State state, State other) {
        if (isPosition()) {
            mergePosition(p, state, other);
            return;
        }
        List<Quantity> both = List.of(state.value, other.value);
        Quantity merged =
                held.isComplex() && fold == Fold.PROD
                        ? PtxComplexes.product(p, held, state.value, other.value)
                        : PtxScalars.form(label(), held).write(p, held, both);
        for (int part = 0; part < held.components(); part++) {
            p.assign(state.value.parts().get(part), merged.parts().get(part));
        }
    }

    private String label() {
        return switch (fold) {
            case SUM -> "add";
            case PROD -> "mul";
            case MAX -> "maximum";
            case MIN -> "minimum";
            default -> throw new AssertionError(fold);
        };
    }

    /** The first NaN is better than any number; of equal ones the one further ahead is; a position below 0 is nothing. */
    private void mergePosition(Ptx p, State state, State other) {
        Register a = state.value.re();
        Register b = other.value.re();
        Register ahead = state.beside.getFirst();
        Register at = other.beside.getFirst();
        Register better = p.test(held, fold == Fold.ARGMAX ? "gt" : "lt", b, a);
        Register equal = p.test(held, "eq", b, a);
        if (held.isFloating()) {
            Register aNan = p.test(held, "nan", a, a);
            Register bNan = p.test(held, "nan", b, b);
            Register onlyB = and(p, bNan, p.set(Kind.PREDICATE, "not.pred", aNan));
            better = or(p, better, onlyB);
            equal = or(p, equal, and(p, aNan, bNan));
        }
        Register first = p.set(Kind.PREDICATE, "setp.lt.s64", at, ahead);
        Register wins = or(p, better, and(p, equal, first));
        Register none = p.set(Kind.PREDICATE, "setp.lt.s64", ahead, 0);
        Register some = p.set(Kind.PREDICATE, "setp.ge.s64", at, 0);
        Register takes = and(p, some, or(p, none, wins));
        p.assign(a, p.select(held, takes, b, a));
        p.assign(ahead, p.select(DType.INT64, takes, at, ahead));
    }

    private static Register and(Ptx p, Register a, Register b) {
        return p.set(Kind.PREDICATE, "and.pred", a, b);
    }

    private static Register or(Ptx p, Register a, Register b) {
        return p.set(Kind.PREDICATE, "or.pred", a, b);
    }
}
