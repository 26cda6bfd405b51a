package org.argand.phy.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.phy.sim.BerPoint;
import org.argand.phy.sim.Simulation;
import org.argand.phy.sim.StoppingRule;
import org.argand.phy.sim.SweepMonitor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What coded links need. */
class CodedTargetTest {
    private static final CodedTarget TARGET = new CodedTarget(50, 100, 0.1);

    private static LinkSettings from(double ebnoDb) {
        return new LinkSettings(
                LinkTask.AUTOENCODER, "awgn", 2, 1, 1, 1, ebnoDb, ebnoDb + 1, 0.5, 1e-3);
    }

    /** Each end of the line between two points is known to 1/√150, the point in its middle to 1/√300. */
    @DisplayName("with other noise, the block error rate there is the target's; seeds 1 and 2")
    @Test
    void needed_isWhereTheTargetIsMet() {
        EndToEndLink qpsk = new ClassicalLink(2).over(LinkChannel.of("awgn"));
        double needed = TARGET.requiredEbNo(qpsk, from(0), 3000, SweepMonitor.NONE).orElseThrow();
        BerPoint there =
                Simulation.of(new SimulatedLink(qpsk, BlockCode.ldpc5G(50, 100)))
                        .rule(StoppingRule.blockErrors(300, 6000))
                        .seed(2)
                        .run(needed)
                        .points()
                        .getFirst();
        assertEquals(0.1, there.bler(), 3 * 0.1 * Math.sqrt(1.0 / 150 + 1.0 / 300));
    }

    @Test
    void hopeless_isNothing() {
        EndToEndLink dense = new ClassicalLink(10).over(LinkChannel.of("rayleigh"));
        assertTrue(TARGET.requiredEbNo(dense, from(-30), 20, SweepMonitor.NONE).isEmpty());
    }
}
