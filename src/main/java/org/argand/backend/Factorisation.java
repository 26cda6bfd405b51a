package org.argand.backend;

/**
 * What {@link Backend#factor} does to each matrix of a batch; operands and results are matrices {@code [..., m, n]} with one
 * leading batch, and all of one inexact type. One result holds all parts of a decomposition, stacked by rows.
 */
public enum Factorisation {
    /** A {@code [n, n]}, B {@code [n, k]} → X with A X = B, by elimination with partial pivoting. */
    SOLVE,
    /** L, of which the lower triangle is read, and B → X with L X = B. */
    SOLVE_LOWER,
    /** U, of which the upper triangle is read, and B → X with U X = B. */
    SOLVE_UPPER,
    /** A {@code [n, n]} → its determinant, {@code [1, 1]}; 0 for a singular matrix. */
    DET,
    /** A {@code [n, n]} → {@code [1, 2]}: det/|det| and log |det|; 0 and −∞ for a singular matrix. */
    SLOGDET,
    /** Hermitian A, of which the lower triangle is read → lower L with A = L Lᴴ and a positive diagonal. */
    CHOLESKY,
    /** A {@code [m, n]}, m ≥ n → {@code [m + n, n]}: Q with orthonormal columns over upper R with a diagonal ≥ 0. */
    QR,
    /** Hermitian A, of which the lower triangle is read → {@code [1 + n, n]}: eigenvalues, ascending, over eigenvectors. */
    EIGH,
    /** A {@code [m, n]}, k = min(m, n) → {@code [m + 1 + n, k]}: U, the singular values, descending, and V; A = U·S·Vᴴ. */
    SVD
}
