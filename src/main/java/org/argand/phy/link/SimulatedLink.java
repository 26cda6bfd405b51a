package org.argand.phy.link;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.EbNo;
import org.argand.phy.mapping.BinarySource;
import org.argand.phy.sim.BlockErrors;
import org.argand.phy.sim.LinkModel;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * A code over a link over a channel, for a {@link org.argand.phy.sim.Simulation}: a block is a codeword, or without a code
 * some 1,000 bits.
 *
 * <p>Eb/N0 counts the code's rate and the channel's overhead. A codeword fills whole blocks of the channel; what it leaves
 * of the last one is filled with random bits, which are neither decoded nor counted, nor is their energy.
 */
public final class SimulatedLink implements LinkModel {
    private static final int UNCODED_BITS = 1000;

    private final Link link;
    private final LinkChannel channel;
    private final BlockCode code;
    private final int bitsPerSymbol;

    /** Codewords of {@code code} over {@code link}. */
    public SimulatedLink(Link link, LinkChannel channel, BlockCode code) {
        this.link = link;
        this.channel = channel;
        this.code = code;
        this.bitsPerSymbol = link.constellation().bitsPerSymbol();
    }

    /** No code: blocks of so many whole blocks of the channel as have 1,000 bits or a little more. */
    public static SimulatedLink uncoded(Link link, LinkChannel channel) {
        int bits = channel.blockLength() * link.constellation().bitsPerSymbol();
        return new SimulatedLink(
                link, channel, BlockCode.none(Math.ceilDiv(UNCODED_BITS, bits) * bits));
    }

    /** Information bits of a block. */
    public int bitsPerBlock() {
        return code.k();
    }

    /** Symbols of a block, filling included. */
    public int symbolsPerBlock() {
        return channelBlocks() * channel.blockLength();
    }

    private int channelBlocks() {
        return Math.ceilDiv(code.n(), channel.blockLength() * bitsPerSymbol);
    }

    @Override
    public BlockErrors transmit(double ebnoDb, int numBlocks, RandomStream random) {
        double no = EbNo.toNo(ebnoDb, bitsPerSymbol, code.rate(), channel.energyOverhead());
        long passes = (long) numBlocks * channelBlocks();
        long sent = (long) symbolsPerBlock() * bitsPerSymbol;
        Tensor bits = new BinarySource(random).bits(DType.FLOAT32, numBlocks, code.k());
        Tensor coded = code.encode(bits);
        if (sent > code.n()) {
            Shape rest = Shape.of(numBlocks, sent - code.n());
            coded = Tensor.concat(List.of(coded, random.bits(DType.FLOAT32, rest)), -1);
        }
        Tensor x = link.transmit(coded.reshape(passes, sent / channelBlocks()));
        Tensor level = Tensor.full(DType.FLOAT32, Shape.of(passes, 1), no);
        Tensor llr = link.llr(channel.pass(x, level, random)).reshape(numBlocks, sent);
        return BlockErrors.between(bits, code.decode(llr.slice(-1, 0, code.n())));
    }

    /**
     * True of a classical link without a code over noise alone. Bits of different symbols are independent there, and Gray bits
     * of one symbol rather exclude each other's errors: the variance of the bit error rate is 0.7 to 1 of that of independent
     * bits, so that their interval is a little wider than it need be.
     */
    @Override
    public boolean independentBits() {
        return code instanceof BlockCode.Uncoded
                && channel instanceof LinkChannel.Noise
                && link instanceof ClassicalLink;
    }
}
