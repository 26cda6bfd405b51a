package org.argand.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Op;
import org.argand.tensor.Partial;
import org.argand.tensor.Tensor;

/**
 * The one place where derivatives become gradients: it conjugates, sums over broadcast axes, and projects the gradient
 * of a real operand to real.
 *
 * <p>With G = ∂L/∂x + i ∂L/∂y the chain rule reads {@code G_z = G·conj(∂s/∂z) + conj(G)·∂s/∂z̄}.
 */
final class Pullback {
    private Pullback() {}

    /** The gradients for the operands that {@code needed} names, given the gradient {@code g} of {@code out}. */
    static List<Optional<Tensor>> of(
            Op op, List<Tensor> in, Tensor out, Tensor g, boolean[] needed) {
        List<Optional<Tensor>> raw =
                switch (op) {
                    case Op.Pointwise f ->
                            each(needed, i -> pointwise(f.partial(i), in, in.get(i), out, g));
                    case Op.Linear f -> all(f.adjoint(g));
                    case Op.Bilinear f ->
                            each(
                                    needed,
                                    i ->
                                            Optional.of(
                                                    i == 0
                                                            ? f.left(g, in.get(1))
                                                            : f.right(in.get(0), g)));
                    case Op.Smooth f -> all(f.adjoint(in, out, g));
                    case Op.Fused f -> composed(f, in, g);
                    case Op.Custom f -> all(checked(f, in, f.pullback(in, out, g)));
                    case Op.Opaque _ -> each(needed, _ -> Optional.empty());
                };
        return each(needed, i -> raw.get(i).map(t -> projected(t, in.get(i))));
    }

    private static Optional<Tensor> pointwise(
            Partial p, List<Tensor> in, Tensor operand, Tensor out, Tensor g) {
        if (!out.dtype().isComplex() && operand.dtype().isComplex() && p.dzbar() != Partial.ZERO) {
            // A real value of a complex operand: ∂s/∂z is the conjugate of ∂s/∂z̄, and both terms
            // are equal.
            return Optional.of(times(g, p.dzbar(), in, out, false).mul(2));
        }
        Optional<Tensor> direct =
                p.dz() == Partial.ZERO
                        ? Optional.empty()
                        : Optional.of(times(g, p.dz(), in, out, true));
        if (p.dzbar() == Partial.ZERO) {
            return direct;
        }
        Tensor crossed = times(g.conj(), p.dzbar(), in, out, false);
        return Optional.of(direct.map(d -> d.add(crossed)).orElse(crossed));
    }

    private static Tensor times(
            Tensor g, Partial.Rule rule, List<Tensor> in, Tensor out, boolean conjugated) {
        if (rule == Partial.ONE) {
            return g;
        }
        Tensor derivative = rule.at(in, out);
        return g.mul(conjugated ? derivative.conj() : derivative);
    }

    /** A fused op is differentiated as what it is composed of. */
    private static List<Optional<Tensor>> composed(Op.Fused f, List<Tensor> in, Tensor g) {
        try (GradientTape tape = GradientTape.open()) {
            in.forEach(tape::watch);
            Gradients gradients = tape.gradient(f.composition(in), g);
            return in.stream().map(gradients::find).toList();
        }
    }

    private static List<Tensor> checked(Op.Custom f, List<Tensor> in, List<Tensor> gradients) {
        if (gradients.size() != in.size()) {
            throw new ArgandException.NoGradient(
                    f.label(),
                    "pullback gave "
                            + gradients.size()
                            + " gradients for "
                            + in.size()
                            + " operands");
        }
        for (int i = 0; i < in.size(); i++) {
            Tensor x = in.get(i);
            Tensor gx = gradients.get(i);
            if (!gx.shape().equals(x.shape())) {
                throw new ArgandException.NoGradient(
                        f.label(),
                        "pullback gave shape "
                                + gx.shape()
                                + " for operand "
                                + i
                                + " of "
                                + x.shape());
            }
            if (gx.dtype().isComplex() && !x.dtype().isComplex()) {
                throw new ArgandException.NoGradient(
                        f.label(),
                        "pullback gave "
                                + gx.dtype()
                                + " for operand "
                                + i
                                + ", which is "
                                + x.dtype()
                                + ": the gradient of a real operand is real");
            }
        }
        return gradients;
    }

    /** The gradient in the shape and type of its operand. */
    private static Tensor projected(Tensor g, Tensor operand) {
        Tensor part = operand.dtype().isComplex() ? g : g.real();
        return sumTo(part, operand.shape()).cast(operand.dtype());
    }

    /** Sums over the axes along which an operand of that shape was broadcast. */
    private static Tensor sumTo(Tensor g, Shape to) {
        if (g.shape().equals(to)) {
            return g;
        }
        if (g.rank() < to.rank() || !Shape.broadcast("gradient", g.shape(), to).equals(g.shape())) {
            // A rule that is constant along an axis may give a smaller gradient than the operand.
            return sumTo(g.broadcastTo(Shape.broadcast("gradient", g.shape(), to)), to);
        }
        int lead = g.rank() - to.rank();
        int[] axes =
                IntStream.range(0, g.rank())
                        .filter(a -> a < lead || (to.dim(a - lead) == 1 && g.dim(a) != 1))
                        .toArray();
        return g.sum(true, axes).reshape(to);
    }

    private static List<Optional<Tensor>> all(List<Tensor> gradients) {
        return gradients.stream().map(Optional::of).toList();
    }

    private static List<Optional<Tensor>> each(
            boolean[] needed, java.util.function.IntFunction<Optional<Tensor>> rule) {
        List<Optional<Tensor>> out = new ArrayList<>();
        for (int i = 0; i < needed.length; i++) {
            out.add(needed[i] ? rule.apply(i) : Optional.empty());
        }
        return out;
    }
}
