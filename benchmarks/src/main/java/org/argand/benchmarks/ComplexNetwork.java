package org.argand.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.DType;
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
import org.argand.tensor.Variable;

/**
 * A complex network in training, 64 → 256 → 256 → 64 with CReLU between: the mean of |y − target|², its gradients, and Adam on
 * the parts of the weights.
 */
public final class ComplexNetwork {
    /** Extent of the input. */
    public static final int INPUTS = 64;

    /** Extent of the output. */
    public static final int OUTPUTS = 64;

    /** The rate of Adam. */
    static final double RATE = 1e-3;

    private static final int[] WIDTHS = {INPUTS, 256, 256, OUTPUTS};

    private final Sequential network = network();
    private final Optimizer adam =
            Optimizer.of(Adam.standard().with(SecondMoment.PER_COMPONENT), Schedule.constant(RATE));

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

    /** Weights and biases, layer by layer. */
    List<Variable> variables() {
        return network.variables();
    }

    /** Makes a step; its loss, which the caller's scope keeps. */
    public Tensor step(Tensor in, Tensor target) {
        try (Scope scope = Scope.open();
                GradientTape tape = GradientTape.open()) {
            Tensor loss = Losses.meanSquaredError(network.forward(in, Mode.TRAINING), target);
            adam.step(tape.gradient(loss), network.variables());
            return scope.keep(loss);
        }
    }
}
