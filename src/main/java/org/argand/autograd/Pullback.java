package org.argand.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Op;
import org.argand.tensor.Partial;
import org.argand.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The one place where derivatives become gradients: it conjugates, sums over broadcast axes, and projects the gradient
 * of a real operand to real.
 *
 * <p>With G = ∂L/∂x + i ∂L/∂y the chain rule reads {@code G_z = G·conj(∂s/∂z) + conj(G)·∂s/∂z̄}.
 */
final class Pullback {
    private Pullback() {}

    /** Takes gradients of operands, by their position. */
    @FunctionalInterface
    interface Receiver {
        void take(int operand, Tensor gradient);
    }

    /** Gives {@code to} the gradients for the operands that {@code needed} names, from the gradient {@code g} of {@code out}. */
    static void of(Op op, List<Tensor> in, Tensor out, Tensor g, boolean[] needed, Receiver to) {
        Receiver raw =
                (i, part) -> {
                    if (needed[i]) {
                        to.take(i, projected(part, in.get(i)));
                    }
                };
        switch (op) {
            case Op.Pointwise f -> {
                if (isSummedAndPassedOn(f, in, out, needed)) {
                    g.realise();
                }
                for (int i = 0; i < needed.length; i++) {
                    if (needed[i]) {
                        pointwise(f.partial(i), in, i, out, g, raw);
                    }
                }
            }
            case Op.Linear f -> all(f.adjoint(g), raw);
            case Op.Bilinear f -> {
                if (needed[0]) {
                    raw.take(0, f.left(g, in.get(1)));
                }
                if (needed[1]) {
                    raw.take(1, f.right(in.get(0), g));
                }
            }
            case Op.Smooth f -> all(f.adjoint(in, out, g), raw);
            case Op.Fused f -> composed(f, in, g, raw);
            case Op.Custom f -> all(checked(f, in, f.pullback(in, out, g)), raw);
            case Op.Opaque _ -> {}
        }
    }

    /**
     * Whether one operand gets the gradient itself, and another the sum of it, as what a bias was added to and the bias: then
     * it is computed once, as the first mostly needs it in memory, and the sum is of what is there.
     */
    private static boolean isSummedAndPassedOn(
            Op.Pointwise f, List<Tensor> in, Tensor out, boolean[] needed) {
        boolean summed = false;
        for (int i = 0; i < needed.length; i++) {
            summed |= needed[i] && !in.get(i).shape().equals(out.shape());
        }
        return summed
                && isPassedOn(f, in, out, needed, true)
                && isPassedOn(f, in, out, needed, false);
    }

    /** Whether some operand, that of the result's shape or another, gets the gradient as it is. */
    private static boolean isPassedOn(
            Op.Pointwise f, List<Tensor> in, Tensor out, boolean[] needed, boolean whole) {
        for (int i = 0; i < needed.length; i++) {
            if (needed[i]
                    && in.get(i).shape().equals(out.shape()) == whole
                    && f.partial(i).dz() == Partial.ONE) {
                return true;
            }
        }
        return false;
    }

    private static void pointwise(
            Partial p, List<Tensor> in, int i, Tensor out, Tensor g, Receiver to) {
        boolean crosses = p.dzbar() != Partial.ZERO;
        if (crosses && !out.dtype().isComplex() && in.get(i).dtype().isComplex()) {
            // A real value of a complex operand: ∂s/∂z is the conjugate of ∂s/∂z̄, and both terms
            // are equal.
            to.take(i, times(g.mul(2), p.dzbar(), in, out, false));
        } else if (!crosses) {
            if (p.dz() != Partial.ZERO) {
                to.take(i, times(g, p.dz(), in, out, true));
            }
        } else {
            Tensor crossed = times(g.conj(), p.dzbar(), in, out, false);
            boolean alone = p.dz() == Partial.ZERO;
            to.take(i, alone ? crossed : times(g, p.dz(), in, out, true).add(crossed));
        }
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
    private static void composed(Op.Fused f, List<Tensor> in, Tensor g, Receiver to) {
        try (GradientTape tape = GradientTape.open()) {
            in.forEach(tape::watch);
            Gradients gradients = tape.gradient(f.composition(in), g);
            for (int i = 0; i < in.size(); i++) {
                int operand = i;
                gradients.find(in.get(i)).ifPresent(part -> to.take(operand, part));
            }
        }
    }

    /** What a user's rule gave, if it is what {@link CustomGradient} asks for. */
    private static List<Tensor> checked(
            Op.Custom f, List<Tensor> in, @Nullable List<? extends @Nullable Tensor> gradients) {
        if (gradients == null || gradients.size() != in.size()) {
            throw wrong(
                    f,
                    (gradients == null ? "null" : gradients.size() + " gradients")
                            + " for "
                            + in.size()
                            + " operands");
        }
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            all.add(checked(f, in.get(i), i, gradients.get(i)));
        }
        return all;
    }

    private static Tensor checked(Op.Custom f, Tensor x, int i, @Nullable Tensor gx) {
        if (gx == null) {
            throw wrong(f, "null for operand " + i + "; give zeros for no gradient");
        }
        if (!gx.shape().equals(x.shape())) {
            throw wrong(f, "shape " + gx.shape() + " for operand " + i + " of " + x.shape());
        }
        String types = gx.dtype() + " for operand " + i + ", which is " + x.dtype();
        if (gx.dtype().isComplex() && !x.dtype().isComplex()) {
            throw wrong(f, types + ": the gradient of a real operand is real");
        }
        if (x.dtype().isDouble() && gx.dtype().isInexact() && !gx.dtype().isDouble()) {
            throw wrong(f, types + ": digits are lost");
        }
        return gx;
    }

    private static ArgandException wrong(Op.Custom f, String gave) {
        return new ArgandException.NoGradient(f.label(), "pullback gave " + gave);
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

    private static void all(List<Tensor> gradients, Receiver to) {
        for (int i = 0; i < gradients.size(); i++) {
            to.take(i, gradients.get(i));
        }
    }
}
