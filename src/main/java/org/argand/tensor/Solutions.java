package org.argand.tensor;

import java.util.List;
import java.util.function.BinaryOperator;
import org.argand.array.ArgandException;
import org.argand.backend.Factorisation;

/** Solutions of linear systems, and the inverse. */
final class Solutions {
    private Solutions() {}

    /** A X = B; G_B = A⁻ᴴG, G_A = −G_B Xᴴ. */
    record Solve(OnFailure onFailure) implements Op.Smooth {
        @Override
        public String label() {
            return "solve";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor b = x.get(1);
            return Dense.factor(
                    label(), Factorisation.SOLVE, onFailure, b.dim(-2), b.dim(-1), x.get(0), b);
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            Tensor b = Engine.apply(this, x.getFirst().adjoint(), g);
            return List.of(b.matmul(out.adjoint()).neg(), b);
        }
    }

    /** T X = B with a triangle; as {@link Solve}, and G_T has the triangle only. */
    record SolveTriangular(String label, boolean upper, OnFailure onFailure) implements Op.Smooth {
        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor b = x.get(1);
            return Dense.factor(
                    label,
                    upper ? Factorisation.SOLVE_UPPER : Factorisation.SOLVE_LOWER,
                    onFailure,
                    b.dim(-2),
                    b.dim(-1),
                    x.get(0),
                    b);
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            SolveTriangular back = new SolveTriangular(label, !upper, onFailure);
            Tensor b = Engine.apply(back, x.getFirst().adjoint(), g);
            Tensor a = b.matmul(out.adjoint()).neg();
            return List.of(upper ? Diagonals.triu(a, 0) : Diagonals.tril(a, 0), b);
        }
    }

    /** S = A⁻¹; −SᴴGSᴴ. */
    record Inverse(String label, OnFailure onFailure) implements Op.Smooth {
        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor a = x.getFirst();
            long n = a.dim(-1);
            Tensor eye = Engine.constant(() -> Diagonals.eye(n, a));
            return Dense.factor(label, Factorisation.SOLVE, onFailure, n, n, a, eye);
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            Tensor s = out.adjoint();
            return List.of(s.matmul(g).matmul(s).neg());
        }
    }

    static Tensor inv(Tensor a, OnFailure onFailure) {
        return Engine.apply(new Inverse("inv", onFailure), Dense.square("inv", a));
    }

    static Tensor solve(Tensor a, Tensor b, OnFailure onFailure) {
        return applied("solve", a, b, (p, q) -> Engine.apply(new Solve(onFailure), p, q));
    }

    static Tensor triangular(
            Tensor a, Tensor b, boolean upper, boolean unitDiagonal, OnFailure onFailure) {
        SolveTriangular op = new SolveTriangular("solveTriangular", upper, onFailure);
        return applied(
                op.label,
                a,
                b,
                (p, q) -> {
                    Tensor t = p;
                    if (unitDiagonal) {
                        Tensor strict = upper ? Diagonals.triu(p, 1) : Diagonals.tril(p, -1);
                        t = strict.add(Diagonals.eye(p.dim(-1), p));
                    }
                    return Engine.apply(op, t, q);
                });
    }

    /** Checks a system and applies {@code op} to it, with a vector on the right as a matrix of one column. */
    private static Tensor applied(String op, Tensor a, Tensor b, BinaryOperator<Tensor> solve) {
        boolean vector = b.rank() == 1;
        Tensor[] p = Engine.promoted(a, vector ? b.expand(-1) : b);
        Dense.square(op, p[0]);
        Dense.matrix(op, p[1]);
        if (p[1].dim(-2) != p[0].dim(-1)) {
            throw new ArgandException.ShapeMismatch(
                    op, "sizes differ, " + a.shape() + " · X = " + b.shape());
        }
        Tensor x = solve.apply(p[0], p[1]);
        return vector ? x.squeeze(-1) : x;
    }
}
