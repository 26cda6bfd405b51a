package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.backend.Backends;

/** Discrete Fourier transforms, any length, along any axes; those of real numbers are in {@link RealFourier}. */
public final class Fourier {
    /** No sizes: every axis as long as it is. */
    static final long[] AS_IS = {};

    static final int[] LAST_TWO = {-2, -1};

    private Fourier() {}

    /** Where the factor 1/n goes. */
    public enum Norm {
        /** On the inverse; NumPy's default. */
        BACKWARD,
        /** 1/√n on both: unitary. */
        ORTHO,
        /** On the forward transform. */
        FORWARD;

        double scale(long n, boolean inverse) {
            return switch (this) {
                case ORTHO -> 1 / Math.sqrt(n);
                case BACKWARD -> inverse ? 1.0 / n : 1;
                case FORWARD -> inverse ? 1 : 1.0 / n;
            };
        }
    }

    /** {@code X_k = scale·Σ x_j e^{∓2πi jk/n}}; the adjoint turns the other way with the same scale. */
    record Dft(int axis, boolean inverse, double scale) implements Op.Linear {
        @Override
        public String label() {
            return inverse ? "ifft" : "fft";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.make(
                    t.dtype(),
                    t.shape(),
                    t.device(),
                    o -> Backends.of(t.device()).fft(t.operand(), axis, inverse, scale, o));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(Engine.apply(new Dft(axis, !inverse, scale), g));
        }
    }

    /**
     * The frequencies of {@link Tensor#fft} of n samples that are {@code spacing} apart, in cycles per unit of it, float64
     * [n]: 0, 1, …, ⌈n/2⌉ − 1, −⌊n/2⌋, …, −1, over n·spacing.
     */
    public static Tensor fftfreq(long n, double spacing) {
        return frequencies("fftfreq", n, n, spacing);
    }

    /** The frequencies of {@link Tensor#rfft} of n samples, float64 [⌊n/2⌋ + 1]: 0, 1, …, ⌊n/2⌋, over n·spacing. */
    public static Tensor rfftfreq(long n, double spacing) {
        return frequencies("rfftfreq", n, n / 2 + 1, spacing);
    }

    private static Tensor frequencies(String op, long n, long count, double spacing) {
        if (n < 1 || n > Integer.MAX_VALUE || !(Math.abs(spacing) > 0)) {
            throw new ArgandException.InvalidArgument(
                    op, n + " samples that are " + spacing + " apart");
        }
        // The last one of a half spectrum is positive, that of a whole one never is n/2.
        long negative = count < n ? count : (n + 1) / 2;
        double[] f = new double[(int) count];
        Arrays.setAll(f, k -> (k < negative ? k : k - n) / (n * spacing));
        return Tensor.of(f);
    }

    static Tensor transform(String op, Tensor x, long n, int axis, Norm norm, boolean inverse) {
        int a = x.shape().axis(axis, op);
        Tensor z = fitted(op, x, n, a).cast(x.dtype().complex());
        return Engine.apply(new Dft(a, inverse, norm.scale(n, inverse)), z);
    }

    /** One axis after the other, the last one first. */
    static Tensor transforms(
            String op, Tensor x, long[] s, int[] axes, Norm norm, boolean inverse) {
        int[] a = axes(op, x.shape(), s, axes);
        Tensor y = x;
        for (int k = a.length - 1; k >= 0; k--) {
            y = transform(op, y, s.length == 0 ? x.dim(a[k]) : s[k], a[k], norm, inverse);
        }
        return y;
    }

    /** {@code x} cropped or padded with zeros to n elements along {@code axis}. */
    static Tensor fitted(String op, Tensor x, long n, int axis) {
        if (!x.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    op, "needs a floating or complex type, got " + x.dtype());
        }
        if (n < 1) {
            throw new ArgandException.InvalidArgument(
                    op, "length " + n + " along axis " + axis + " of " + x.shape());
        }
        return resized(x, n, axis);
    }

    /** As {@link #fitted}, of elements of any type and any n. */
    static Tensor resized(Tensor x, long n, int axis) {
        long have = x.dim(axis);
        return have > n ? x.slice(axis, 0, n) : x.pad(axis, 0, n - have);
    }

    /**
     * The axes to transform, in their order, counted from 0: those named; or as many as there are sizes, at the end; or
     * all.
     */
    static int[] axes(String op, Shape shape, long[] s, int[] axes) {
        int count = axes.length > 0 ? axes.length : s.length > 0 ? s.length : shape.rank();
        int[] a =
                IntStream.range(0, count)
                        .map(k -> shape.axis(axes.length > 0 ? axes[k] : k - count, op))
                        .toArray();
        if (count == 0
                || (s.length > 0 && s.length != count)
                || Arrays.stream(a).distinct().count() < count) {
            throw new ArgandException.InvalidArgument(
                    op,
                    "sizes "
                            + Arrays.toString(s)
                            + " along axes "
                            + Arrays.toString(axes)
                            + " of "
                            + shape);
        }
        return a;
    }

    /** The next length, at least {@code length}, without a prime factor above 5. */
    static long comfortable(long length) {
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

    static Tensor fftshift(Tensor x, int[] axes) {
        return shift(x, axes, "fftshift", 0);
    }

    static Tensor ifftshift(Tensor x, int[] axes) {
        return shift(x, axes, "ifftshift", 1);
    }

    private static Tensor shift(Tensor x, int[] axes, String op, int up) {
        Tensor y = x;
        for (int a : x.shape().axes(axes, op)) {
            y = y.roll((x.dim(a) + up) / 2, a);
        }
        return y;
    }
}
