package org.argand.phy.wifi;

import org.argand.tensor.Tensor;

/** The order of the coded bits within an OFDM symbol, IEEE Std 802.11-2020 equations (17-15) to (17-20). */
final class Interleaver {
    private final int[] places;

    /** The permutation of that rate. */
    Interleaver(WifiRate rate) {
        int n = rate.codedBitsPerSymbol();
        int s = Math.max(rate.bitsPerSubcarrier() / 2, 1);
        places = new int[n];
        for (int k = 0; k < n; k++) {
            int i = n / 16 * (k % 16) + k / 16;
            places[k] = s * (i / s) + (i + n - 16 * i / n) % s;
        }
    }

    /** Puts bit k at its place; [..., N_CBPS]. */
    Tensor interleave(Tensor bits) {
        int[] from = new int[places.length];
        for (int k = 0; k < places.length; k++) {
            from[places[k]] = k;
        }
        return bits.gather(Tensor.of(from).to(bits.device()), -1);
    }

    /** The inverse of {@link #interleave}. */
    Tensor deinterleave(Tensor bits) {
        return bits.gather(Tensor.of(places).to(bits.device()), -1);
    }
}
