package org.argand.tensor;

import java.util.List;
import org.argand.backend.Factorisation;

/** Determinants, right for singular matrices too. */
final class Determinants {
    private Determinants() {}

    /** The determinant as a 1×1 matrix; G·adj(A)ᴴ, which is G·conj(det)·A⁻ᴴ where there is an inverse. */
    enum Det implements Op.Smooth {
        DET;

        @Override
        public String label() {
            return "det";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Dense.factor(label(), Factorisation.DET, OnFailure.ERROR, 1, 1, x.getFirst());
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            return List.of(g.mul(Engine.apply(Adjugate.ADJUGATE, x.getFirst()).adjoint()));
        }
    }

    /**
     * The transposed cofactors, adj(A)·A = det(A)·1, of a matrix of any rank: {@code V·adj(S)·Uᴴ·det(U Vᴴ)} from the
     * singular values; as a composition by the recurrence of Faddeev and LeVerrier, which divides by integers only.
     */
    enum Adjugate implements Op.Fused {
        ADJUGATE;

        @Override
        public String label() {
            return "adjugate";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Dense.inDouble(
                    x.getFirst(),
                    a -> {
                        MatrixAlgebra.Svd svd = Eigenvectors.factored("det", a, OnFailure.ERROR);
                        Tensor row = svd.s().expand(-2);
                        Tensor own = Diagonals.eye(a.dim(-1), row).equalTo(1);
                        Tensor others = Tensor.where(own, row.fill(1), row).prod(-1);
                        Tensor u = svd.u();
                        Tensor vh = svd.vh();
                        Tensor phase = Engine.apply(Det.DET, u).mul(Engine.apply(Det.DET, vh));
                        return vh.adjoint().mul(others.expand(-2)).matmul(u.adjoint()).mul(phase);
                    });
        }

        @Override
        public Tensor composition(List<Tensor> x) {
            Tensor a = x.getFirst();
            long n = a.dim(-1);
            Tensor eye = Diagonals.eye(n, a);
            Tensor m = eye.broadcastTo(a.shape());
            for (long k = 1; k < n; k++) {
                Tensor am = a.matmul(m);
                Tensor trace = Diagonals.diagonal(am, 0).sum(true, -1).expand(-1);
                m = am.sub(eye.mul(trace.div(k)));
            }
            return n % 2 == 0 ? m.neg() : m;
        }
    }

    /** {@code [sign, log |det|]} as a matrix of one row; (g_ℓ + i·Im(conj(sign)·G_sign))·A⁻ᴴ. */
    enum SlogDet implements Op.Smooth {
        SLOGDET;

        @Override
        public String label() {
            return "slogdet";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Dense.factor(
                    label(), Factorisation.SLOGDET, OnFailure.ERROR, 1, 2, x.getFirst());
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            Tensor a = x.getFirst();
            Tensor factor = g.slice(-1, 1, 2).real();
            if (a.dtype().isComplex()) {
                Tensor sign = out.slice(-1, 0, 1);
                factor = factor.add(sign.adjoint().mul(g.slice(-1, 0, 1)).imag().timesI());
            }
            Tensor inverse = Engine.apply(new Solutions.Inverse(label(), OnFailure.ERROR), a);
            return List.of(factor.mul(inverse.adjoint()));
        }
    }

    static Tensor det(Tensor a) {
        return Engine.apply(Det.DET, Dense.square("det", a)).reshape(Dense.batch(a));
    }

    static MatrixAlgebra.SlogDet slogdet(Tensor a) {
        Tensor both = Engine.apply(SlogDet.SLOGDET, Dense.square("slogdet", a)).squeeze(-2);
        return new MatrixAlgebra.SlogDet(both.select(-1, 0), both.select(-1, 1).real());
    }
}
