package org.argand.phy.wifi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/** What preamble and SIGNAL field tell of F possible frames, the channel on the device and the rest on the host. */
final class Headers {
    /** The least share of the SIGNAL field's logits that must speak for it. */
    private static final double AGREEMENT = 0.7;

    /** The least energy share of the training symbol; noise reaches it once in a hundred thousand plateaus. */
    private static final double LIKENESS = 0.15;

    /** Samples of its last symbol that may be missing. */
    private static final int MAY_BE_MISSING = 16;

    /** From the first long training symbol to the SIGNAL symbol behind its prefix. */
    static final int TO_SIGNAL = 2 * Subcarriers.FFT_SIZE + Subcarriers.PREFIX;

    private final Recording recording;
    private final Synchroniser.Timing timing;
    private final ChannelEstimate channel;
    private final List<Optional<SignalField>> signals = new ArrayList<>();
    private final long[] starts;

    private Headers(Recording recording, Synchroniser.Timing timing, ChannelEstimate channel) {
        this.recording = recording;
        this.timing = timing;
        this.channel = channel;
        this.starts = timing.start().toLongs();
    }

    /** Estimates the channels and decodes the SIGNAL fields. */
    static Headers read(
            Recording recording, Synchroniser.Timing timing, Optional<WifiEqualiser> equaliser) {
        ChannelEstimate direct = ChannelEstimate.of(recording, timing.start(), timing.omega());
        Headers h =
                new Headers(recording, timing, equaliser.map(e -> e.refine(direct)).orElse(direct));
        h.readSignals();
        return h;
    }

    private void readSignals() {
        Tensor y = recording.grid(timing.start(), timing.omega(), TO_SIGNAL, 1, Subcarriers.SYMBOL);
        Tensor tracked = PilotTracker.track(y, channel, 0, Subcarriers.data());
        FrameDecoder decoder = new FrameDecoder(WifiRate.MBPS_6);
        Tensor llr = decoder.llr(FrameDecoder.equalise(tracked, channel)).realise();
        Tensor bits = FrameDecoder.signalBits(llr);
        double[] agreement = FrameDecoder.agreement(llr, bits).toDoubles();
        double[] likeness = timing.quality().toDoubles();
        float[] host = bits.cast(DType.FLOAT32).toFloats();
        for (int k = 0; k < agreement.length; k++) {
            signals.add(
                    agreement[k] >= AGREEMENT && likeness[k] >= LIKENESS
                            ? SignalField.parse(host, k * SignalField.BITS)
                            : Optional.empty());
        }
    }

    /** The SIGNAL field of possible frame k, if it is sound. */
    Optional<SignalField> signal(int k) {
        return signals.get(k);
    }

    /** How many of its symbols of data the recording holds. */
    int symbols(int k, SignalField signal) {
        long room = recording.length() + MAY_BE_MISSING - (sampleStart(k) + Subcarriers.HEADER);
        long whole = Math.max(0, room / Subcarriers.SYMBOL);
        return (int) Math.min(whole, signal.rate().symbols(signal.psduBytes()));
    }

    /** Where its short training field began. */
    long sampleStart(int k) {
        return starts[k] - Synchroniser.TO_LONG_TRAINING;
    }

    /** Those of the frames that {@code members} counts. */
    Selected select(int[] members) {
        Tensor index = recording.here(Tensor.of(members));
        return new Selected(
                timing.start().gather(index, 0),
                timing.omega().gather(index, 0),
                timing.quality().gather(index, 0),
                channel.gather(index));
    }

    /** Start, carrier offset, likeness and channel of some frames. */
    record Selected(Tensor start, Tensor omega, Tensor quality, ChannelEstimate channel) {
        /** Their data, pilots tracked, complex [F, M, 48]. */
        Tensor data(Recording recording, int symbols) {
            Tensor y =
                    recording.grid(
                            start,
                            omega,
                            TO_SIGNAL + Subcarriers.SYMBOL,
                            symbols,
                            Subcarriers.SYMBOL);
            return PilotTracker.track(y, channel, 1, Subcarriers.data());
        }
    }
}
