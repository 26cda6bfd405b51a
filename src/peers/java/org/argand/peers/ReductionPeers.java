package org.argand.peers;

import static org.argand.peers.Peers.one;

import java.util.List;
import org.argand.peers.Peers.Row;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Peers of the reductions. */
final class ReductionPeers {
    private ReductionPeers() {}

    static List<Row> rows() {
        return List.of(
                one("sum all", Tensor::sum),
                one("sum 1", x -> x.sum(1)),
                one("sum 0,2 kept", x -> x.sum(new long[] {0, 2}, true, new ScalarTypeOptional())),
                one("mean 2", x -> x.mean(2)),
                one("prod 1", x -> x.prod(1)),
                one("prod with zeros", x -> x.mul(zeroMask()).prod(1)),
                one("logsumexp 1", x -> x.logsumexp(1)),
                one("softmax 1 real", x -> x.softmax(1)),
                one("softmax 1 complex", z -> z.sub(z.logsumexp(new long[] {1}, true)).exp()),
                one("max 1", x -> x.amax(new long[] {1}, false)),
                one("max 0", x -> x.amax(new long[] {0}, false)),
                one("max all", x -> x.amax(new long[0], false)),
                one("min 1", x -> x.amin(new long[] {1}, false)),
                one("min 0", x -> x.amin(new long[] {0}, false)),
                one("min all", x -> x.amin(new long[0], false)),
                one("argmax 1", x -> x.argmax(Torch.length(1), false)),
                one("argmin 0", x -> x.argmin(Torch.length(0), false)));
    }

    /** The catalogue's mask: none, one, and two zeros along axis 1 of [3, 5, 2]. */
    private static Tensor zeroMask() {
        Tensor mask = torch.ones(30).to(ScalarType.Double);
        for (long at : new long[] {14, 21, 27}) {
            mask.get(at).fill_(Torch.number(0));
        }
        return mask.reshape(3, 5, 2);
    }
}
