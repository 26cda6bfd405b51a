package org.argand.peers;

import static org.argand.peers.Peers.one;
import static org.argand.peers.Peers.two;
import static org.argand.peers.Torch.length;
import static org.argand.peers.Torch.number;

import java.util.List;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Peers of the decompositions, whose phases libtorch leaves open and these fix as the operators do. */
final class DecompositionPeers {
    private DecompositionPeers() {}

    static List<Row> rows() {
        return List.of(
                one("cholesky", x -> torch.linalg_cholesky(positive(x))),
                one("cholesky any matrix", DecompositionPeers::anyCholesky),
                two(
                        "choleskySolve",
                        (a, b) -> torch.cholesky_solve(b, torch.linalg_cholesky(positive(a)))),
                one("qr q", x -> qr(apart(x))[0]),
                one("qr r", x -> qr(apart(x))[1]),
                one("eigh vectors", x -> fixed(eigh(apart(x)).get1())),
                one("eigh values", x -> eigh(apart(x)).get0()),
                one("eigh invariant", x -> exp(eigh(apart(x)))),
                one("eigvalsh", x -> torch.linalg_eigvalsh(hermitian(apart(x)))),
                one("svd u·s", x -> left(svd(x))),
                one("svd s", x -> svd(x).get1()),
                one("svd s·vh", x -> right(svd(x))),
                one("svd polar", x -> polar(svd(x))),
                one("svdvals", x -> torch.linalg_svdvals(apart(x))),
                one("svdvals nuclear norm", x -> torch.linalg_svdvals(apart(x)).sum(-1)),
                one(
                        "svdvals spectral norm",
                        x -> torch.linalg_svdvals(apart(x)).amax(new long[] {-1}, false)),
                one("pinv", x -> torch.linalg_pinv(apart(x))),
                two(
                        "pinv rank 2",
                        (a, b) -> torch.linalg_pinv(twos(a).matmul(twos(b)), 1e-5, false)),
                two("lstsq tall", (a, b) -> torch.linalg_pinv(apart(a)).matmul(b)),
                two("lstsq wide", (a, b) -> torch.linalg_pinv(apart(a)).matmul(b)),
                two("lstsq residuals", (a, b) -> residuals(apart(a), b)),
                one("matrixRank", torch::linalg_matrix_rank),
                one("cond", x -> torch.linalg_cond(apart(x))));
    }

    /** Hermitian and positive definite: XXᴴ/n + 1. */
    private static Tensor positive(Tensor x) {
        return x.matmul(x.adjoint()).div(number(x.size(-1))).add(LinearAlgebraPeers.eye(x));
    }

    /** X brought near the matrix with 1, 2, 3, … on its diagonal. */
    private static Tensor apart(Tensor x) {
        return near(x, torch.arange(number(1), number(Math.min(x.size(-2), x.size(-1)) + 1)));
    }

    private static Tensor twos(Tensor x) {
        return near(x, torch.ones(Math.min(x.size(-2), x.size(-1))).mul(number(2)));
    }

    private static Tensor near(Tensor x, Tensor diagonal) {
        long n = diagonal.size(0);
        Tensor d = torch.constant_pad_nd(diagonal.diag(), 0, x.size(-1) - n, 0, x.size(-2) - n);
        return x.mul(number(0.6 / Math.sqrt(x.size(-1)))).add(d.to(x));
    }

    private static Tensor hermitian(Tensor x) {
        return x.add(x.adjoint()).mul(number(0.5));
    }

    private static Tensor anyCholesky(Tensor x) {
        Tensor near = apart(x.mul(number(0.3))).add(LinearAlgebraPeers.eye(x));
        return torch.linalg_cholesky(hermitian(near));
    }

    /** With a positive diagonal of R. */
    private static Tensor[] qr(Tensor a) {
        T_TensorTensor_T qr = torch.linalg_qr(a);
        Tensor phases = qr.get1().diagonal(0, -2, -1).sgn();
        return new Tensor[] {
            qr.get0().mul(phases.unsqueeze(-2)), qr.get1().mul(phases.conj().unsqueeze(-1))
        };
    }

    private static T_TensorTensor_T eigh(Tensor a) {
        return torch.linalg_eigh(hermitian(a));
    }

    private static Tensor exp(T_TensorTensor_T e) {
        Tensor v = e.get1();
        return v.mul(e.get0().exp().unsqueeze(-2)).matmul(v.adjoint());
    }

    private static T_TensorTensorTensor_T svd(Tensor x) {
        return torch.linalg_svd(apart(x), false, new StringViewOptional());
    }

    private static Tensor left(T_TensorTensorTensor_T svd) {
        return fixed(svd.get0()).mul(svd.get1().unsqueeze(-2));
    }

    /** Each right vector takes the phase along that makes its left one what it is. */
    private static Tensor right(T_TensorTensorTensor_T svd) {
        Tensor vh = svd.get2().mul(phases(svd.get0()).transpose(-2, -1));
        return vh.mul(svd.get1().unsqueeze(-1));
    }

    private static Tensor polar(T_TensorTensorTensor_T svd) {
        return svd.get0().matmul(svd.get2());
    }

    private static Tensor fixed(Tensor v) {
        return v.div(phases(v));
    }

    /** Of each column, the phase of the first component that is about the largest. */
    private static Tensor phases(Tensor v) {
        Tensor size = v.detach().abs();
        Tensor large = size.ge(size.amax(new long[] {-2}, true).mul(number(0.99)));
        Tensor first = large.to(ScalarType.Int).argmax(length(-2), true);
        return v.take_along_dim(first, length(-2)).sgn();
    }

    private static Tensor residuals(Tensor a, Tensor b) {
        Tensor off = b.sub(a.matmul(torch.linalg_pinv(a).matmul(b)));
        return off.abs().square().sum(-2);
    }
}
