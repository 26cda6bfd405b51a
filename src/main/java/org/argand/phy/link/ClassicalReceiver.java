package org.argand.phy.link;

import java.util.function.Function;
import org.argand.phy.ofdm.ChannelEstimate;
import org.argand.phy.ofdm.LsChannelEstimator;
import org.argand.phy.ofdm.PilotInterpolation;
import org.argand.tensor.Tensor;

/** Receivers without anything to learn: some knowledge of the channel, linear MMSE equalisation and the exact demapper. */
public final class ClassicalReceiver implements OfdmReceiver {
    private final OfdmScenario scenario;
    private final Function<Reception, ChannelEstimate> channel;
    private final SoftDetector detector;

    private ClassicalReceiver(OfdmScenario scenario, Function<Reception, ChannelEstimate> channel) {
        this.scenario = scenario;
        this.channel = channel;
        this.detector = new SoftDetector(scenario);
    }

    /** Told the channel: the bound. */
    public static ClassicalReceiver perfectCsi(OfdmScenario scenario) {
        return new ClassicalReceiver(
                scenario, r -> ChannelEstimate.known(r.hFreq(), scenario.grid()));
    }

    /** Least-squares estimates at the pilots, linear between them. */
    public static ClassicalReceiver leastSquares(OfdmScenario scenario) {
        LsChannelEstimator ls =
                new LsChannelEstimator(scenario.grid(), PilotInterpolation.linear(scenario.grid()));
        return new ClassicalReceiver(scenario, r -> ls.estimate(r.y(), r.no()));
    }

    @Override
    public Tensor pilots() {
        return scenario.grid().pilots().values();
    }

    @Override
    public Tensor llr(Reception seen) {
        return detector.llr(detector.equalise(seen, channel.apply(seen)));
    }
}
