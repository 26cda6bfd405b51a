package org.argand.phy.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.DType;
import org.argand.phy.EbNo;
import org.argand.phy.ReferenceTable;
import org.argand.phy.channel.Awgn;
import org.argand.phy.channel.RayleighBlockFading;
import org.argand.phy.mimo.Equalised;
import org.argand.phy.ofdm.ZeroForcing;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uncoded Gray QAM over noise and over Rayleigh fading: inside the 95 % interval of the closed forms, at a fixed seed. */
class ErrorRateTest {
    private static final long PASS = 50_000;

    /**
     * What was counted.
     *
     * @param errors wrong bits
     * @param deviation of the bit error rate, one standard error: bits of a symbol go wrong together
     */
    record Count(long symbols, long errors, double ber, double deviation) {}

    @ParameterizedTest
    @CsvSource({
        "awgn, 2, 0", "awgn, 2, 2", "awgn, 2, 4", "awgn, 2, 6",
        "awgn, 4, 2", "awgn, 4, 5", "awgn, 4, 8", "awgn, 4, 10",
        "awgn, 6, 4", "awgn, 6, 8", "awgn, 6, 11", "awgn, 6, 14",
        "awgn, 8, 8", "awgn, 8, 12", "awgn, 8, 16", "awgn, 8, 18",
        "rayleigh, 2, 0", "rayleigh, 2, 5", "rayleigh, 2, 10", "rayleigh, 2, 20",
        "rayleigh, 4, 0", "rayleigh, 4, 5", "rayleigh, 4, 10", "rayleigh, 4, 20",
        "rayleigh, 6, 5", "rayleigh, 6, 10", "rayleigh, 6, 15", "rayleigh, 6, 25",
        "rayleigh, 8, 5", "rayleigh, 8, 10", "rayleigh, 8, 15", "rayleigh, 8, 25"
    })
    void qam_hasTheErrorRateOfTheClosedForm(String channel, int m, double ebnoDb) {
        double ber =
                ReferenceTable.of("closed_form_ber.csv")
                        .value(
                                "ber",
                                "channel",
                                channel,
                                "bits_per_symbol",
                                "" + m,
                                "ebno_db",
                                "" + ebnoDb);
        Count c = count(channel.equals("rayleigh"), m, ebnoDb, 1000, new RandomStream(1));
        assertTrue(c.errors() >= 1000);
        assertEquals(ber, c.ber(), 1.96 * c.deviation(), c.toString());
    }

    /** Counts until there are so many errors. */
    static Count count(
            boolean fading, int m, double ebnoDb, long errorsWanted, RandomStream random) {
        Constellation qam = Constellation.qam(m, DType.COMPLEX64);
        Tensor no = Tensor.scalar(DType.FLOAT32, EbNo.toNo(ebnoDb, m, 1)).realise();
        long symbols = 0;
        double errors = 0;
        double squares = 0;
        while (errors < errorsWanted) {
            try (Scope scope = Scope.open()) {
                Tensor bits = new BinarySource(random).bits(DType.FLOAT32, PASS * m);
                Tensor x = Mapper.of(qam).map(bits);
                Tensor llr;
                if (fading) {
                    Tensor h =
                            new RayleighBlockFading(random)
                                    .coefficients(qam.points().dtype(), PASS);
                    Equalised e = ZeroForcing.equalise(Awgn.apply(x.mul(h), no, random), h, no);
                    llr = Demapper.maxLog(qam).llr(e.xHat(), e.noEff());
                } else {
                    llr = Demapper.maxLog(qam).llr(Awgn.apply(x, no, random), no);
                }
                Tensor wrong = Demapper.hardDecisions(llr).notEqualTo(bits);
                Tensor each = wrong.cast(DType.FLOAT64).reshape(PASS, m).sum(-1);
                errors += each.sum().item();
                squares += each.square().sum().item();
                symbols += PASS;
            }
        }
        double mean = errors / symbols;
        double variance = squares / symbols - mean * mean;
        double deviation = Math.sqrt(variance / symbols) / m;
        return new Count(symbols, Math.round(errors), mean / m, deviation);
    }
}
