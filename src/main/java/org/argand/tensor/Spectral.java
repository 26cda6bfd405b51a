package org.argand.tensor;

import org.argand.tensor.Fourier.Norm;

/**
 * The Fourier family and what is made of it: transforms of any kind, convolutions, short-time transforms.
 *
 * <p>Transforms follow NumPy: they take float and complex types of either precision and any length; a length or size that
 * is given crops, or pads with zeros, at the end of its axis; {@link Norm#BACKWARD} divides by n in the inverse. Gradients
 * are the adjoint transforms. Integers are refused.
 */
public sealed interface Spectral permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    // ---- Along one axis (Fourier, RealFourier)

    /** Discrete Fourier transform along the last axis, {@code X_k = Σ_j x_j e^{−2πi jk/n}}. */
    default Tensor fft() {
        return fft(self().dim(-1), -1, Norm.BACKWARD);
    }

    /** Of length {@code n}, cropped or padded with zeros, along {@code axis}. */
    default Tensor fft(long n, int axis, Norm norm) {
        return Fourier.transform("fft", self(), n, axis, norm, false);
    }

    /** Inverse discrete Fourier transform along the last axis, divided by its length. */
    default Tensor ifft() {
        return ifft(self().dim(-1), -1, Norm.BACKWARD);
    }

    /** Of length {@code n}, cropped or padded with zeros, along {@code axis}. */
    default Tensor ifft(long n, int axis, Norm norm) {
        return Fourier.transform("ifft", self(), n, axis, norm, true);
    }

    /** The first ⌊n/2⌋ + 1 elements of {@link #fft} of real numbers along the last axis; the others are conjugates. */
    default Tensor rfft() {
        return rfft(self().dim(-1), -1, Norm.BACKWARD);
    }

    /** Of n real numbers, cropped or padded with zeros, along {@code axis}. */
    default Tensor rfft(long n, int axis, Norm norm) {
        return RealFourier.rfft("rfft", self(), n, axis, norm);
    }

    /** The inverse of {@link #rfft()} of even length, 2(m − 1) real numbers for m along the last axis. */
    default Tensor irfft() {
        return irfft(RealFourier.evenLength(self(), -1), -1, Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #rfft(long, int, Norm)}: n real numbers, n even or odd, of the first ⌊n/2⌋ + 1 elements of a
     * spectrum. The imaginary parts of X_0 and, for even n, of X_{n/2} count for nothing, and have no gradient.
     */
    default Tensor irfft(long n, int axis, Norm norm) {
        return RealFourier.irfft("irfft", self(), n, axis, norm);
    }

    /** The real spectrum of a signal with x_{n−j} = conj(x_j), of which the first half is given; of length 2(m − 1). */
    default Tensor hfft() {
        return hfft(RealFourier.evenLength(self(), -1), -1, Norm.BACKWARD);
    }

    /** Of length n along {@code axis}. */
    default Tensor hfft(long n, int axis, Norm norm) {
        return RealFourier.hfft(self(), n, axis, norm);
    }

    /** The inverse of {@link #hfft()}: the first ⌊n/2⌋ + 1 elements of {@link #ifft} of real numbers. */
    default Tensor ihfft() {
        return ihfft(self().dim(-1), -1, Norm.BACKWARD);
    }

    /** Of n real numbers, cropped or padded with zeros, along {@code axis}. */
    default Tensor ihfft(long n, int axis, Norm norm) {
        return RealFourier.ihfft(self(), n, axis, norm);
    }

    // ---- Along several axes: by name, or the last ones, one for each size, or all

    /** {@link #fft()} along the last two axes. */
    default Tensor fft2() {
        return Fourier.transforms(
                "fft2", self(), Fourier.AS_IS, Fourier.LAST_TWO, Norm.BACKWARD, false);
    }

    /** {@link #ifft()} along the last two axes. */
    default Tensor ifft2() {
        return Fourier.transforms(
                "ifft2", self(), Fourier.AS_IS, Fourier.LAST_TWO, Norm.BACKWARD, true);
    }

    /** {@link #rfft()} along the last axis and {@link #fft()} along the one before. */
    default Tensor rfft2() {
        return RealFourier.rfftn("rfft2", self(), Fourier.AS_IS, Fourier.LAST_TWO, Norm.BACKWARD);
    }

    /** The inverse of {@link #rfft2()}; 2(m − 1) real numbers along the last axis. */
    default Tensor irfft2() {
        return RealFourier.irfftn("irfft2", self(), Fourier.AS_IS, Fourier.LAST_TWO, Norm.BACKWARD);
    }

    /** {@link #fft()} along each of those axes, all if none is named. */
    default Tensor fftn(int... axes) {
        return fftn(Fourier.AS_IS, axes, Norm.BACKWARD);
    }

    /** Of sizes {@code s}, or as they are if it is empty. */
    default Tensor fftn(long[] s, int[] axes, Norm norm) {
        return Fourier.transforms("fftn", self(), s, axes, norm, false);
    }

    /** {@link #ifft()} along each of those axes, all if none is named. */
    default Tensor ifftn(int... axes) {
        return ifftn(Fourier.AS_IS, axes, Norm.BACKWARD);
    }

    /** Of sizes {@code s}, or as they are if it is empty. */
    default Tensor ifftn(long[] s, int[] axes, Norm norm) {
        return Fourier.transforms("ifftn", self(), s, axes, norm, true);
    }

    /** {@link #rfft()} along the last of those axes, then {@link #fft()} along the others. */
    default Tensor rfftn(int... axes) {
        return rfftn(Fourier.AS_IS, axes, Norm.BACKWARD);
    }

    /** Of sizes {@code s}, or as they are if it is empty. */
    default Tensor rfftn(long[] s, int[] axes, Norm norm) {
        return RealFourier.rfftn("rfftn", self(), s, axes, norm);
    }

    /** The inverse of {@link #rfftn(int...)}; 2(m − 1) real numbers along the last of those axes. */
    default Tensor irfftn(int... axes) {
        return irfftn(Fourier.AS_IS, axes, Norm.BACKWARD);
    }

    /** To sizes {@code s}, those of the real result, even or odd. */
    default Tensor irfftn(long[] s, int[] axes, Norm norm) {
        return RealFourier.irfftn("irfftn", self(), s, axes, norm);
    }

    /** Zero frequency to the centre, along all axes or those named. */
    default Tensor fftshift(int... axes) {
        return Fourier.fftshift(self(), axes);
    }

    /** The inverse of {@link #fftshift}; another op for odd lengths. */
    default Tensor ifftshift(int... axes) {
        return Fourier.ifftshift(self(), axes);
    }
}
