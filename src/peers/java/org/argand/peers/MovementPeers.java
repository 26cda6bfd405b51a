package org.argand.peers;

import static org.argand.peers.Peers.of;
import static org.argand.peers.Peers.one;

import java.util.List;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Peers of the ops that move and select elements. */
final class MovementPeers {
    private MovementPeers() {}

    static List<Row> rows() {
        return List.of(
                one("reshape", x -> x.reshape(5, -1)),
                one("reshape of transpose", x -> x.transpose(0, 1).reshape(15, 2)),
                one("permute", x -> x.permute(2, 0, 1)),
                one("broadcast", x -> x.expand(4, 3, 5)),
                one("slice", x -> x.slice(1, Torch.length(1), Torch.length(5), 2)),
                one("slice down", x -> x.index_select(1, Torch.indices(4, 2))),
                one("select", x -> x.select(1, -2)),
                one("flip", x -> x.flip(0, 1)),
                one("roll", x -> x.roll(new long[] {7}, 1)),
                one("pad", x -> torch.constant_pad_nd(x, 0, 0, 2, 1)),
                one("gather", MovementPeers::gather),
                of("concat", in -> torch.cat(Torch.vector(in), 1)),
                of("concat mixed", in -> torch.cat(Torch.vector(in), 0)),
                of("stack", in -> torch.stack(Torch.vector(in), -1)));
    }

    private static Tensor gather(Tensor x) {
        return x.index_select(1, Torch.indices(4, 0, 0, 2, 4, 4)).reshape(3, 2, 3, 2);
    }
}
