package org.argand.phy.link;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.nn.Activation;
import org.argand.nn.Conv2d;
import org.argand.nn.Initializer;
import org.argand.nn.Initializers;
import org.argand.nn.Mode;
import org.argand.phy.ofdm.ChannelEstimate;
import org.argand.tensor.Convolution;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Residual complex convolutions over the grid that better an estimate of the channel and of its error.
 *
 * <p>Every receive antenna is seen by itself, so that the same weights serve any number of them. Of each resource element the
 * network sees the estimate, {@code y·conj(x)} with what is known of the symbol x sent, and |x|² and log₁₀ no as real and
 * imaginary part of a third channel. What it says is added to the estimate in units of the error's standard deviation, so
 * that it cannot harm where there is no noise, and to the logarithm of the error's variance. Its last convolution starts at zero:
 * untrained, it changes nothing.
 */
final class ChannelRefiner {
    private static final int FEATURES = 3;
    private static final int CHANNELS = 8;
    private static final int BLOCKS = 2;

    private final Conv2d first;
    private final List<Conv2d> blocks;
    private final Conv2d last;

    private ChannelRefiner(Conv2d first, List<Conv2d> blocks, Conv2d last) {
        this.first = first;
        this.blocks = blocks;
        this.last = last;
    }

    static ChannelRefiner create(String name, RandomStream random) {
        Initializer he = Initializers.complexHe();
        Conv2d first = conv(name + "/first", FEATURES, CHANNELS, 3, 9, 1, he, random);
        List<Conv2d> blocks = new ArrayList<>();
        for (int k = 0; k < 2 * BLOCKS; k++) {
            int dilation = k % 2 == 0 ? 1 << (k / 2 + 1) : 1;
            blocks.add(conv(name + "/" + k, CHANNELS, CHANNELS, 3, 3, dilation, he, random));
        }
        Conv2d last = conv(name + "/last", CHANNELS, 2, 3, 3, 1, Initializers.zeros(), random);
        return new ChannelRefiner(first, List.copyOf(blocks), last);
    }

    private static Conv2d conv(
            String name,
            int in,
            int out,
            int symbols,
            int subcarriers,
            int dilation,
            Initializer initializer,
            RandomStream random) {
        Convolution same = Convolution.PLAIN.padding(Convolution.Mode.SAME).dilation(1, dilation);
        return Conv2d.create(
                name, in, out, symbols, subcarriers, same, DType.COMPLEX64, initializer, random);
    }

    List<Variable> variables() {
        List<Variable> all = new ArrayList<>(first.variables());
        blocks.forEach(b -> all.addAll(b.variables()));
        all.addAll(last.variables());
        return all;
    }

    /**
     * A better estimate.
     *
     * @param channel estimate so far, of one stream
     * @param y received, effective subcarriers, complex [batch, 1, num_rx_ant, S, W]
     * @param known what is known of the symbols sent, 0 where nothing is, complex [batch, 1, 1, S, W]
     * @param no noise variance, real [batch, 1, 1]
     */
    ChannelEstimate refine(ChannelEstimate channel, Tensor y, Tensor known, Tensor no) {
        Shape links = channel.hHat().shape();
        Shape images = Shape.of(y.dim(0) * y.dim(2), y.dim(3), y.dim(4));
        Tensor h = channel.hHat().reshape(images);
        Tensor correlated = y.mul(known.conj()).reshape(images);
        Tensor level = no.log10().expand(-1).expand(-1).broadcastTo(y.shape());
        Tensor state = Tensor.complex(known.abs2().broadcastTo(y.shape()), level).reshape(images);
        Tensor said = network(Tensor.stack(List.of(h, correlated, state), 1));
        Tensor errVar = channel.errVar().broadcastTo(links).reshape(images);
        Tensor correction = said.select(1, 0).mul(errVar.sqrt());
        return new ChannelEstimate(
                h.add(correction).reshape(links),
                errVar.mul(said.select(1, 1).real().exp()).reshape(links));
    }

    private Tensor network(Tensor features) {
        Tensor z = first.forward(features, Mode.TRAINING);
        for (int k = 0; k < blocks.size(); k += 2) {
            Tensor inner = blocks.get(k).forward(Activation.CRELU.apply(z), Mode.TRAINING);
            z = z.add(blocks.get(k + 1).forward(Activation.CRELU.apply(inner), Mode.TRAINING));
        }
        return last.forward(Activation.CRELU.apply(z), Mode.TRAINING);
    }
}
