package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.holomorphic;
import static org.argand.tensor.catalogue.Cases.on;
import static org.argand.tensor.catalogue.Cases.operand;
import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.smooth;
import static org.argand.tensor.catalogue.LinearAlgebraCases.regular;
import static org.argand.tensor.catalogue.LinearAlgebraCases.square;

import java.util.List;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.LinearAlgebra;
import org.argand.tensor.MatrixAlgebra;
import org.argand.tensor.OnFailure;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of linear systems, inverses and determinants. */
final class SystemCases {
    private SystemCases() {}

    static List<Operator> all() {
        return List.of(solve(), solveTriangular(), tridiagonalSolve(), inv(), det(), slogdet());
    }

    private static Operator solve() {
        return operator(
                "solve",
                "X with A·X = B",
                "G_A = −G_B·Xᴴ, G_B = A⁻ᴴ·G",
                "LU with partial pivoting; a singular matrix is an error or NaN",
                solve("", Shape.of(3, 3), Shape.of(3, 2)),
                solve("batched", Shape.of(2, 1, 3, 3), Shape.of(2, 3, 2)),
                solve("vector", Shape.of(2, 3, 3), Shape.of(3)),
                on(
                        "mixed",
                        in -> regular(in.get(0)).solve(in.get(1)),
                        operand(false, Domain.PLANE, 3, 3),
                        operand(true, Domain.PLANE, 3, 2)));
    }

    private static List<Entry> solve(String kind, Shape a, Shape b) {
        return smooth(kind, Domain.PLANE, in -> regular(in.get(0)).solve(in.get(1)), a, b);
    }

    private static Operator solveTriangular() {
        return operator(
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
                        Shape.of(3, 3),
                        Shape.of(3, 2)));
    }

    private static List<Entry> triangular(String kind, boolean upper, boolean unit) {
        return smooth(
                kind,
                Domain.PLANE,
                in -> regular(in.get(0)).solveTriangular(in.get(1), upper, unit, OnFailure.ERROR),
                Shape.of(2, 3, 3),
                Shape.of(3, 2));
    }

    private static Operator tridiagonalSolve() {
        return operator(
                "tridiagonalSolve",
                "X with T·X = B, T of three diagonals",
                "as solve, on the diagonals",
                "",
                smooth(
                        "",
                        Domain.PLANE,
                        in ->
                                LinearAlgebra.tridiagonalSolve(
                                        in.get(0), in.get(1).mul(0.5).add(3), in.get(2), in.get(3)),
                        Shape.of(2),
                        Shape.of(2, 3),
                        Shape.of(2),
                        Shape.of(3, 2)));
    }

    private static Operator inv() {
        return operator(
                "inv",
                "S = A⁻¹",
                "−Sᴴ·G·Sᴴ",
                "a singular matrix is an error or NaN",
                square("", x -> regular(x).inv()),
                holomorphic(
                        "small",
                        in -> regular(in.getFirst()).inv(),
                        operand(true, Domain.PLANE, 2, 2, 2)));
    }

    private static Operator det() {
        return operator(
                "det",
                "det A",
                "G·adj(A)ᴴ, that is G·conj(det A)·A⁻ᴴ where A is regular",
                "right at every rank; the second derivative is by Faddeev and LeVerrier's"
                        + " recurrence, for small matrices",
                square("", Tensor::det));
    }

    private static Operator slogdet() {
        return operator(
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
                        }));
    }
}
