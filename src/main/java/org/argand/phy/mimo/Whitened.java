package org.argand.phy.mimo;

import org.argand.tensor.Tensor;

/**
 * Observations with white noise of unit variance: {@code ỹ = L⁻¹y} and {@code H̃ = L⁻¹H} for noise of covariance S = LLᴴ.
 *
 * @param y complex [..., M]
 * @param h complex [..., M, K]
 */
public record Whitened(Tensor y, Tensor h) {
    /**
     * Whitens y = H·x + w; differentiable in all three.
     *
     * @param y complex [..., M]
     * @param h complex [..., M, K]
     * @param s E wwᴴ, complex [..., M, M], Hermitian and positive definite
     */
    public static Whitened of(Tensor y, Tensor h, Tensor s) {
        Tensor l = s.cholesky();
        return new Whitened(
                l.solveTriangular(y.expand(-1), false).squeeze(-1), l.solveTriangular(h, false));
    }
}
