package org.argand.phy.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.phy.fec.BpSettings;
import org.argand.phy.fec.CheckRule;
import org.argand.phy.fec.Ldpc5GCode;
import org.argand.phy.fec.Ldpc5GDecoder;
import org.argand.phy.fec.Ldpc5GEncoder;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Demapper;
import org.argand.phy.sim.BerPoint;
import org.argand.phy.sim.BerTable;
import org.argand.phy.sim.BlockErrors;
import org.argand.phy.sim.ClosedFormBer;
import org.argand.phy.sim.Simulation;
import org.argand.phy.sim.StoppingRule;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links as simulations see them: uncoded ones against closed forms, codes and filling by what they count. */
class SimulatedLinkTest {
    private static SimulatedLink qam(int m, String channel) {
        Constellation c = Constellation.qam(m, DType.COMPLEX64);
        return SimulatedLink.uncoded(
                new ClassicalLink(c, Demapper.maxLog(c)).over(LinkChannel.of(channel)));
    }

    /** The interval holds 95 of 100 seeds; this one is among them at every point. */
    @DisplayName("uncoded QAM within its 95 % interval, seed 2")
    @ParameterizedTest
    @CsvSource({
        "awgn, 2, 0, 6",
        "awgn, 4, 2, 9",
        "awgn, 6, 4, 11",
        "rayleigh, 2, 0, 15",
        "rayleigh, 6, 5, 20",
        "tdl-a, 2, 0, 10"
    })
    void uncodedQam_hasTheErrorRateOfTheClosedForm(
            String channel, int m, double first, double second) {
        BerTable table =
                Simulation.of(qam(m, channel))
                        .rule(new StoppingRule(0, 1000, 1000, true))
                        .seed(2)
                        .run(first, second);
        ClosedFormBer theory = ClosedFormBer.qam(m);
        double overhead = 10 * Math.log10(LinkChannel.of(channel).energyOverhead());
        for (BerPoint p : table.points()) {
            assertTrue(p.tally().bitErrors() >= 1000, "errors");
            double ebno = p.ebnoDb() - overhead;
            double ber = channel.equals("awgn") ? theory.awgn(ebno) : theory.rayleigh(ebno);
            assertTrue(p.berInterval().contains(ber), () -> p + " against " + ber);
        }
    }

    @Test
    void workers_changeNothingOfTensors() {
        Simulation one = Simulation.of(qam(4, "rayleigh")).batch(20);
        Simulation three = Simulation.of(qam(4, "rayleigh")).batch(20).workers(3);
        assertEquals(one.run(5, 10).toMaps(), three.run(5, 10).toMaps());
    }

    @Test
    void uncodedBlocks_areWholeBlocksOfTheChannel() {
        assertEquals(1002, qam(6, "awgn").bitsPerBlock());
        assertEquals(1008, qam(4, "rayleigh").bitsPerBlock());
        assertEquals(4 * 128 * 2, qam(2, "tdl-a").bitsPerBlock());
        assertTrue(qam(6, "awgn").independentBits());
        assertFalse(qam(6, "rayleigh").independentBits());
    }

    /** Each bit three times, decided by the sum: over noise like one bit of three times the energy, which the rate takes. */
    private record Repetition(int k) implements BlockCode {
        @Override
        public int n() {
            return 3 * k;
        }

        @Override
        public Tensor encode(Tensor bits) {
            return Tensor.concat(List.of(bits, bits, bits), -1);
        }

        @Override
        public Tensor decode(Tensor llr) {
            return Demapper.hardDecisions(llr.reshape(llr.dim(0), 3, k).sum(1));
        }
    }

    /** 3·67 coded bits leave one of the last QPSK symbol to be filled. */
    @Test
    void repetition_gainsNothingOverNoise() {
        SimulatedLink link =
                new SimulatedLink(
                        new ClassicalLink(2).over(LinkChannel.of("awgn")), new Repetition(67));
        assertEquals(67, link.bitsPerBlock());
        assertEquals(101, link.symbolsPerBlock());
        assertFalse(link.independentBits());
        BerPoint p =
                Simulation.of(link)
                        .rule(new StoppingRule(0, 2000, 2000, true))
                        .seed(1)
                        .run(4)
                        .points()
                        .getFirst();
        assertTrue(p.berInterval().contains(ClosedFormBer.qam(2).awgn(4)), p.toString());
    }

    @Test
    void psk_hasTheErrorRateOfTheClosedForm() {
        Constellation c = Constellation.psk(3, DType.COMPLEX64);
        ClassicalLink link = new ClassicalLink(c, Demapper.maxLog(c));
        for (String channel : List.of("awgn", "rayleigh")) {
            BerTable table =
                    Simulation.of(SimulatedLink.uncoded(link.over(LinkChannel.of(channel))))
                            .rule(new StoppingRule(0, 1000, 1000, true))
                            .run(-2, 4, 8);
            for (BerPoint p : table.points()) {
                ClosedFormBer theory = ClosedFormBer.psk(3);
                double ber =
                        channel.equals("awgn")
                                ? theory.awgn(p.ebnoDb())
                                : theory.rayleigh(p.ebnoDb());
                assertTrue(p.berInterval().contains(ber), () -> p + " against " + ber);
            }
        }
    }

    /** A decoder is one object for all threads. */
    @Test
    void ldpc_countsTheSameWithSeveralWorkers() {
        Ldpc5GCode code = Ldpc5GCode.of(60, 120);
        BpSettings bp = BpSettings.of(CheckRule.boxplusPhi(), 10);
        BlockCode block = BlockCode.of(Ldpc5GEncoder.of(code), Ldpc5GDecoder.of(code, bp));
        SimulatedLink link =
                new SimulatedLink(new ClassicalLink(4).over(LinkChannel.of("awgn")), block);
        assertEquals(0.5, block.rate());
        BerTable one =
                Simulation.of(link).rule(StoppingRule.blockErrors(20, 80)).batch(20).run(3, 6);
        BerTable three =
                Simulation.of(link)
                        .rule(StoppingRule.blockErrors(20, 80))
                        .batch(20)
                        .workers(3)
                        .run(3, 6);
        assertEquals(one.toMaps(), three.toMaps());
        double uncoded = ClosedFormBer.qam(4).awgn(6);
        assertTrue(one.points().getLast().ber() < uncoded / 4, one.toString());
    }

    @Test
    void blocks_areThoseAskedFor() {
        BlockErrors errors = qam(8, "tdl-a").transmit(10, 3, new RandomStream(1));
        assertEquals(3, errors.blocks());
        assertEquals(1024, errors.bitsPerBlock());
        assertThrows(ArgandException.InvalidArgument.class, () -> BlockCode.none(0));
    }
}
