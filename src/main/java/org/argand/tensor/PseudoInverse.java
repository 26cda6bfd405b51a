package org.argand.tensor;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;

/** The pseudoinverse, and least squares by it. */
final class PseudoInverse {
    private PseudoInverse() {}

    /** P = A⁺; −PᴴGPᴴ + (1 − AP)GᴴPPᴴ + PᴴPGᴴ(1 − PA), as long as the rank stays (Golub and Pereyra 1973). */
    record Pinv(double rcond, OnFailure onFailure) implements Op.Smooth {
        @Override
        public String label() {
            return "pinv";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Dense.inDouble(
                    x.getFirst(),
                    a -> {
                        MatrixAlgebra.Svd svd = Eigenvectors.factored(label(), a, onFailure);
                        if (svd.s().size() == 0) {
                            return a.fill(0).broadcastTo(a.transpose().shape());
                        }
                        Tensor s = svd.s();
                        Tensor zero = s.lessEqual(s.max(true, -1).mul(rcond));
                        Tensor inverse =
                                Tensor.where(
                                        zero,
                                        s.fill(0),
                                        Tensor.where(zero, s.fill(1), s).reciprocal());
                        return svd.vh().adjoint().mul(inverse.expand(-2)).matmul(svd.u().adjoint());
                    });
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            Tensor a = x.getFirst();
            Tensor p = out;
            Tensor ph = p.adjoint();
            Tensor gh = g.adjoint();
            Tensor inner = ph.matmul(g).matmul(ph);
            Tensor left = gh.sub(a.matmul(p.matmul(gh))).matmul(p).matmul(ph);
            Tensor right = ph.matmul(p).matmul(gh.sub(gh.matmul(p).matmul(a)));
            return List.of(left.add(right).sub(inner));
        }
    }

    static Tensor pinv(Tensor a, double rcond, OnFailure onFailure) {
        return Engine.apply(new Pinv(rcond, onFailure), Dense.matrix("pinv", a));
    }

    static MatrixAlgebra.Lstsq lstsq(Tensor a, Tensor b, double rcond) {
        boolean vector = b.rank() == 1;
        Tensor[] p = Engine.promoted(a, vector ? b.expand(-1) : b);
        Dense.matrix("lstsq", p[0]);
        if (Dense.matrix("lstsq", p[1]).dim(-2) != a.dim(-2)) {
            throw new ArgandException.ShapeMismatch(
                    "lstsq", "rows differ, " + a.shape() + " · X = " + b.shape());
        }
        Tensor x = Engine.apply(new Pinv(rcond, OnFailure.ERROR), p[0]).matmul(p[1]);
        Tensor residuals = p[1].sub(p[0].matmul(x)).abs2().sum(-2);
        return new MatrixAlgebra.Lstsq(
                vector ? x.squeeze(-1) : x, vector ? residuals.squeeze(-1) : residuals);
    }

    /** How many singular values are above {@code rcond} of the largest. */
    record Rank(double rcond) implements Op.Opaque {
        @Override
        public String label() {
            return "matrixRank";
        }

        @Override
        public String reason() {
            return "a count";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor a = x.getFirst();
            return Engine.constant(() -> {
                Tensor s = Eigenvectors.factored(label(), a, OnFailure.ERROR).s();
                return s.size() == 0
                        ? Tensor.zeros(DType.INT64, Dense.batch(a)).to(a.device())
                        : s.greater(s.max(true, -1).mul(rcond)).sum(-1);
            });
        }
    }

    static Tensor rank(Tensor a, double rcond) {
        return Engine.apply(new Rank(rcond), Dense.matrix("matrixRank", a));
    }
}
