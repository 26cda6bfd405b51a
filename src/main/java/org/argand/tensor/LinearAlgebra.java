package org.argand.tensor;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;

/** Linear algebra of several operands; that of one matrix, or one system, is in {@link MatrixAlgebra}. */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /**
     * Sums of products over named indices, in NumPy's grammar: {@code "bij,bjk->bik"}. An index that the output lacks is
     * summed over, one that an operand repeats means its diagonal, {@code ...} stands for axes that broadcast; without
     * {@code ->} the output has the axes of {@code ...} and then the indices that occur once, in the order of the alphabet,
     * capitals first.
     *
     * <p>Operands are contracted in pairs from the left, each pair by one matrix product; an extent of 1 stretches. The
     * gradient is that of the products.
     */
    public static Tensor einsum(String indices, Tensor... operands) {
        return Einsum.einsum(indices, List.of(operands));
    }

    /**
     * X with T X = B for the tridiagonal T of these diagonals, {@code [..., n − 1]}, {@code [..., n]} and {@code [..., n − 1]}; B
     * is {@code [n]} or {@code [..., n, k]}. Costs as much as a full matrix.
     */
    public static Tensor tridiagonalSolve(Tensor lower, Tensor main, Tensor upper, Tensor b) {
        long n = main.rank() == 0 ? 0 : main.dim(-1);
        for (Tensor side : List.of(lower, upper)) {
            if (n == 0 || side.rank() == 0 || side.dim(-1) != n - 1) {
                throw new ArgandException.ShapeMismatch(
                        "tridiagonalSolve",
                        "needs diagonals of n − 1, n, n − 1, got "
                                + lower.shape()
                                + ", "
                                + main.shape()
                                + ", "
                                + upper.shape());
            }
        }
        Tensor t = Diagonals.diag(main, 0);
        if (n > 1) {
            t = t.add(Diagonals.diag(lower, -1)).add(Diagonals.diag(upper, 1));
        }
        return t.solve(b);
    }

    /** {@code a ⊗ b}: {@code [..., m, n]} and {@code [..., p, q]} give {@code [..., mp, nq]}. */
    static Tensor kron(Tensor a, Tensor b) {
        matrix("kron", a);
        matrix("kron", b);
        Tensor product = a.expand(-1).expand(-3).mul(b.expand(-2).expand(-4));
        Shape batch = Shape.broadcast("kron", Dense.batch(a), Dense.batch(b));
        return product.reshape(Dense.matrices(batch, a.dim(-2) * b.dim(-2), a.dim(-1) * b.dim(-1)));
    }

    /** Refuses what is no matrix of numbers. */
    static Tensor matrix(String op, Tensor x) {
        if (x.rank() < 2 || x.dtype() == DType.BOOL) {
            throw new ArgandException.ShapeMismatch(
                    op, "needs a matrix of numbers, got " + x.dtype() + x.shape());
        }
        return x;
    }

    /** Refuses what is no vector, or no pair of vectors of one length. */
    static Tensor vectors(String op, Tensor a, Tensor b) {
        if (a.rank() == 0 || b.rank() == 0 || a.dim(-1) != b.dim(-1)) {
            throw new ArgandException.ShapeMismatch(
                    op, "needs vectors of one length, got " + a.shape() + " and " + b.shape());
        }
        return a;
    }
}
