package org.argand.tensor;

import org.argand.array.ArgandException;
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

    // ---- Convolution (Convolution, ChannelConvolution, SignalConvolution)

    /**
     * What neural networks call convolution, {@code y[b, o, t] = Σ_{c,l} x[b, c, t + l] k[o, c, l]}: no reversal, no
     * conjugate. {@code [B, C, n] with [O, C, k] → [B, O, n − k + 1]}.
     */
    default Tensor conv1d(Tensor kernel) {
        return conv1d(kernel, Convolution.PLAIN);
    }

    /** With strides, padding, dilation, groups: {@code [B, C, n] with [O, C/groups, k]}. */
    default Tensor conv1d(Tensor kernel, Convolution c) {
        return ChannelConvolution.conv("conv1d", 1, self(), kernel, c);
    }

    /** {@link #conv1d(Tensor)} over two spatial axes, {@code [B, C, h, w] with [O, C, k, l]}. */
    default Tensor conv2d(Tensor kernel) {
        return conv2d(kernel, Convolution.PLAIN);
    }

    /** With strides, padding, dilation, groups: {@code [B, C, h, w] with [O, C/groups, k, l]}. */
    default Tensor conv2d(Tensor kernel, Convolution c) {
        return ChannelConvolution.conv("conv2d", 2, self(), kernel, c);
    }

    /**
     * The transpose of {@link #conv1d(Tensor, Convolution)} with the same kernel and settings, no conjugate: {@code [B, C, m]
     * with [C, O/groups, k] → [B, O, (m − 1)·stride + dilation·(k − 1) + 1 + outputPadding − padding]}.
     */
    default Tensor convTranspose1d(Tensor kernel, Convolution c) {
        return ChannelConvolution.transposed("convTranspose1d", 1, self(), kernel, c);
    }

    /** {@link #convTranspose1d} over two spatial axes. */
    default Tensor convTranspose2d(Tensor kernel, Convolution c) {
        return ChannelConvolution.transposed("convTranspose2d", 2, self(), kernel, c);
    }

    /**
     * {@code y_t = Σ_l b_l x_{t−l}} along the last axis; leading axes broadcast. Of lengths n and m the result has n + m − 1
     * elements, max(n, m) or |n − m| + 1, as NumPy's.
     */
    default Tensor convolve(Tensor b, Convolution.Mode mode) {
        return convolve(b, mode, Convolution.Method.AUTO);
    }

    /** Computed in that way. */
    default Tensor convolve(Tensor b, Convolution.Mode mode, Convolution.Method method) {
        return SignalConvolution.convolve("convolve", 1, self(), b, mode, method);
    }

    /** {@code c_k = Σ_t x_{t+k} conj(v_t)} along the last axis, k from −(m − 1); otherwise as {@link #convolve}. */
    default Tensor correlate(Tensor v, Convolution.Mode mode) {
        return correlate(v, mode, Convolution.Method.AUTO);
    }

    /** Computed in that way. */
    default Tensor correlate(Tensor v, Convolution.Mode mode, Convolution.Method method) {
        return SignalConvolution.correlate("correlate", 1, self(), v, mode, method);
    }

    /** {@link #convolve} over the last two axes. */
    default Tensor convolve2d(Tensor b, Convolution.Mode mode) {
        return SignalConvolution.convolve(
                "convolve2d", 2, self(), b, mode, Convolution.Method.AUTO);
    }

    /** {@link #correlate} over the last two axes. */
    default Tensor correlate2d(Tensor v, Convolution.Mode mode) {
        return SignalConvolution.correlate(
                "correlate2d", 2, self(), v, mode, Convolution.Method.AUTO);
    }

    /**
     * Sliding windows of {@code size} elements along {@code axis}, one every {@code step}, their elements {@code dilation}
     * apart: {@code [..., n, ...] → [..., ⌊(n − dilation·(size − 1) − 1)/step⌋ + 1, ..., size]}, a view.
     */
    default Tensor windows(int axis, long size, long step, long dilation) {
        return Windows.windows("windows", self(), axis, size, step, dilation);
    }

    /**
     * The adjoint of {@link #windows}: lays windows, whose elements are along the last axis, over each other at their
     * places among {@code length} elements, and adds.
     */
    default Tensor overlapAdd(int axis, long length, long step, long dilation) {
        return Windows.overlapAdd("overlapAdd", self(), axis, length, step, dilation);
    }

    // ---- Short-time transforms (ShortTime)

    /**
     * Short-time Fourier transform, {@code X[..., k, t] = Σ_j w_j x_{t·hop+j} e^{−2πi jk/frame}}: {@code [..., n] → [...,
     * frequencies, frames]}, with ⌊frame/2⌋ + 1 frequencies of real signals unless {@link ShortTime#twoSided} is asked for.
     * Centred frames number 1 + ⌊n/hop⌋ for even frame lengths.
     */
    default Tensor stft(ShortTime s) {
        return s.transform(self());
    }

    /**
     * The signal whose {@link #stft} is nearest to these spectra in the least-squares sense: frames weighted once more, added
     * where they overlap, and divided by the sum of the squared windows. Of an stft it is the signal itself. Real of half
     * spectra, complex of whole ones; an error where no window reaches.
     *
     * <p>Griffin and Lim (1984), Signal estimation from modified short-time Fourier transform, equation 6.
     */
    default Tensor istft(ShortTime s) {
        return s.inverse(self(), -1);
    }

    /** Of that many samples. */
    default Tensor istft(ShortTime s, long length) {
        if (length < 0) {
            throw new ArgandException.InvalidArgument("istft", "length " + length);
        }
        return s.inverse(self(), length);
    }
}
