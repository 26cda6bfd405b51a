package org.argand.phy.wifi;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Fourier.Norm;
import org.argand.tensor.Tensor;

/** Samples at 20 MHz, silent before and after, from which windows are taken with their carrier offset undone. */
final class Recording {
    /** Samples of silence on both sides: no window of a frame that begins inside reaches further. */
    private static final int MARGIN = 1024;

    private final Tensor padded;
    private final long length;

    /** A recording of the samples, complex [n]. */
    Recording(Tensor samples) {
        if (!samples.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "wifiReceiver", "samples are complex, got " + samples.dtype());
        }
        if (samples.rank() != 1) {
            throw new ArgandException.ShapeMismatch(
                    "wifiReceiver", "needs samples [n], got " + samples.shape());
        }
        this.length = samples.dim(0);
        this.padded = samples.pad(0, MARGIN, MARGIN).realise();
    }

    /** n. */
    long length() {
        return length;
    }

    /** The type of the samples. */
    DType dtype() {
        return padded.dtype();
    }

    /** {@code x} where the samples are. */
    Tensor here(Tensor x) {
        return x.to(padded.device());
    }

    /** Samples {@code from} to {@code to}, which may lie {@value #MARGIN} outside. */
    Tensor slice(long from, long to) {
        return padded.slice(0, from + MARGIN, to + MARGIN);
    }

    /**
     * {@code y_{s+t}·e^{−iωt}} for t from {@code first} on.
     *
     * @param start s, int64 [F]
     * @param omega ω in radians per sample, float64 [F]
     * @return [F, count]
     */
    Tensor window(Tensor start, Tensor omega, int first, int count) {
        Tensor t = here(Tensor.arange(DType.INT64, count)).add(first);
        Tensor samples = padded.gather(start.expand(-1).add(t).add(MARGIN), 0);
        Tensor angle = omega.expand(-1).mul(t.cast(DType.FLOAT64)).neg();
        return samples.mul(turn(angle).cast(dtype()));
    }

    /**
     * Transforms of 64 samples, one every {@code step}, unitary, DC in the centre.
     *
     * @param first of the samples of the first transform, from the start
     * @return [F, count, 64]
     */
    Tensor grid(Tensor start, Tensor omega, int first, int count, int step) {
        Tensor all = window(start, omega, first, count * step);
        return all.reshape(start.dim(0), count, step)
                .slice(-1, 0, Subcarriers.FFT_SIZE)
                .fft(Subcarriers.FFT_SIZE, -1, Norm.ORTHO)
                .fftshift(-1);
    }

    /** {@code e^{iθ}}. */
    static Tensor turn(Tensor theta) {
        return Tensor.polar(Tensor.scalar(theta.dtype(), 1).to(theta.device()), theta);
    }
}
