package org.argand.phy.channel;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/** A resource grid through a channel in frequency: every subcarrier for itself, as with a sufficient prefix and no Doppler. */
public final class OfdmChannel {
    private static final List<String> AXES =
            List.of(
                    "blocks",
                    "receivers",
                    "receive antennas",
                    "transmitters",
                    "transmit antennas",
                    "OFDM symbols",
                    "subcarriers");

    private OfdmChannel() {}

    /**
     * {@code y = Σ_tx,ant h·x}, without noise; differentiable in both.
     *
     * @param xRg complex [batch, num_tx, num_tx_ant, num_ofdm_symbols, fft_size]
     * @param hFreq complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_ofdm_symbols, fft_size], or 1 in place of an
     *     extent that all share
     * @return complex [batch, num_rx, num_rx_ant, num_ofdm_symbols, fft_size]
     */
    public static Tensor apply(Tensor xRg, Tensor hFreq) {
        TimeChannel.check("ofdmChannel", xRg, hFreq, 5);
        Tensor sent = xRg.expand(1, 2);
        for (int axis = 0; axis < 7; axis++) {
            boolean shared = hFreq.dim(axis) == 1 || sent.dim(axis) == 1;
            if (!shared && hFreq.dim(axis) != sent.dim(axis)) {
                throw new ArgandException.ShapeMismatch(
                        "ofdmChannel",
                        hFreq.dim(axis)
                                + " "
                                + AXES.get(axis)
                                + " in hFreq "
                                + hFreq.shape()
                                + ", "
                                + sent.dim(axis)
                                + " in xRg "
                                + xRg.shape());
            }
        }
        return hFreq.mul(sent).sum(3, 4);
    }
}
