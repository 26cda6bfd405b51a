package org.argand.backend.cuda;

import java.util.List;
import java.util.function.BinaryOperator;
import org.argand.array.DType;
import org.argand.backend.cuda.Ptx.Register;

/** How a scalar function is written inline. */
@FunctionalInterface
interface PtxForm {
    /** Writes the instructions and names the registers of the result, which is of type {@code to}. */
    Quantity write(Ptx ptx, DType to, List<Quantity> in);

    /** One instruction on the only part of each operand; it lacks only the type's suffix. */
    static PtxForm of(String operation) {
        return (p, to, in) ->
                Quantity.of(to, p.compute(to, operation, in.stream().map(Quantity::re).toArray()));
    }

    /** The first operand as it is. */
    static PtxForm same() {
        return (p, to, in) -> in.getFirst();
    }

    /** The square of the only part. */
    static PtxForm square(String multiplication) {
        return (p, to, in) -> {
            Register x = in.getFirst().re();
            return Quantity.of(to, p.compute(to, multiplication, x, x));
        };
    }

    /** A comparison of two numbers of one part. */
    static PtxForm test(String comparison) {
        return (p, to, in) -> {
            Quantity a = in.get(0);
            return Quantity.of(to, p.test(a.dtype(), comparison, a.re(), in.get(1).re()));
        };
    }

    /** {@code condition ? a : b}, part by part. */
    static PtxForm where() {
        return (p, to, in) -> {
            Register condition = in.get(0).re();
            return zip(to, in.get(1), in.get(2), (a, b) -> p.select(to.real(), condition, a, b));
        };
    }

    /** 1, ±0, −1 or NaN. */
    static PtxForm sign() {
        return (p, to, in) -> {
            Register x = in.getFirst().re();
            Register positive = p.test(to, "gt", x, Ptx.literal(to, 0));
            Register negative = p.test(to, "lt", x, Ptx.literal(to, 0));
            Register up = p.select(to, positive, Ptx.literal(to, 1), x);
            return Quantity.of(to, p.select(to, negative, Ptx.literal(to, -1), up));
        };
    }

    /** A number of two operands of one type, part by part. */
    static Quantity zip(DType to, Quantity a, Quantity b, BinaryOperator<Register> f) {
        return a.parts().size() == 1
                ? Quantity.of(to, f.apply(a.re(), b.re()))
                : Quantity.of(to, f.apply(a.re(), b.re()), f.apply(a.im(), b.im()));
    }
}
