package org.argand.tensor.catalogue;

import static org.argand.tensor.catalogue.Cases.linear;
import static org.argand.tensor.catalogue.Cases.opaque;
import static org.argand.tensor.catalogue.Cases.operand;
import static org.argand.tensor.catalogue.Cases.operator;
import static org.argand.tensor.catalogue.Cases.smooth;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.argand.array.Shape;
import org.argand.tensor.Domain;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operator;

/** The catalogue of linear algebra: products, diagonals, systems, determinants, matrix functions. */
final class LinearAlgebraCases {
    private LinearAlgebraCases() {}

    static List<Operator> all() {
        return Stream.of(
                        products(),
                        EinsumCases.all(),
                        diagonals(),
                        SystemCases.all(),
                        DecompositionCases.all(),
                        functions())
                .flatMap(List::stream)
                .toList();
    }

    /** A multiple of the unit matrix and something smaller: far from singular at every size. */
    static Tensor regular(Tensor x) {
        return x.mul(0.8 / Math.sqrt(x.dim(-1))).add(Cases.eye(x.dim(-1), x).mul(2));
    }

    private static List<Operator> products() {
        return List.of(
                operator(
                        "vdot",
                        "Σ conj(a)·b",
                        "conj(G)·b; G·a",
                        "over all elements",
                        pair(Tensor::vdot, Shape.of(2, 3), Shape.of(2, 3))),
                operator(
                        "dot",
                        "Σ a·b over the last axis",
                        "G·conj(b); G·conj(a)",
                        "nothing is conjugated",
                        pair(Tensor::dot, Shape.of(3), Shape.of(2, 3))),
                operator(
                        "outer",
                        "a_i·b_j",
                        "G·conj(b) summed over j; conj(a)·G summed over i",
                        "nothing is conjugated",
                        pair(Tensor::outer, Shape.of(2, 3), Shape.of(4))),
                operator(
                        "kron",
                        "A ⊗ B",
                        "blocks of G against conj(B); against conj(A)",
                        "",
                        pair(Tensor::kron, Shape.of(2, 3), Shape.of(2, 2, 1))));
    }

    private static List<Entry> pair(BinaryOperator<Tensor> op, Shape a, Shape b) {
        return smooth("", Domain.PLANE, in -> op.apply(in.get(0), in.get(1)), a, b);
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
