package org.argand.phy.wifi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.phy.mimo.Equalised;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * Finds and decodes the frames of IEEE 802.11a in a recording (IEEE Std 802.11-2020 clause 17), all eight rates.
 *
 * <p>Plateaus of the short training field, timing and carrier offset from the long one, least squares channel and noise
 * estimate, SIGNAL, pilot tracking, equalisation, max-log demapping with the noise of each subcarrier, deinterleaving,
 * soft Viterbi, descrambling by the SERVICE field, frame check sequence. The steps are tensor operations over all frames of a
 * kind at once; which plateaus there are, SIGNAL fields and bytes are read back to the host.
 *
 * <p>What has a sound preamble and SIGNAL field is reported, also if its check sequence fails or the recording ends inside
 * it. Carrier offsets up to ±150 kHz are corrected.
 */
public final class WifiReceiver {
    /** Plateaus looked at together, which bounds the memory. */
    private static final int BATCH = 256;

    /** Distances between symbols and points computed together. */
    private static final long MOST_DISTANCES = 1L << 23;

    private final Optional<WifiEqualiser> equaliser;

    /** A receiver with the least squares channel estimate. */
    public WifiReceiver() {
        this(Optional.empty());
    }

    /** A receiver with a learned channel estimate. */
    public WifiReceiver(WifiEqualiser equaliser) {
        this(Optional.of(equaliser));
    }

    private WifiReceiver(Optional<WifiEqualiser> equaliser) {
        this.equaliser = equaliser;
    }

    /**
     * The frames in samples of any rate of at least 20 MHz: first resampled by way of the Fourier transform of all of them.
     *
     * @param samples complex [n]
     * @param sampleRate in Hz
     * @return in the order of time, {@link WifiFrame#sampleStart} in samples of {@code samples}
     */
    public List<WifiFrame> receive(Tensor samples, double sampleRate) {
        Resampling resampling = Resampling.of(sampleRate, Subcarriers.SAMPLE_RATE);
        List<WifiFrame> frames = receive(resampling.apply(samples));
        return frames.stream().map(f -> f.startingAt(resampling.before(f.sampleStart()))).toList();
    }

    /**
     * The frames in samples at 20 MHz.
     *
     * @param samples complex [n], any scale
     * @return in the order of time
     */
    public List<WifiFrame> receive(Tensor samples) {
        try (Scope scope = Scope.open()) {
            Recording recording = new Recording(samples);
            List<Long> ends = new PacketDetector(recording).plateauEnds();
            List<Found> found = new ArrayList<>();
            for (int from = 0; from < ends.size(); from += BATCH) {
                int to = Math.min(from + BATCH, ends.size());
                found.addAll(receive(recording, ends.subList(from, to), scope));
            }
            return select(found);
        }
    }

    /** A frame, and how much its long training field was like one. */
    private record Found(WifiFrame frame, double likeness) {}

    /** Of several that begin together the best, and none inside a frame that was received. */
    private static List<WifiFrame> select(List<Found> found) {
        List<WifiFrame> frames = new ArrayList<>();
        found.sort(
                Comparator.comparing((Found f) -> !f.frame().fcsOk())
                        .thenComparing(f -> -f.likeness()));
        for (Found f : found) {
            if (frames.stream().noneMatch(better -> excludes(better, f.frame()))) {
                frames.add(f.frame());
            }
        }
        frames.sort(Comparator.comparingLong(WifiFrame::sampleStart));
        return List.copyOf(frames);
    }

    private static boolean excludes(WifiFrame better, WifiFrame frame) {
        long distance = frame.sampleStart() - better.sampleStart();
        boolean together = Math.abs(distance) < Subcarriers.TRAINING;
        boolean inside =
                distance > 0 && frame.sampleStart() + Subcarriers.TRAINING < better.sampleEnd();
        return together || better.fcsOk() && inside;
    }

    private List<Found> receive(Recording recording, List<Long> plateauEnds, Scope scope) {
        long[] ends = plateauEnds.stream().mapToLong(Long::longValue).toArray();
        Synchroniser.Timing timing =
                new Synchroniser(recording).synchronise(recording.here(Tensor.of(ends)));
        Headers headers = Headers.read(recording, timing, equaliser);
        Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
        for (int k = 0; k < ends.length; k++) {
            int place = k;
            headers.signal(k)
                    .map(s -> new Kind(s, headers.symbols(place, s)))
                    .ifPresent(
                            kind -> kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(place));
        }
        List<Found> found = new ArrayList<>();
        kinds.forEach((kind, members) -> {
            for (int from = 0; from < members.size(); from += kind.together()) {
                int to = Math.min(from + kind.together(), members.size());
                int[] some = members.subList(from, to).stream().mapToInt(k -> k).toArray();
                found.addAll(decode(recording, headers, kind, some, scope));
            }
        });
        return found;
    }

    /** What frames that are decoded together have in common: SIGNAL field, and symbols of data in the recording. */
    private record Kind(SignalField signal, int symbols) {
        int together() {
            long points = 1L << signal.rate().bitsPerSubcarrier();
            long each = (long) (symbols + 1) * Subcarriers.DATA_COUNT * points;
            return (int) Math.max(1, Math.min(BATCH, MOST_DISTANCES / each));
        }
    }

    private static List<Found> decode(
            Recording recording, Headers headers, Kind kind, int[] members, Scope scope) {
        Headers.Selected frames = headers.select(members);
        FrameDecoder decoder = new FrameDecoder(kind.signal().rate());
        Tensor y = frames.data(recording, kind.symbols());
        Equalised symbols = FrameDecoder.equalise(y, frames.channel());
        Tensor xHat = symbols.xHat().realise();
        Tensor bits = decoder.dataBits(decoder.llr(symbols), kind.signal().psduBytes());
        float[] host = bits.cast(DType.FLOAT32).toFloats();
        double[] hz = frames.omega().mul(Subcarriers.SAMPLE_RATE / (2 * Math.PI)).toDoubles();
        double[] snr = decibels(frames.channel().snr());
        double[] evm = decibels(decoder.errorVector(xHat));
        double[] likeness = frames.quality().toDoubles();
        List<Found> found = new ArrayList<>();
        int each = (int) bits.dim(-1);
        for (int k = 0; k < members.length; k++) {
            float[] own = Arrays.copyOfRange(host, k * each, (k + 1) * each);
            WifiFrame frame =
                    new WifiFrame(
                            headers.sampleStart(members[k]),
                            kind.signal(),
                            FrameDecoder.psdu(own, kind.signal().psduBytes()),
                            FrameDecoder.scramblerState(own),
                            new WifiFrame.Quality(hz[k], snr[k], evm[k]),
                            scope.keep(xHat.select(0, k).copied()));
            found.add(new Found(frame, likeness[k]));
        }
        return found;
    }

    private static double[] decibels(Tensor ratio) {
        return ratio.log10().mul(10).toDoubles();
    }
}
