package org.argand.tensor;

import static org.argand.tensor.Cases.holomorphic;
import static org.argand.tensor.Cases.linear;
import static org.argand.tensor.Cases.on;
import static org.argand.tensor.Cases.opaque;
import static org.argand.tensor.Cases.operand;
import static org.argand.tensor.Cases.operator;
import static org.argand.tensor.Cases.smooth;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.argand.array.Shape;
import org.argand.tensor.Catalogue.Entry;
import org.argand.tensor.Catalogue.Operator;

/** The catalogue of linear algebra: products, diagonals, systems, determinants, matrix functions. */
final class LinearAlgebraCases {
    private LinearAlgebraCases() {}

    static List<Operator> all() {
        return Stream.of(
                        products(),
                        EinsumCases.all(),
                        diagonals(),
                        systems(),
                        determinants(),
                        DecompositionCases.all(),
                        functions())
                .flatMap(List::stream)
                .toList();
    }

    /** A multiple of the unit matrix and something smaller: far from singular at every size. */
    static Tensor regular(Tensor x) {
        return x.mul(0.8 / Math.sqrt(x.dim(-1))).add(Diagonals.eye(x.dim(-1), x).mul(2));
    }

    private static List<Operator> products() {
        Shape v = Shape.of(3);
        return List.of(
                operator(
                        "vdot",
                        "Σ conj(a)·b",
                        "conj(G)·b; G·a",
                        "over all elements",
                        smooth(
                                "",
                                Domain.PLANE,
                                in -> in.get(0).vdot(in.get(1)),
                                Shape.of(2, 3),
                                Shape.of(2, 3))),
                operator(
                        "dot",
                        "Σ a·b over the last axis",
                        "G·conj(b); G·conj(a)",
                        "nothing is conjugated",
                        smooth(
                                "",
                                Domain.PLANE,
                                in -> in.get(0).dot(in.get(1)),
                                v,
                                Shape.of(2, 3))),
                operator(
                        "outer",
                        "a_i·b_j",
                        "G·conj(b) summed over j; conj(a)·G summed over i",
                        "nothing is conjugated",
                        smooth(
                                "",
                                Domain.PLANE,
                                in -> in.get(0).outer(in.get(1)),
                                Shape.of(2, 3),
                                Shape.of(4))),
                operator(
                        "kron",
                        "A ⊗ B",
                        "blocks of G against conj(B); against conj(A)",
                        "",
                        smooth(
                                "",
                                Domain.PLANE,
                                in -> in.get(0).kron(in.get(1)),
                                Shape.of(2, 3),
                                Shape.of(2, 2, 1))));
    }

    private static List<Operator> diagonals() {
        return List.of(
                operator("trace", "Σ a_ii", "G·1", "", square("", Tensor::trace)),
                operator(
                        "diagonal",
                        "a_{i,i+k}",
                        "diag(G)",
                        "",
                        linear("", in -> in.getFirst().diagonal(), Shape.of(2, 3, 4)),
                        linear("above", in -> in.getFirst().diagonal(1), Shape.of(3, 4)),
                        linear("below", in -> in.getFirst().diagonal(-2), Shape.of(4, 3))),
                operator(
                        "diag",
                        "the matrix with a at (i, i + k)",
                        "diagonal(G)",
                        "",
                        linear("", in -> in.getFirst().diag(), Shape.of(2, 3)),
                        linear("above", in -> in.getFirst().diag(1), Shape.of(3)),
                        linear("below", in -> in.getFirst().diag(-2), Shape.of(3))),
                operator(
                        "tril",
                        "A where j − i ≤ k, else 0",
                        "tril(G)",
                        "",
                        linear("", in -> in.getFirst().tril(), Shape.of(2, 3, 4)),
                        linear("offset", in -> in.getFirst().tril(-1), Shape.of(4, 3))),
                operator(
                        "triu",
                        "A where j − i ≥ k, else 0",
                        "triu(G)",
                        "",
                        linear("", in -> in.getFirst().triu(), Shape.of(2, 3, 4)),
                        linear("offset", in -> in.getFirst().triu(1), Shape.of(4, 3))));
    }

    private static List<Operator> systems() {
        Shape a = Shape.of(3, 3);
        Shape b = Shape.of(3, 2);
        return List.of(
                operator(
                        "solve",
                        "X with A·X = B",
                        "G_A = −G_B·Xᴴ, G_B = A⁻ᴴ·G",
                        "LU with partial pivoting; a singular matrix is an error or NaN",
                        smooth("", Domain.PLANE, in -> regular(in.get(0)).solve(in.get(1)), a, b),
                        smooth(
                                "batched",
                                Domain.PLANE,
                                in -> regular(in.get(0)).solve(in.get(1)),
                                Shape.of(2, 1, 3, 3),
                                Shape.of(2, 3, 2)),
                        smooth(
                                "vector",
                                Domain.PLANE,
                                in -> regular(in.get(0)).solve(in.get(1)),
                                Shape.of(2, 3, 3),
                                Shape.of(3)),
                        on(
                                "mixed",
                                in -> regular(in.get(0)).solve(in.get(1)),
                                operand(false, Domain.PLANE, 3, 3),
                                operand(true, Domain.PLANE, 3, 2))),
                operator(
                        "solveTriangular",
                        "X with T·X = B",
                        "G_T = −tri(G_B·Xᴴ), G_B = T⁻ᴴ·G",
                        "the other triangle is not read; the adjoint system is that of adjoint()",
                        triangular("lower", false, false),
                        triangular("upper", true, false),
                        triangular("unit lower", false, true),
                        smooth(
                                "adjoint",
                                Domain.PLANE,
                                in -> regular(in.get(0)).adjoint().solveTriangular(in.get(1), true),
                                a,
                                b)),
                operator(
                        "tridiagonalSolve",
                        "X with T·X = B, T of three diagonals",
                        "as solve, on the diagonals",
                        "",
                        smooth(
                                "",
                                Domain.PLANE,
                                in ->
                                        LinearAlgebra.tridiagonalSolve(
                                                in.get(0),
                                                in.get(1).mul(0.5).add(3),
                                                in.get(2),
                                                in.get(3)),
                                Shape.of(2),
                                Shape.of(2, 3),
                                Shape.of(2),
                                b)),
                operator(
                        "inv",
                        "S = A⁻¹",
                        "−Sᴴ·G·Sᴴ",
                        "",
                        square("", x -> regular(x).inv()),
                        holomorphic(
                                "batched",
                                in -> regular(in.getFirst()).inv(),
                                operand(true, Domain.PLANE, 2, 2, 2))));
    }

    private static List<Entry> triangular(String kind, boolean upper, boolean unit) {
        return smooth(
                kind,
                Domain.PLANE,
                in -> regular(in.get(0)).solveTriangular(in.get(1), upper, unit, OnFailure.ERROR),
                Shape.of(2, 3, 3),
                Shape.of(3, 2));
    }

    private static List<Operator> determinants() {
        return List.of(
                operator(
                        "det",
                        "det A",
                        "G·adj(A)ᴴ, that is G·conj(det A)·A⁻ᴴ where A is regular",
                        "right at every rank; the second derivative is by Faddeev and LeVerrier's"
                                + " recurrence, for small matrices",
                        square("", Tensor::det)),
                operator(
                        "slogdet",
                        "(ŝ, ℓ) = (det/|det|, log |det|)",
                        "(g_ℓ + i·Im(conj(ŝ)·G_ŝ))·A⁻ᴴ",
                        "ŝ = 0 and ℓ = −∞ for a singular matrix, whose gradient is an error",
                        square("log", x -> regular(x).slogdet().logabsdet()),
                        square("sign", x -> regular(x).slogdet().sign()),
                        square(
                                "both",
                                x -> {
                                    MatrixAlgebra.SlogDet d = regular(x).slogdet();
                                    return d.sign().mul(d.logabsdet().exp());
                                })));
    }

    private static List<Operator> functions() {
        return List.of(
                operator(
                        "expm",
                        "Σ Aᵏ/k!",
                        "upper right block of expm [[Aᴴ, G], [0, Aᴴ]]",
                        "scaling and squaring, Padé 13",
                        square("", Tensor::expm),
                        square("scaled", x -> x.mul(4).expm().mul(1e-3))),
                operator(
                        "sqrtm",
                        "R with R·R = A, no eigenvalue of R in the left half plane",
                        "X with Rᴴ·X + X·Rᴴ = G: upper right block of sqrtm [[Aᴴ, G], [0, Aᴴ]]",
                        "an error where an eigenvalue of A is on the closed negative real axis",
                        square("", x -> regular(x).sqrtm())),
                operator(
                        "matrixPower",
                        "Aᵏ",
                        "Σ (A^j)ᴴ·G·(A^{k−1−j})ᴴ",
                        "k < 0 takes the inverse",
                        square("5", x -> x.matrixPower(5)),
                        square("−2", x -> regular(x).matrixPower(-2)),
                        opaque(
                                "0",
                                in -> in.getFirst().matrixPower(0),
                                operand(true, Domain.PLANE, 3, 3))));
    }

    /** Of square matrices, a batch of them. */
    static List<Entry> square(String kind, UnaryOperator<Tensor> op) {
        return smooth(kind, Domain.PLANE, in -> op.apply(in.getFirst()), Shape.of(2, 3, 3));
    }
}
