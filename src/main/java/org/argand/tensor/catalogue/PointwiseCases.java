package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.complex;
import static org.argand.tensor.catalogue.Cases.holomorphic;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.opaque;
import static org.argand.tensor.catalogue.Cases.operand;
import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.argand.array.DType;
import org.argand.backend.Signature;
import org.argand.tensor.Arithmetic;
import org.argand.tensor.Domain;
import org.argand.tensor.Engine;
import org.argand.tensor.Holomorphic;
import org.argand.tensor.NonHolomorphic;
import org.argand.tensor.Op;
import org.argand.tensor.Piecewise;
import org.argand.tensor.PiecewiseConstant;
import org.argand.tensor.Predicate;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operand;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of pointwise functions: every row of their tables, with equal and with broadcast operands. */
final class PointwiseCases {
    private PointwiseCases() {}

    static List<Operator> all() {
        List<Operator> list = new ArrayList<>();
        for (Holomorphic f : Holomorphic.values()) {
            list.add(function(f, one(f, false, false), one(f, true, true)));
        }
        for (Arithmetic f : Arithmetic.values()) {
            list.add(function(f, arithmetic(f)));
        }
        for (NonHolomorphic f : NonHolomorphic.values()) {
            Domain d = f.domain();
            list.add(
                    f.arity() == 1
                            ? function(f, one(f, false, false), one(f, true, false))
                            : function(f, two(f, operand(false, d, 3, 4), operand(false, d, 4))));
        }
        for (Piecewise f : Piecewise.values()) {
            list.add(function(f, piecewise(f)));
        }
        for (PiecewiseConstant f : PiecewiseConstant.values()) {
            Operand x = operand(false, Domain.PLANE, 3, 5);
            list.add(function(f, opaque("real", in -> Engine.apply(f, in), x)));
        }
        for (Predicate f : Predicate.values()) {
            list.add(function(f, predicate(f)));
        }
        list.addAll(composites());
        list.add(
                operator(
                        "cast",
                        "z in another element type",
                        "G in the operand's type",
                        "complex to real is refused",
                        on(
                                "real to complex",
                                in -> in.getFirst().cast(DType.COMPLEX128),
                                real(5))));
        return list;
    }

    /** Compositions that have a name. */
    private static List<Operator> composites() {
        return List.of(
                operator(
                        "atan2",
                        "arg(x + iy) of real y, x",
                        "g x/(x² + y²) ; −g y/(x² + y²)",
                        "in [−π, π]; gradient 0 at the origin",
                        on("", in -> in.get(0).atan2(in.get(1)), real(3, 4), real(4))),
                operator(
                        "hypot",
                        "√(x² + y²) of real x, y",
                        "g x/s ; g y/s",
                        "neither overflows nor underflows needlessly; gradient 0 at the origin",
                        on("", in -> in.get(0).hypot(in.get(1)), real(3, 4), real(4))),
                operator(
                        "xlogy",
                        "z log w, 0 where z = 0",
                        "G conj(log w) ; G conj(z/w); 0 where z = 0",
                        "cut (−∞, 0] in w",
                        mixed((z, w) -> z.xlogy(w), Domain.SLIT)),
                operator(
                        "xdivy",
                        "z/w, 0 where z = 0",
                        "G conj(1/w) ; −G conj(s/w); 0 where z = 0",
                        "",
                        mixed((z, w) -> z.xdivy(w), Domain.NOT_ZERO)),
                operator(
                        "squaredDifference",
                        "|z − w|²",
                        "2g(z − w) ; −2g(z − w)",
                        "real",
                        mixed((z, w) -> z.squaredDifference(w), Domain.PLANE)),
                operator(
                        "clamp",
                        "x between two bounds",
                        "g if min ≤ x ≤ max, else 0",
                        "real; min > max is refused",
                        on("from below", in -> in.getFirst().clamp(0, 5), real(5, 7)),
                        on("from above", in -> in.getFirst().clamp(-5, 0), real(5, 7))));
    }

    /** Two operands, complex, and of either kind. */
    private static List<Entry> mixed(BinaryOperator<Tensor> f, Domain d) {
        List<Entry> list = new ArrayList<>();
        for (int kinds = 0; kinds < 4; kinds++) {
            boolean first = (kinds & 1) != 0;
            boolean second = (kinds & 2) != 0;
            list.addAll(
                    on(
                            (first ? "complex" : "real") + (second ? " complex" : " real"),
                            in -> f.apply(in.get(0), in.get(1)),
                            operand(first, Domain.PLANE, 3, 1),
                            operand(second, d, 4)));
        }
        return list;
    }

    /** A question to numbers; logic asks which of them are positive. */
    private static List<Entry> predicate(Predicate f) {
        Operand[] operands =
                f.arity() == 1 ? new Operand[] {real(3, 4)} : new Operand[] {real(3, 4), real(4)};
        return f.signature() == Signature.LOGICAL
                ? opaque(
                        "bool",
                        in -> Engine.apply(f, in.stream().map(x -> x.greater(0)).toList()),
                        operands)
                : opaque("real", in -> Engine.apply(f, in), operands);
    }

    @SafeVarargs
    private static Operator function(Op.Pointwise f, List<Entry>... cases) {
        Op.Text t = f.text();
        return operator(f.label(), t.formula(), t.derivative(), t.note(), cases);
    }

    private static List<Entry> one(Op.Pointwise f, boolean complex, boolean holomorphic) {
        Operand x = operand(complex, f.domain(), 3, 5);
        return holomorphic
                ? holomorphic("complex", in -> Engine.apply(f, in), x)
                : on(complex ? "complex" : "real", in -> Engine.apply(f, in), x);
    }

    private static List<Entry> arithmetic(Arithmetic f) {
        Domain d = f.domain();
        return Stream.of(
                        two(f, operand(false, d, 3, 4), operand(false, d, 3, 4)),
                        two(f, operand(true, d, 3, 4), operand(true, d, 3, 4)),
                        two(f, operand(true, d, 3, 1), operand(true, d, 4)),
                        two(f, operand(false, d, 2, 3), operand(true, d, 2, 3)),
                        two(f, operand(true, d, 2, 3), operand(false, d, 3)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Entry> two(Op.Pointwise f, Operand a, Operand b) {
        String kinds =
                (a.complex() ? "complex " : "real ")
                        + a.shape()
                        + (b.complex() ? " complex " : " real ")
                        + b.shape();
        boolean holomorphic = f instanceof Arithmetic && a.complex() && b.complex();
        return holomorphic
                ? holomorphic(kinds, in -> promoted(f, in.get(0), in.get(1)), a, b)
                : on(kinds, in -> promoted(f, in.get(0), in.get(1)), a, b);
    }

    private static Tensor promoted(Op.Pointwise f, Tensor a, Tensor b) {
        DType d = DType.promote(a.dtype(), b.dtype());
        return Engine.apply(f, a.cast(d), b.cast(d));
    }

    private static List<Entry> piecewise(Piecewise f) {
        return switch (f) {
            case RELU -> one(f, false, false);
            case MAXIMUM, MINIMUM ->
                    Stream.of(two(f, real(3, 4), real(3, 4)), two(f, real(3, 4), real(4)))
                            .flatMap(List::stream)
                            .toList();
            case WHERE ->
                    Stream.of(
                                    choice("real", real(3, 4), real(4)),
                                    choice("complex", complex(3, 4), complex(3, 1)))
                            .flatMap(List::stream)
                            .toList();
        };
    }

    private static List<Entry> choice(String kind, Operand... operands) {
        return on(
                kind,
                in -> Tensor.where(in.get(0).real().greater(0.1), in.get(0), in.get(1)),
                operands);
    }

    /** The functions themselves, without their cases. */
    static List<Op.Pointwise> functions() {
        List<Op.Pointwise> all = new ArrayList<>();
        all.addAll(Arrays.asList(Holomorphic.values()));
        all.addAll(Arrays.asList(Arithmetic.values()));
        all.addAll(Arrays.asList(NonHolomorphic.values()));
        all.addAll(Arrays.asList(Piecewise.values()));
        all.addAll(Arrays.asList(PiecewiseConstant.values()));
        all.addAll(Arrays.asList(Predicate.values()));
        return all;
    }
}
