package org.argand.tensor.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.argand.array.Shape;
import org.argand.tensor.Creation;
import org.argand.tensor.Domain;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operand;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The words in which the catalogue is written: operators, and cases by what their operands are. */
final class Cases {
    private Cases() {}

    /** An operator with its cases, which take its name. */
    @SafeVarargs
    static Operator operator(
            String name, String formula, String adjoint, String note, List<Entry>... cases) {
        List<Entry> named = new ArrayList<>();
        for (List<Entry> some : cases) {
            for (Entry e : some) {
                named.add(
                        new Entry(
                                name,
                                e.kind(),
                                e.operands(),
                                e.op(),
                                e.differentiable(),
                                e.holomorphic()));
            }
        }
        return new Operator(name, formula, adjoint, note, List.copyOf(named));
    }

    /** Linear over the complex numbers: tried on real and on complex operands. */
    static List<Entry> linear(String kind, Function<List<Tensor>, Tensor> op, Shape... shapes) {
        return both(kind, op, true, Domain.PLANE, shapes);
    }

    /** Differentiable: tried on real and on complex operands from that domain. */
    static List<Entry> smooth(
            String kind, Domain domain, Function<List<Tensor>, Tensor> op, Shape... shapes) {
        return both(kind, op, false, domain, shapes);
    }

    private static List<Entry> both(
            String kind,
            Function<List<Tensor>, Tensor> op,
            boolean holomorphic,
            Domain domain,
            Shape... shapes) {
        List<Entry> two = new ArrayList<>();
        for (boolean complex : new boolean[] {false, true}) {
            List<Operand> operands = new ArrayList<>();
            for (Shape s : shapes) {
                operands.add(new Operand(complex, domain, s));
            }
            String name = (kind + (complex ? " complex" : " real")).strip();
            two.add(new Entry("", name, operands, op, true, holomorphic && complex));
        }
        return two;
    }

    /** Differentiable, on just these operands. */
    static List<Entry> on(String kind, Function<List<Tensor>, Tensor> op, Operand... operands) {
        return List.of(new Entry("", kind, List.of(operands), op, true, false));
    }

    /** Holomorphic, on just these operands. */
    static List<Entry> holomorphic(
            String kind, Function<List<Tensor>, Tensor> op, Operand... operands) {
        return List.of(new Entry("", kind, List.of(operands), op, true, true));
    }

    /** Without a gradient, on just these operands. */
    static List<Entry> opaque(String kind, Function<List<Tensor>, Tensor> op, Operand... operands) {
        return List.of(new Entry("", kind, List.of(operands), op, false, false));
    }

    static Operand operand(boolean complex, Domain domain, long... dims) {
        return new Operand(complex, domain, Shape.of(dims));
    }

    /** Real elements that are not near 0. */
    static Operand real(long... dims) {
        return operand(false, Domain.NOT_ZERO, dims);
    }

    /** Complex elements that are not near 0. */
    static Operand complex(long... dims) {
        return operand(true, Domain.NOT_ZERO, dims);
    }

    /** The unit matrix in the type and on the device of {@code like}. */
    static Tensor eye(long n, Tensor like) {
        return Creation.eye(like.dtype(), n).to(like.device());
    }
}
