package org.argand.peers;

import static org.argand.peers.Peers.of;
import static org.argand.peers.Peers.one;
import static org.argand.peers.Peers.two;
import static org.argand.peers.Torch.number;

import java.util.List;
import java.util.stream.Stream;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Peers of linear algebra: products, diagonals, systems, determinants, matrix functions. */
final class LinearAlgebraPeers {
    private LinearAlgebraPeers() {}

    static List<Row> rows() {
        return Stream.of(
                        products(),
                        sums(),
                        diagonals(),
                        systems(),
                        determinants(),
                        functions(),
                        DecompositionPeers.rows())
                .flatMap(List::stream)
                .toList();
    }

    /** 0.8/√n·X + 2·1, as in the catalogue. */
    private static Tensor regular(Tensor x) {
        return x.mul(number(0.8 / Math.sqrt(x.size(-1)))).add(eye(x).mul(number(2)));
    }

    /** The identity of the matrices' order and type. */
    static Tensor eye(Tensor like) {
        return torch.eye(like.size(-2)).to(like);
    }

    private static List<Row> products() {
        return List.of(
                two("vdot", (a, b) -> torch.vdot(a.reshape(-1), b.reshape(-1))),
                two("dot", (a, b) -> a.mul(b).sum(-1)),
                two("outer", (a, b) -> a.unsqueeze(-1).mul(b.unsqueeze(-2))),
                two("kron", torch::kron));
    }

    private static List<Row> sums() {
        return Stream.of(
                        "bij,bjk->bik",
                        "ij,kj->ik",
                        "ii",
                        "iij->ji",
                        "ij->i",
                        "i,j",
                        "ij,ij->ij",
                        "...ij,...jk",
                        "i...,i->...",
                        "ij,jk,kl->il",
                        "ai,bi,ci->abc",
                        "aik,bk->ba")
                .map(sum -> of("einsum " + sum, in -> torch.einsum(sum, Torch.vector(in))))
                .toList();
    }

    private static List<Row> diagonals() {
        return List.of(
                one("trace", x -> x.diagonal(0, -2, -1).sum(-1)),
                one("diagonal", x -> x.diagonal(0, -2, -1)),
                one("diagonal above", x -> x.diagonal(1, -2, -1)),
                one("diagonal below", x -> x.diagonal(-2, -2, -1)),
                one("diag", torch::diag_embed),
                one("diag above", x -> torch.diag_embed(x, 1, -2, -1)),
                one("diag below", x -> torch.diag_embed(x, -2, -2, -1)),
                one("tril", x -> x.tril(0)),
                one("tril offset", x -> x.tril(-1)),
                one("triu", x -> x.triu(0)),
                one("triu offset", x -> x.triu(1)));
    }

    private static List<Row> systems() {
        return List.of(
                two("solve", (a, b) -> torch.linalg_solve(regular(a), b)),
                two("solve mixed", (a, b) -> torch.linalg_solve(regular(a).to(b), b)),
                two("solve vector", (a, b) -> vector(regular(a), b)),
                two("solveTriangular lower", (a, b) -> triangular(regular(a), b, false, false)),
                two("solveTriangular upper", (a, b) -> triangular(regular(a), b, true, false)),
                two("solveTriangular unit lower", (a, b) -> triangular(regular(a), b, false, true)),
                two(
                        "solveTriangular adjoint",
                        (a, b) -> triangular(regular(a).adjoint(), b, true, false)),
                of("tridiagonalSolve", LinearAlgebraPeers::tridiagonal),
                one("inv", x -> torch.linalg_inv(regular(x))));
    }

    /** Also where the batch of vectors would be taken for a matrix. */
    private static Tensor vector(Tensor a, Tensor b) {
        return torch.linalg_solve(a, b.unsqueeze(-1)).squeeze(-1);
    }

    private static Tensor triangular(Tensor a, Tensor b, boolean upper, boolean unit) {
        return torch.linalg_solve_triangular(a, b, upper, true, unit);
    }

    private static Tensor tridiagonal(List<Tensor> in) {
        Tensor middle = in.get(1).mul(number(0.5)).add(number(3));
        Tensor matrix =
                torch.diag_embed(middle, 0, -2, -1)
                        .add(torch.diag_embed(in.get(0), -1, -2, -1))
                        .add(torch.diag_embed(in.get(2), 1, -2, -1));
        return torch.linalg_solve(matrix, in.get(3));
    }

    private static List<Row> determinants() {
        return List.of(
                one("det", torch::linalg_det),
                one("slogdet log", x -> torch.linalg_slogdet(regular(x)).get1()),
                one("slogdet sign", x -> torch.linalg_slogdet(regular(x)).get0()),
                one("slogdet both", LinearAlgebraPeers::signTimesSize));
    }

    private static Tensor signTimesSize(Tensor x) {
        T_TensorTensor_T d = torch.linalg_slogdet(regular(x));
        return d.get0().mul(d.get1().exp());
    }

    private static List<Row> functions() {
        return List.of(
                one("expm", torch::matrix_exp),
                one("expm scaled", x -> torch.matrix_exp(x.mul(number(4))).mul(number(1e-3))),
                one("sqrtm", x -> root(regular(x))),
                one("matrixPower 5", x -> torch.linalg_matrix_power(x, 5)),
                one("matrixPower −2", x -> torch.linalg_matrix_power(regular(x), -2)),
                one("matrixPower 0", x -> torch.linalg_matrix_power(x, 0)));
    }

    /** By eigenvalues, in double precision, which they need: libtorch has no square root of a matrix. */
    private static Tensor root(Tensor a) {
        T_TensorTensor_T e = torch.linalg_eig(a.to(ScalarType.ComplexDouble));
        Tensor v = e.get1();
        Tensor r = v.mul(e.get0().sqrt().unsqueeze(-2)).matmul(torch.linalg_inv(v));
        return (a.is_complex() ? r : torch.real(r)).to(a);
    }
}
