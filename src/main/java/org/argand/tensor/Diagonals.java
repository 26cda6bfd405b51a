package org.argand.tensor;

import org.argand.array.DType;
import org.argand.array.Shape;

/** Diagonals and triangles of matrices, composed of views and masks. */
final class Diagonals {
    private Diagonals() {}

    /** j − i at row i and column j. */
    private static Tensor offsets(long rows, long columns, Tensor like) {
        Tensor i = Creation.arange(DType.INT64, rows).expand(-1);
        return Creation.arange(DType.INT64, columns).sub(i).to(like.device());
    }

    /** The unit matrix, in the type and on the device of {@code like}. */
    static Tensor eye(long n, Tensor like) {
        return offsets(n, n, like).equalTo(0).cast(like.dtype());
    }

    /** Elements on and below diagonal {@code k}. */
    static Tensor tril(Tensor x, long k) {
        Tensor at = offsets(x.dim(-2), x.dim(-1), x);
        return Tensor.where(at.lessEqual(at.fill(k)), x, x.fill(0));
    }

    /** Elements on and above diagonal {@code k}. */
    static Tensor triu(Tensor x, long k) {
        Tensor at = offsets(x.dim(-2), x.dim(-1), x);
        return Tensor.where(at.greaterEqual(at.fill(k)), x, x.fill(0));
    }

    /** The lower triangle with half of the diagonal. */
    static Tensor halfLower(Tensor x) {
        return tril(x, 0).add(tril(x, -1)).mul(0.5);
    }

    /** The upper triangle with half of the diagonal. */
    static Tensor halfUpper(Tensor x) {
        return triu(x, 0).add(triu(x, 1)).mul(0.5);
    }

    /** ½(A + Aᴴ). */
    static Tensor hermitian(Tensor a) {
        return a.add(a.adjoint()).mul(0.5);
    }

    /** Diagonal {@code k} of {@code [m, n]}: every (n + 1)-th element of the flattened matrix. */
    private static Movement.Slice along(Shape batch, long m, long n, long k) {
        long count = Math.max(0, k >= 0 ? Math.min(m, n - k) : Math.min(m + k, n));
        long start = count == 0 ? 0 : k >= 0 ? k : -k * n;
        return new Movement.Slice(batch.inserted(-1, m * n), batch.rank(), start, count, n + 1);
    }

    /** Diagonal {@code k} as a vector. */
    static Tensor diagonal(Tensor x, long k) {
        Movement.Slice at = along(Dense.batch(x), x.dim(-2), x.dim(-1), k);
        return Engine.apply(at, x.reshape(at.from()));
    }

    /** The square matrix with that vector on diagonal {@code k}, zeros elsewhere. */
    static Tensor diag(Tensor x, long k) {
        long n = x.dim(-1) + Math.abs(k);
        Shape batch = x.shape().without(-1);
        Tensor flat = Engine.apply(new Movement.Embed(along(batch, n, n, k)), x);
        return flat.reshape(Dense.matrices(batch, n, n));
    }
}
