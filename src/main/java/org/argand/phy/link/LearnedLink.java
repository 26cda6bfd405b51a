package org.argand.phy.link;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.nn.Activation;
import org.argand.nn.Dense;
import org.argand.nn.Initializers;
import org.argand.nn.Mode;
import org.argand.nn.Sequential;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Mapper;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * A trainable constellation and a neural demapper, 3 → 128 → 128 → m on [Re x̂, Im x̂, log₁₀ no].
 *
 * <p>The points are one complex variable, {@code mapper/points}, which starts at Gray QAM and is
 * normalised to unit energy wherever it is used. Over a fading channel x̂ is the linear MMSE estimate,
 * over AWGN what was received.
 */
public final class LearnedLink implements Link {
    private static final int WIDTH = 128;

    private final Variable points;
    private final Sequential demapper;
    private final boolean fades;
    private final int bitsPerSymbol;

    private LearnedLink(Variable points, Sequential demapper, boolean fades, int bitsPerSymbol) {
        this.points = points;
        this.demapper = demapper;
        this.fades = fades;
        this.bitsPerSymbol = bitsPerSymbol;
    }

    /** An untrained link for {@code channel}, with random weights from {@code random}. */
    public static LearnedLink create(LinkChannel channel, int bitsPerSymbol, RandomStream random) {
        Constellation start = Constellation.qam(bitsPerSymbol, DType.COMPLEX64);
        return new LearnedLink(
                new Variable("mapper/points", start.points()),
                Sequential.of(
                        dense("demapper/0", 3, WIDTH, random),
                        Activation.RELU,
                        dense("demapper/1", WIDTH, WIDTH, random),
                        Activation.RELU,
                        dense("demapper/2", WIDTH, bitsPerSymbol, random)),
                !(channel instanceof LinkChannel.Noise),
                bitsPerSymbol);
    }

    private static Dense dense(String name, int in, int out, RandomStream random) {
        return Dense.create(name, in, out, DType.FLOAT32, Initializers.glorotUniform(), random);
    }

    @Override
    public Constellation constellation() {
        return Constellation.of(points.value()).normalised();
    }

    @Override
    public int bitsPerSymbol() {
        return bitsPerSymbol;
    }

    @Override
    public Tensor transmit(Tensor bits) {
        return Mapper.of(constellation()).map(bits);
    }

    @Override
    public Tensor llr(Observation seen) {
        Tensor x = fades ? seen.estimate() : seen.y();
        Tensor no = seen.no().broadcastTo(x.shape());
        Tensor features = Tensor.stack(List.of(x.real(), x.imag(), no.log10()), -1);
        Tensor logits = demapper.forward(features, Mode.TRAINING);
        return logits.reshape(x.dim(0), x.dim(1) * bitsPerSymbol);
    }

    /** Everything trained, in a fixed order. */
    public List<Variable> variables() {
        List<Variable> all = new ArrayList<>(List.of(points));
        all.addAll(demapper.variables());
        return List.copyOf(all);
    }
}
