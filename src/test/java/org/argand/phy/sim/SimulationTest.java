package org.argand.phy.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.argand.array.ArgandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When points end, that nobody but the settings decides the counts, and what is said. */
class SimulationTest {
    private static final LinkModel LINK = new CountingLink();

    private static Simulation simulation() {
        return Simulation.of(LINK).rule(StoppingRule.blockErrors(200, 2000)).batch(30);
    }

    @Test
    void points_endAtTheirTargetAtTheBudgetAndAtNoErrors() {
        BerTable table = simulation().run(0, 2, 4, 12, 13);
        List<BerPoint> p = table.points();
        assertEquals(
                List.of(
                        Status.TARGET_BLOCK_ERRORS,
                        Status.MAX_BLOCKS,
                        Status.MAX_BLOCKS,
                        Status.NO_ERRORS),
                p.stream().map(BerPoint::status).toList());
        Tally first = p.getFirst().tally();
        assertTrue(first.blockErrors() >= 200 && first.blockErrors() < 230, first.toString());
        assertEquals(0, first.blocks() % 30);
        // 2000 is no multiple of 30: the last batch has 20.
        assertEquals(2000, p.get(1).tally().blocks());
        assertEquals(2000L * CountingLink.BITS, p.get(1).tally().bits());
        assertFalse(table.interrupted());
    }

    @Test
    void bitErrors_areATargetToo() {
        StoppingRule rule = new StoppingRule(0, 100, 2000, false);
        BerTable table = Simulation.of(LINK).rule(rule).batch(10).run(0, 12, 13);
        assertEquals(Status.TARGET_BIT_ERRORS, table.points().getFirst().status());
        assertEquals(Status.MAX_BLOCKS, table.points().get(1).status());
        assertEquals(3, table.points().size());
    }

    /** Batches beyond the end of a point are computed, and thrown away. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void workers_changeNothing(int workers) {
        List<?> alone = simulation().run(0, 1, 2).toMaps();
        assertEquals(alone, simulation().workers(workers).run(0, 1, 2).toMaps());
    }

    @Test
    void aPoint_isTheSameInEverySweep() {
        BerPoint inSweep = simulation().run(0, 1, 2).points().get(2);
        BerPoint alone = simulation().run(2).points().getFirst();
        assertEquals(inSweep.tally(), alone.tally());
        assertEquals(simulation().run(0.0).toMaps(), simulation().run(-0.0).toMaps(), "both zeros");
    }

    @Test
    void seedAndBatch_decideTheNumbers() {
        Tally one = simulation().run(1).points().getFirst().tally();
        assertEquals(one, simulation().seed(1).run(1).points().getFirst().tally());
        assertFalse(one.equals(simulation().seed(2).run(1).points().getFirst().tally()));
    }

    @Test
    void monitor_seesEveryBatchAndMayStop() {
        List<BerPoint> seen = new ArrayList<>();
        BerTable table =
                simulation()
                        .monitor(
                                new SweepMonitor() {
                                    @Override
                                    public void progress(BerPoint point) {
                                        seen.add(point);
                                    }

                                    @Override
                                    public boolean stopRequested() {
                                        return seen.size() == 4;
                                    }
                                })
                        .run(2, 3);
        assertEquals(
                List.of(30L, 60L, 90L, 120L), seen.stream().map(p -> p.tally().blocks()).toList());
        assertTrue(table.interrupted());
        assertEquals(Status.INTERRUPTED, table.points().getLast().status());
        assertEquals(120, table.points().getLast().tally().blocks());
    }

    @Test
    void failures_ofALinkComeThroughFromEveryThread() {
        AtomicInteger calls = new AtomicInteger();
        LinkModel breaks =
                (e, n, r) -> {
                    if (calls.incrementAndGet() == 3) {
                        throw new ArgandException.NonFinite("link", "broke");
                    }
                    return LINK.transmit(e, n, r);
                };
        for (int workers : new int[] {1, 3}) {
            calls.set(0);
            Simulation s = Simulation.of(breaks).workers(workers);
            assertThrows(ArgandException.NonFinite.class, () -> s.run(2));
        }
    }

    @Test
    void linksThatCountOtherBlocks_areRefused() {
        Simulation fewer = Simulation.of((e, n, r) -> LINK.transmit(e, n - 1, r));
        assertThrows(ArgandException.InvalidArgument.class, () -> fewer.run(1));
        AtomicInteger calls = new AtomicInteger();
        Simulation growing =
                Simulation.of(
                        (e, n, r) -> BlockErrors.of(new int[n], 10L + calls.incrementAndGet()));
        assertThrows(ArgandException.InvalidArgument.class, () -> growing.run(1));
    }

    @Test
    void badSettings_areNamed() {
        assertThrows(ArgandException.InvalidArgument.class, () -> simulation().run());
        assertThrows(ArgandException.InvalidArgument.class, () -> simulation().run(1, 2, 1));
        assertThrows(ArgandException.InvalidArgument.class, () -> simulation().run(Double.NaN));
        assertThrows(ArgandException.InvalidArgument.class, () -> simulation().batch(0).run(1));
        assertThrows(ArgandException.InvalidArgument.class, () -> simulation().workers(0));
        assertThrows(ArgandException.InvalidArgument.class, () -> StoppingRule.blockErrors(1, 0));
        assertThrows(ArgandException.InvalidArgument.class, () -> StoppingRule.blockErrors(-1, 1));
    }

    @Test
    void table_isThatOfTheField() {
        List<String> lines = simulation().run(0, 12).toString().lines().toList();
        assertEquals(4, lines.size());
        for (String name :
                List.of("EbNo", "BER", "BLER", "bit errors", "num bits", "runtime", "status")) {
            assertTrue(lines.getFirst().contains(name), name);
        }
        assertTrue(lines.get(2).endsWith("| reached target block errors"), lines.get(2));
        assertTrue(lines.get(3).endsWith("| no errors - simulation stopped"), lines.get(3));
        assertTrue(lines.get(3).matches(" *12\\.0 \\| 0\\.0000e\\+00 .*"), lines.get(3));
    }
}
