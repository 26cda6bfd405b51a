package org.argand.nn;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * modReLU, {@code (|z| + b)₊·z/|z|} with a trainable real bias b per feature, and 0 at 0 (Arjovsky,
 * Shah, Bengio 2016).
 *
 * <p>Input {@code [..., features]}, complex or real (where it is soft thresholding), bias {@code
 * [features]}. Where |z| + b &gt; 0, with ŝ = z/|z|, the gradient is {@code G + b(G −
 * ŝ·Re(ŝ̄G))/|z|}, and that of the bias {@code Re(ŝ̄G)}; elsewhere, and at 0, both are 0.
 */
public final class ModRelu implements Layer {
    private final Variable bias;

    private ModRelu(Variable bias) {
        this.bias = bias;
    }

    /**
     * A layer with the variable {@code name/bias}, all {@code initial}: 0 lets everything pass, a
     * negative one makes a dead disc of that radius.
     *
     * @param dtype of the input, or its real type
     */
    public static ModRelu create(String name, long features, DType dtype, double initial) {
        if (!dtype.isInexact() || !Double.isFinite(initial)) {
            throw new ArgandException.InvalidArgument(
                    "modrelu", name + " of " + dtype + " with bias " + initial);
        }
        return new ModRelu(
                new Variable(
                        name + "/bias", Tensor.full(dtype.real(), Shape.of(features), initial)));
    }

    /** {@code (|z| + b)₊·z/|z|} for a real {@code bias} that broadcasts. */
    public static Tensor apply(Tensor z, Tensor bias) {
        return z.abs().add(bias).relu().mul(z.sgn());
    }

    @Override
    public Tensor forward(Tensor z, Mode mode) {
        if (z.rank() == 0 || z.dim(-1) != bias.shape().dim(0)) {
            throw new ArgandException.ShapeMismatch(
                    "modrelu",
                    bias.name() + " is " + bias.shape() + ", it cannot take " + z.shape());
        }
        return apply(z, bias.value());
    }

    @Override
    public List<Variable> variables() {
        return List.of(bias);
    }
}
