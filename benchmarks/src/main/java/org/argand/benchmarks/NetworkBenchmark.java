package org.argand.benchmarks;

import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Param;

/**
 * A step of {@link ComplexNetwork}.
 *
 * <p>libtorch's weights are real tensors seen as complex ones, which costs nothing and is what its Adam takes.
 */
public class NetworkBenchmark extends Paired {
    private static final int CHECKED_STEPS = 5;

    @Param("1024")
    public int batch;

    private Tensor in;
    private Tensor target;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        in = random.normal(DType.COMPLEX64, Shape.of(batch, ComplexNetwork.INPUTS)).realise();
        target = random.normal(DType.COMPLEX64, Shape.of(batch, ComplexNetwork.OUTPUTS)).realise();
        Argand argand = new Argand();
        Peer peer = new Peer();
        Argand checked = new Argand();
        Peer checkedPeer = new Peer();
        return new Contest(
                        threads,
                        Values.tolerance(DType.COMPLEX64),
                        argand::step,
                        () -> losses(checked::step))
                .with(Library.TORCH, peer::step, () -> losses(checkedPeer::step));
    }

    /** One step. */
    private interface Step {
        double loss();
    }

    /** Of several steps, so that the optimisers must agree too. */
    private static double[] losses(Step step) {
        return IntStream.range(0, CHECKED_STEPS).mapToDouble(k -> step.loss()).toArray();
    }

    private final class Argand {
        private final ComplexNetwork network = new ComplexNetwork();

        double step() {
            try (Scope _ = Scope.open()) {
                return network.step(in, target).item();
            }
        }
    }

    private final class Peer {
        private final TensorVector weights = new TensorVector();
        private final org.bytedeco.pytorch.Adam adam;
        private final org.bytedeco.pytorch.Tensor x = Torch.of(in);
        private final org.bytedeco.pytorch.Tensor y = Torch.of(target);

        Peer() {
            new ComplexNetwork()
                    .variables()
                    .forEach(v ->
                            weights.push_back(
                                    torch.view_as_real(Torch.of(v.value()))
                                            .clone()
                                            .set_requires_grad(true)));
            AdamOptions options = new AdamOptions(ComplexNetwork.RATE);
            options.eps().put(1e-8);
            adam = new org.bytedeco.pytorch.Adam(weights, options);
        }

        double step() {
            try (PointerScope _ = new PointerScope()) {
                var z = x;
                for (int k = 0; k < 3; k++) {
                    z = torch.addmm(weight(2 * k + 1), z, weight(2 * k));
                    z = k < 2 ? torch.view_as_complex(torch.view_as_real(z).relu()) : z;
                }
                var difference = torch.view_as_real(z.sub(y));
                var loss = difference.square().sum().mul(new Scalar(1.0 / y.numel()));
                adam.zero_grad();
                loss.backward();
                adam.step();
                return loss.item_double();
            }
        }

        private org.bytedeco.pytorch.Tensor weight(int k) {
            return torch.view_as_complex(weights.get(k));
        }
    }
}
