package org.argand.phy.link;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.argand.array.Shape;
import org.argand.phy.mapping.SymbolDemapper;
import org.argand.phy.mimo.Equalised;
import org.argand.phy.ofdm.ChannelEstimate;
import org.argand.phy.ofdm.LsChannelEstimator;
import org.argand.phy.ofdm.PilotInterpolation;
import org.argand.phy.ofdm.RemoveNulledSubcarriers;
import org.argand.phy.ofdm.ResourceGridMapper;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Learned pilots and an iterative receiver whose channel estimator is a complex network.
 *
 * <p>It begins as the classical receiver, least squares at the pilots and lines between them. In each round a {@link
 * ChannelRefiner} betters the estimate of the channel, the data are equalised and demapped with it, and the mean of each
 * symbol given its logits serves the next round as a further pilot. All of it is differentiable, and trained as one on
 * the logits of the last round.
 */
public final class NeuralReceiver implements OfdmReceiver {
    private static final int ROUNDS = 2;

    private final OfdmScenario scenario;
    private final Variable pilots;
    private final List<ChannelRefiner> rounds;
    private final LsChannelEstimator leastSquares;
    private final SoftDetector detector;
    private final SymbolDemapper symbols;
    private final ResourceGridMapper mapper;
    private final RemoveNulledSubcarriers nulls;

    private NeuralReceiver(OfdmScenario scenario, Variable pilots, List<ChannelRefiner> rounds) {
        this.scenario = scenario;
        this.pilots = pilots;
        this.rounds = rounds;
        this.leastSquares =
                new LsChannelEstimator(scenario.grid(), PilotInterpolation.linear(scenario.grid()));
        this.detector = new SoftDetector(scenario);
        this.symbols = SymbolDemapper.of(scenario.constellation());
        this.mapper = new ResourceGridMapper(scenario.grid());
        this.nulls = new RemoveNulledSubcarriers(scenario.grid());
    }

    /** An untrained one with the pilots of the scenario, random weights from {@code random}. */
    static NeuralReceiver create(OfdmScenario scenario, RandomStream random) {
        List<ChannelRefiner> rounds = new ArrayList<>();
        for (int k = 0; k < ROUNDS; k++) {
            rounds.add(ChannelRefiner.create("receiver/" + k, random));
        }
        return new NeuralReceiver(
                scenario,
                new Variable("pilots", scenario.grid().pilots().values()),
                List.copyOf(rounds));
    }

    /** Everything trained, in a fixed order. */
    List<Variable> variables() {
        List<Variable> all = new ArrayList<>(List.of(pilots));
        rounds.forEach(r -> all.addAll(r.variables()));
        return List.copyOf(all);
    }

    @Override
    public Tensor pilots() {
        Tensor p = pilots.value();
        return p.div(p.abs2().mean().sqrt());
    }

    @Override
    public Tensor llr(Reception seen) {
        Tensor sent = pilots();
        ChannelEstimate channel = leastSquares.estimate(seen.y(), seen.no(), sent);
        Tensor data = Tensor.zeros(seen.y().dtype(), dataShape(seen)).to(seen.y().device());
        Tensor observed = nulls.apply(seen.y());
        Iterator<ChannelRefiner> left = rounds.iterator();
        while (true) {
            Tensor known = nulls.apply(mapper.map(data, sent));
            channel = left.next().refine(channel, observed, known, seen.no());
            Equalised e = detector.equalise(seen, channel);
            if (!left.hasNext()) {
                return detector.llr(e);
            }
            data = symbols.mean(e.xHat(), e.noEff());
        }
    }

    private Shape dataShape(Reception seen) {
        return Shape.of(seen.y().dim(0), 1, 1, scenario.blockLength());
    }
}
