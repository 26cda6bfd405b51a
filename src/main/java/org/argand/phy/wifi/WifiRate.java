package org.argand.phy.wifi;

import java.util.Optional;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.fec.Interleaver;
import org.argand.phy.fec.Puncturing;
import org.argand.phy.mapping.Constellation;
import org.argand.tensor.Tensor;

/** The eight rates of the 20 MHz OFDM physical layer, IEEE Std 802.11-2020 tables 17-4 and 17-6. */
public enum WifiRate {
    /** BPSK, rate 1/2. */
    MBPS_6(6, 0b1101, 1, Puncturing.NONE),
    /** BPSK, rate 3/4. */
    MBPS_9(9, 0b1111, 1, Puncturing.THREE_QUARTERS),
    /** QPSK, rate 1/2. */
    MBPS_12(12, 0b0101, 2, Puncturing.NONE),
    /** QPSK, rate 3/4. */
    MBPS_18(18, 0b0111, 2, Puncturing.THREE_QUARTERS),
    /** 16-QAM, rate 1/2. */
    MBPS_24(24, 0b1001, 4, Puncturing.NONE),
    /** 16-QAM, rate 3/4. */
    MBPS_36(36, 0b1011, 4, Puncturing.THREE_QUARTERS),
    /** 64-QAM, rate 2/3. */
    MBPS_48(48, 0b0001, 6, Puncturing.TWO_THIRDS),
    /** 64-QAM, rate 3/4. */
    MBPS_54(54, 0b0011, 6, Puncturing.THREE_QUARTERS);

    /** Before the PSDU, zeros that the scrambler begins with. */
    static final int SERVICE_BITS = 16;

    /** After it, zeros that end the code. */
    static final int TAIL_BITS = 6;

    private final int mbps;
    private final int code;
    private final int bitsPerSubcarrier;
    private final Puncturing puncturing;

    WifiRate(int mbps, int code, int bitsPerSubcarrier, Puncturing puncturing) {
        this.mbps = mbps;
        this.code = code;
        this.bitsPerSubcarrier = bitsPerSubcarrier;
        this.puncturing = puncturing;
    }

    /** The rate of that many Mbit/s. */
    public static Optional<WifiRate> ofMbps(int mbps) {
        for (WifiRate r : values()) {
            if (r.mbps == mbps) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }

    /** The rate whose bits R1 to R4 of the SIGNAL field are those of {@code code}, R1 the most significant. */
    static Optional<WifiRate> ofCode(int code) {
        for (WifiRate r : values()) {
            if (r.code == code) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }

    /** Data rate in Mbit/s. */
    public int mbps() {
        return mbps;
    }

    /** R1 to R4, R1 the most significant. */
    int code() {
        return code;
    }

    /** N_BPSC, coded bits per subcarrier. */
    public int bitsPerSubcarrier() {
        return bitsPerSubcarrier;
    }

    /** What of the rate-1/2 code is sent. */
    public Puncturing puncturing() {
        return puncturing;
    }

    /** N_CBPS, coded bits per OFDM symbol. */
    public int codedBitsPerSymbol() {
        return Subcarriers.DATA_COUNT * bitsPerSubcarrier;
    }

    /** The order of the coded bits within an OFDM symbol, equations (17-15) to (17-20). */
    Interleaver interleaver() {
        int n = codedBitsPerSymbol();
        int s = Math.max(bitsPerSubcarrier / 2, 1);
        int[] order = new int[n];
        for (int k = 0; k < n; k++) {
            int i = n / 16 * (k % 16) + k / 16;
            order[s * (i / s) + (i + n - 16 * i / n) % s] = k;
        }
        return Interleaver.of(order);
    }

    /** N_DBPS, data bits per OFDM symbol: 4 microseconds of the rate. */
    public int dataBitsPerSymbol() {
        return 4 * mbps;
    }

    /** N_SYM, OFDM symbols that carry a PSDU of {@code psduBytes}, equation (17-11). */
    public int symbols(int psduBytes) {
        return Math.ceilDiv(SERVICE_BITS + 8 * psduBytes + TAIL_BITS, dataBitsPerSymbol());
    }

    /**
     * BPSK, QPSK, 16-QAM or 64-QAM of unit energy with the labels of table 17-9 to 17-12: the first half of the bits
     * chooses the real part, the other the imaginary part, each Gray-coded from negative to positive.
     *
     * @param dtype complex
     */
    public Constellation constellation(DType dtype) {
        int m = bitsPerSubcarrier;
        int half = Math.max(1, m / 2);
        double energy = m == 1 ? 1 : 2 * (Math.pow(4, half) - 1) / 3;
        double[] z = new double[2 << m];
        for (int i = 0; i < 1 << m; i++) {
            z[2 * i] = level(i >> (m - half), half) / Math.sqrt(energy);
            z[2 * i + 1] = m == 1 ? 0 : level(i & ((1 << half) - 1), half) / Math.sqrt(energy);
        }
        return Constellation.of(Tensor.ofInterleaved(Shape.of(1L << m), z).cast(dtype));
    }

    /** −(2^m − 1), …, 2^m − 1 in steps of 2, in the order of the Gray code. */
    private static int level(int gray, int m) {
        int place = 0;
        for (int g = gray; g != 0; g >>= 1) {
            place ^= g;
        }
        return 2 * place - (1 << m) + 1;
    }
}
