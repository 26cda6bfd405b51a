package org.argand.backend.cuda;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.argand.array.DType;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;

/** The inline forms on complex64 and complex128. */
final class PtxComplexes {
    /** Forms by label. */
    static final Map<String, PtxForm> FORMS =
            Map.ofEntries(
                    entry("add", parts("add.rn")),
                    entry("sub", parts("sub.rn")),
                    entry("mul", PtxComplexes::mul),
                    entry("square", PtxComplexes::square),
                    entry("neg", PtxComplexes::neg),
                    entry("conj", PtxComplexes::conj),
                    entry("real", (p, to, in) -> Quantity.of(to, in.getFirst().re())),
                    entry("imag", (p, to, in) -> Quantity.of(to, in.getFirst().im())),
                    entry("abs2", PtxComplexes::abs2),
                    entry("equal", tests("eq", "and.pred")),
                    entry("not_equal", tests("neu", "or.pred")),
                    entry("isnan", PtxComplexes::isNan),
                    entry("isfinite", magnitudes("lt", "and.pred")),
                    entry("isinf", magnitudes("eq", "or.pred")),
                    entry("where", PtxForm.where()));

    private PtxComplexes() {}

    private static PtxForm parts(String operation) {
        return (p, to, in) ->
                PtxForm.zip(
                        to, in.get(0), in.get(1), (a, b) -> p.compute(to.real(), operation, a, b));
    }

    /** The plain four products. */
    static Quantity product(Ptx p, DType to, Quantity a, Quantity b) {
        DType d = to.real();
        Register re =
                p.compute(
                        d,
                        "sub.rn",
                        p.compute(d, "mul.rn", a.re(), b.re()),
                        p.compute(d, "mul.rn", a.im(), b.im()));
        Register im =
                p.compute(
                        d,
                        "add.rn",
                        p.compute(d, "mul.rn", a.re(), b.im()),
                        p.compute(d, "mul.rn", a.im(), b.re()));
        return Quantity.of(to, re, im);
    }

    private static Quantity mul(Ptx p, DType to, List<Quantity> in) {
        return mended(p, "mul", product(p, to, in.get(0), in.get(1)), in);
    }

    private static Quantity square(Ptx p, DType to, List<Quantity> in) {
        DType d = to.real();
        Quantity z = in.getFirst();
        Register less = p.compute(d, "sub.rn", z.re(), z.im());
        Register more = p.compute(d, "add.rn", z.re(), z.im());
        Register cross = p.compute(d, "mul.rn", z.re(), z.im());
        Register re = p.compute(d, "mul.rn", less, more);
        Register im = p.compute(d, "add.rn", cross, cross);
        return mended(p, "square", Quantity.of(to, re, im), in);
    }

    /** What the library's function gives if {@code plain} is not finite: that happens seldom, and may be needless overflow. */
    private static Quantity mended(Ptx p, String label, Quantity plain, List<Quantity> in) {
        DType d = plain.real();
        Register size =
                p.compute(
                        d,
                        "add.rn",
                        p.compute(d, "abs", plain.re()),
                        p.compute(d, "abs", plain.im()));
        String done = p.label();
        p.branchIf(p.test(d, "lt", size, Ptx.literal(d, Double.POSITIVE_INFINITY)), done);
        Quantity careful = p.call(PtxScalars.libraryName(label, plain.dtype()), plain.dtype(), in);
        p.assign(plain.re(), careful.re());
        p.assign(plain.im(), careful.im());
        p.mark(done);
        return plain;
    }

    private static Quantity neg(Ptx p, DType to, List<Quantity> in) {
        return in.getFirst().map(x -> p.compute(to.real(), "neg", x));
    }

    private static Quantity conj(Ptx p, DType to, List<Quantity> in) {
        Quantity z = in.getFirst();
        return Quantity.of(to, z.re(), p.compute(to.real(), "neg", z.im()));
    }

    private static Quantity abs2(Ptx p, DType to, List<Quantity> in) {
        Quantity z = in.getFirst();
        Register re = p.compute(to, "mul.rn", z.re(), z.re());
        Register im = p.compute(to, "mul.rn", z.im(), z.im());
        return Quantity.of(to, p.compute(to, "add.rn", re, im));
    }

    private static PtxForm tests(String comparison, String both) {
        return (p, to, in) -> {
            Quantity a = in.get(0);
            Quantity b = in.get(1);
            Register re = p.test(a.real(), comparison, a.re(), b.re());
            Register im = p.test(a.real(), comparison, a.im(), b.im());
            return Quantity.of(to, p.set(Kind.PREDICATE, both, re, im));
        };
    }

    /** One comparison sees NaN in either part. */
    private static Quantity isNan(Ptx p, DType to, List<Quantity> in) {
        Quantity z = in.getFirst();
        return Quantity.of(to, p.test(z.real(), "nan", z.re(), z.im()));
    }

    private static PtxForm magnitudes(String comparison, String both) {
        return (p, to, in) -> {
            Quantity z = in.getFirst();
            Register re = PtxReals.magnitude(p, z.real(), comparison, z.re());
            Register im = PtxReals.magnitude(p, z.real(), comparison, z.im());
            return Quantity.of(to, p.set(Kind.PREDICATE, both, re, im));
        };
    }
}
