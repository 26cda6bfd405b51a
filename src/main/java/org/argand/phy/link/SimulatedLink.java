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
 * A code over a link, for a {@link org.argand.phy.sim.Simulation}: a block is a codeword, or without a code
 * some 1,000 bits.
 *
 * <p>Eb/N0 counts the code's rate and the channel's overhead. A codeword fills whole blocks of the channel; what it leaves
 * of the last one is filled with random bits, which are neither decoded nor counted, nor is their energy.
 */
public final class SimulatedLink implements LinkModel {
    private static final int UNCODED_BITS = 1000;

    /** Information bits of a batch, if nobody says otherwise; fewer if the distances to all points take too much memory. */
    private static final long BATCH_BITS = 100_000;

    private static final long BATCH_DISTANCES = 1 << 24;

    private final EndToEndLink link;
    private final BlockCode code;

    /** Codewords of {@code code} over {@code link}. */
    public SimulatedLink(EndToEndLink link, BlockCode code) {
        this.link = link;
        this.code = code;
    }

    /** No code: blocks of so many whole blocks of the channel as have 1,000 bits or a little more. */
    public static SimulatedLink uncoded(EndToEndLink link) {
        int bits = link.blockLength() * link.bitsPerSymbol();
        return new SimulatedLink(link, BlockCode.none(Math.ceilDiv(UNCODED_BITS, bits) * bits));
    }

    /** Information bits of a block. */
    public int bitsPerBlock() {
        return code.k();
    }

    /** Symbols of a block, filling included. */
    public int symbolsPerBlock() {
        return channelBlocks() * link.blockLength();
    }

    /** Blocks of a batch, if nobody says otherwise. */
    public int batchBlocks() {
        long distances = (long) symbolsPerBlock() << link.bitsPerSymbol();
        long most = Math.min(BATCH_BITS / bitsPerBlock(), BATCH_DISTANCES / distances);
        return (int) Math.max(1, most);
    }

    private int channelBlocks() {
        return Math.ceilDiv(code.n(), link.blockLength() * link.bitsPerSymbol());
    }

    @Override
    public BlockErrors transmit(double ebnoDb, int numBlocks, RandomStream random) {
        double no = EbNo.toNo(ebnoDb, link.bitsPerSymbol(), code.rate(), link.energyOverhead());
        long passes = (long) numBlocks * channelBlocks();
        long sent = (long) symbolsPerBlock() * link.bitsPerSymbol();
        Tensor bits = new BinarySource(random).bits(DType.FLOAT32, numBlocks, code.k());
        Tensor coded = code.encode(bits);
        if (sent > code.n()) {
            Shape rest = Shape.of(numBlocks, sent - code.n());
            coded = Tensor.concat(List.of(coded, random.bits(DType.FLOAT32, rest)), -1);
        }
        Tensor level = Tensor.full(DType.FLOAT32, Shape.of(passes, 1), no);
        Tensor llr =
                link.llr(coded.reshape(passes, sent / channelBlocks()), level, random)
                        .reshape(numBlocks, sent);
        return BlockErrors.between(bits, code.decode(llr.slice(-1, 0, code.n())));
    }

    @Override
    public boolean independentBits() {
        return code instanceof BlockCode.Uncoded && link.independentBits();
    }
}
