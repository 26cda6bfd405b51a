package org.argand.nn;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * What follows a normalisation: per feature a trainable scale γ and shift β.
 *
 * <p>A complex layer scales the parts by the symmetric matrix [[γ_rr, γ_ri], [γ_ri, γ_ii]], which
 * starts as I/√2, so that E|z|² is 1 as it is of real features.
 */
final class Affine {
    private final List<Variable> scale;
    private final Variable shift;

    private Affine(List<Variable> scale, Variable shift) {
        this.scale = scale;
        this.shift = shift;
    }

    static Affine create(String name, long features, DType dtype) {
        if (features < 1 || !dtype.isInexact()) {
            throw new ArgandException.InvalidArgument(
                    "normalisation", name + " of " + features + " features of " + dtype);
        }
        Shape shape = Shape.of(features);
        List<Variable> scale =
                dtype.isComplex()
                        ? symmetric(name + "/gamma", dtype.real(), shape, Math.sqrt(0.5), true)
                        : List.of(new Variable(name + "/gamma", Tensor.ones(dtype, shape)));
        return new Affine(scale, new Variable(name + "/beta", Tensor.zeros(dtype, shape)));
    }

    /**
     * Variables {@code name_rr}, {@code name_ri}, {@code name_ii} of a multiple of the identity.
     */
    static List<Variable> symmetric(
            String name, DType real, Shape shape, double diagonal, boolean trainable) {
        return List.of(
                new Variable(name + "_rr", Tensor.full(real, shape, diagonal), trainable),
                new Variable(name + "_ri", Tensor.zeros(real, shape), trainable),
                new Variable(name + "_ii", Tensor.full(real, shape, diagonal), trainable));
    }

    Tensor apply(Tensor x) {
        Tensor scaled =
                scale.size() == 1
                        ? x.mul(scale.getFirst().value())
                        : Statistics.stretch(
                                x,
                                scale.get(0).value(),
                                scale.get(1).value(),
                                scale.get(2).value());
        return scaled.add(shift.value());
    }

    /** Refuses input of other features, and complex input for a real layer or the reverse. */
    void check(String op, Tensor x) {
        if (x.rank() == 0 || x.dim(-1) != shift.shape().dim(0)) {
            throw new ArgandException.ShapeMismatch(
                    op, shift.name() + " is " + shift.shape() + ", it cannot take " + x.shape());
        }
        if (x.dtype().isComplex() != shift.dtype().isComplex() || !x.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    op, shift.name() + " is " + shift.dtype() + ", it cannot take " + x.dtype());
        }
    }

    List<Variable> variables() {
        List<Variable> all = new ArrayList<>(scale);
        all.add(shift);
        return List.copyOf(all);
    }
}
