package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.opaque;
import static org.argand.tensor.catalogue.Cases.operand;
import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.smooth;
import static org.argand.tensor.catalogue.LinearAlgebraCases.square;

import java.util.List;
import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.EigenPolicy;
import org.argand.tensor.MatrixAlgebra;
import org.argand.tensor.MatrixNorm;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of decompositions, on matrices made well-conditioned, with eigenvalues and singular values apart. */
final class DecompositionCases {
    private DecompositionCases() {}

    static List<Operator> all() {
        return List.of(
                cholesky(),
                choleskySolve(),
                qr(),
                eigh(),
                eigvalsh(),
                svd(),
                svdvals(),
                pinv(),
                lstsq(),
                rank(),
                cond());
    }

    /** Hermitian and positive definite: XXᴴ/n + 1. */
    private static Tensor positive(Tensor x) {
        return x.matmul(x.adjoint()).div(x.dim(-1)).add(Cases.eye(x.dim(-2), x));
    }

    /** X brought near the matrix with 1, 2, 3, … on its diagonal. */
    private static Tensor apart(Tensor x) {
        Tensor steps = Tensor.arange(DType.INT32, Math.min(x.dim(-2), x.dim(-1))).add(1);
        return near(x, steps);
    }

    /** X brought near the matrix with those numbers on its diagonal. */
    private static Tensor near(Tensor x, Tensor diagonal) {
        Tensor d = diagonal.cast(x.dtype()).to(x.device()).diag();
        d = d.pad(0, 0, x.dim(-2) - d.dim(0)).pad(1, 0, x.dim(-1) - d.dim(1));
        return x.mul(0.6 / Math.sqrt(x.dim(-1))).add(d);
    }

    private static Tensor twos(Tensor x) {
        return Tensor.full(DType.INT32, Shape.of(Math.min(x.dim(-2), x.dim(-1))), 2);
    }

    private static Operator cholesky() {
        return operator(
                "cholesky",
                "L with A = L·Lᴴ",
                "herm[L⁻ᴴ·Φ(Lᴴ·G)·L⁻¹], Φ = tril with half the diagonal",
                "the Hermitian part of A is read; the diagonal is positive",
                square("", x -> positive(x).cholesky()),
                square("any matrix", x -> apart(x.mul(0.3)).add(Cases.eye(3, x)).cholesky()));
    }

    private static Operator choleskySolve() {
        return operator(
                "choleskySolve",
                "X with L·Lᴴ·X = B",
                "as two triangular systems",
                "",
                smooth(
                        "",
                        Domain.PLANE,
                        in -> positive(in.get(0)).cholesky().choleskySolve(in.get(1)),
                        Shape.of(2, 3, 3),
                        Shape.of(3, 2)));
    }

    private static Operator qr() {
        return operator(
                "qr",
                "A = Q·R, Qᴴ·Q = 1, R upper triangular",
                "[G_Q + Q·sym(triu(G_R·Rᴴ − Qᴴ·G_Q))]·R⁻ᴴ; sym(X) = X + Xᴴ with diagonal Re X_ii",
                "thin; the diagonal of R is ≥ 0, so that Q and R are unique and smooth at full"
                        + " rank",
                each(
                        "q",
                        x -> apart(x).qr().q(),
                        Shape.of(2, 3, 3),
                        Shape.of(4, 2),
                        Shape.of(2, 4)),
                each(
                        "r",
                        x -> apart(x).qr().r(),
                        Shape.of(2, 3, 3),
                        Shape.of(4, 2),
                        Shape.of(2, 4)));
    }

    private static Operator eigh() {
        return operator(
                "eigh",
                "A = V·Λ·Vᴴ",
                "V[diag g_λ + ½(Vᴴ·G_V − h.c.)/E]Vᴴ, E_ij = λ_j − λ_i",
                "the Hermitian part of A is read; phases and equal eigenvalues are a matter of"
                        + " policy",
                square("vectors", x -> apart(x).eigh().eigenvectors()),
                square("values", x -> apart(x).eigh().eigenvalues()),
                square(
                        "invariant",
                        x -> {
                            MatrixAlgebra.Eigh e =
                                    apart(x).eigh(
                                                    EigenPolicy.DEFAULT.with(
                                                            EigenPolicy.Gauge.ERROR));
                            Tensor v = e.eigenvectors();
                            return v.mul(e.eigenvalues().exp().expand(-2)).matmul(v.adjoint());
                        }));
    }

    private static Operator eigvalsh() {
        return operator(
                "eigvalsh",
                "the eigenvalues, ascending",
                "V·diag(g)·Vᴴ",
                "",
                square("", x -> apart(x).eigvalsh()));
    }

    private static Operator svd() {
        Shape[] shapes = {Shape.of(2, 3, 3), Shape.of(4, 2), Shape.of(2, 4)};
        return operator(
                "svd",
                "A = U·S·Vᴴ",
                "U[(skew(Uᴴ·G_U)·S + S·skew(Vᴴ·G_V))/E + diag g_S + i·diag Im(Uᴴ·G_U)/S]Vᴴ +"
                        + " (1−U·Uᴴ)G_U·S⁻¹·Vᴴ + U·S⁻¹·G_Vᴴ(1−V·Vᴴ), E_jk = s_k² − s_j²",
                "thin; phases and equal singular values are a matter of policy",
                each(
                        "u·s",
                        x -> {
                            MatrixAlgebra.Svd d = apart(x).svd();
                            return d.u().mul(d.s().expand(-2));
                        },
                        shapes),
                each("s", x -> apart(x).svd().s(), shapes),
                each(
                        "s·vh",
                        x -> {
                            MatrixAlgebra.Svd d = apart(x).svd();
                            return d.vh().mul(d.s().expand(-1));
                        },
                        shapes),
                each(
                        "polar",
                        x -> {
                            MatrixAlgebra.Svd d =
                                    apart(x).svd(EigenPolicy.DEFAULT.with(EigenPolicy.Gauge.ERROR));
                            return d.u().matmul(d.vh());
                        },
                        shapes));
    }

    private static Operator svdvals() {
        return operator(
                "svdvals",
                "the singular values, descending",
                "U·diag(g)·Vᴴ",
                "",
                each("", x -> apart(x).svdvals(), Shape.of(2, 3, 3), Shape.of(4, 2)),
                square("nuclear norm", x -> apart(x).matrixNorm(MatrixNorm.NUCLEAR)),
                square("spectral norm", x -> apart(x).matrixNorm(MatrixNorm.SPECTRAL)));
    }

    private static Operator pinv() {
        return operator(
                "pinv",
                "P = A⁺",
                "−Pᴴ·G·Pᴴ + (1−A·P)Gᴴ·P·Pᴴ + Pᴴ·P·Gᴴ(1−P·A)",
                "singular values up to rcond of the largest count as 0; the gradient is that at"
                        + " constant rank",
                each("", x -> apart(x).pinv(), Shape.of(2, 3, 3), Shape.of(4, 2), Shape.of(2, 4)),
                smooth(
                        "rank 2",
                        Domain.PLANE,
                        in ->
                                near(in.get(0), twos(in.get(0)))
                                        .matmul(near(in.get(1), twos(in.get(1))))
                                        .pinv(1e-5),
                        Shape.of(4, 2),
                        Shape.of(2, 3)));
    }

    private static Operator lstsq() {
        return operator(
                "lstsq",
                "X of least norm with ‖B − A·X‖ least",
                "K = (Aᴴ·A)⁻¹·G; G_A = (B − A·X)Kᴴ − A·K·Xᴴ, G_B = A·K",
                "A⁺·B, for tall, wide and rank-deficient A",
                smooth(
                        "tall",
                        Domain.PLANE,
                        in -> apart(in.get(0)).lstsq(in.get(1)).solution(),
                        Shape.of(2, 4, 2),
                        Shape.of(4, 3)),
                smooth(
                        "wide",
                        Domain.PLANE,
                        in -> apart(in.get(0)).lstsq(in.get(1)).solution(),
                        Shape.of(2, 4),
                        Shape.of(2)),
                smooth(
                        "residuals",
                        Domain.PLANE,
                        in -> apart(in.get(0)).lstsq(in.get(1)).residuals(),
                        Shape.of(4, 2),
                        Shape.of(4, 3)));
    }

    private static Operator rank() {
        return operator(
                "matrixRank",
                "how many singular values are above max(m, n)·ε of the largest",
                "none: a count",
                "",
                opaque("", in -> in.getFirst().matrixRank(), operand(true, Domain.PLANE, 2, 4, 3)));
    }

    private static Operator cond() {
        return operator(
                "cond",
                "s_max/s_min",
                "through the singular values",
                "",
                each("", x -> apart(x).cond(), Shape.of(2, 3, 3), Shape.of(4, 2)));
    }

    /** On each of those shapes, named after it. */
    private static List<Entry> each(String kind, UnaryOperator<Tensor> op, Shape... shapes) {
        return java.util.Arrays.stream(shapes)
                .flatMap(s ->
                        smooth(
                                kind + " " + s.dim(-2) + "×" + s.dim(-1),
                                Domain.PLANE,
                                in -> op.apply(in.getFirst()),
                                s)
                                .stream())
                .toList();
    }
}
