package org.argand.benchmarks;

import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTask;
import org.argand.phy.link.LinkTraining;
import org.openjdk.jmh.annotations.Param;

/** A step of {@code train} over AWGN: bits, mapper, noise, demapper, loss, gradients and Adam; beside the same in libtorch. */
public class TrainingBenchmark extends Paired {
    /** Steps whose losses must agree, so that the optimisers do too. */
    private static final int CHECKED_STEPS = 5;

    private static final int STEPS_PER_RUN = 2;
    private static final double TOLERANCE = 1e-4;

    @Param("32000")
    public int batch;

    @Override
    protected Contest contest() {
        LinkSettings s = settings();
        LinkTraining training = LinkTraining.start(s);
        TorchLink checked = new TorchLink(s);
        TorchLink peer = new TorchLink(s);
        return new Contest(
                        threads,
                        TOLERANCE,
                        () -> training.advance(STEPS_PER_RUN),
                        () -> {
                            LinkTraining fresh = LinkTraining.start(s);
                            double[] losses = new double[CHECKED_STEPS];
                            for (int k = 0; k < losses.length; k++) {
                                losses[k] = fresh.advance(1).loss();
                            }
                            return losses;
                        })
                .with(
                        Library.TORCH,
                        () -> peer.advance(STEPS_PER_RUN),
                        () -> checked.lossesOnArgandsData(CHECKED_STEPS))
                .ofOperations(STEPS_PER_RUN);
    }

    private LinkSettings settings() {
        LinkSettings s = LinkTask.AUTOENCODER.standard();
        return new LinkSettings(
                s.task(),
                s.channel(),
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
