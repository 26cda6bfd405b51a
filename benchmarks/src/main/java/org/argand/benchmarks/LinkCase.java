package org.argand.benchmarks;

import java.util.List;
import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.EbNo;
import org.argand.phy.channel.Awgn;
import org.argand.phy.fec.BpSettings;
import org.argand.phy.fec.CheckRule;
import org.argand.phy.fec.Ldpc5GCode;
import org.argand.phy.fec.Ldpc5GDecoder;
import org.argand.phy.fec.Ldpc5GEncoder;
import org.argand.phy.link.LinkChannel;
import org.argand.phy.link.Observation;
import org.argand.phy.mapping.BinarySource;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Demapper;
import org.argand.phy.mapping.Mapper;
import org.argand.phy.sim.ClosedFormBer;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * A link whose throughput is measured, from random bits to counted errors; benchmarks/peers/numpy_links.py has the same ones.
 *
 * @param name what the peer calls it
 * @param title what the table calls it
 * @param bits information bits in a batch
 * @param expected bit error rate, by theory
 * @param batch the bit error rate of one batch
 */
record LinkCase(String name, String title, long bits, double expected, Supplier<Tensor> batch) {
    private static final DType REAL = DType.FLOAT32;
    private static final Constellation QPSK = Constellation.qam(2, DType.COMPLEX64);
    private static final Constellation QAM = Constellation.qam(4, DType.COMPLEX64);

    /** All of them, with random numbers of that seed. */
    static List<LinkCase> all(long seed) {
        RandomStream random = new RandomStream(seed);
        return List.of(awgn(random), ofdm(random), ldpc(random));
    }

    private static LinkCase awgn(RandomStream random) {
        long bits = 4 * 100_000;
        double ebnoDb = 6;
        Tensor no = level(EbNo.toNo(ebnoDb, 4, 1), Shape.SCALAR);
        return new LinkCase(
                "awgn",
                "16-QAM over AWGN, exact demapper",
                bits,
                ClosedFormBer.qam(4).awgn(ebnoDb),
                () -> {
                    Tensor sent = new BinarySource(random).bits(REAL, bits);
                    Tensor y = Awgn.apply(Mapper.of(QAM).map(sent), no, random);
                    return wrong(Demapper.app(QAM).llr(y, no), sent);
                });
    }

    private static LinkCase ofdm(RandomStream random) {
        LinkChannel channel = LinkChannel.of("tdl-a");
        long blocks = 500;
        long each = 4L * channel.blockLength();
        double ebnoDb = 10;
        Tensor no = level(EbNo.toNo(ebnoDb, 4, 1), Shape.of(blocks, 1));
        return new LinkCase(
                "ofdm",
                "16-QAM, OFDM over TDL-A in the time domain",
                blocks * each,
                ClosedFormBer.qam(4).rayleigh(ebnoDb),
                () -> {
                    Tensor sent = new BinarySource(random).bits(REAL, blocks, each);
                    Observation seen = channel.pass(Mapper.of(QAM).map(sent), no, random);
                    return wrong(Demapper.app(QAM).llr(seen.y(), seen.no()), sent);
                });
    }

    private static LinkCase ldpc(RandomStream random) {
        Ldpc5GCode code = Ldpc5GCode.of(512, 1024);
        Ldpc5GEncoder encoder = Ldpc5GEncoder.of(code);
        BpSettings settings = BpSettings.of(CheckRule.boxplusPhi(), 20).withoutEarlyStop();
        Ldpc5GDecoder decoder = Ldpc5GDecoder.of(code, settings);
        long words = 100;
        Tensor no = level(EbNo.toNo(3, 2, code.rate()), Shape.SCALAR);
        return new LinkCase(
                "ldpc",
                "QPSK, LDPC (512, 1024), 20 iterations of BP",
                words * code.k(),
                0,
                () -> {
                    Tensor sent = new BinarySource(random).bits(REAL, words, code.k());
                    Tensor x = Mapper.of(QPSK).map(encoder.encode(sent));
                    Tensor llr = Demapper.app(QPSK).llr(Awgn.apply(x, no, random), no);
                    return wrong(decoder.info(llr), sent);
                });
    }

    private static Tensor level(double no, Shape shape) {
        return Tensor.full(REAL, shape, no).realise();
    }

    private static Tensor wrong(Tensor llr, Tensor sent) {
        return Demapper.hardDecisions(llr).notEqualTo(sent).cast(REAL).mean();
    }

    /** The bit error rate of one batch. */
    double run() {
        try (Scope _ = Scope.open()) {
            return batch.get().item();
        }
    }

    /** Fails where that mean bit error rate of many batches is not the expected one. */
    void check(String who, double rate) {
        if (!(Math.abs(rate - expected) <= 0.1 * expected)) {
            throw new IllegalStateException(
                    "%s: %s has a bit error rate of %.4g, theory %.4g"
                            .formatted(who, title, rate, expected));
        }
    }
}
