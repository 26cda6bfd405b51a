package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.opaque;
import static org.argand.tensor.catalogue.Cases.operand;
import static org.argand.tensor.catalogue.Cases.operator;

import java.util.List;
import org.argand.tensor.Domain;
import org.argand.tensor.Order;
import org.argand.tensor.Sorted;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Operand;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of ops that put elements in order. */
final class OrderCases {
    private static final Operand REAL = operand(false, Domain.PLANE, 3, 5, 2);
    private static final Operand COMPLEX = operand(true, Domain.PLANE, 3, 5, 2);

    private OrderCases() {}

    /** Ops whose values are elements. */
    static List<Operator> all() {
        return List.of(argsort(), sort(), topk(), extreme());
    }

    private static Operator argsort() {
        return operator(
                "argsort",
                "positions along an axis in the order of real x, or of |z| on request",
                "none: int64",
                "stable; NaN last",
                opaque("1", in -> in.getFirst().argsort(1), REAL),
                opaque("0 down", in -> in.getFirst().argsort(Order.REAL, 0, true), REAL),
                opaque("abs", in -> in.getFirst().argsort(Order.ABS, -2, false), COMPLEX));
    }

    private static Operator sort() {
        return operator(
                "sort",
                "y_k = z_{π(k)} with π = argsort z",
                "G_k to z_{π(k)}",
                "stable; NaN last; gives π too",
                on("1", in -> in.getFirst().sort(1).values(), REAL),
                on("0 down", in -> in.getFirst().sort(Order.REAL, 0, true).values(), REAL),
                on("abs", in -> in.getFirst().sort(Order.ABS, 1, true).values(), COMPLEX),
                on("indices", in -> weighted(in.getFirst().sort(1), in.getFirst()), REAL));
    }

    private static Operator topk() {
        return operator(
                "topk",
                "the first k elements of a sort",
                "G_k to z_{π(k)}, elsewhere 0",
                "largest first unless said; gives positions too",
                on("1", in -> in.getFirst().topk(2, 1).values(), REAL),
                on("0 up", in -> in.getFirst().topk(Order.REAL, 2, 0, false).values(), REAL),
                on("abs", in -> in.getFirst().topk(Order.ABS, 3, -2, true).values(), COMPLEX));
    }

    private static Operator extreme() {
        return operator(
                "max by order",
                "the first element that is largest, or smallest, by x or |z|",
                "G to it",
                "",
                on("max abs", in -> in.getFirst().max(Order.ABS, true, 1), COMPLEX),
                on("min abs", in -> in.getFirst().min(Order.ABS, false, -1), COMPLEX),
                on("max real", in -> in.getFirst().max(Order.REAL, false, 0), REAL));
    }

    /** Sorted values, and x where the indices say: twice the same. */
    private static Tensor weighted(Sorted s, Tensor x) {
        return s.values().mul(x.takeAlong(s.indices(), 1));
    }

    /** Ops that compute between elements. */
    static List<Operator> quantiles() {
        return List.of(
                operator(
                        "median",
                        "the middle of sorted real x along an axis, or the mean of the middle two",
                        "G to the middle, or G/2 to each",
                        "NaN if any element is",
                        on("1", in -> in.getFirst().median(1), REAL),
                        on("-1", in -> in.getFirst().median(-1), REAL)),
                operator(
                        "quantile",
                        "(1 − t) x_(j) + t x_(j+1), j + t = q(n − 1), of sorted real x",
                        "(1 − t) G and t G to the two",
                        "NaN if any element is",
                        on("0.3 kept", in -> in.getFirst().quantile(0.3, true, 1), REAL),
                        on("1 over 0", in -> in.getFirst().quantile(1, false, 0), REAL)));
    }
}
