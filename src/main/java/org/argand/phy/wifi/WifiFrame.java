package org.argand.phy.wifi;

import org.argand.tensor.Tensor;

/** A frame of IEEE 802.11a that was found in a recording. */
public final class WifiFrame {
    private final long sampleStart;
    private final SignalField signal;
    private final byte[] psdu;
    private final int scramblerState;
    private final Quality quality;
    private final Tensor symbols;

    /**
     * How well it was received.
     *
     * @param cfoHz carrier of the transmitter less that of the receiver
     * @param snrDb mean |h|²/no over the used subcarriers, from the long training symbols
     * @param evmDb mean |x̂ − x|² over the data, x the nearest point; NaN without data
     */
    record Quality(double cfoHz, double snrDb, double evmDb) {}

    WifiFrame(
            long sampleStart,
            SignalField signal,
            byte[] psdu,
            int scramblerState,
            Quality quality,
            Tensor symbols) {
        this.sampleStart = sampleStart;
        this.signal = signal;
        this.psdu = psdu;
        this.scramblerState = scramblerState;
        this.quality = quality;
        this.symbols = symbols;
    }

    /** The same frame, beginning at another sample. */
    WifiFrame startingAt(long sample) {
        return new WifiFrame(sample, signal, psdu, scramblerState, quality, symbols);
    }

    /** The first sample of the short training field; negative if the recording begins inside it. */
    public long sampleStart() {
        return sampleStart;
    }

    /** Rate of the data. */
    public WifiRate rate() {
        return signal.rate();
    }

    /** Length of the PSDU as the SIGNAL field says. */
    public int psduBytes() {
        return signal.psduBytes();
    }

    /** The PSDU as it was decoded; shorter than {@link #psduBytes} if the recording ends inside the frame. */
    public byte[] psdu() {
        return psdu.clone();
    }

    /** Whether the recording ends before the frame. */
    public boolean isTruncated() {
        return psdu.length < signal.psduBytes();
    }

    /** Whether all was received and its last four bytes are the frame check sequence of the others. */
    public boolean fcsOk() {
        return !isTruncated() && WifiTransmitter.fcsHolds(psdu);
    }

    /** Carrier frequency offset, that of the transmitter less that of the receiver, in Hz. */
    public double cfoHz() {
        return quality.cfoHz();
    }

    /** Mean signal-to-noise ratio of the used subcarriers in dB, from the long training symbols. */
    public double snrDb() {
        return quality.snrDb();
    }

    /** Error vector magnitude in dB: mean square distance of the equalised symbols from the nearest points of unit energy. */
    public double evmDb() {
        return quality.evmDb();
    }

    /** The equalised data symbols, complex [M, 48], in memory of their own. */
    public Tensor symbols() {
        return symbols;
    }

    /** State that the sender's scrambler began in. */
    int scramblerState() {
        return scramblerState;
    }

    /** Where the last symbol ends. */
    long sampleEnd() {
        return sampleStart
                + Subcarriers.HEADER
                + (long) Subcarriers.SYMBOL * rate().symbols(psduBytes());
    }

    @Override
    public String toString() {
        return psduBytes()
                + " bytes at "
                + rate().mbps()
                + " Mbit/s from sample "
                + sampleStart
                + (fcsOk() ? "" : isTruncated() ? ", truncated" : ", damaged");
    }
}
