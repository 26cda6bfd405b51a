package org.argand.peers;

import static org.argand.peers.Peers.of;
import static org.argand.peers.Peers.one;
import static org.argand.peers.Torch.indices;
import static org.argand.peers.Torch.length;

import java.util.List;
import java.util.stream.Stream;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Peers of the ops that move elements. */
final class MovementPeers {
    private MovementPeers() {}

    static List<Row> rows() {
        return Stream.of(shapes(), placements(), repetitions(), parts(), IndexingPeers.rows())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> shapes() {
        return List.of(
                one("reshape", x -> x.reshape(5, -1)),
                one("reshape of transpose", x -> x.transpose(0, 1).reshape(15, 2)),
                one("permute", x -> x.permute(2, 0, 1)),
                one("broadcast", x -> x.expand(4, 3, 5)),
                one("squeeze all", Tensor::squeeze),
                one("squeeze 0,-2", x -> x.squeeze(0, -2)),
                one("expand 0,-1", x -> x.unsqueeze(0).unsqueeze(-1)),
                one("moveaxis 0 to -1", x -> x.movedim(0, -1)),
                one("moveaxis 2 to 0", x -> x.movedim(2, 0)));
    }

    private static List<Row> placements() {
        return List.of(
                one("slice", x -> x.slice(1, length(1), length(5), 2)),
                one("slice down", x -> x.index_select(1, indices(4, 2))),
                one("select", x -> x.select(1, -2)),
                one("flip", x -> x.flip(0, 1)),
                one("roll", x -> x.roll(new long[] {7}, 1)),
                one("pad", x -> torch.constant_pad_nd(x, 0, 0, 2, 1)),
                one("rot90 1", x -> x.rot90(1, 0, 1)),
                one("rot90 2", x -> x.rot90(2, -1, 0)),
                one("rot90 3", x -> x.rot90(-1, 0, -1)));
    }

    private static List<Row> repetitions() {
        return List.of(
                one("tile", x -> x.tile(2, 1, 3)),
                one("tile longer", x -> x.tile(2, 1, 2, 1)),
                one("tile shorter", x -> x.tile(3)),
                one("repeat 1", x -> x.repeat_interleave(indices(3), length(1), length(15))),
                one("repeat -1", x -> x.repeat_interleave(indices(2), length(-1), length(4))),
                one(
                        "repeat each",
                        x -> x.repeat_interleave(indices(2, 0, 1, 3, 1), length(1), length(7))),
                of("meshgrid ij", in -> torch.stack(torch.meshgrid(Torch.vector(in), "ij"))),
                of("meshgrid xy", in -> torch.stack(torch.meshgrid(Torch.vector(in), "xy"))));
    }

    private static List<Row> parts() {
        return List.of(
                of("concat", in -> torch.cat(Torch.vector(in), 1)),
                of("concat mixed", in -> torch.cat(Torch.vector(in), 0)),
                of("stack", in -> torch.stack(Torch.vector(in), -1)),
                one("split sizes", x -> swapped(x.split(new long[] {2, 3}, 1))),
                one("split equal", x -> swapped(x.split(1, -1))),
                one("chunk", x -> swapped(x.chunk(2, 1))),
                one("unstack", x -> swapped(x.unbind(1))));
    }

    /** The parts in a row, the first one last. */
    private static Tensor swapped(TensorVector parts) {
        TensorVector order = new TensorVector();
        for (long k = 1; k <= parts.size(); k++) {
            order.push_back(parts.get(k % parts.size()).reshape(-1));
        }
        return torch.cat(order, 0);
    }
}
