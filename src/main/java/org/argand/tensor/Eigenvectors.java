package org.argand.tensor;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.backend.Factorisation;
import org.argand.tensor.EigenPolicy.Degenerate;
import org.argand.tensor.EigenPolicy.Gauge;

/** Eigenvalues and eigenvectors of Hermitian matrices, singular values and vectors of any, with what is a matter of policy. */
final class Eigenvectors {
    /** Multiples of n·ε that differences of eigenvalues may be off by, relative to the largest. */
    private static final double ROUNDING = 8;

    /** Multiples of n·ε that a gradient which is 0 by theory may be off by, relative to the largest. */
    private static final double CANCELLED = 1000;

    private Eigenvectors() {}

    /**
     * {@code [λ; V]} of a Hermitian matrix; {@code V[diag g_λ + ½(VᴴG_V − h.c.)/E]Vᴴ} with {@code E_ij = λ_j − λ_i}.
     *
     * <p>The imaginary diagonal of VᴴG_V is what the loss says about the phases.
     */
    record Eigh(EigenPolicy policy) implements Op.Smooth {
        @Override
        public String label() {
            return "eigh";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor a = x.getFirst();
            long n = a.dim(-1);
            return Dense.factor(label(), Factorisation.EIGH, policy.onFailure(), n + 1, n, a);
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            MatrixAlgebra.Eigh part = parts(out);
            MatrixAlgebra.Eigh by = parts(g);
            Tensor v = part.eigenvectors();
            Tensor values = part.eigenvalues().expand(-2);
            Tensor skew = skew(v, by.eigenvectors());
            Tensor apart = values.sub(values.transpose());
            Tensor same = apart.abs().lessEqual(spacing(values));
            check(label(), policy, skew, same, by.eigenvectors());
            Tensor m = quotient(skew, apart, same).add(diagonal(by.eigenvalues(), g));
            return List.of(v.matmul(m).matmul(v.adjoint()));
        }

        private static MatrixAlgebra.Eigh parts(Tensor packed) {
            return new MatrixAlgebra.Eigh(
                    packed.select(-2, 0).real(), packed.slice(-2, 1, packed.dim(-2)));
        }
    }

    /**
     * {@code [U; s; V]}. With {@code F = skew(UᴴG_U)} and {@code H = skew(VᴴG_V)}, where {@code skew(X) = ½(X − Xᴴ)}:
     * {@code U[(F + H)/(s_k − s_j) + (F − H)/(s_k + s_j) + diag g_s]Vᴴ + (1 − UUᴴ)G_U S⁻¹Vᴴ + U S⁻¹G_Vᴴ(1 − VVᴴ)}.
     *
     * <p>That is the usual form over {@code s_k² − s_j²} with the part that stays finite at equal singular values apart. The
     * imaginary diagonal of F + H is what the loss says about the phases; that of F − H is a part of the gradient.
     */
    record Svd(long m, EigenPolicy policy) implements Op.Smooth {
        @Override
        public String label() {
            return "svd";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor a = x.getFirst();
            long n = a.dim(-1);
            return Dense.factor(
                    label(), Factorisation.SVD, policy.onFailure(), m + 1 + n, Math.min(m, n), a);
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            Tensor u = left(out);
            Tensor v = right(out);
            Tensor s = values(out).expand(-2);
            Tensor small = spacing(s);
            Tensor f = skew(u, left(g));
            Tensor h = skew(v, right(g));
            Tensor apart = s.sub(s.transpose());
            Tensor together = s.add(s.transpose());
            Tensor same = apart.abs().lessEqual(small);
            check(label(), policy, f.add(h), same, g);
            Tensor inner =
                    quotient(f.add(h), apart, same)
                            .add(quotient(f.sub(h), together, together.lessEqual(small)))
                            .add(diagonal(values(g), g));
            Tensor a = u.matmul(inner).matmul(v.adjoint());
            Tensor zero = s.lessEqual(small);
            if (m > s.dim(-1)) {
                a = a.add(beside(u, quotient(left(g), s, zero)).matmul(v.adjoint()));
            }
            if (v.dim(-2) > s.dim(-1)) {
                a = a.add(u.matmul(beside(v, quotient(right(g), s, zero)).adjoint()));
            }
            return List.of(a);
        }

        Tensor left(Tensor packed) {
            return packed.slice(-2, 0, m);
        }

        Tensor values(Tensor packed) {
            return packed.select(-2, m).real();
        }

        Tensor right(Tensor packed) {
            return packed.slice(-2, m + 1, packed.dim(-2));
        }
    }

    /** ½(VᴴG − GᴴV). */
    private static Tensor skew(Tensor v, Tensor g) {
        Tensor k = v.adjoint().matmul(g);
        return k.sub(k.adjoint()).mul(0.5);
    }

    /** x/y, and 0 where {@code not}. */
    private static Tensor quotient(Tensor x, Tensor y, Tensor not) {
        Tensor safe = Tensor.where(not, y.fill(1), y);
        return Tensor.where(not, x.fill(0), x.div(safe));
    }

    private static Tensor diagonal(Tensor values, Tensor like) {
        return Diagonals.diag(values, 0).cast(like.dtype());
    }

    /** (1 − UUᴴ)·X. */
    private static Tensor beside(Tensor u, Tensor x) {
        return x.sub(u.matmul(u.adjoint().matmul(x)));
    }

    /** What differences of these values may be off by. */
    private static Tensor spacing(Tensor values) {
        Tensor constant = values.stopGradient().abs();
        double relative = ROUNDING * values.dim(-1) * values.dtype().epsilon();
        return values.size() == 0 ? constant : constant.max(true, -1).mul(relative);
    }

    /** Refuses a loss that depends on phases or bases, if that is the policy. */
    private static void check(
            String op, EigenPolicy policy, Tensor skew, Tensor same, Tensor gradient) {
        if (skew.size() == 0) {
            return;
        }
        double relative = CANCELLED * gradient.dim(-1) * gradient.dtype().epsilon();
        Engine.unrecorded(() -> {
            Tensor beyond =
                    skew.abs().greater(gradient.abs().max(true, -2, -1).mul(relative)).and(same);
            Tensor own = Diagonals.eye(skew.dim(-1), beyond.cast(DType.FLOAT32)).equalTo(1);
            if (policy.gauge() == Gauge.ERROR) {
                refuse(
                        op,
                        beyond.and(own),
                        "the loss depends on the phase of a vector of ",
                        "Gauge.FIX");
            }
            if (policy.degenerate() == Degenerate.ERROR) {
                refuse(
                        op,
                        beyond.and(own.not()),
                        "the loss depends on the basis that belongs to equal values of ",
                        "Degenerate.DROP");
            }
        });
    }

    private static void refuse(String op, Tensor where, String what, String remedy) {
        boolean[] found = where.any(-2, -1).toBooleans();
        for (int k = 0; k < found.length; k++) {
            if (found[k]) {
                throw new ArgandException.NoGradient(
                        op,
                        what
                                + Dense.which(Dense.batch(where), k)
                                + "; the policy says so, "
                                + remedy
                                + " has a gradient");
            }
        }
    }

    static MatrixAlgebra.Eigh eigh(Tensor a, EigenPolicy policy) {
        Tensor hermitian = Diagonals.hermitian(Dense.square("eigh", a));
        MatrixAlgebra.Eigh raw = Eigh.parts(Engine.apply(new Eigh(policy), hermitian));
        if (policy.gauge() != Gauge.FIX || a.size() == 0) {
            return raw;
        }
        Tensor v = raw.eigenvectors();
        return new MatrixAlgebra.Eigh(raw.eigenvalues(), v.div(phases(v)));
    }

    static MatrixAlgebra.Svd svd(Tensor a, EigenPolicy policy) {
        Svd op = new Svd(Dense.matrix("svd", a).dim(-2), policy);
        Tensor usv = Engine.apply(op, a);
        Tensor u = op.left(usv);
        Tensor v = op.right(usv);
        if (policy.gauge() == Gauge.FIX && a.size() != 0) {
            Tensor phases = phases(u);
            u = u.div(phases);
            v = v.div(phases);
        }
        return new MatrixAlgebra.Svd(u, op.values(usv), v.adjoint());
    }

    /** U, s and Vᴴ as the device leaves them, not recorded; {@code op} is named if that fails. */
    static MatrixAlgebra.Svd factored(String op, Tensor a, OnFailure onFailure) {
        long m = a.dim(-2);
        long n = a.dim(-1);
        Tensor usv = Dense.factor(op, Factorisation.SVD, onFailure, m + 1 + n, Math.min(m, n), a);
        Svd part = new Svd(m, EigenPolicy.DEFAULT);
        return new MatrixAlgebra.Svd(part.left(usv), part.values(usv), part.right(usv).adjoint());
    }

    /** Of each column, the phase of the first component that is about the largest. */
    private static Tensor phases(Tensor v) {
        Tensor size = v.stopGradient().abs();
        Tensor large = size.greaterEqual(size.max(true, -2).mul(0.99)).cast(DType.INT32);
        Tensor chosen = large.argmax(-2).oneHot(v.dim(-2), v.dtype()).transpose();
        return v.mul(chosen).sum(true, -2).sgn();
    }

    static Tensor eigenvalues(Tensor a) {
        return eigh(a, EigenPolicy.DEFAULT.with(Gauge.IGNORE)).eigenvalues();
    }

    static Tensor singularValues(Tensor a) {
        return svd(a, EigenPolicy.DEFAULT.with(Gauge.IGNORE)).s();
    }

    /** max(m, n)·ε, up to which of the largest a singular value counts as 0. */
    static double rounding(Tensor a) {
        return Math.max(a.dim(-2), a.dim(-1)) * a.dtype().epsilon();
    }
}
