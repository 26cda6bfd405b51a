package org.argand.tensor;

import java.util.Locale;
import org.argand.array.ArgandException;

/** Norms of matrices {@code [..., m, n]} to real numbers {@code [...]}. */
public enum MatrixNorm {
    /** {@code max_j Σ_i |A_ij|}, induced by the 1-norm; ties share the gradient. */
    ONE {
        @Override
        Tensor of(Tensor x) {
            return x.abs().sum(-2).max(-1);
        }
    },
    /** {@code max_i Σ_j |A_ij|}, induced by the ∞-norm; ties share the gradient. */
    INFINITY {
        @Override
        Tensor of(Tensor x) {
            return x.abs().sum(-1).max(-1);
        }
    },
    /** {@code √Σ|A_ij|²}; gradient {@code g A/‖A‖}, 0 at 0. */
    FROBENIUS {
        @Override
        Tensor of(Tensor x) {
            return x.norm(2, false, -2, -1);
        }
    },
    /** The largest singular value, induced by the 2-norm. */
    SPECTRAL {
        @Override
        Tensor of(Tensor x) {
            return x.svdvals().select(-1, 0);
        }
    },
    /** The sum of the singular values. */
    NUCLEAR {
        @Override
        Tensor of(Tensor x) {
            return x.svdvals().sum(-1);
        }
    };

    abstract Tensor of(Tensor x);

    static Tensor of(MatrixNorm norm, Tensor x) {
        Reduction.inexact("matrixNorm", x);
        if (x.rank() < 2) {
            throw new ArgandException.ShapeMismatch(
                    "matrixNorm",
                    norm.name().toLowerCase(Locale.ROOT) + " needs a matrix, got " + x.shape());
        }
        return norm.of(x);
    }
}
