package org.argand.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.nn.Activation;
import org.argand.nn.Dense;
import org.argand.nn.Initializers;
import org.argand.nn.Losses;
import org.argand.nn.Mode;
import org.argand.nn.Sequential;
import org.argand.optim.Adam;
import org.argand.optim.Optimizer;
import org.argand.optim.Schedule;
import org.argand.optim.SecondMoment;
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
 * A step of a complex network, 64 → 256 → 256 → 64 with CReLU between: the mean of |y − target|², its gradients, and Adam on
 * the parts of the weights.
 *
 * <p>libtorch's weights are real tensors seen as complex ones, which costs nothing and is what its Adam takes.
 */
public class NetworkBenchmark extends Paired {
    private static final int[] WIDTHS = {64, 256, 256, 64};
    private static final double RATE = 1e-3;
    private static final int CHECKED_STEPS = 5;

    @Param("1024")
    public int batch;

    private Tensor in;
    private Tensor target;

    @Override
    protected Contest contest() {
        RandomStream random = new RandomStream(1);
        in = random.normal(DType.COMPLEX64, Shape.of(batch, WIDTHS[0])).realise();
        target = random.normal(DType.COMPLEX64, Shape.of(batch, WIDTHS[3])).realise();
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

    private static Sequential network() {
        RandomStream random = new RandomStream(2);
        List<Dense> layers =
                IntStream.range(0, 3)
                        .mapToObj(k ->
                                Dense.create(
                                        "dense/" + k,
                                        WIDTHS[k],
                                        WIDTHS[k + 1],
                                        DType.COMPLEX64,
                                        Initializers.complexGlorot(),
                                        random))
                        .toList();
        return Sequential.of(
                layers.get(0), Activation.CRELU, layers.get(1), Activation.CRELU, layers.get(2));
    }

    private final class Argand {
        private final Sequential network = network();
        private final Optimizer adam =
                Optimizer.of(
                        Adam.standard().with(SecondMoment.PER_COMPONENT), Schedule.constant(RATE));

        double step() {
            try (Scope _ = Scope.open();
                    GradientTape tape = GradientTape.open()) {
                Tensor loss = Losses.meanSquaredError(network.forward(in, Mode.TRAINING), target);
                adam.step(tape.gradient(loss), network.variables());
                return loss.item();
            }
        }
    }

    private final class Peer {
        private final TensorVector weights = new TensorVector();
        private final org.bytedeco.pytorch.Adam adam;
        private final org.bytedeco.pytorch.Tensor x = Torch.of(in);
        private final org.bytedeco.pytorch.Tensor y = Torch.of(target);

        Peer() {
            network()
                    .variables()
                    .forEach(v ->
                            weights.push_back(
                                    torch.view_as_real(Torch.of(v.value()))
                                            .clone()
                                            .set_requires_grad(true)));
            AdamOptions options = new AdamOptions(RATE);
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
