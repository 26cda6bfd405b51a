package org.argand.tensor;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.backend.Backends;

/** Discrete Fourier transforms, any length, along any axis. */
public final class Fourier {
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

    static Tensor fft(Tensor x, long n, int axis, Norm norm) {
        return transform(x, n, axis, norm, false);
    }

    static Tensor ifft(Tensor x, long n, int axis, Norm norm) {
        return transform(x, n, axis, norm, true);
    }

    private static Tensor transform(Tensor x, long n, int axis, Norm norm, boolean inverse) {
        String op = inverse ? "ifft" : "fft";
        if (!x.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    op, "needs a floating or complex type, got " + x.dtype());
        }
        int a = x.shape().axis(axis, op);
        if (n < 1) {
            throw new ArgandException.InvalidArgument(
                    op, "length " + n + " along axis " + axis + " of " + x.shape());
        }
        long have = x.dim(a);
        Tensor fitted = have > n ? x.slice(a, 0, n) : x.pad(a, 0, n - have);
        return Engine.apply(
                new Dft(a, inverse, norm.scale(n, inverse)), fitted.cast(x.dtype().complex()));
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
