package org.argand.phy.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Eb/N0 that a link needs, of links whose block error rate is a formula. */
class RequiredEbNoTest {
    /** One bit per block, wrong with the probability min(1, 10^(−Eb/N0 / 2)). */
    private static Simulation falling() {
        LinkModel model =
                (ebnoDb, blocks, random) -> {
                    double p = Math.min(1, Math.pow(10, -ebnoDb / 2));
                    double[] u = random.uniform(DType.FLOAT64, Shape.of(blocks)).toDoubles();
                    int[] errors = new int[blocks];
                    for (int k = 0; k < blocks; k++) {
                        errors[k] = u[k] < p ? 1 : 0;
                    }
                    return BlockErrors.of(errors, 1);
                };
        return Simulation.of(model).batch(1000).rule(StoppingRule.blockErrors(400, 100_000));
    }

    @DisplayName("log₁₀ of the rate is a line, known to 1/√400 at either end; seed 1")
    @ParameterizedTest
    @CsvSource({"0.01, -1, 0.2", "0.01, 8, 0.25", "0.1, 0, 0.15", "0.1, 5, 0.1"})
    void found_fromEitherSide(double bler, double start, double resolution) {
        OptionalDouble found = RequiredEbNo.at(falling(), bler, start, resolution, 20);
        assertEquals(-2 * Math.log10(bler), found.orElseThrow(), 2 * 3 * 0.43 / Math.sqrt(400));
    }

    @Test
    void notReached_isNothing() {
        assertTrue(RequiredEbNo.at(falling(), 0.01, -5, 0.25, 3).isEmpty());
        assertTrue(RequiredEbNo.at(falling(), 0.01, 30, 0.25, 5).isEmpty());
    }

    @Test
    void interrupted_isNothing() {
        Simulation stopped =
                falling()
                        .monitor(
                                new SweepMonitor() {
                                    @Override
                                    public boolean stopRequested() {
                                        return true;
                                    }
                                });
        assertTrue(RequiredEbNo.at(stopped, 0.01, 0, 0.25, 10).isEmpty());
    }

    @Test
    void senseless_isRefused() {
        var e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () -> RequiredEbNo.at(falling(), 0, 0, 0.25, 10));
        assertEquals(
                "requiredEbNo: a block error rate of 0.0, steps of 1.0 up to 10.0", e.getMessage());
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> RequiredEbNo.at(falling(), 0.1, 0, -1, 10));
    }
}
