package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;

/** Samples through the taps of a channel that stays for the block: linear convolution. */
public final class TimeChannel {
    private TimeChannel() {}

    /**
     * {@code y_t = Σ_l h_l·x_{t−l}}, all of it; by way of the Fourier transform. Differentiable in both.
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
        if (x.rank() == 0 || taps.rank() == 0 || x.dim(-1) == 0 || taps.dim(-1) == 0) {
            throw new ArgandException.ShapeMismatch(
                    "convolve",
                    "needs [..., n] and [..., L], got " + x.shape() + " and " + taps.shape());
        }
        long length = x.dim(-1) + taps.dim(-1) - 1;
        long n = comfortable(length);
        Tensor y = x.fft(n, -1, Norm.BACKWARD).mul(taps.fft(n, -1, Norm.BACKWARD));
        return y.ifft(n, -1, Norm.BACKWARD).slice(-1, 0, length);
    }

    /** The next length that has no prime factor above 5. */
    private static long comfortable(long length) {
        for (long n = length; ; n++) {
            long rest = n;
            for (int p : new int[] {2, 3, 5}) {
                while (rest % p == 0) {
                    rest /= p;
                }
            }
            if (rest == 1) {
                return n;
            }
        }
    }
}
