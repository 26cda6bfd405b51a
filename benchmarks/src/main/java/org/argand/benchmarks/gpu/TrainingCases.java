package org.argand.benchmarks.gpu;

import org.argand.array.DType;
import org.argand.benchmarks.ComplexNetwork;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTask;
import org.argand.phy.link.LinkTraining;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Training steps, of which all is new in each: a complex network, and the link that {@code train} learns. */
final class TrainingCases {
    /** Steps of a link between two looks at the loss. */
    private static final int STEPS = 10;

    private TrainingCases() {}

    /** A step of {@link ComplexNetwork}. */
    static GpuCase network(int batch) {
        return GpuCase.of(
                        "network",
                        DType.COMPLEX64,
                        new long[] {batch},
                        () -> {
                            RandomStream random = GpuCases.random();
                            Tensor in =
                                    GpuCases.draw(
                                            random, DType.COMPLEX64, batch, ComplexNetwork.INPUTS);
                            Tensor target =
                                    GpuCases.draw(
                                            random, DType.COMPLEX64, batch, ComplexNetwork.OUTPUTS);
                            ComplexNetwork network = new ComplexNetwork();
                            return () -> network.step(in, target);
                        })
                .watchingMemory();
    }

    /** Steps of the link over that channel, whose points and demapper are learned. */
    static GpuCase link(String channel, int batch) {
        return GpuCase.of(
                        "training_" + channel,
                        DType.COMPLEX64,
                        new long[] {batch},
                        () -> {
                            LinkTraining training = LinkTraining.start(settings(channel, batch));
                            return () -> Tensor.scalar(training.advance(STEPS).loss());
                        })
                .stepping(STEPS)
                .watchingMemory();
    }

    /** Those of {@code train}, for longer. */
    static LinkSettings settings(String channel, int batch) {
        LinkSettings s = LinkTask.AUTOENCODER.standard();
        return new LinkSettings(
                s.task(),
                channel,
                s.bitsPerSymbol(),
                1_000_000,
                batch,
                s.seed(),
                s.ebnoFrom(),
                s.ebnoTo(),
                s.codeRate(),
                s.rate());
    }
}
