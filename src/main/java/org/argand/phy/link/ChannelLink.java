package org.argand.phy.link;

import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Mapper and demapper over a channel that the receiver knows. */
public record ChannelLink(Link link, LinkChannel channel) implements EndToEndLink {
    @Override
    public int bitsPerSymbol() {
        return link.bitsPerSymbol();
    }

    @Override
    public int blockLength() {
        return channel.blockLength();
    }

    @Override
    public double energyOverhead() {
        return channel.energyOverhead();
    }

    @Override
    public Tensor llr(Tensor bits, Tensor no, RandomStream random) {
        return link.llr(channel.pass(link.transmit(bits), no, random));
    }

    /**
     * True of a classical link over noise alone. Bits of different symbols are independent there, and Gray bits of one symbol
     * rather exclude each other's errors: the variance of the bit error rate is 0.7 to 1 of that of independent bits, so that
     * their interval is a little wider than it need be.
     */
    @Override
    public boolean independentBits() {
        return channel instanceof LinkChannel.Noise && link instanceof ClassicalLink;
    }
}
