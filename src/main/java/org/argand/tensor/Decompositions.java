package org.argand.tensor;

import java.util.List;
import org.argand.backend.Factorisation;

/** Cholesky and QR, whose factors a positive diagonal makes unique. */
final class Decompositions {
    private Decompositions() {}

    /** A = L Lᴴ; the Hermitian part of L⁻ᴴ·Φ(LᴴG)·L⁻¹, Φ the lower triangle with half of the diagonal. */
    record Cholesky(OnFailure onFailure) implements Op.Smooth {
        @Override
        public String label() {
            return "cholesky";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor a = x.getFirst();
            return Dense.factor(
                    label(), Factorisation.CHOLESKY, onFailure, a.dim(-1), a.dim(-1), a);
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            Op.Smooth solve = new Solutions.SolveTriangular(label(), true, onFailure);
            Tensor upper = out.adjoint();
            Tensor left = Engine.apply(solve, upper, Diagonals.halfLower(upper.matmul(g)));
            Tensor both = Engine.apply(solve, upper, left.adjoint()).adjoint();
            return List.of(Diagonals.hermitian(both));
        }
    }

    /** A = Q R, tall, Q over R; {@code [G_Q + Q·sym(triu(G_R Rᴴ − QᴴG_Q))]·R⁻ᴴ}. */
    record Qr(OnFailure onFailure) implements Op.Smooth {
        @Override
        public String label() {
            return "qr";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor a = x.getFirst();
            return Dense.factor(
                    label(), Factorisation.QR, onFailure, a.dim(-2) + a.dim(-1), a.dim(-1), a);
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            MatrixAlgebra.Qr part = parts(out);
            MatrixAlgebra.Qr by = parts(g);
            Tensor m = by.r().matmul(part.r().adjoint()).sub(part.q().adjoint().matmul(by.q()));
            Tensor half = Diagonals.halfUpper(m);
            Tensor sum = by.q().add(part.q().matmul(half.add(half.adjoint())));
            Op.Smooth solve = new Solutions.SolveTriangular(label(), true, onFailure);
            return List.of(Engine.apply(solve, part.r(), sum.adjoint()).adjoint());
        }

        private static MatrixAlgebra.Qr parts(Tensor packed) {
            long rows = packed.dim(-2);
            long m = rows - packed.dim(-1);
            return new MatrixAlgebra.Qr(packed.slice(-2, 0, m), packed.slice(-2, m, rows));
        }
    }

    static Tensor cholesky(Tensor a, OnFailure onFailure) {
        return Engine.apply(
                new Cholesky(onFailure), Diagonals.hermitian(Dense.square("cholesky", a)));
    }

    /** A wide matrix has the Q of its leading square part, and QᴴA on the right of R. */
    static MatrixAlgebra.Qr qr(Tensor a, OnFailure onFailure) {
        Dense.matrix("qr", a);
        long m = a.dim(-2);
        long n = a.dim(-1);
        Tensor tall = n > m ? a.slice(-1, 0, m) : a;
        MatrixAlgebra.Qr part = Qr.parts(Engine.apply(new Qr(onFailure), tall));
        if (n <= m) {
            return part;
        }
        Tensor right = part.q().adjoint().matmul(a.slice(-1, m, n));
        return new MatrixAlgebra.Qr(part.q(), Tensor.concat(List.of(part.r(), right), -1));
    }
}
