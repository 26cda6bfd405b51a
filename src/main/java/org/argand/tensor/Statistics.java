package org.argand.tensor;

import org.argand.backend.Fold;

/**
 * Reductions beyond sums and products, running folds, and order: variance, norms, cumsum, sort, topk.
 *
 * <p>Reductions go over the axes named, or over all if none is; {@code keepDims} leaves them with extent 1. Negative axes
 * count from the end.
 */
public sealed interface Statistics permits Tensor {
    // ---- Spread

    /** {@link #var(int, boolean, int...)} of a sample: divided by N − 1. */
    default Tensor var(int... axes) {
        return var(1, false, axes);
    }

    /**
     * Variance {@code Σ|z − μ|²/(N − ddof)}, real also for complex samples, whose parts' variances it sums; gradient {@code
     * 2g(z − μ)/(N − ddof)}. Exactly 0 for equal samples. N must be above {@code ddof}.
     */
    default Tensor var(int ddof, boolean keepDims, int... axes) {
        return Reduction.var("var", (Tensor) this, ddof, axes, keepDims);
    }

    /** {@link #std(int, boolean, int...)} of a sample: divided by N − 1. */
    default Tensor std(int... axes) {
        return std(1, false, axes);
    }

    /** Standard deviation, the root of {@link #var(int, boolean, int...)}; gradient 0 where it is 0, as in PyTorch. */
    default Tensor std(int ddof, boolean keepDims, int... axes) {
        return Reduction.std((Tensor) this, ddof, axes, keepDims);
    }

    // ---- Norms

    /** {@code √Σ|z|²} over all elements; see {@link #norm(double, boolean, int...)}. */
    default Tensor norm() {
        return norm(2);
    }

    /** The p-norm of all elements; see {@link #norm(double, boolean, int...)}. */
    default Tensor norm(double p) {
        return norm(p, false);
    }

    /**
     * The vector norm {@code (Σ|z|^p)^(1/p)} for p &gt; 0, real; the largest |z| for p = ∞, the smallest for p = −∞. Neither
     * overflows nor vanishes where the norm does not. Gradient {@code g z|z|^(p−2)/‖z‖^(p−1)}, 0 at elements that are 0 and
     * where the norm is 0; for ±∞ it goes to the extreme elements, shared equally by ties. 0 of no element, but for ±∞.
     */
    default Tensor norm(double p, boolean keepDims, int... axes) {
        return Norm.of((Tensor) this, p, axes, keepDims);
    }

    /** A norm of matrices {@code [..., m, n]}, real {@code [...]}. */
    default Tensor matrixNorm(MatrixNorm norm) {
        return MatrixNorm.of(norm, (Tensor) this);
    }

    // ---- Further forms of what Tensor has

    /** log Σ exp z, shifted by the largest real part. */
    default Tensor logsumexp(boolean keepDims, int... axes) {
        return Reduction.logsumexp((Tensor) this, axes, keepDims);
    }

    /** {@code z − log Σ exp z}: the logarithm of softmax, right also where softmax underflows. */
    default Tensor logSoftmax(int... axes) {
        return Reduction.logSoftmax((Tensor) this, axes);
    }

    /** Product; the gradient is right with any number of zeros. */
    default Tensor prod(boolean keepDims, int... axes) {
        return Reduction.prod((Tensor) this, axes, keepDims);
    }

    default Tensor any(boolean keepDims, int... axes) {
        return Reduction.logical(Fold.ANY, (Tensor) this, axes, keepDims);
    }

    default Tensor all(boolean keepDims, int... axes) {
        return Reduction.logical(Fold.ALL, (Tensor) this, axes, keepDims);
    }

    /** How many elements are not 0, int64. */
    default Tensor countNonzero(int... axes) {
        return Reduction.countNonzero((Tensor) this, axes);
    }

    // ---- Running folds

    /** Running sums {@code Σ_{j≤k} z_j}, of bool int64. Floating numbers are added in double, one after the other. */
    default Tensor cumsum(int axis) {
        return Scan.sum((Tensor) this, axis);
    }

    /** Running products {@code ∏_{j≤k} z_j}; the gradient is right with any number of zeros. */
    default Tensor cumprod(int axis) {
        return Scan.product((Tensor) this, axis);
    }

    /** Largest of real elements up to each; NaN stays. The gradient goes to where it was found last. */
    default Tensor cummax(int axis) {
        return Scan.extremum(Fold.MAX, (Tensor) this, axis);
    }

    /** Smallest of real elements up to each; NaN stays. The gradient goes to where it was found last. */
    default Tensor cummin(int axis) {
        return Scan.extremum(Fold.MIN, (Tensor) this, axis);
    }

    /** Differences of neighbours {@code z_{k+1} − z_k}; one fewer along the axis. */
    default Tensor diff(int axis) {
        return Reduction.diff((Tensor) this, axis);
    }

    // ---- Order

    /** {@link #sort(Order, int, boolean)} of real elements, smallest first. */
    default Sorted sort(int axis) {
        return sort(Order.REAL, axis, false);
    }

    /**
     * The elements in order along {@code axis}, and where they were. Stable: equal ones keep their order, whichever way they
     * are sorted; NaN comes last.
     */
    default Sorted sort(Order order, int axis, boolean descending) {
        return Sorting.sort((Tensor) this, order, axis, descending);
    }

    /** The indices of {@link #sort(int)}. */
    default Tensor argsort(int axis) {
        return argsort(Order.REAL, axis, false);
    }

    /** The indices of {@link #sort(Order, int, boolean)}. */
    default Tensor argsort(Order order, int axis, boolean descending) {
        return Sorting.argsort("argsort", (Tensor) this, order, axis, descending);
    }

    /** The k largest of real elements, largest first. */
    default Sorted topk(long k, int axis) {
        return topk(Order.REAL, k, axis, true);
    }

    /** The first k that {@link #sort(Order, int, boolean)} gives, {@code descending} for the largest. */
    default Sorted topk(Order order, long k, int axis, boolean largest) {
        return Sorting.topk((Tensor) this, order, k, axis, largest);
    }

    /** Position of the first largest element along {@code axis}, int64. */
    default Tensor argmax(Order order, int axis) {
        return Sorting.arg(Fold.ARGMAX, (Tensor) this, order, axis);
    }

    /** Position of the first smallest element along {@code axis}, int64. */
    default Tensor argmin(Order order, int axis) {
        return Sorting.arg(Fold.ARGMIN, (Tensor) this, order, axis);
    }

    /** The first largest element itself, complex for complex elements; all of the gradient goes there. */
    default Tensor max(Order order, boolean keepDims, int axis) {
        return Sorting.extremum(Fold.ARGMAX, (Tensor) this, order, keepDims, axis);
    }

    /** The first smallest element itself, complex for complex elements; all of the gradient goes there. */
    default Tensor min(Order order, boolean keepDims, int axis) {
        return Sorting.extremum(Fold.ARGMIN, (Tensor) this, order, keepDims, axis);
    }

    /** Median of real elements, the mean of the middle two for an even number; NaN if any is. */
    default Tensor median(int axis) {
        return Sorting.quantile("median", (Tensor) this, 0.5, axis, false);
    }

    /** The q-quantile of real elements, linear between the two sorted ones next to place q(n − 1); NaN if any is. */
    default Tensor quantile(double q, boolean keepDims, int axis) {
        return Sorting.quantile("quantile", (Tensor) this, q, axis, keepDims);
    }
}
