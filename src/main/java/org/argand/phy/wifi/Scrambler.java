package org.argand.phy.wifi;

/** The frame-synchronous scrambler x⁷ + x⁴ + 1 of IEEE Std 802.11-2020 clause 17.3.5.5. */
final class Scrambler {
    private Scrambler() {}

    /** {@code count} bits of the sequence from that state, x⁷ its most significant bit, x¹ its least. */
    static int[] sequence(int state, int count) {
        int[] bits = new int[count];
        int s = state;
        for (int k = 0; k < count; k++) {
            bits[k] = (s >> 6 ^ s >> 3) & 1;
            s = (s << 1 | bits[k]) & 0x7F;
        }
        return bits;
    }

    /**
     * The state whose sequence begins with the seven bits that the SERVICE field, sent as zeros, arrived as; 0 if it
     * arrived as zeros, which no scrambler makes.
     */
    static int state(int[] firstSeven) {
        // After seven steps the register holds what it put out; the steps are undone from there.
        int s = 0;
        for (int k = 0; k < 7; k++) {
            s = s << 1 | firstSeven[k];
        }
        for (int k = 0; k < 7; k++) {
            // A step made bit = x7 ^ x4 and shifted: its x4 is x5 now.
            int bit = s & 1;
            int x7 = bit ^ s >> 4 & 1;
            s = s >> 1 | x7 << 6;
        }
        return s;
    }
}
