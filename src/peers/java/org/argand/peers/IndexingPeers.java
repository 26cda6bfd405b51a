package org.argand.peers;

import static org.argand.peers.Peers.of;
import static org.argand.peers.Peers.one;
import static org.argand.peers.Peers.two;
import static org.argand.peers.Peers.valueOnly;
import static org.argand.peers.Torch.indices;
import static org.argand.peers.Torch.length;

import java.util.List;
import java.util.stream.Stream;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptionalList;
import org.bytedeco.pytorch.TensorOptionalVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Peers of the ops that pick, place and order elements. */
final class IndexingPeers {
    private static final String OVERWRITTEN =
            "gradient: finite differences; libtorch gives one to elements that others have"
                    + " overwritten";

    private IndexingPeers() {}

    static List<Row> rows() {
        return Stream.of(taken(), placed(), masked(), ordered()).flatMap(List::stream).toList();
    }

    private static List<Row> taken() {
        return List.of(
                one("gather", IndexingPeers::gather),
                one("takeAlong 1", x -> x.take_along_dim(block(), length(1))),
                one("takeAlong row", x -> x.take_along_dim(row(), length(1))),
                one("takeAlong stretched", x -> x.take_along_dim(block(), length(1))),
                one("index two", x -> x.index(list(indices(2, 0, 2), indices(4, 1, 4)))),
                one(
                        "index broadcast",
                        x -> x.index(list(indices(2, 0).unsqueeze(1), indices(4, 4, 1)))));
    }

    private static List<Row> placed() {
        return List.of(
                two("scatterAdd 1", (x, u) -> x.scatter_add(1, block(), u)),
                two("scatterAdd row", (x, u) -> x.scatter_add(1, rows(u), columns(u))),
                valueOnly("scatter 1", in -> in.get(0).scatter(1, block(), in.get(1)), OVERWRITTEN),
                valueOnly(
                        "scatter row",
                        in -> in.get(0).scatter(1, rows(in.get(1)), columns(in.get(1))),
                        OVERWRITTEN),
                valueOnly("indexPut rows", in -> put(in, false, indices(2, 0, 2)), OVERWRITTEN),
                valueOnly(
                        "indexPut two",
                        in -> put(in, false, indices(2, 0, 2), indices(4, 1, 4)),
                        OVERWRITTEN),
                of("indexPut accumulated rows", in -> put(in, true, indices(2, 0, 2))),
                of(
                        "indexPut accumulated two",
                        in -> put(in, true, indices(2, 0, 2), indices(4, 1, 4))),
                one("segmentSum 1", IndexingPeers::segments));
    }

    private static List<Row> masked() {
        return List.of(
                one("nonzero", x -> x.relu().nonzero()),
                one("maskedSelect rows", x -> x.index_select(0, indices(0, 2))),
                one("maskedSelect own sign", x -> x.masked_select(x.gt(Torch.number(0)))),
                one(
                        "maskedFill columns",
                        x -> x.masked_fill(mask(1, 0, 0, 1, 1).unsqueeze(-1), Torch.number(2))),
                two(
                        "maskedScatter rows",
                        (x, y) -> x.masked_scatter(mask(1, 0, 1).reshape(3, 1, 1), y)));
    }

    private static List<Row> ordered() {
        return List.of(
                one("argsort 1", x -> x.argsort(true, 1, false)),
                one("argsort 0 down", x -> x.argsort(true, 0, true)),
                one("argsort abs", x -> x.abs().argsort(true, -2, false)),
                one("sort 1", x -> x.sort(1, false).get0()),
                one("sort 0 down", x -> x.sort(0, true).get0()),
                one("sort abs", x -> taken(x, x.abs().argsort(true, 1, true), 1)),
                one("sort indices", IndexingPeers::sortedTwice),
                one("topk 1", x -> x.topk(2, 1, true, true).get0()),
                one("topk 0 up", x -> x.topk(2, 0, false, true).get0()),
                one("topk abs", x -> taken(x, x.abs().topk(3, -2, true, true).get1(), -2)),
                one("max by order max abs", x -> taken(x, x.abs().argmax(length(1), true), 1)),
                one(
                        "max by order min abs",
                        x -> taken(x, x.abs().argmin(length(-1), true), -1).squeeze(-1)),
                one("max by order max real", x -> x.amax(new long[] {0}, false)));
    }

    private static Tensor gather(Tensor x) {
        return x.index_select(1, indices(4, 0, 0, 2, 4, 4)).reshape(3, 2, 3, 2);
    }

    private static Tensor taken(Tensor x, Tensor indices, long axis) {
        return x.take_along_dim(indices, length(axis));
    }

    private static Tensor sortedTwice(Tensor x) {
        T_TensorTensor_T sorted = x.sort(1, false);
        return sorted.get0().mul(taken(x, sorted.get1(), 1));
    }

    private static Tensor segments(Tensor x) {
        return torch.zeros(3, 4, 2).to(x).index_add(1, indices(3, 0, 3, 0, 0), x);
    }

    private static Tensor put(List<Tensor> in, boolean accumulate, Tensor... indices) {
        return in.get(0).index_put(list(indices), in.get(1), accumulate);
    }

    /** The catalogue's indices [3, 2, 2] of axis 1. */
    private static Tensor block() {
        return indices(4, 1, 0, 1, 2, 2, 2, 3, 0, 4, 0, 4).reshape(3, 2, 2);
    }

    /** The catalogue's indices [1, 4, 1] of axis 1. */
    private static Tensor row() {
        return indices(4, 0, 4, 2).reshape(1, 4, 1);
    }

    private static Tensor rows(Tensor updates) {
        return row().expand(updates.size(0), 4, updates.size(2));
    }

    private static Tensor columns(Tensor updates) {
        return updates.expand(updates.size(0), 4, updates.size(2));
    }

    private static Tensor mask(long... ones) {
        return indices(ones).to(ScalarType.Bool);
    }

    private static TensorOptionalList list(Tensor... indices) {
        TensorOptionalVector all = new TensorOptionalVector(indices.length);
        for (int k = 0; k < indices.length; k++) {
            all.put(k, new TensorOptional(indices[k]));
        }
        return new TensorOptionalList(all);
    }
}
