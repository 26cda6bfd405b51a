package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;

/** Vector norms over axes. */
final class Norm {
    private Norm() {}

    /**
     * {@code (Σ|z|^p)^(1/p)} for a finite p &gt; 0, with the axes kept; squares of numbers of single precision are added up in
     * double, and otherwise the largest part is divided out first, so that no power overflows or vanishes. The adjoint is
     * {@code g z|z|^(p−2)/‖z‖^(p−1)}, and 0 at 0.
     */
    record OfOrder(double p, List<Integer> axes) implements Op.Smooth {
        @Override
        public String label() {
            return "norm";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            int[] a = Reduction.ints(axes);
            Tensor z = x.getFirst();
            if (p == 2 && !z.dtype().isDouble()) {
                DType wide = z.dtype().isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
                DType real = z.dtype().real();
                return Engine.constant(() -> z.cast(wide).abs2().sum(true, a).sqrt().cast(real));
            }
            return Engine.constant(() -> {
                Tensor s = scale(z, a);
                Tensor inverse = s.reciprocal();
                if (p == 2) {
                    return z.mul(inverse).abs2().sum(true, a).sqrt().mul(s);
                }
                return z.abs().mul(inverse).pow(p).sum(true, a).pow(1 / p).mul(s);
            });
        }

        /** The largest part of any element, or the nearest number that has a reciprocal of full precision. */
        private static Tensor scale(Tensor z, int[] axes) {
            Tensor size = z.real().abs();
            if (z.dtype().isComplex()) {
                size = size.maximum(z.imag().abs());
            }
            if (Arrays.stream(axes).anyMatch(a -> z.dim(a) == 0)) {
                return size.fill(1);
            }
            double least = size.dtype() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
            return size.max(true, axes).maximum(least).minimum(1 / least);
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> in, Tensor out, Tensor g) {
            Tensor x = in.getFirst();
            Tensor none = out.equalTo(0);
            Tensor n = Tensor.where(none, out.fill(1), out);
            Tensor weight = Tensor.where(none, g.fill(0), g);
            if (p == 2) {
                return List.of(x.div(n).mul(weight));
            }
            Tensor part = Tensor.where(x.equalTo(0), n.fill(1), x.abs().div(n));
            return List.of(x.sgn().mul(part.pow(p - 1)).mul(weight));
        }
    }

    static Tensor of(Tensor x, double p, int[] axes, boolean keepDims) {
        Reduction.inexact("norm", x);
        int[] a = x.shape().axes(axes, "norm");
        if (p == Double.POSITIVE_INFINITY) {
            return x.abs().max(keepDims, a);
        }
        if (p == Double.NEGATIVE_INFINITY) {
            return x.abs().min(keepDims, a);
        }
        if (!(p > 0)) {
            throw new ArgandException.InvalidArgument(
                    "norm",
                    "order "
                            + p
                            + " is neither above 0 nor −∞"
                            + (p == 0 ? "; countNonzero counts" : ""));
        }
        if (p == 1 || a.length == 0) {
            return x.abs().sum(keepDims, a);
        }
        Tensor n = Engine.apply(new OfOrder(p, Reduction.list(a)), x);
        return keepDims ? n : n.reshape(x.shape().reduced(a, false));
    }
}
