package org.argand.phy.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measurements against closed forms. */
class LinkScoreTest {
    private static LinkSettings at(String channel, int bits, double from, double to) {
        return new LinkSettings(LinkTask.AUTOENCODER, channel, bits, 1, 1, 1, from, to, 0.5, 1e-3);
    }

    private static EndToEndLink qam(int bits, String channel) {
        return new ClassicalLink(bits).over(LinkChannel.of(channel));
    }

    /** The figure that the field's own program gives for Gray 64-QAM with the exact demapper. */
    @Test
    void gray64Qam_hasTheKnownCrossEntropy() {
        LinkScore score = LinkScore.measure(qam(6, "awgn"), at("awgn", 6, 4, 8), 1 << 18, n -> {});
        assertEquals(0.2997, score.bce(), 0.0015);
    }

    /** QPSK: a bit is wrong with Q(√(2·Eb/N0·rate)) over noise, ½(1 − √(γ/(1 + γ))) over Rayleigh fading. */
    @ParameterizedTest
    @CsvSource({"awgn, 6, 0.0230071", "rayleigh, 6, 0.0920789"})
    void qpsk_hasTheErrorRateOfTheClosedForm(String channel, double ebnoDb, double ber) {
        LinkScore score =
                LinkScore.measure(
                        qam(2, channel), at(channel, 2, ebnoDb, ebnoDb), 1 << 18, n -> {});
        double blocks = score.bits() / (channel.equals("awgn") ? 1.0 : 8.0);
        assertEquals(ber, score.ber(), 4 * Math.sqrt(ber * (1 - ber) / blocks));
    }

    /** The prefix costs energy: at one Eb/N0, OFDM has the noise of a link that much worse. */
    @Test
    void tdlA_countsTheEnergyOfThePrefix() {
        assertEquals(84.0 / 64, LinkChannel.of("tdl-a").energyOverhead(), 1e-12);
        double shift = 10 * Math.log10(84.0 / 64);
        LinkScore ofdm =
                LinkScore.measure(
                        qam(2, "tdl-a"), at("tdl-a", 2, 10 + shift, 10 + shift), 1 << 19, n -> {});
        double gamma = 10 * 0.5;
        // Every subcarrier alone is Rayleigh fading; the spread over blocks decides the tolerance.
        assertEquals(0.5 * (1 - Math.sqrt(gamma / (1 + gamma))), ofdm.ber(), 0.003);
    }

    @Test
    void progress_endsAtTheTotal() {
        List<Long> told = new ArrayList<>();
        LinkScore score = LinkScore.measure(qam(2, "awgn"), at("awgn", 2, 4, 4), 40_000, told::add);
        assertEquals(List.of(32_768L, 40_000L), told);
        assertEquals(2L * 65_536, score.bits());
        assertTrue(score.bitErrors() > 0);
    }
}
