package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.backend.Backends;
import org.argand.tensor.Fourier.Norm;

/** Fourier transforms between real numbers and half spectra, X_0 to X_{⌊n/2⌋}, whose other half is the conjugate. */
final class RealFourier {
    private RealFourier() {}

    /** The weights w = [1, 2, …, 2, 1], the last 1 only for even n: how often each element stands in the spectrum. */
    private static Tensor weights(Tensor g, int axis, long n) {
        long twice = (n - 1) / 2;
        Tensor w = Tensor.concat(List.of(fill(g, 1, 1), fill(g, 2, twice)), 0);
        w = n % 2 == 0 ? Tensor.concat(List.of(w, fill(g, 1, 1)), 0) : w;
        long[] beside = new long[g.rank() - axis];
        Arrays.fill(beside, 1);
        beside[0] = n / 2 + 1;
        return w.reshape(beside);
    }

    private static Tensor fill(Tensor g, double value, long count) {
        return Creation.full(g.dtype().real(), Shape.of(count), value, 0, g.device());
    }

    /** Half spectrum of n real numbers; the adjoint, Re(scale·Σ_k G_k e^{2πi jk/n}), is {@code irfft} of G/w. */
    record Rfft(int axis, long n, double scale) implements Op.Linear {
        @Override
        public String label() {
            return "rfft";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.make(
                    t.dtype().complex(),
                    t.shape().with(axis, n / 2 + 1),
                    t.device(),
                    o -> Backends.of(t.device()).rfft(t.operand(), axis, scale, o));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            Tensor shared = g.div(weights(g, axis, n)).cast(g.dtype().complex());
            return List.of(Engine.apply(new Irfft(axis, n, scale), shared));
        }
    }

    /** n real numbers of a half spectrum; the adjoint is {@code w∘rfft}. */
    record Irfft(int axis, long n, double scale) implements Op.Linear {
        @Override
        public String label() {
            return "irfft";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.make(
                    t.dtype().real(),
                    t.shape().with(axis, n),
                    t.device(),
                    o -> Backends.of(t.device()).irfft(t.operand(), axis, scale, o));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            Tensor spectrum = Engine.apply(new Rfft(axis, n, scale), g.real());
            return List.of(spectrum.mul(weights(g, axis, n)));
        }
    }

    static Tensor rfft(String op, Tensor x, long n, int axis, Norm norm) {
        int a = x.shape().axis(axis, op);
        if (x.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    op, "needs a real type, got " + x.dtype() + "; fft takes complex numbers");
        }
        Tensor fitted = Fourier.fitted(op, x, n, a);
        return Engine.apply(new Rfft(a, n, norm.scale(n, false)), fitted);
    }

    static Tensor irfft(String op, Tensor x, long n, int axis, Norm norm) {
        int a = x.shape().axis(axis, op);
        if (n < 1) {
            throw new ArgandException.InvalidArgument(
                    op, "result of length " + n + " along axis " + axis + " of " + x.shape());
        }
        Tensor half = Fourier.fitted(op, x, n / 2 + 1, a).cast(x.dtype().complex());
        return Engine.apply(new Irfft(a, n, norm.scale(n, true)), half);
    }

    /** The even length whose half spectrum has the extent of {@code axis}, 2(m − 1). */
    static long evenLength(Tensor x, int axis) {
        return 2 * (x.dim(axis) - 1);
    }

    static Tensor hfft(Tensor x, long n, int axis, Norm norm) {
        return irfft("hfft", x.conj(), n, axis, opposite(norm));
    }

    static Tensor ihfft(Tensor x, long n, int axis, Norm norm) {
        return rfft("ihfft", x, n, axis, opposite(norm)).conj();
    }

    /** A Hermitian signal and its real spectrum change places: the forward transform is an inverse one. */
    private static Norm opposite(Norm norm) {
        return switch (norm) {
            case BACKWARD -> Norm.FORWARD;
            case FORWARD -> Norm.BACKWARD;
            case ORTHO -> Norm.ORTHO;
        };
    }

    /** A half spectrum along the last of the axes, then whole ones along the others. */
    static Tensor rfftn(String op, Tensor x, long[] s, int[] axes, Norm norm) {
        int[] a = Fourier.axes(op, x.shape(), s, axes);
        int last = a.length - 1;
        Tensor y = rfft(op, x, s.length == 0 ? x.dim(a[last]) : s[last], a[last], norm);
        for (int k = last - 1; k >= 0; k--) {
            y = Fourier.transform(op, y, s.length == 0 ? x.dim(a[k]) : s[k], a[k], norm, false);
        }
        return y;
    }

    /** The inverse of {@link #rfftn}, in the opposite order. */
    static Tensor irfftn(String op, Tensor x, long[] s, int[] axes, Norm norm) {
        int[] a = Fourier.axes(op, x.shape(), s, axes);
        int last = a.length - 1;
        Tensor y = x;
        for (int k = 0; k < last; k++) {
            y = Fourier.transform(op, y, s.length == 0 ? x.dim(a[k]) : s[k], a[k], norm, true);
        }
        return irfft(op, y, s.length == 0 ? evenLength(x, a[last]) : s[last], a[last], norm);
    }
}
