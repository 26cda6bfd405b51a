package org.argand.tensor;

import org.argand.array.ArgandException;

/**
 * Linear algebra over the last two axes, batched: products, solutions, inverses, determinants, decompositions, functions.
 *
 * <p>Matrices are {@code [..., m, n]}, floating or complex; batch axes broadcast where there are two operands. Values are
 * computed in double precision inside one matrix and rounded once, gradients in the precision of their operands. A matrix that cannot be solved with is an error that
 * names it, or NaN, see {@link OnFailure}. All gradients can be differentiated again. Sources: Giles, "Collected matrix
 * derivative results" (2008); Hjørungnes, "Complex-Valued Matrix Derivatives" (2011); PyTorch's {@code linalg} for names.
 */
public sealed interface MatrixAlgebra permits Tensor {
    /** Q with orthonormal columns and upper triangular R, A = Q R. */
    record Qr(Tensor q, Tensor r) {}

    /** Real eigenvalues {@code [..., n]}, ascending, and eigenvectors in the columns of {@code [..., n, n]}. */
    record Eigh(Tensor eigenvalues, Tensor eigenvectors) {}

    /** U {@code [..., m, k]}, real singular values {@code [..., k]}, descending, and Vᴴ {@code [..., k, n]}; A = U S Vᴴ. */
    record Svd(Tensor u, Tensor s, Tensor vh) {}

    /** det/|det|, 0 of a singular matrix, and the real log |det|, then −∞. */
    record SlogDet(Tensor sign, Tensor logabsdet) {}

    /** X and, for each column, ‖B − A X‖². */
    record Lstsq(Tensor solution, Tensor residuals) {}

    private Tensor self() {
        return (Tensor) this;
    }

    // ---- Products

    /** Σ conj(a_i)·b_i over all elements; gradients conj(G)·b and G·a. */
    default Tensor vdot(Tensor b) {
        if (self().size() != b.size()) {
            throw new ArgandException.ShapeMismatch(
                    "vdot", "sizes differ, " + self().shape() + " and " + b.shape());
        }
        return self().reshape(-1, 1).adjoint().mul(b.reshape(1, -1)).sum();
    }

    /** Σ a_i·b_i over the last axis of both, nothing conjugated; other axes broadcast. */
    default Tensor dot(Tensor b) {
        return LinearAlgebra.vectors("dot", self(), b).mul(b).sum(-1);
    }

    /** {@code a_i·b_j} of two vectors, nothing conjugated: {@code [..., m]}, {@code [..., n]} → {@code [..., m, n]}. */
    default Tensor outer(Tensor b) {
        return self().expand(-1).mul(b.expand(-2));
    }

    /** The Kronecker product: {@code [..., m, n]}, {@code [..., p, q]} → {@code [..., mp, nq]}. */
    default Tensor kron(Tensor b) {
        return LinearAlgebra.kron(self(), b);
    }

    // ---- Diagonals and triangles

    /** Σ a_ii. */
    default Tensor trace() {
        return Diagonals.diagonal(LinearAlgebra.matrix("trace", self()), 0).sum(-1);
    }

    /** The main diagonal, a view where the matrix is contiguous. */
    default Tensor diagonal() {
        return diagonal(0);
    }

    /** Elements {@code (i, i + offset)}. */
    default Tensor diagonal(long offset) {
        return Diagonals.diagonal(LinearAlgebra.matrix("diagonal", self()), offset);
    }

    /** The diagonal matrix of a vector. */
    default Tensor diag() {
        return diag(0);
    }

    /** The square matrix with a vector at {@code (i, i + offset)} and zeros elsewhere. */
    default Tensor diag(long offset) {
        return Diagonals.diag(LinearAlgebra.vectors("diag", self(), self()), offset);
    }

    /** The lower triangle with the diagonal, zeros elsewhere. */
    default Tensor tril() {
        return tril(0);
    }

    /** Elements with {@code j − i ≤ offset}, zeros elsewhere. */
    default Tensor tril(long offset) {
        return Diagonals.tril(LinearAlgebra.matrix("tril", self()), offset);
    }

    /** The upper triangle with the diagonal, zeros elsewhere. */
    default Tensor triu() {
        return triu(0);
    }

    /** Elements with {@code j − i ≥ offset}, zeros elsewhere. */
    default Tensor triu(long offset) {
        return Diagonals.triu(LinearAlgebra.matrix("triu", self()), offset);
    }

    // ---- Systems

    /** X with A X = B, by elimination with partial pivoting; B is {@code [n]} or {@code [..., n, k]}. */
    default Tensor solve(Tensor b) {
        return solve(b, OnFailure.ERROR);
    }

    default Tensor solve(Tensor b, OnFailure onFailure) {
        return Solutions.solve(self(), b, onFailure);
    }

    /** X with T X = B, T the upper or lower triangle of this; for the adjoint system say {@code adjoint()} and the other one. */
    default Tensor solveTriangular(Tensor b, boolean upper) {
        return solveTriangular(b, upper, false, OnFailure.ERROR);
    }

    /** As above; with {@code unitDiagonal}, the diagonal is taken for ones. */
    default Tensor solveTriangular(
            Tensor b, boolean upper, boolean unitDiagonal, OnFailure onFailure) {
        return Solutions.triangular(self(), b, upper, unitDiagonal, onFailure);
    }

    /** X with L Lᴴ X = B, this being L of {@link #cholesky}. */
    default Tensor choleskySolve(Tensor b) {
        return self().adjoint().solveTriangular(solveTriangular(b, false), true);
    }

    /** A⁻¹; gradient −A⁻ᴴ G A⁻ᴴ. */
    default Tensor inv() {
        return inv(OnFailure.ERROR);
    }

    default Tensor inv(OnFailure onFailure) {
        return Solutions.inv(self(), onFailure);
    }

    /** A⁺, singular values up to max(m, n)·ε of the largest taken for 0. */
    default Tensor pinv() {
        return pinv(Eigenvectors.rounding(Dense.matrix("pinv", self())));
    }

    /** A⁺, singular values up to {@code rcond} of the largest taken for 0; the gradient is that at constant rank. */
    default Tensor pinv(double rcond) {
        return PseudoInverse.pinv(self(), rcond, OnFailure.ERROR);
    }

    /** The X of least norm that makes ‖B − A X‖ least: A⁺ B, for tall, wide and rank-deficient A. */
    default Lstsq lstsq(Tensor b) {
        return PseudoInverse.lstsq(
                self(), b, Eigenvectors.rounding(LinearAlgebra.matrix("lstsq", self())));
    }

    // ---- Determinants

    /** The determinant; its gradient G·conj(cofactors) is right for singular matrices of any rank. */
    default Tensor det() {
        return Determinants.det(self());
    }

    /** Sign and logarithm of the determinant; the gradient of a singular matrix is an error. */
    default SlogDet slogdet() {
        return Determinants.slogdet(self());
    }

    // ---- Decompositions

    /** Lower L with A = L Lᴴ and a positive diagonal. The Hermitian part of A is read, and its gradient Hermitian. */
    default Tensor cholesky() {
        return cholesky(OnFailure.ERROR);
    }

    default Tensor cholesky(OnFailure onFailure) {
        return Decompositions.cholesky(self(), onFailure);
    }

    /**
     * Thin A = Q R, k = min(m, n): Q {@code [..., m, k]}, R {@code [..., k, n]} with a diagonal ≥ 0, which makes both unique, and
     * smooth in A, where A (of a wide A the leading square) has full rank.
     */
    default Qr qr() {
        return qr(OnFailure.ERROR);
    }

    default Qr qr(OnFailure onFailure) {
        return Decompositions.qr(self(), onFailure);
    }

    /** A = V Λ Vᴴ of a Hermitian matrix, phases of the eigenvectors fixed; see {@link EigenPolicy}. */
    default Eigh eigh() {
        return eigh(EigenPolicy.DEFAULT);
    }

    /** A = V Λ Vᴴ. The Hermitian part of A is read, and its gradient Hermitian. */
    default Eigh eigh(EigenPolicy policy) {
        return Eigenvectors.eigh(self(), policy);
    }

    /** The real eigenvalues of a Hermitian matrix, ascending. */
    default Tensor eigvalsh() {
        return Eigenvectors.eigenvalues(self());
    }

    /** Thin A = U S Vᴴ, phases of the singular vectors fixed; see {@link EigenPolicy}. */
    default Svd svd() {
        return svd(EigenPolicy.DEFAULT);
    }

    default Svd svd(EigenPolicy policy) {
        return Eigenvectors.svd(self(), policy);
    }

    /** The singular values, descending. */
    default Tensor svdvals() {
        return Eigenvectors.singularValues(self());
    }

    /** The number of singular values above max(m, n)·ε of the largest, int64. */
    default Tensor matrixRank() {
        return PseudoInverse.rank(
                self(), Eigenvectors.rounding(Dense.matrix("matrixRank", self())));
    }

    /** The condition number in the 2-norm: largest over smallest singular value. */
    default Tensor cond() {
        Tensor s = svdvals();
        return s.select(-1, 0).div(s.select(-1, -1));
    }

    // ---- Functions

    /** exp(A), by scaling and squaring. */
    default Tensor expm() {
        return MatrixFunctions.expm(self());
    }

    /** The principal square root; A has no eigenvalue on the closed negative real axis. Gradient X with RᴴX + XRᴴ = G. */
    default Tensor sqrtm() {
        return MatrixFunctions.sqrtm(self());
    }

    /** Aᵏ; of the inverse for k &lt; 0. */
    default Tensor matrixPower(long k) {
        return MatrixFunctions.power(self(), k);
    }
}
