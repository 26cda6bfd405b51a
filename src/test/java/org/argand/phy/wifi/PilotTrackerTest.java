package org.argand.phy.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pilots tell what turned the subcarriers, and the tracker turns them back. */
class PilotTrackerTest {
    /** Two frames of M symbols with data of their own, known pilots, and a channel. */
    private record Sent(Tensor x, Tensor h) {
        static Sent of(int symbols, int first) {
            RandomStream r = new RandomStream(symbols);
            Tensor data = r.normal(DType.COMPLEX128, Shape.of(2, symbols, 48));
            Tensor pilots =
                    Subcarriers.pilotValues(first, symbols)
                            .cast(DType.COMPLEX128)
                            .broadcastTo(Shape.of(2, symbols, 4));
            Tensor x =
                    Subcarriers.onGrid(data, Subcarriers.data())
                            .add(Subcarriers.onGrid(pilots, Subcarriers.pilots()));
            return new Sent(x, r.normal(DType.COMPLEX128, Shape.of(2, 64)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200, 1300})
    void turned_isTurnedBack(int symbols) {
        Sent sent = Sent.of(symbols, 1);
        RandomStream r = new RandomStream(5);
        Tensor common = r.uniform(DType.FLOAT64, Shape.of(2, symbols, 1), -3, 3);
        // Clocks 15 ppm apart and −25 ppm apart, over the time since the training field.
        double perSymbol = 2 * Math.PI * 80 / 64 * 1e-6;
        Tensor slope = Tensor.of(15 * perSymbol, -25 * perSymbol).reshape(2, 1, 1);
        Tensor time = Tensor.arange(DType.FLOAT64, symbols).add(1 + 112 / 80.0).expand(-1);
        Tensor k = Tensor.arange(DType.FLOAT64, 64).sub(32);
        Tensor angle = slope.mul(time).mul(k).add(common);
        Tensor y = sent.x().mul(sent.h().expand(1)).mul(Recording.turn(angle));
        ChannelEstimate channel = new ChannelEstimate(sent.h(), Tensor.of(1e-9, 1e-9));
        int[] data = Subcarriers.data();
        Tensor got = PilotTracker.track(y, channel, 1, data);
        Tensor expected = sent.x().mul(sent.h().expand(1)).gather(Tensor.of(data), -1);
        assertEquals(0, got.sub(expected).abs().max().item(), 1e-3);
    }

    @Test
    void gradients_reachSamplesAndChannel() {
        Sent sent = Sent.of(3, 0);
        Tensor y = sent.x().mul(sent.h().expand(1)).add(0.1);
        GradCheck.of(in ->
                        PilotTracker.track(
                                in.get(0),
                                new ChannelEstimate(in.get(1), Tensor.of(0.1, 0.2)),
                                0,
                                new int[] {6, 20, 58}))
                .inputs(y, sent.h())
                .seed(1)
                .check(1e-6);
    }
}
