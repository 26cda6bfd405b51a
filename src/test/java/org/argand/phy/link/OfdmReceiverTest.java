package org.argand.phy.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.nn.Losses;
import org.argand.phy.channel.Antennas;
import org.argand.phy.sim.BerPoint;
import org.argand.phy.sim.ClosedFormBer;
import org.argand.phy.sim.Simulation;
import org.argand.phy.sim.StoppingRule;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers of slots whose channel nobody tells them, beside the one that is told. */
class OfdmReceiverTest {
    private static final OfdmScenario UPLINK = OfdmScenario.uplink("tdl-c", 2);

    private static Tensor bits(int slots) {
        return new RandomStream(5).bits(DType.FLOAT32, Shape.of(slots, 2L * UPLINK.blockLength()));
    }

    private static Tensor no(int slots, double value) {
        return Tensor.full(DType.FLOAT32, Shape.of(slots, 1), value);
    }

    private static Tensor llr(OfdmScenario scenario, OfdmReceiver receiver, double no) {
        return scenario.with(receiver).llr(bits(3), no(3, no), new RandomStream(6)).realise();
    }

    /** The fields of the standard's uplink: 1,392 data symbols of 14·116, the rest pilots. */
    @Test
    void uplink_isTheSlotOfTheField() {
        assertEquals(12 * 116, UPLINK.blockLength());
        assertEquals(2 * 116, UPLINK.grid().numPilotSymbols());
        // 14 prefixes of 9 samples, the first of them two longer, and 14 symbols for 12 of data.
        assertEquals((14 * 137 + 2) / (12.0 * 128), UPLINK.grid().energyOverhead(), 1e-12);
    }

    /** Two antennas that fade by themselves, combined by their strength: the closed form of two branches. */
    @Test
    void perfectCsi_hasTheErrorRateOfTwoBranches() {
        OfdmScenario fading =
                new OfdmScenario(UPLINK.grid(), UPLINK.constellation(), UPLINK.model(), false);
        EndToEndLink link = fading.with(ClassicalReceiver.perfectCsi(fading));
        BerPoint p =
                Simulation.of(SimulatedLink.uncoded(link))
                        .rule(new StoppingRule(0, 0, 1500, true))
                        .batch(30)
                        .run(6)
                        .points()
                        .getFirst();
        double ebno = 6 - 10 * Math.log10(link.energyOverhead());
        double ber = ClosedFormBer.qam(2).rayleigh(ebno, 2);
        assertTrue(p.berInterval().contains(ber), () -> p.berInterval() + " against " + ber);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tdl-a", "tdl-c", "tdl-e"})
    void leastSquares_losesSomethingToPerfectCsi(String channel) {
        OfdmScenario scenario = OfdmScenario.uplink(channel, 2);
        double ls = bce(scenario, ClassicalReceiver.leastSquares(scenario));
        double known = bce(scenario, ClassicalReceiver.perfectCsi(scenario));
        assertTrue(known < ls && ls < Math.log(2), known + " " + ls);
    }

    private static double bce(OfdmScenario scenario, OfdmReceiver receiver) {
        return Losses.sigmoidCrossEntropy(bits(3), llr(scenario, receiver, 0.8)).item();
    }

    /** The last convolutions start at zero, so that a training starts where the classical receiver is. */
    @Test
    void untrained_isTheClassicalReceiver() {
        NeuralReceiver neural = NeuralReceiver.create(UPLINK, new RandomStream(7));
        float[] classical = llr(UPLINK, ClassicalReceiver.leastSquares(UPLINK), 0.5).toFloats();
        assertArrayEquals(classical, llr(UPLINK, neural, 0.5).toFloats(), 2e-3f);
    }

    /** One weight for all antennas: what was made for two serves four, which see more. */
    @Test
    void neuralReceiver_takesAnyNumberOfAntennas() {
        OfdmScenario four =
                new OfdmScenario(
                        UPLINK.grid(),
                        UPLINK.constellation(),
                        UPLINK.model().antennas(Antennas.of(4, 1)),
                        true);
        NeuralReceiver neural = NeuralReceiver.create(four, new RandomStream(7));
        assertTrue(bce(four, neural) < bce(UPLINK, neural));
    }

    /** The derivative along a random direction of the pilots, by differences and by the tape. */
    @Test
    void gradient_ofThePilotsIsThatOfDifferences() {
        NeuralReceiver neural = NeuralReceiver.create(UPLINK, new RandomStream(7));
        Variable pilots = neural.variables().getFirst();
        Tensor start = pilots.value();
        Tensor direction = new RandomStream(8).normal(DType.COMPLEX64, start.shape()).realise();
        double slope;
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = Losses.sigmoidCrossEntropy(bits(3), llr(UPLINK, neural, 0.8));
            Tensor g = tape.gradient(loss).of(pilots);
            slope = g.conj().mul(direction).real().sum().item();
        }
        double step = 0.02;
        pilots.assign(start.add(direction.mul(step)));
        double above = bce(UPLINK, neural);
        pilots.assign(start.sub(direction.mul(step)));
        double below = bce(UPLINK, neural);
        assertEquals((above - below) / (2 * step), slope, 0.03 * Math.abs(slope) + 2e-4);
    }

    private static LinkSettings settings(int steps, int batch) {
        return new LinkSettings(LinkTask.RECEIVER, "tdl-c", 2, steps, batch, 1, -1, 3, 0.5, 4e-3);
    }

    @Test
    void resumed_equalsUninterrupted(@TempDir Path folder) {
        LinkTraining whole = LinkTraining.start(settings(4, 1392));
        whole.advance(2);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        whole.save(checkpoint);
        LinkTraining resumed = LinkTraining.resume(checkpoint);
        assertEquals(whole.advance(2), resumed.advance(2));
        for (int k = 0; k < whole.variables().size(); k++) {
            Variable v = whole.variables().get(k);
            assertArrayEquals(
                    v.value().toFloats(), resumed.variables().get(k).value().toFloats(), v.name());
        }
    }

    @Test
    void training_movesEveryVariableAndLowersTheLoss() {
        LinkSettings s = settings(12, 2000);
        LinkTraining t = LinkTraining.start(s);
        List<float[]> before = new ArrayList<>();
        t.variables().forEach(v -> before.add(v.value().toFloats()));
        double first = t.advance(2).loss();
        for (int k = 0; k < before.size(); k++) {
            Variable v = t.variables().get(k);
            assertFalse(Arrays.equals(before.get(k), v.value().toFloats()), v.name());
        }
        t.advance(8);
        assertTrue(t.advance(2).loss() < first);
        assertEquals(1, t.points().abs2().mean().item(), 1e-6);
    }
}
