package org.argand.phy.wifi;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Channels of N frames on the 52 used subcarriers: as the training field tells, and as all symbols of the frame tell, which are known once
 * the frame has been decoded.
 *
 * @param direct least squares from the long training field, complex64 [N, 52]
 * @param decided Σ_m y_m·conj(x_m)/Σ_m |x_m|² over SIGNAL and data, pilots tracked, complex64 [N, 52]
 * @param no noise variance per subcarrier, float32 [N]
 */
record DecidedChannels(Tensor direct, Tensor decided, Tensor no) {
    private static final int TAPS = 8;

    /** Of all frames with a correct check sequence in the recordings. */
    static DecidedChannels of(List<Tensor> recordings) {
        List<Tensor> direct = new ArrayList<>();
        List<Tensor> decided = new ArrayList<>();
        List<Tensor> no = new ArrayList<>();
        for (Tensor samples : recordings) {
            Recording recording = new Recording(samples);
            for (WifiFrame f : new WifiReceiver().receive(samples)) {
                if (f.fcsOk()) {
                    DecidedChannels c = of(recording, f);
                    direct.add(c.direct());
                    decided.add(c.decided());
                    no.add(c.no());
                }
            }
        }
        if (direct.isEmpty()) {
            throw new ArgandException.InvalidArgument(
                    "wifiEqualiser", "the recordings hold no frame with a correct check sequence");
        }
        return new DecidedChannels(
                Tensor.concat(direct, 0).realise(),
                Tensor.concat(decided, 0).realise(),
                Tensor.concat(no, 0).realise());
    }

    private static DecidedChannels of(Recording recording, WifiFrame f) {
        Tensor start = recording.here(Tensor.of(f.sampleStart() + Synchroniser.TO_LONG_TRAINING));
        double perSample = 2 * Math.PI * f.cfoHz() / Subcarriers.SAMPLE_RATE;
        Tensor omega = recording.here(Tensor.of(perSample));
        ChannelEstimate channel = ChannelEstimate.of(recording, start, omega);
        int[] used = Subcarriers.used();
        int symbols = 1 + f.rate().symbols(f.psduBytes());
        Tensor y = recording.grid(start, omega, Headers.TO_SIGNAL, symbols, Subcarriers.SYMBOL);
        Tensor tracked = PilotTracker.track(y, channel, 0, used);
        Tensor sent =
                new WifiTransmitter(recording.dtype())
                        .grid(f.psdu(), f.rate(), f.scramblerState())
                        .to(y.device())
                        .gather(Tensor.of(used).to(y.device()), -1);
        Tensor decided = tracked.mul(sent.conj()).sum(1).div(sent.abs2().sum(0));
        return new DecidedChannels(
                channel.at(used).cast(DType.COMPLEX64),
                decided.cast(DType.COMPLEX64),
                channel.no().cast(DType.FLOAT32));
    }

    /** Mean |h|²/no as a receiver sees it, [N]. */
    Tensor snr() {
        return direct.abs2().mean(-1).div(no).sub(0.5);
    }

    /** Frames drawn at random, through random echoes and delays of up to two samples, and in noise of that range of SNR. */
    DecidedChannels distorted(int count, double fromDb, double toDb, RandomStream random) {
        Tensor which = random.integers(DType.INT64, Shape.of(count), direct.dim(0));
        Tensor echoes = echoes(count, random);
        Tensor channel = decided.gather(which, 0).mul(echoes);
        Tensor power = channel.abs2().mean(-1);
        Tensor db = random.uniform(DType.FLOAT32, Shape.of(count), fromDb, toDb);
        Tensor added = power.div(db.mul(Math.log(10) / 10).exp());
        Tensor noise =
                random.normal(DType.COMPLEX64, channel.shape())
                        .mul(added.mul(0.5).sqrt().expand(-1));
        Tensor before = no.gather(which, 0).mul(echoes.abs2().mean(-1));
        return new DecidedChannels(
                direct.gather(which, 0).mul(echoes).add(noise), channel, before.add(added));
    }

    /** Responses of a path and random echoes behind it that decay, all of it delayed, [count, 52]. */
    private static Tensor echoes(int count, RandomStream random) {
        Tensor k = Tensor.of(Subcarriers.numbers(Subcarriers.used())).cast(DType.FLOAT32);
        Tensor step = k.mul(-2 * Math.PI / Subcarriers.FFT_SIZE);
        Tensor delays = Tensor.arange(DType.FLOAT32, TAPS);
        Tensor waves = Recording.turn(delays.add(1).expand(-1).mul(step));
        Tensor strength = random.uniform(DType.FLOAT32, Shape.of(count, 1), 0, 0.6);
        Tensor taps =
                random.normal(DType.COMPLEX64, Shape.of(count, TAPS))
                        .mul(delays.mul(-0.4).exp())
                        .mul(strength);
        Tensor shift = random.uniform(DType.FLOAT32, Shape.of(count, 1), -2, 2);
        return taps.matmul(waves).add(1).mul(Recording.turn(shift.mul(step)));
    }
}
