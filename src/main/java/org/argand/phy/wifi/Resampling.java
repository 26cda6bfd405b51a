package org.argand.phy.wifi;

import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/**
 * Another sample rate, by p/q in lowest terms, by way of the Fourier transform: the spectrum is cut or filled with zeros.
 *
 * <p>Exact for periodic signals without energy beyond the lower rate's band. The whole signal is transformed at once.
 */
record Resampling(long p, long q) {
    private static final long MOST = 4096;

    /** From rates of at least that of the result; their ratio must be one of small whole numbers. */
    static Resampling of(double from, double to) {
        if (!(from >= to && from <= 1e12)) {
            throw new ArgandException.InvalidArgument(
                    "wifiReceiver",
                    String.format("a sample rate of %.6g Hz, needs at least %.6g", from, to));
        }
        long a = Math.round(from);
        long b = Math.round(to);
        long divisor = gcd(a, b);
        if (a != from || a / divisor > MOST) {
            throw new ArgandException.InvalidArgument(
                    "wifiReceiver",
                    String.format(
                            "a sample rate of %.9g Hz, whose ratio to %.6g is none of numbers up to %d",
                            from, to, MOST));
        }
        return new Resampling(b / divisor, a / divisor);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** The samples at the new rate, complex [n] to [⌈n·p/q⌉]. */
    Tensor apply(Tensor samples) {
        if (p == q || samples.rank() != 1) {
            return samples;
        }
        long blocks = Math.ceilDiv(samples.dim(0), q);
        Tensor spectrum = samples.pad(0, 0, blocks * q - samples.dim(0)).fft().fftshift(0);
        long drop = blocks * q / 2 - blocks * p / 2;
        Tensor kept = spectrum.slice(0, drop, drop + blocks * p);
        return kept.ifftshift(0).ifft().mul((double) p / q);
    }

    /** The place among the samples before that has become place {@code k}. */
    long before(long k) {
        return Math.floorDiv(k * q, p);
    }
}
