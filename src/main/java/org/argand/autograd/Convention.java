package org.argand.autograd;

import org.argand.tensor.Tensor;

/**
 * How the gradient of a real loss L with respect to z = x + iy is written as one complex number.
 *
 * <p>With {@code ∂/∂z = ½(∂/∂x − i ∂/∂y)} and {@code ∂/∂z̄ = ½(∂/∂x + i ∂/∂y)} the conventions differ by a factor of 2
 * and a conjugate. Of a real variable all say ∂L/∂x.
 */
public enum Convention {
    /** {@code ∂L/∂x + i ∂L/∂y = 2 ∂L/∂z̄}: the direction of steepest ascent. Also TensorFlow, PyTorch, Zygote and MLX. */
    ARGAND(2, true),
    /** {@code ∂L/∂x − i ∂L/∂y = 2 ∂L/∂z}: what {@code jax.grad} returns. */
    JAX(2, false),
    /** {@code ∂L/∂z̄}: the conjugate Wirtinger derivative, of signal processing. */
    WIRTINGER_CONJ(1, true),
    /** {@code ∂L/∂z}: the Wirtinger derivative, of complex analysis. */
    WIRTINGER(1, false);

    /** Times ∂L/∂z̄, or ∂L/∂z. */
    private final double factor;

    private final boolean conjugate;

    Convention(double factor, boolean conjugate) {
        this.factor = factor;
        this.conjugate = conjugate;
    }

    /** The gradient {@code g}, written as this convention has it, as {@code other} writes it; a real one unchanged. */
    public Tensor convert(Tensor g, Convention other) {
        if (!g.dtype().isComplex() || this == other) {
            return g;
        }
        Tensor turned = conjugate == other.conjugate ? g : g.conj();
        return factor == other.factor ? turned : turned.mul(other.factor / factor);
    }
}
