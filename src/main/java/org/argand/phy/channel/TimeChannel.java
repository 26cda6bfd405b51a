package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.tensor.Convolution.Mode;
import org.argand.tensor.Tensor;

/** Samples through the taps of a channel: convolution, with taps that stay for the block or change from sample to sample. */
public final class TimeChannel {
    private TimeChannel() {}

    /**
     * {@code y_t = Σ_l h_l·x_{t−l}}, all of it. Differentiable in both.
     *
     * @param x complex [..., n]
     * @param taps complex [..., L], of the same dtype and the same leading axes or axes that broadcast
     * @return complex [..., n + L − 1]
     */
    public static Tensor apply(Tensor x, Tensor taps) {
        if (!x.dtype().isComplex() || x.dtype() != taps.dtype()) {
            throw new ArgandException.DTypeMismatch(
                    "convolve",
                    "needs complex samples and taps of one type, got "
                            + x.dtype()
                            + " and "
                            + taps.dtype());
        }
        return x.convolve(taps, Mode.FULL);
    }

    /**
     * {@code y_t = Σ_tx,ant,l h_l(t)·x_{t−l}}: intersymbol and intercarrier interference as they come. Without noise;
     * differentiable in both.
     *
     * @param x complex [batch, num_tx, num_tx_ant, n]
     * @param hTime complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, n + L − 1, L], from {@link
     *     ChannelImpulseResponse#toTime} at the rate of x; 1 in place of an extent that all share
     * @return complex [batch, num_rx, num_rx_ant, n + L − 1], whose first sample belongs to delay l_min
     */
    public static Tensor varying(Tensor x, Tensor hTime) {
        check("timeChannel", x, hTime, 4);
        long taps = hTime.dim(-1);
        long length = x.dim(-1) + taps - 1;
        if (hTime.dim(-2) != length && hTime.dim(-2) != 1) {
            throw new ArgandException.ShapeMismatch(
                    "timeChannel",
                    x.dim(-1)
                            + " samples and "
                            + taps
                            + " taps need these at "
                            + length
                            + " instants, got "
                            + hTime.shape());
        }
        Tensor padded = x.pad(-1, taps - 1, taps - 1).expand(1, 2).realise();
        Tensor sum = padded.slice(-1, taps - 1, taps - 1 + length).mul(hTime.select(-1, 0));
        for (long l = 1; l < taps; l++) {
            Tensor late = padded.slice(-1, taps - 1 - l, taps - 1 - l + length);
            sum = sum.add(late.mul(hTime.select(-1, l)));
        }
        return sum.sum(3, 4);
    }

    static void check(String op, Tensor x, Tensor h, int rank) {
        if (!x.dtype().isComplex() || x.dtype() != h.dtype()) {
            throw new ArgandException.DTypeMismatch(
                    op,
                    "needs a complex signal and channel of one type, got "
                            + x.dtype()
                            + " and "
                            + h.dtype());
        }
        if (x.rank() != rank || h.rank() != 7) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    "needs a signal of rank "
                            + rank
                            + " and a channel of rank 7, got "
                            + x.shape()
                            + " and "
                            + h.shape());
        }
    }
}
