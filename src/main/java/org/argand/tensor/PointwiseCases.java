package org.argand.tensor;

import static org.argand.tensor.Cases.complex;
import static org.argand.tensor.Cases.holomorphic;
import static org.argand.tensor.Cases.on;
import static org.argand.tensor.Cases.opaque;
import static org.argand.tensor.Cases.operand;
import static org.argand.tensor.Cases.operator;
import static org.argand.tensor.Cases.real;

import org.argand.array.DType;
import org.argand.backend.Signature;
import org.argand.tensor.Catalogue.Entry;
import org.argand.tensor.Catalogue.Operand;
import org.argand.tensor.Catalogue.Operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
        for (Wirtinger f : Wirtinger.values()) {
            Domain d = f.domain();
            list.add(
                    f.arity() == 1
                            ? function(f, one(f, false, false), one(f, true, false))
                            : function(f, two(f, operand(false, d, 3, 4), operand(false, d, 4))));
        }
        for (Piecewise f : Piecewise.values()) {
            list.add(function(f, piecewise(f)));
        }
        for (Predicate f : Predicate.values()) {
            if (f.signature() != Signature.LOGICAL) {
                Operand[] operands =
                        f.arity() == 1
                                ? new Operand[] {real(3, 4)}
                                : new Operand[] {real(3, 4), real(4)};
                list.add(function(f, opaque("real", in -> Engine.apply(f, in), operands)));
            }
        }
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

    @SafeVarargs
    private static Operator function(Op.Pointwise f, List<Entry>... cases) {
        return operator(f.label(), f.formula(), f.derivative(), f.note(), cases);
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
                ? holomorphic(kinds, in -> Engine.binary(f, in.get(0), in.get(1)), a, b)
                : on(kinds, in -> Engine.binary(f, in.get(0), in.get(1)), a, b);
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
        all.addAll(Arrays.asList(Wirtinger.values()));
        all.addAll(Arrays.asList(Piecewise.values()));
        all.addAll(Arrays.asList(Predicate.values()));
        return all;
    }
}
