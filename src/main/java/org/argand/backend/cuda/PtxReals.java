package org.argand.backend.cuda;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.argand.array.DType;
import org.argand.backend.cuda.Ptx.Register;

/** The inline forms on float32 and float64; every operation says its rounding, so that none are contracted. */
final class PtxReals {
    /** Forms by label. */
    static final Map<String, PtxForm> FORMS =
            Map.ofEntries(
                    entry("add", PtxForm.of("add.rn")),
                    entry("sub", PtxForm.of("sub.rn")),
                    entry("mul", PtxForm.of("mul.rn")),
                    entry("div", PtxForm.of("div.rn")),
                    entry("reciprocal", PtxForm.of("rcp.rn")),
                    entry("sqrt", PtxForm.of("sqrt.rn")),
                    entry("neg", PtxForm.of("neg")),
                    entry("abs", PtxForm.of("abs")),
                    entry("square", PtxForm.square("mul.rn")),
                    entry("abs2", PtxForm.square("mul.rn")),
                    entry("real", PtxForm.same()),
                    entry("conj", PtxForm.same()),
                    entry("imag", (p, to, in) -> zero(p, to)),
                    entry(
                            "complex",
                            (p, to, in) -> Quantity.of(to, in.get(0).re(), in.get(1).re())),
                    entry("floor", rounding("rmi")),
                    entry("ceil", rounding("rpi")),
                    entry("round", rounding("rni")),
                    entry("trunc", rounding("rzi")),
                    entry("sign", PtxForm.sign()),
                    entry("sgn", PtxForm.sign()),
                    entry("relu", PtxReals::relu),
                    entry("maximum", extreme("max")),
                    entry("minimum", extreme("min")),
                    entry("equal", PtxForm.test("eq")),
                    entry("not_equal", PtxForm.test("neu")),
                    entry("less", PtxForm.test("lt")),
                    entry("less_equal", PtxForm.test("le")),
                    entry("greater", PtxForm.test("gt")),
                    entry("greater_equal", PtxForm.test("ge")),
                    entry("isnan", (p, to, in) -> Quantity.of(to, isNan(p, in.getFirst()))),
                    entry("isfinite", magnitude("lt")),
                    entry("isinf", magnitude("eq")),
                    entry("where", PtxForm.where()));

    private PtxReals() {}

    /** 0 of that type. */
    static Quantity zero(Ptx p, DType dtype) {
        return Quantity.of(
                dtype, p.set(Ptx.Kind.of(dtype), "mov" + Ptx.suffix(dtype), Ptx.literal(dtype, 0)));
    }

    private static PtxForm rounding(String direction) {
        return (p, to, in) ->
                Quantity.of(
                        to, p.compute(to, "cvt." + direction + Ptx.suffix(to), in.getFirst().re()));
    }

    /** What is above zero, or NaN; else 0. */
    private static Quantity relu(Ptx p, DType to, List<Quantity> in) {
        Register x = in.getFirst().re();
        Register stays = p.test(to, "gtu", x, Ptx.literal(to, 0));
        return Quantity.of(to, p.select(to, stays, x, Ptx.literal(to, 0)));
    }

    /** The instruction takes −0 for less than 0, but prefers a number to NaN. */
    private static PtxForm extreme(String operation) {
        return (p, to, in) -> {
            Register a = in.get(0).re();
            Register b = in.get(1).re();
            Register best = p.compute(to, operation, a, b);
            Register nan = p.test(to, "nan", a, b);
            return Quantity.of(to, p.select(to, nan, p.compute(to, "add.rn", a, b), best));
        };
    }

    static Register isNan(Ptx p, Quantity x) {
        return p.test(x.dtype(), "nan", x.re(), x.re());
    }

    /** Compares |x| with infinity. */
    private static PtxForm magnitude(String comparison) {
        return (p, to, in) ->
                Quantity.of(to, magnitude(p, in.getFirst().real(), comparison, in.getFirst().re()));
    }

    static Register magnitude(Ptx p, DType real, String comparison, Register x) {
        Register size = p.compute(real, "abs", x);
        return p.test(real, comparison, size, Ptx.literal(real, Double.POSITIVE_INFINITY));
    }
}
