package org.argand.backend.cuda;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.argand.array.DType;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;

/** The inline forms on integers, which wrap around, and on truth values. */
final class PtxWholes {
    /** Forms on int32 and int64 by label. */
    static final Map<String, PtxForm> INTEGERS =
            Map.ofEntries(
                    entry("add", PtxForm.of("add")),
                    entry("sub", PtxForm.of("sub")),
                    entry("mul", PtxForm.of("mul.lo")),
                    entry("neg", PtxForm.of("neg")),
                    entry("maximum", PtxForm.of("max")),
                    entry("minimum", PtxForm.of("min")),
                    entry("square", PtxForm.square("mul.lo")),
                    entry("abs2", PtxForm.square("mul.lo")),
                    entry("real", PtxForm.same()),
                    entry("conj", PtxForm.same()),
                    entry("imag", (p, to, in) -> PtxReals.zero(p, to)),
                    entry("abs", PtxWholes::abs),
                    entry("angle", PtxWholes::angle),
                    entry("sgn", (p, to, in) -> sign(p, to, in)),
                    entry("relu", PtxWholes::relu),
                    entry("equal", PtxForm.test("eq")),
                    entry("not_equal", PtxForm.test("ne")),
                    entry("less", PtxForm.test("lt")),
                    entry("less_equal", PtxForm.test("le")),
                    entry("greater", PtxForm.test("gt")),
                    entry("greater_equal", PtxForm.test("ge")),
                    entry("isnan", same("ne")),
                    entry("isinf", same("ne")),
                    entry("isfinite", same("eq")),
                    entry("where", PtxForm.where()));

    /** Forms on bool by label; false is less than true. */
    static final Map<String, PtxForm> TRUTHS =
            Map.ofEntries(
                    entry("logical_not", PtxForm.of("not")),
                    entry("logical_and", PtxForm.of("and")),
                    entry("logical_or", PtxForm.of("or")),
                    entry("logical_xor", PtxForm.of("xor")),
                    entry("not_equal", PtxForm.of("xor")),
                    entry("equal", (p, to, in) -> not(p, PtxForm.of("xor").write(p, to, in))),
                    entry("less", onlySecond(0, 1)),
                    entry("greater", onlySecond(1, 0)),
                    entry("less_equal", (p, to, in) -> not(p, onlySecond(1, 0).write(p, to, in))),
                    entry(
                            "greater_equal",
                            (p, to, in) -> not(p, onlySecond(0, 1).write(p, to, in))),
                    entry("isnan", (p, to, in) -> never(p, in)),
                    entry("isinf", (p, to, in) -> never(p, in)),
                    entry("isfinite", (p, to, in) -> not(p, never(p, in))),
                    entry("where", PtxForm.where()));

    private PtxWholes() {}

    /** The smallest number has no opposite and stays itself. */
    private static Quantity abs(Ptx p, DType to, List<Quantity> in) {
        Register x = in.getFirst().re();
        return Quantity.of(to, p.compute(to, "max", x, p.compute(to, "neg", x)));
    }

    /** π rounded towards zero, as every function of integers whose result is an integer. */
    private static Quantity angle(Ptx p, DType to, List<Quantity> in) {
        Register negative = p.test(to, "lt", in.getFirst().re(), 0);
        return Quantity.of(to, p.select(to, negative, 3, 0));
    }

    private static Quantity sign(Ptx p, DType to, List<Quantity> in) {
        return PtxForm.sign().write(p, to, in);
    }

    private static Quantity relu(Ptx p, DType to, List<Quantity> in) {
        return Quantity.of(to, p.compute(to, "max", in.getFirst().re(), 0));
    }

    /** What comparing a number with itself gives. */
    private static PtxForm same(String comparison) {
        return (p, to, in) -> {
            Quantity x = in.getFirst();
            return Quantity.of(to, p.test(x.dtype(), comparison, x.re(), x.re()));
        };
    }

    private static Quantity not(Ptx p, Quantity x) {
        return Quantity.of(DType.BOOL, p.set(Kind.PREDICATE, "not.pred", x.re()));
    }

    private static Quantity never(Ptx p, List<Quantity> in) {
        Register x = in.getFirst().re();
        return Quantity.of(DType.BOOL, p.set(Kind.PREDICATE, "xor.pred", x, x));
    }

    /** Whether one operand is false and the other one true. */
    private static PtxForm onlySecond(int first, int second) {
        return (p, to, in) -> {
            Register no = p.set(Kind.PREDICATE, "not.pred", in.get(first).re());
            return Quantity.of(to, p.set(Kind.PREDICATE, "and.pred", no, in.get(second).re()));
        };
    }
}
