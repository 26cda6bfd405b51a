package org.argand.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Convolution.Axis;
import org.argand.tensor.Convolution.Method;
import org.argand.tensor.Fourier.Norm;

/**
 * Convolution of images with channels, over any number of spatial axes, and its transpose.
 *
 * <p>Directly it is the matrix product of the kernel with the windows of the operand, so that its gradients are matrix
 * products and overlapping sums; the other way it is a product of Fourier transforms.
 */
final class ChannelConvolution {
    private final Tensor x;
    private final Tensor kernel;
    private final long groups;
    private final List<Axis> axes = new ArrayList<>();

    private ChannelConvolution(
            String op, int spatial, Tensor x, Tensor kernel, Convolution c, boolean transposed) {
        if (x.rank() != spatial + 2 || kernel.rank() != spatial + 2) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    "needs a batch of channels and a kernel over "
                            + (spatial == 1 ? "1 axis" : spatial + " axes")
                            + ", got "
                            + x.shape()
                            + " and "
                            + kernel.shape());
        }
        DType d = DType.promote(x.dtype(), kernel.dtype());
        if (!d.isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    op,
                    "needs a floating or complex type, got " + x.dtype() + ", " + kernel.dtype());
        }
        checkChannels(op, x, kernel, c.groups(), transposed);
        for (int a = 0; a < spatial; a++) {
            long size = kernel.dim(a + 2);
            axes.add(
                    transposed
                            ? c.alongTransposed(op, a, spatial, size)
                            : c.along(op, a, spatial, size, x.dim(a + 2)));
        }
        this.x = x.cast(d);
        this.kernel = kernel.cast(d);
        this.groups = c.groups();
    }

    private static void checkChannels(
            String op, Tensor x, Tensor kernel, long groups, boolean transposed) {
        long in = x.dim(1);
        boolean fits =
                groups > 0
                        && in % groups == 0
                        && kernel.dim(0) % groups == 0
                        && (transposed ? kernel.dim(0) == in : kernel.dim(1) * groups == in);
        if (!fits) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    "channels of "
                            + x.shape()
                            + " and "
                            + kernel.shape()
                            + " do not fit in "
                            + (groups == 1 ? "1 group" : groups + " groups"));
        }
    }

    /** {@code [B, C, n…] with [O, C/groups, k…] → [B, O, m…]}. */
    static Tensor conv(String op, int spatial, Tensor x, Tensor kernel, Convolution c) {
        ChannelConvolution it = new ChannelConvolution(op, spatial, x, kernel, c, false);
        Tensor padded = it.padded(op);
        double places = 1;
        double whole = 1;
        for (int a = 0; a < spatial; a++) {
            Axis s = it.axes.get(a);
            long length = padded.dim(a + 2);
            places *= (length - s.reach()) / s.stride() + 1;
            whole *= length;
        }
        boolean fourier = it.byFourier(c.method(), x.dim(1), kernel.dim(0), places, whole);
        return fourier ? it.spectral(padded) : it.direct(op, padded);
    }

    /** {@code [B, C, m…] with [C, O/groups, k…] → [B, O, n…]}, the adjoint of a convolution without conjugates. */
    static Tensor transposed(String op, int spatial, Tensor x, Tensor kernel, Convolution c) {
        ChannelConvolution it = new ChannelConvolution(op, spatial, x, kernel, c, true);
        it.checkResult(op);
        double places = 1;
        double whole = 1;
        for (int a = 0; a < spatial; a++) {
            places *= x.dim(a + 2);
            whole *= it.wholeLength(a);
        }
        double out = kernel.dim(1) * c.groups();
        boolean fourier = it.byFourier(c.method(), out, x.dim(1), places, whole);
        Tensor y = fourier ? it.spectralTransposed() : it.directTransposed(op);
        for (int a = 0; a < spatial; a++) {
            Axis s = it.axes.get(a);
            y = y.slice(a + 2, s.before(), it.wholeLength(a) - s.after());
        }
        return y;
    }

    private Tensor padded(String op) {
        Tensor p = x;
        for (int a = 0; a < axes.size(); a++) {
            Axis s = axes.get(a);
            p = p.pad(a + 2, s.before(), s.after());
            if (s.reach() > p.dim(a + 2)) {
                throw new ArgandException.ShapeMismatch(
                        op,
                        "a kernel of "
                                + s.reach()
                                + " does not fit axis "
                                + (a + 2)
                                + " of "
                                + x.shape()
                                + " padded to "
                                + p.dim(a + 2));
            }
        }
        return p;
    }

    // ---- Windows and matrices

    private Tensor direct(String op, Tensor padded) {
        int spatial = axes.size();
        if (axes.stream().allMatch(s -> s.stride() == 1)) {
            return Engine.apply(new WindowProduct(List.copyOf(axes), groups), padded, kernel);
        }
        Tensor w = padded;
        for (int a = 0; a < spatial; a++) {
            Axis s = axes.get(a);
            w = Windows.windows(op, w, a + 2, s.size(), s.stride(), s.dilation());
        }
        long[] places = Arrays.copyOfRange(w.shape().dims(), 2, 2 + spatial);
        // [B, C, places…, kernel…] → [B, groups, C/groups·kernel, places]
        Tensor columns =
                w.permute(order(spatial)).reshape(x.dim(0), groups, width(), product(places));
        Tensor rows = kernel.reshape(groups, kernel.dim(0) / groups, width());
        return rows.matmul(columns).reshape(dims(x.dim(0), kernel.dim(0), places));
    }

    private Tensor directTransposed(String op) {
        int spatial = axes.size();
        long out = kernel.dim(1) * groups;
        long[] places = Arrays.copyOfRange(x.shape().dims(), 2, 2 + spatial);
        long[] sizes = Arrays.copyOfRange(kernel.shape().dims(), 2, 2 + spatial);
        Tensor rows = kernel.reshape(groups, kernel.dim(0) / groups, width()).transpose();
        Tensor columns =
                rows.matmul(x.reshape(x.dim(0), groups, x.dim(1) / groups, product(places)));
        Tensor w =
                columns.reshape(
                                LongStream.concat(
                                                LongStream.of(dims(x.dim(0), out, sizes)),
                                                Arrays.stream(places))
                                        .toArray())
                        .permute(order(spatial));
        for (int a = spatial - 1; a >= 0; a--) {
            Axis s = axes.get(a);
            w = Windows.overlapAdd(op, w, a + 2, wholeLength(a), s.stride(), s.dilation());
        }
        return w;
    }

    /** Exchanges the axes of the places with those of the kernel. */
    private static int[] order(int spatial) {
        return IntStream.range(0, 2 + 2 * spatial)
                .map(a -> a < 2 ? a : a < 2 + spatial ? a + spatial : a - spatial)
                .toArray();
    }

    /** Kernel elements of one output channel, or of one input channel of the transposed convolution. */
    private long width() {
        return product(Arrays.copyOfRange(kernel.shape().dims(), 1, kernel.rank()));
    }

    /** The length of the result of the transposed convolution before it is cropped. */
    private long wholeLength(int a) {
        Axis s = axes.get(a);
        return (x.dim(a + 2) - 1) * s.stride() + s.reach() + s.extra();
    }

    private void checkResult(String op) {
        for (int a = 0; a < axes.size(); a++) {
            Axis s = axes.get(a);
            boolean ambiguous = s.extra() >= Math.max(s.stride(), s.dilation());
            if (x.dim(a + 2) < 1
                    || ambiguous && s.extra() > 0
                    || wholeLength(a) < s.before() + s.after()) {
                throw new ArgandException.ShapeMismatch(
                        op,
                        "padding "
                                + s.before()
                                + " and "
                                + s.after()
                                + ", output padding "
                                + s.extra()
                                + ", stride "
                                + s.stride()
                                + " for axis "
                                + (a + 2)
                                + " of "
                                + x.shape());
            }
        }
    }

    // ---- Fourier

    private Tensor spectral(Tensor padded) {
        int spatial = axes.size();
        long[] lengths = Arrays.copyOfRange(padded.shape().dims(), 2, 2 + spatial);
        Tensor k = spreadKernel().flip(spatialAxes());
        // A circle of the operand's length will do: what goes round it lands outside the valid
        // places.
        long[] s = Arrays.stream(lengths).map(Fourier::comfortable).toArray();
        long out = kernel.dim(0) / groups;
        long in = x.dim(1) / groups;
        Tensor xf = grouped(spectrum(padded, s), x.dim(0), groups, 1, in);
        Tensor kf = grouped(spectrum(k, s), 1, groups, out, in);
        Tensor y = signal(xf.mul(kf).sum(3), x.dim(0), kernel.dim(0), s);
        for (int a = 0; a < spatial; a++) {
            y = y.slice(a + 2, axes.get(a).reach() - 1, lengths[a], axes.get(a).stride());
        }
        return y;
    }

    private Tensor spectralTransposed() {
        Tensor p = x;
        long[] lengths = new long[axes.size()];
        for (int a = 0; a < lengths.length; a++) {
            p = Movement.spread(p, a + 2, axes.get(a).stride());
            lengths[a] = wholeLength(a);
        }
        long[] s = Arrays.stream(lengths).map(Fourier::comfortable).toArray();
        long in = x.dim(1) / groups;
        Tensor xf = grouped(spectrum(p, s), x.dim(0), groups, in, 1);
        Tensor kf = grouped(spectrum(spreadKernel(), s), 1, groups, in, kernel.dim(1));
        Tensor y = signal(xf.mul(kf).sum(2), x.dim(0), kernel.dim(1) * groups, s);
        for (int a = 0; a < lengths.length; a++) {
            y = y.slice(a + 2, 0, lengths[a]);
        }
        return y;
    }

    private Tensor spreadKernel() {
        Tensor k = kernel;
        for (int a = 0; a < axes.size(); a++) {
            k = Movement.spread(k, a + 2, axes.get(a).dilation());
        }
        return k;
    }

    private int[] spatialAxes() {
        return IntStream.range(2, 2 + axes.size()).toArray();
    }

    private Tensor spectrum(Tensor t, long[] s) {
        return x.dtype().isComplex()
                ? t.fftn(s, spatialAxes(), Norm.BACKWARD)
                : t.rfftn(s, spatialAxes(), Norm.BACKWARD);
    }

    /** The signals of a spectrum {@code [B, groups, O/groups, f…]}. */
    private Tensor signal(Tensor y, long batch, long channels, long[] s) {
        long[] f = Arrays.copyOfRange(y.shape().dims(), 3, y.rank());
        Tensor merged = y.reshape(dims(batch, channels, f));
        return x.dtype().isComplex()
                ? merged.ifftn(s, spatialAxes(), Norm.BACKWARD)
                : merged.irfftn(s, spatialAxes(), Norm.BACKWARD);
    }

    /** {@code [p, q, f…] → [a, b, c, d, f…]}. */
    private static Tensor grouped(Tensor t, long... lead) {
        long[] f = Arrays.copyOfRange(t.shape().dims(), 2, t.rank());
        return t.reshape(LongStream.concat(LongStream.of(lead), Arrays.stream(f)).toArray());
    }

    private static long[] dims(long first, long second, long[] rest) {
        return LongStream.concat(LongStream.of(first, second), Arrays.stream(rest)).toArray();
    }

    private static long product(long[] d) {
        return Shape.of(d).size();
    }

    /**
     * Whether to go by way of the Fourier transform.
     *
     * @param windowed channels on the side of the windows
     * @param others channels on the other side
     * @param places positions of the kernel
     * @param whole elements of a channel on the side of the windows
     */
    private boolean byFourier(
            Method method, double windowed, double others, double places, double whole) {
        double taps = product(Arrays.copyOfRange(kernel.shape().dims(), 2, kernel.rank()));
        double batch = x.dim(0);
        double columns = batch * windowed * taps * places;
        double pairs = batch * windowed * others / groups;
        return method.byFourier(
                columns,
                pairs * taps * places,
                batch * (windowed + others) + kernel.dim(0) * kernel.dim(1),
                whole,
                pairs);
    }
}
