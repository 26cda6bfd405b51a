package org.argand.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Convolution.Method;
import org.argand.tensor.Convolution.Mode;
import org.argand.tensor.Fourier.Norm;

/** Convolution and correlation of signals over their last axes, bilinear; leading axes broadcast. */
final class SignalConvolution {
    private SignalConvolution() {}

    /** {@code y_t = Σ_l b_l a_{t−l}}. */
    static Tensor convolve(String op, int spatial, Tensor a, Tensor b, Mode mode, Method method) {
        Tensor[] p = checked(op, spatial, a, b);
        long[] start = new long[spatial];
        for (int s = 0; s < spatial; s++) {
            start[s] = start(mode, a.dim(s - spatial), b.dim(s - spatial));
        }
        return convolve(spatial, p[0], p[1], start, mode, method);
    }

    /** {@code c_k = Σ_t a_{t+k} conj(v_t)}: the convolution with the reversed conjugate. */
    static Tensor correlate(String op, int spatial, Tensor a, Tensor v, Mode mode, Method method) {
        Tensor[] p = checked(op, spatial, a, v);
        long[] start = new long[spatial];
        for (int s = 0; s < spatial; s++) {
            long n = a.dim(s - spatial);
            long m = v.dim(s - spatial);
            // As NumPy, which exchanges the operands if the second is longer, and turns the result
            // round.
            start[s] = mode == Mode.SAME && m > n ? n / 2 : start(mode, n, m);
        }
        Tensor reversed = p[1].conj().flip(IntStream.range(-spatial, 0).toArray());
        return convolve(spatial, p[0], reversed, start, mode, method);
    }

    /** Where in the full result the wanted part begins. */
    private static long start(Mode mode, long n, long m) {
        long shorter = Math.min(n, m);
        return switch (mode) {
            case FULL -> 0;
            case SAME -> (shorter - 1) / 2;
            case VALID -> shorter - 1;
        };
    }

    private static long length(Mode mode, long n, long m) {
        return switch (mode) {
            case FULL -> n + m - 1;
            case SAME -> Math.max(n, m);
            case VALID -> Math.max(n, m) - Math.min(n, m) + 1;
        };
    }

    private static Tensor[] checked(String op, int spatial, Tensor a, Tensor b) {
        for (Tensor t : new Tensor[] {a, b}) {
            boolean some = t.rank() >= spatial;
            for (int s = 1; some && s <= spatial; s++) {
                some = t.dim(-s) > 0;
            }
            if (!some) {
                throw new ArgandException.ShapeMismatch(
                        op,
                        "needs "
                                + (spatial == 1 ? "an axis" : spatial + " axes")
                                + " with elements, got "
                                + a.shape()
                                + " and "
                                + b.shape());
            }
        }
        DType d = DType.promote(a.dtype(), b.dtype());
        if (!d.isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    op, "needs a floating or complex type, got " + a.dtype() + ", " + b.dtype());
        }
        Shape.broadcast(op, lead(a, spatial), lead(b, spatial));
        return new Tensor[] {a.cast(d), b.cast(d)};
    }

    private static Shape lead(Tensor t, int spatial) {
        return Shape.of(Arrays.copyOf(t.shape().dims(), t.rank() - spatial));
    }

    private static Tensor convolve(
            int spatial, Tensor a, Tensor b, long[] start, Mode mode, Method method) {
        long[] count = new long[spatial];
        double whole = 1;
        for (int s = 0; s < spatial; s++) {
            count[s] = length(mode, a.dim(s - spatial), b.dim(s - spatial));
            whole *= length(Mode.FULL, a.dim(s - spatial), b.dim(s - spatial));
        }
        double batch = Shape.broadcast("convolve", lead(a, spatial), lead(b, spatial)).size();
        double n = places(a, spatial).size();
        double m = places(b, spatial).size();
        double columns = batch * Shape.of(count).size() * Math.min(n, m);
        double signals = batch + lead(a, spatial).size() + lead(b, spatial).size();
        if (method.byFourier(columns, columns, signals, whole, batch)) {
            return spectral(spatial, a, b, start, count);
        }
        // The windows of the longer operand times the shorter one.
        return m > n ? direct(spatial, b, a, start, count) : direct(spatial, a, b, start, count);
    }

    private static Tensor direct(int spatial, Tensor a, Tensor b, long[] start, long[] count) {
        Tensor w = a;
        for (int s = 0; s < spatial; s++) {
            int axis = s - spatial;
            long before = b.dim(axis) - 1 - start[s];
            w = w.pad(axis, before, count[s] + start[s] - a.dim(axis));
        }
        for (int s = 0; s < spatial; s++) {
            int axis = a.rank() - spatial + s;
            w = Windows.windows("convolve", w, axis, b.dim(s - spatial), 1, 1);
        }
        long size = places(b, spatial).size();
        Tensor windows = w.reshape(joined(lead(a, spatial), Shape.of(count).size(), size));
        Tensor taps =
                b.flip(IntStream.range(-spatial, 0).toArray())
                        .reshape(joined(lead(b, spatial), size, 1));
        Tensor y = windows.matmul(taps).squeeze(-1);
        return y.reshape(joined(Shape.of(y.shape().dims()).without(-1), count));
    }

    private static Tensor spectral(int spatial, Tensor a, Tensor b, long[] start, long[] count) {
        int[] axes = IntStream.range(-spatial, 0).toArray();
        long[] s =
                IntStream.range(0, spatial)
                        .mapToLong(k ->
                                Fourier.comfortable(a.dim(k - spatial) + b.dim(k - spatial) - 1))
                        .toArray();
        Tensor y =
                a.dtype().isComplex()
                        ? a.fftn(s, axes, Norm.BACKWARD)
                                .mul(b.fftn(s, axes, Norm.BACKWARD))
                                .ifftn(s, axes, Norm.BACKWARD)
                        : a.rfftn(s, axes, Norm.BACKWARD)
                                .mul(b.rfftn(s, axes, Norm.BACKWARD))
                                .irfftn(s, axes, Norm.BACKWARD);
        for (int k = 0; k < spatial; k++) {
            y = y.slice(k - spatial, start[k], start[k] + count[k]);
        }
        return y;
    }

    private static Shape places(Tensor t, int spatial) {
        return Shape.of(Arrays.copyOfRange(t.shape().dims(), t.rank() - spatial, t.rank()));
    }

    private static long[] joined(Shape lead, long... rest) {
        return LongStream.concat(Arrays.stream(lead.dims()), Arrays.stream(rest)).toArray();
    }
}
