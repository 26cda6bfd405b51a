package org.argand.phy.link;

import java.util.OptionalDouble;
import org.argand.phy.sim.RequiredEbNo;
import org.argand.phy.sim.Simulation;
import org.argand.phy.sim.StoppingRule;
import org.argand.phy.sim.SweepMonitor;

/**
 * The block error rate of coded blocks by which links are compared, with a 5G LDPC code.
 *
 * @param k information bits
 * @param n coded bits
 * @param bler block error rate
 */
public record CodedTarget(int k, int n, double bler) {
    private static final long BLOCK_ERRORS = 150;
    private static final double RESOLUTION_DB = 0.25;
    private static final double REACH_DB = 12;

    /** The code's name, {@code ldpc:k,n}. */
    public String code() {
        return "ldpc:" + k + "," + n;
    }

    /**
     * Eb/N0 in dB that {@code link} needs; nothing if it is not reached.
     *
     * @param settings its range says where to begin, its seed what is drawn: two links meet the same noise and fading
     * @param maxBlocks per point, if there are not 150 wrong ones before
     */
    public OptionalDouble requiredEbNo(
            EndToEndLink link, LinkSettings settings, long maxBlocks, SweepMonitor monitor) {
        SimulatedLink coded = new SimulatedLink(link, BlockCode.ldpc5G(k, n));
        Simulation simulation =
                Simulation.of(coded)
                        .rule(StoppingRule.blockErrors(BLOCK_ERRORS, maxBlocks))
                        .batch(coded.batchBlocks())
                        .seed(settings.seed())
                        .monitor(monitor);
        return RequiredEbNo.at(simulation, bler, settings.ebnoFrom(), RESOLUTION_DB, REACH_DB);
    }
}
