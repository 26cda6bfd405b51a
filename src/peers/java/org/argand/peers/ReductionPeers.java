package org.argand.peers;

import static org.argand.peers.Peers.one;
import static org.argand.peers.Torch.length;
import static org.argand.peers.Torch.number;

import java.util.List;
import java.util.stream.Stream;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Peers of the reductions and scans. */
final class ReductionPeers {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private ReductionPeers() {}

    static List<Row> rows() {
        return Stream.of(sums(), extrema(), spread(), norms(), scans())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> sums() {
        return List.of(
                one("sum all", Tensor::sum),
                one("sum 1", x -> x.sum(1)),
                one("sum 0,2 kept", x -> x.sum(at(0, 2), true, new ScalarTypeOptional())),
                one("mean 2", x -> x.mean(2)),
                one("prod 1", x -> x.prod(1)),
                one("prod 0 kept", x -> x.prod(0, true, new ScalarTypeOptional())),
                one("prod with zeros", x -> x.mul(zeroMask()).prod(1)),
                one("logsumexp 1", x -> x.logsumexp(1)),
                one("logsumexp 0,2 kept", x -> x.logsumexp(at(0, 2), true)),
                one("softmax 1", x -> logSoftmax(x, 1).exp()),
                one("logSoftmax 1", x -> logSoftmax(torch.constant_pad_nd(x, 0, 0, 1, 0), 1)),
                one(
                        "logSoftmax 0,-1",
                        x -> logSoftmax(torch.constant_pad_nd(x, 0, 0, 0, 0, 0, 1), 0, -1)));
    }

    private static List<Row> extrema() {
        return List.of(
                one("max 1", x -> x.amax(at(1), false)),
                one("max 0", x -> x.amax(at(0), false)),
                one("max all", x -> x.amax(at(), false)),
                one("min 1", x -> x.amin(at(1), false)),
                one("min 0", x -> x.amin(at(0), false)),
                one("min all", x -> x.amin(at(), false)),
                one("argmax 1", x -> x.argmax(length(1), false)),
                one("argmin 0", x -> x.argmin(length(0), false)),
                one("any 1 kept", x -> x.relu().any(1, true)),
                one("all 0", x -> x.relu().all(0)),
                one("countNonzero 1", x -> x.relu().count_nonzero(1)),
                one("median 1", x -> quantile(x, 0.5, 1, false)),
                one("median -1", x -> quantile(x, 0.5, -1, false)),
                one("quantile 0.3 kept", x -> quantile(x, 0.3, 1, true)),
                one("quantile 1 over 0", x -> quantile(x, 1, 0, false)));
    }

    private static List<Row> spread() {
        return List.of(
                one("var 1", x -> x.var(at(1), correction(1), false)),
                one("var all", x -> x.var(at(0, 1, 2), correction(1), false)),
                one("var 0,-1 kept", x -> x.var(at(0, -1), correction(0), true)),
                one("std 1", x -> x.std(at(1), correction(1), false)),
                one("std 0,-1 kept", x -> x.std(at(0, -1), correction(2), true)));
    }

    private static List<Row> norms() {
        return List.of(
                one("norm 2 all", x -> norm(x, 2, false, 0, 1, 2)),
                one("norm 2 over 0,2", x -> norm(x, 2, false, 0, 2)),
                one("norm 1 over 1", x -> norm(x, 1, false, 1)),
                one("norm 3 over -2", x -> norm(x, 3, false, -2)),
                one("norm 1.5 kept", x -> norm(x, 1.5, true, 1, 0)),
                one("norm 0.5 over 1", x -> norm(x, 0.5, false, 1)),
                one("norm inf over 1", x -> norm(x, INFINITY, false, 1)),
                one("norm -inf all", x -> norm(x, -INFINITY, false, 0, 1, 2)),
                one("matrixNorm one", x -> torch.linalg_matrix_norm(x, number(1))),
                one("matrixNorm infinity", x -> torch.linalg_matrix_norm(x, number(INFINITY))),
                one("matrixNorm frobenius", torch::linalg_matrix_norm));
    }

    private static List<Row> scans() {
        return List.of(
                one("cumsum 1", x -> x.cumsum(1)),
                one("cumsum -3", x -> x.cumsum(-3)),
                one("cumsum last", x -> x.cumsum(-1)),
                one("cumprod 1", x -> x.cumprod(1)),
                one("cumprod -3", x -> x.cumprod(-3)),
                one("cumprod with zeros", x -> x.mul(zeroMask()).cumprod(1)),
                one("cummax 1", x -> x.cummax(1).get0()),
                one("cummax -3", x -> x.cummax(-3).get0()),
                one("cummin 1", x -> x.cummin(1).get0()),
                one("cummin -3", x -> x.cummin(-3).get0()),
                one("diff 1", x -> diff(x, 1)),
                one("diff -1", x -> diff(x, -1)));
    }

    private static long[] at(long... axes) {
        return axes;
    }

    private static ScalarOptional correction(int ddof) {
        return new ScalarOptional(number(ddof));
    }

    /** Also of complex numbers, for which libtorch has no softmax. */
    private static Tensor logSoftmax(Tensor x, long... axes) {
        return x.sub(x.logsumexp(axes, true));
    }

    private static Tensor norm(Tensor x, double p, boolean kept, long... axes) {
        return torch.linalg_vector_norm(x, number(p), axes, kept, new ScalarTypeOptional());
    }

    private static Tensor quantile(Tensor x, double q, long axis, boolean kept) {
        return x.quantile(q, length(axis), kept, "linear");
    }

    private static Tensor diff(Tensor x, long axis) {
        return x.diff(1, axis, new TensorOptional(), new TensorOptional());
    }

    /** The catalogue's mask: none, one, and two zeros along axis 1 of [3, 5, 2]. */
    private static Tensor zeroMask() {
        Tensor mask = torch.ones(30).to(ScalarType.Double);
        for (long at : at(14, 21, 27)) {
            mask.get(at).fill_(number(0));
        }
        return mask.reshape(3, 5, 2);
    }
}
