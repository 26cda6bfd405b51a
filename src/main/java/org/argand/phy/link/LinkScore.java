package org.argand.phy.link;

import java.util.function.LongConsumer;
import org.argand.nn.Losses;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;

/**
 * How well a link does on fresh random data, Eb/N0 uniform over the range it was trained for.
 *
 * @param bce mean cross-entropy of the bits given their logits, in nats
 * @param bitErrors bits whose logit has the wrong sign
 * @param bits bits sent
 */
public record LinkScore(double bce, long bitErrors, long bits) {
    /** Symbols per pass; a measurement's numbers depend on it, so that it is fixed. */
    private static final long PASS = 1 << 15;

    /** Bit error rate. */
    public double ber() {
        return (double) bitErrors / bits;
    }

    /**
     * Measures {@code link} on {@code symbols} symbols, rounded up to whole passes of 32768.
     *
     * <p>The numbers follow from the seed of the settings: two links see the same bits, noise and fading, and none that
     * training saw.
     *
     * @param progress told the number of symbols done after each pass
     */
    public static LinkScore measure(
            EndToEndLink link, LinkSettings settings, long symbols, LongConsumer progress) {
        RandomStream random = new RandomStream(settings.seed()).split("measuring");
        double total = 0;
        long errors = 0;
        long bits = 0;
        for (long done = 0; done < symbols; done += PASS) {
            try (Scope _ = Scope.open()) {
                LinkExperiment e = LinkExperiment.run(link, settings, PASS, random);
                total += Losses.sigmoidCrossEntropy(e.bits(), e.llr()).item() * e.bits().size();
                errors += Math.round(e.errorRate().item() * e.bits().size());
                bits += e.bits().size();
            }
            progress.accept(Math.min(done + PASS, symbols));
        }
        return new LinkScore(total / bits, errors, bits);
    }
}
