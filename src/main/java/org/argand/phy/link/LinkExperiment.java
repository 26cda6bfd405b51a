package org.argand.phy.link;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.EbNo;
import org.argand.phy.mapping.BinarySource;
import org.argand.phy.mapping.Demapper;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Random bits through a link at random Eb/N0: what training and measurement share.
 *
 * @param bits 0 and 1, float32 [blocks, n·m]
 * @param llr logits of them, float32 [blocks, n·m]
 */
record LinkExperiment(Tensor bits, Tensor llr) {
    /** Sends {@code symbols} symbols, rounded up to whole blocks. */
    static LinkExperiment run(
            EndToEndLink link, LinkSettings s, long symbols, RandomStream random) {
        long blocks = Math.ceilDiv(symbols, link.blockLength());
        long perBlock = (long) link.blockLength() * link.bitsPerSymbol();
        Tensor bits = new BinarySource(random).bits(DType.FLOAT32, blocks, perBlock);
        Tensor ebnoDb =
                random.uniform(DType.FLOAT32, Shape.of(blocks, 1), s.ebnoFrom(), s.ebnoTo());
        Tensor no = EbNo.toNo(ebnoDb, link.bitsPerSymbol(), s.codeRate(), link.energyOverhead());
        return new LinkExperiment(bits, link.llr(bits, no, random));
    }

    /** Share of the bits whose logit has the wrong sign, float32 scalar. */
    Tensor errorRate() {
        return Demapper.hardDecisions(llr).sub(bits).abs().mean();
    }
}
