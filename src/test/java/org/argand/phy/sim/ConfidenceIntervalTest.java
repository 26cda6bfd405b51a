package org.argand.phy.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.argand.array.ArgandException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals against their published values, and how often they hold the rate that made the errors. */
class ConfidenceIntervalTest {
    private static final int SWEEPS = 2000;

    /** Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1611",
        "1, 29, 0.0061, 0.1718",
        "20, 20, 0.8389, 1"
    })
    void wilson_isAsPublished(double errors, double trials, double low, double high) {
        ConfidenceInterval i = ConfidenceInterval.wilson(errors, trials);
        assertEquals(low, i.low(), 5e-5);
        assertEquals(high, i.high(), 5e-5);
    }

    /** Each block is in a state in which all its bits err with one probability: as fades do. */
    private static Tally sweep(Random random, int blocks, int bits, double bad, double[] rates) {
        int[] errors = new int[blocks];
        for (int k = 0; k < blocks; k++) {
            double rate = rates[random.nextDouble() < bad ? 1 : 0];
            for (int b = 0; b < bits && rate > 0; b++) {
                errors[k] += random.nextDouble() < rate ? 1 : 0;
            }
        }
        return Tally.NONE.plus(BlockErrors.of(errors, bits));
    }

    private static double coverage(int blocks, double bad, double good, double worse) {
        Random random = new Random(5);
        double rate = bad * worse + (1 - bad) * good;
        int held = 0;
        for (int k = 0; k < SWEEPS; k++) {
            Tally t = sweep(random, blocks, 32, bad, new double[] {good, worse});
            held += ConfidenceInterval.ofGatheredBits(t).contains(rate) ? 1 : 0;
        }
        return (double) held / SWEEPS;
    }

    /** The standard error of a share of 2000 is 0.005; few wrong blocks make the interval rougher. */
    @DisplayName("bits that err together, seed 5")
    @ParameterizedTest(name = "{0} blocks, {1} of them with rate {3}, the others {2}: {4} to {5}")
    @CsvSource({
        "400, 0.3, 0.01, 0.3, 0.935, 0.965",
        "400, 0.03, 0, 0.4, 0.93, 0.97",
        "400, 0.01, 0, 0.25, 0.92, 0.99",
        "400, 0, 0.02, 0, 0.945, 0.98",
    })
    void ofGatheredBits_coversTheRate(
            int blocks, double bad, double good, double worse, double least, double most) {
        double coverage = coverage(blocks, bad, good, worse);
        assertTrue(coverage >= least && coverage <= most, "covers " + coverage);
    }

    /** What the interval of independent bits does not. */
    @Test
    void ofIndependentBits_isTooNarrowWhereBitsErrTogether() {
        Random random = new Random(5);
        int held = 0;
        for (int k = 0; k < SWEEPS; k++) {
            Tally t = sweep(random, 400, 32, 0.3, new double[] {0.01, 0.3});
            held += ConfidenceInterval.ofIndependentBits(t).contains(0.097) ? 1 : 0;
        }
        assertTrue(held < 0.8 * SWEEPS, held + " of " + SWEEPS);
    }

    @Test
    void ofIndependentBits_coversTheRate() {
        Random random = new Random(5);
        int held = 0;
        for (int k = 0; k < SWEEPS; k++) {
            Tally t = sweep(random, 100, 32, 0, new double[] {0.05, 0});
            held += ConfidenceInterval.ofIndependentBits(t).contains(0.05) ? 1 : 0;
        }
        assertEquals(0.95, (double) held / SWEEPS, 0.015);
    }

    @Test
    void withoutErrors_aBlockIsOneTrial() {
        Tally t = new Tally(100, 0, 100_000, 0, 0);
        assertEquals(ConfidenceInterval.wilson(0, 100), ConfidenceInterval.ofGatheredBits(t));
        assertEquals(
                ConfidenceInterval.wilson(0, 100_000), ConfidenceInterval.ofIndependentBits(t));
    }

    @Test
    void impossibleCounts_areRefused() {
        assertThrows(ArgandException.InvalidArgument.class, () -> ConfidenceInterval.wilson(0, 0));
        assertThrows(ArgandException.InvalidArgument.class, () -> ConfidenceInterval.wilson(3, 2));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> ConfidenceInterval.wilson(Double.NaN, 2));
        assertThrows(ArgandException.InvalidArgument.class, () -> new Tally(2, 3, 4, 3, 9));
        assertThrows(ArgandException.InvalidArgument.class, () -> new Tally(2, 1, 4, 3, 9));
        assertThrows(ArgandException.InvalidArgument.class, () -> new Tally(2, 1, 5, 1, 1));
        assertThrows(ArgandException.InvalidArgument.class, () -> BlockErrors.of(new int[] {3}, 2));
    }
}
