package org.argand.phy.wifi;

import java.util.Optional;

/**
 * The SIGNAL field, 24 bits: RATE, a reserved bit, LENGTH from its least significant bit on, even parity, six zeros (IEEE
 * Std 802.11-2020 clause 17.3.4).
 *
 * @param rate of the data
 * @param psduBytes 1 to 4095
 */
record SignalField(WifiRate rate, int psduBytes) {
    static final int BITS = 24;
    static final int MOST_BYTES = 4095;

    /** The bits, 0 and 1. */
    float[] bits() {
        int word = rate.code() << 20;
        for (int k = 0; k < 12; k++) {
            word |= (psduBytes >> k & 1) << (18 - k);
        }
        word |= (Integer.bitCount(word) & 1) << 6;
        float[] bits = new float[BITS];
        for (int k = 0; k < BITS; k++) {
            bits[k] = word >> (BITS - 1 - k) & 1;
        }
        return bits;
    }

    /** What the bits from {@code at} on say, unless parity, rate, length, reserved bit or tail are not as they must be. */
    static Optional<SignalField> parse(float[] bits, int at) {
        int word = 0;
        for (int k = 0; k < BITS; k++) {
            word = word << 1 | (int) bits[at + k];
        }
        int length = Integer.reverse(word >> 7 & 0xFFF) >>> 20;
        boolean sound = Integer.bitCount(word) % 2 == 0 && (word & 0x3F) == 0 && length > 0;
        boolean reserved = (word >> 19 & 1) == 1;
        if (!sound || reserved) {
            return Optional.empty();
        }
        return WifiRate.ofCode(word >> 20).map(rate -> new SignalField(rate, length));
    }
}
