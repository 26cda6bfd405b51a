package org.argand.tensor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.tensor.Fourier.Norm;

/**
 * How a signal is cut into frames for short-time Fourier transforms: {@code ShortTime.of(512, 128).window(Window.HAMMING)}.
 *
 * @param frame samples of a frame, the length of its transform
 * @param hop samples from a frame to the next
 * @param weights of the samples of a frame
 * @param edge what stands before the first and after the last sample
 * @param oneSided whether spectra of real signals have their first half only
 */
public record ShortTime(int frame, int hop, List<Double> weights, Edge edge, boolean oneSided) {
    /** Squared weights below this, relative to the largest, do not determine a sample: PyTorch's limit. */
    private static final double VANISHING = 1e-11;

    /** How the first and the last samples are framed. */
    public enum Edge {
        /** Frame t is centred at sample t·hop; the signal is mirrored at its first and last sample. */
        REFLECT,
        /** Frame t is centred at sample t·hop; zeros around the signal. */
        ZEROS,
        /** Frame t begins at sample t·hop; frames lie wholly inside. */
        NONE
    }

    /** Periodic Hann windows, centred, with mirrored edges, one-sided for real signals. */
    public static ShortTime of(int frame, int hop) {
        if (frame < 1 || hop < 1) {
            throw new ArgandException.InvalidArgument(
                    "stft", "frames of " + frame + " every " + hop + " samples");
        }
        return new ShortTime(frame, hop, List.of(), Edge.REFLECT, true).window(Window.HANN);
    }

    /** With that periodic window. */
    public ShortTime window(Window window) {
        return window(window.periodic(frame));
    }

    /** With those weights; fewer than a frame's are put in its middle, between zeros. */
    public ShortTime window(double... w) {
        if (w.length < 1 || w.length > frame) {
            throw new ArgandException.InvalidArgument(
                    "stft", w.length + " weights for a frame of " + frame);
        }
        Double[] all = new Double[frame];
        Arrays.fill(all, 0.0);
        for (int k = 0; k < w.length; k++) {
            all[(frame - w.length) / 2 + k] = w[k];
        }
        return new ShortTime(frame, hop, List.of(all), edge, oneSided);
    }

    /** With other edges. */
    public ShortTime edge(Edge next) {
        return new ShortTime(frame, hop, weights, next, oneSided);
    }

    /** With whole spectra also of real signals. */
    public ShortTime twoSided() {
        return new ShortTime(frame, hop, weights, edge, false);
    }

    /** {@code [..., n] → [..., frequencies, frames]}. */
    Tensor transform(Tensor x) {
        if (!x.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    "stft", "needs a floating or complex type, got " + x.dtype());
        }
        x.shape().axis(-1, "stft");
        Tensor framed = Windows.windows("stft", edged(x), -1, frame, hop, 1).mul(weightsFor(x));
        boolean half = oneSided && !x.dtype().isComplex();
        return (half ? framed.rfft() : framed.fft()).transpose();
    }

    private Tensor edged(Tensor x) {
        int p = margin();
        if (edge != Edge.REFLECT || p == 0) {
            return x.pad(-1, p, p);
        }
        long n = x.dim(-1);
        if (n <= p) {
            throw new ArgandException.ShapeMismatch(
                    "stft", p + " samples beyond the edges of " + x.shape() + " mirror nothing");
        }
        Tensor first = x.slice(-1, 1, p + 1).flip(-1);
        Tensor last = x.slice(-1, n - p - 1, n - 1).flip(-1);
        return Tensor.concat(List.of(first, x, last), -1);
    }

    /** Samples before the first one that the first frame reaches. */
    private int margin() {
        return edge == Edge.NONE ? 0 : frame / 2;
    }

    private Tensor weightsFor(Tensor like) {
        return constant(like, weights.stream().mapToDouble(w -> w).toArray());
    }

    private static Tensor constant(Tensor like, double[] values) {
        return Tensor.of(values).to(like.device()).cast(like.dtype().real());
    }

    /** {@code [..., frequencies, frames] → [..., length]}, or as long as the frames are for certain if it is negative. */
    Tensor inverse(Tensor spectra, long length) {
        if (!spectra.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    "istft", "needs a floating or complex type, got " + spectra.dtype());
        }
        long frequencies = spectra.rank() < 2 ? 0 : spectra.dim(-2);
        boolean whole = frequencies == frame && (!oneSided || frame > 2);
        if (!whole && (frequencies != frame / 2 + 1 || !oneSided) || spectra.dim(-1) == 0) {
            throw new ArgandException.ShapeMismatch(
                    "istft", "frames of " + frame + " have no spectra " + spectra.shape());
        }
        Tensor columns = spectra.transpose();
        Tensor frames =
                (whole ? columns.ifft() : columns.irfft(frame, -1, Norm.BACKWARD))
                        .mul(weightsFor(spectra));
        long total = (spectra.dim(-1) - 1) * hop + frame;
        long end = length < 0 ? total - margin() : margin() + length;
        if (end > total || end < margin()) {
            throw new ArgandException.ShapeMismatch(
                    "istft",
                    spectra.dim(-1) + " frames do not hold " + (end - margin()) + " samples");
        }
        double[] envelope = envelope((int) total, (int) end);
        return Windows.overlapAdd("istft", frames, -2, total, hop, 1)
                .slice(-1, margin(), end)
                .div(constant(spectra, envelope));
    }

    /** The sum of the squared windows over every sample of the result. */
    private double[] envelope(int total, int end) {
        double[] sum = new double[total];
        for (int start = 0; start + frame <= total; start += hop) {
            for (int k = 0; k < frame; k++) {
                sum[start + k] += weights.get(k) * weights.get(k);
            }
        }
        double largest = Collections.max(weights, (a, b) -> Double.compare(a * a, b * b));
        for (int t = margin(); t < end; t++) {
            if (!(sum[t] > VANISHING * largest * largest)) {
                throw new ArgandException.InvalidArgument(
                        "istft",
                        "the windows leave sample "
                                + (t - margin())
                                + " out; take a smaller hop or another window");
            }
        }
        return Arrays.copyOfRange(sum, margin(), end);
    }
}
