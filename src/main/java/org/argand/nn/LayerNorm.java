package org.argand.nn;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Layer normalisation over the last axis: {@code γ·(x − μ)/√(σ² + ε) + β} with μ, σ² of each
 * sample's features (Ba, Kiros, Hinton 2016).
 *
 * <p>Input {@code [..., features]}. Complex input is whitened by the inverse square root of the 2×2
 * covariance of its parts, as {@link BatchNorm} does. The same in training and inference.
 */
public final class LayerNorm implements Layer {
    private final Affine affine;
    private final double epsilon;

    private LayerNorm(Affine affine, double epsilon) {
        this.affine = affine;
        this.epsilon = epsilon;
    }

    /**
     * With ε = 1e-5 and variables {@code name/gamma} (or {@code gamma_rr, gamma_ri, gamma_ii}) and
     * {@code name/beta}.
     */
    public static LayerNorm create(String name, long features, DType dtype) {
        return create(name, features, dtype, 1e-5);
    }

    /** With another ε. */
    public static LayerNorm create(String name, long features, DType dtype, double epsilon) {
        if (!(epsilon > 0)) {
            throw new ArgandException.InvalidArgument(
                    "layernorm", name + ": epsilon is " + epsilon);
        }
        return new LayerNorm(Affine.create(name, features, dtype), epsilon);
    }

    @Override
    public Tensor forward(Tensor x, Mode mode) {
        affine.check("layernorm", x);
        return affine.apply(Statistics.of(x, -1).standardise(x, epsilon));
    }

    @Override
    public List<Variable> variables() {
        return affine.variables();
    }
}
