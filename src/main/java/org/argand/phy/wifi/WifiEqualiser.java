package org.argand.phy.wifi;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.autograd.GradientTape;
import org.argand.nn.Activation;
import org.argand.nn.Dense;
import org.argand.nn.Initializers;
import org.argand.nn.Mode;
import org.argand.nn.Sequential;
import org.argand.optim.Adam;
import org.argand.optim.Optimizer;
import org.argand.optim.Schedule;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * A learned channel estimate: the least squares one, smoothed over the subcarriers by what real frames have taught.
 *
 * <p>{@code ĥ = h + Σ_c g_c(snr)·(h·W_c)} over the 52 used subcarriers, with complex matrices W_c, zero before training, and weights
 * g_c from a network 1 → 8 → {@value #MATRICES} of log₁₀ snr: strong smoothing in noise, little without. It knows no
 * rate: what was learned from BPSK frames serves those of 64-QAM.
 */
public final class WifiEqualiser {
    private static final int MATRICES = 3;
    private static final int USED = Subcarriers.USED_COUNT;
    private static final int BATCH = 128;
    private static final double RATE = 1e-2;
    private static final double LEAST_SNR_DB = 0;
    private static final double MOST_SNR_DB = 35;

    private final Dense smoothing;
    private final Sequential weights;

    private WifiEqualiser(Dense smoothing, Sequential weights) {
        this.smoothing = smoothing;
        this.weights = weights;
    }

    /** An equaliser that leaves the least squares estimate as it is. */
    public static WifiEqualiser untrained(RandomStream random) {
        return new WifiEqualiser(
                Dense.withoutBias(
                        "equaliser/smoothing",
                        USED,
                        MATRICES * USED,
                        DType.COMPLEX64,
                        Initializers.zeros(),
                        random),
                Sequential.of(
                        dense("equaliser/weights/0", 1, 8, random),
                        Activation.TANH,
                        dense("equaliser/weights/1", 8, MATRICES, random)));
    }

    private static Dense dense(String name, int in, int out, RandomStream random) {
        return Dense.create(name, in, out, DType.FLOAT32, Initializers.glorotUniform(), random);
    }

    /**
     * Trains on the frames with a correct check sequence in those recordings: their symbols are known, and with them the channel
     * over the whole frame, which the estimate from the training field is to come near.
     *
     * <p>Each step takes {@value #BATCH} of the frames, through random echoes and delays and with noise added to SNR from 3 to
     * 33 dB, and minimises |ĥ − h|² per noise by Adam.
     *
     * @param recordings samples at 20 MHz, complex [n] each
     * @param steps of training, a thousand or more
     */
    public static WifiEqualiser train(List<Tensor> recordings, int steps, RandomStream random) {
        WifiEqualiser e = untrained(random.split("weights"));
        RandomStream draws = random.split("training");
        Optimizer optimizer = Optimizer.of(Adam.standard(), Schedule.cosine(RATE, 0, steps));
        try (Scope _ = Scope.open()) {
            DecidedChannels frames = DecidedChannels.of(recordings);
            for (int k = 0; k < steps; k++) {
                try (Scope _ = Scope.open();
                        GradientTape tape = GradientTape.open()) {
                    Tensor loss = e.loss(frames.distorted(BATCH, LEAST_SNR_DB, MOST_SNR_DB, draws));
                    optimizer.step(tape.gradient(loss), e.variables());
                }
            }
        }
        return e;
    }

    /** Mean of ln(|ĥ − h|²/(no/2)), the error in units of that of least squares: every SNR weighs the same. */
    Tensor loss(DecidedChannels frames) {
        return errors(frames).log().mean();
    }

    /** Mean square error of each frame's channel in units of that of the least squares estimate, [N]. */
    Tensor errors(DecidedChannels frames) {
        Tensor error = smooth(frames.direct(), frames.snr()).sub(frames.decided());
        return error.abs2().mean(-1).div(frames.no()).mul(2);
    }

    /** ĥ on the used subcarriers, complex64 [F, 52]. */
    private Tensor smooth(Tensor h, Tensor snr) {
        Tensor features = snr.maximum(1e-3).log10().expand(-1);
        Tensor weight = weights.forward(features, Mode.INFERENCE).expand(-1);
        Tensor parts = smoothing.forward(h, Mode.INFERENCE).reshape(-1, MATRICES, USED);
        return h.add(parts.mul(weight.cast(DType.COMPLEX64)).sum(1));
    }

    /** The estimate, smoothed. */
    ChannelEstimate refine(ChannelEstimate direct) {
        Tensor h = direct.at(Subcarriers.used()).cast(DType.COMPLEX64);
        Tensor smooth = smooth(h, direct.snr().cast(DType.FLOAT32));
        Tensor onGrid = Subcarriers.onGrid(smooth.cast(direct.h().dtype()), Subcarriers.used());
        return new ChannelEstimate(onGrid.realise(), direct.no());
    }

    /** Everything trained, in a fixed order; a checkpoint of these is all there is to keep. */
    public List<Variable> variables() {
        List<Variable> all = new ArrayList<>(smoothing.variables());
        all.addAll(weights.variables());
        return List.copyOf(all);
    }
}
