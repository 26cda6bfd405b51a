package org.argand.phy.mimo;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.phy.NoiseVariance;
import org.argand.tensor.Creation;
import org.argand.tensor.Tensor;

/**
 * Linear equalisation of K streams from M observations, {@code y = H·x + w} with E wwᴴ = S and symbols x of unit energy.
 *
 * <p>Each is a matrix G with {@code x̂ = G·y}, scaled so that x̂_k = x_k + what is left of the other streams and of w, whose
 * variance is noEff. Differentiable in y, H and S.
 *
 * <p>Computed in complex128 whatever the precision of y: HᴴH has the square of H's condition, and rounded to complex64
 * it is singular for channels that complex64 holds well. Studer, Fateh and Seethaler, "ASIC implementation of soft-input
 * soft-output MIMO detection using MMSE parallel interference cancellation" (2011), and Sionna's formulas.
 */
public enum Equaliser {
    /** Zero forcing, {@code G = (HᴴH)⁻¹Hᴴ}, noEff = diag(G S Gᴴ); M ≥ K. No stream disturbs another. */
    ZF {
        @Override
        Equalised solve(Tensor y, Tensor h, Noise noise) {
            Tensor g = gram(h).inv().matmul(h.adjoint());
            return new Equalised(times(g, y), noise.through(g));
        }
    },
    /** Matched filter, {@code G = diag(HᴴH)⁻¹Hᴴ}, noEff = diag((I − GH)(I − GH)ᴴ + G S Gᴴ). */
    MF {
        @Override
        Equalised solve(Tensor y, Tensor h, Noise noise) {
            Tensor g = h.adjoint().div(h.abs2().sum(-2).expand(-1));
            Tensor cross = one(h).sub(g.matmul(h));
            return new Equalised(times(g, y), cross.abs2().sum(-1).add(noise.through(g)));
        }
    },
    /**
     * Least mean squared error, {@code G = Hᴴ(HHᴴ + S)⁻¹}, x̂ = diag(GH)⁻¹·G·y and noEff = 1/diag(GH) − 1.
     *
     * <p>With whitened ỹ and H̃ and {@code A = (H̃ᴴH̃ + I)⁻¹}, G·y is A·H̃ᴴ·ỹ, GH is I − A, and noEff is A_kk/(1 − A_kk),
     * which has no difference of nearly equal numbers where the noise is weak.
     */
    LMMSE {
        @Override
        Equalised solve(Tensor y, Tensor h, Noise noise) {
            Whitened w = noise.whitened(y, h);
            Tensor a = gram(w.h()).add(one(h)).inv();
            Tensor error = a.diagonal().real();
            Tensor kept = error.neg().add(1);
            Tensor x = times(a, times(w.h().adjoint(), w.y()));
            return new Equalised(x.div(kept), error.div(kept));
        }
    };

    /** What is known of the noise. */
    private sealed interface Noise {
        /** diag(G S Gᴴ), real. */
        Tensor through(Tensor g);

        Whitened whitened(Tensor y, Tensor h);
    }

    private record Independent(Tensor no) implements Noise {
        @Override
        public Tensor through(Tensor g) {
            return g.abs2().mul(no.expand(-2)).sum(-1);
        }

        @Override
        public Whitened whitened(Tensor y, Tensor h) {
            Tensor scale = no.rsqrt();
            return new Whitened(y.mul(scale), h.mul(scale.expand(-1)));
        }
    }

    private record Coloured(Tensor s) implements Noise {
        @Override
        public Tensor through(Tensor g) {
            return g.matmul(s).mul(g.conj()).sum(-1).real();
        }

        @Override
        public Whitened whitened(Tensor y, Tensor h) {
            return Whitened.of(y, h, s);
        }
    }

    /**
     * Equalises in noise that is independent from observation to observation.
     *
     * @param y complex [..., M]
     * @param h complex [..., M, K]; leading axes broadcast
     * @param no variances of the noise, real, broadcastable to y
     */
    public Equalised equalise(Tensor y, Tensor h, Tensor no) {
        check(y, h);
        if (no.dtype() != y.dtype().real()) {
            throw mismatch(y, h, no);
        }
        Tensor variance = (no.rank() == 0 ? no.expand(0) : no).cast(DType.FLOAT64);
        return inDouble(y, h, new Independent(variance));
    }

    /** The same with one variance for all. */
    public Equalised equalise(Tensor y, Tensor h, double no) {
        return equalise(y, h, NoiseVariance.of("equalise", no, y));
    }

    /**
     * Equalises in noise of any covariance.
     *
     * @param y complex [..., M]
     * @param h complex [..., M, K]; leading axes broadcast
     * @param s S, complex [..., M, M], Hermitian and positive definite; leading axes broadcast
     */
    public Equalised equaliseColoured(Tensor y, Tensor h, Tensor s) {
        check(y, h);
        if (s.dtype() != y.dtype()) {
            throw mismatch(y, h, s);
        }
        if (s.rank() < 2 || s.dim(-1) != y.dim(-1) || s.dim(-2) != y.dim(-1)) {
            throw new ArgandException.ShapeMismatch(
                    "equalise", "a covariance " + s.shape() + " for y " + y.shape());
        }
        return inDouble(y, h, new Coloured(s.cast(DType.COMPLEX128)));
    }

    /** The solution in double precision, rounded to that of y. */
    private Equalised inDouble(Tensor y, Tensor h, Noise noise) {
        Equalised e = solve(y.cast(DType.COMPLEX128), h.cast(DType.COMPLEX128), noise);
        DType dtype = y.dtype();
        return new Equalised(e.xHat().cast(dtype), e.noEff().cast(dtype.real()));
    }

    abstract Equalised solve(Tensor y, Tensor h, Noise noise);

    private void check(Tensor y, Tensor h) {
        if (!y.dtype().isComplex() || y.dtype() != h.dtype()) {
            throw mismatch(y, h, y);
        }
        if (y.rank() < 1 || h.rank() < 2 || h.dim(-2) != y.dim(-1)) {
            throw new ArgandException.ShapeMismatch(
                    "equalise", "y " + y.shape() + " is not [..., M] of h " + h.shape());
        }
        if (this == ZF && h.dim(-2) < h.dim(-1)) {
            throw new ArgandException.ShapeMismatch(
                    "equalise",
                    "zero forcing needs at least as many antennas as streams, got "
                            + h.dim(-2)
                            + " and "
                            + h.dim(-1));
        }
    }

    private static ArgandException mismatch(Tensor y, Tensor h, Tensor noise) {
        return new ArgandException.DTypeMismatch(
                "equalise",
                "needs complex y, h and covariance, or real no, of one precision, got "
                        + y.dtype()
                        + ", "
                        + h.dtype()
                        + " and "
                        + noise.dtype());
    }

    /** HᴴH. */
    private static Tensor gram(Tensor h) {
        return h.adjoint().matmul(h);
    }

    /** The identity of K streams. */
    private static Tensor one(Tensor h) {
        return Creation.eye(h.dtype(), h.dim(-1)).to(h.device());
    }

    private static Tensor times(Tensor g, Tensor y) {
        return g.matmul(y.expand(-1)).squeeze(-1);
    }
}
