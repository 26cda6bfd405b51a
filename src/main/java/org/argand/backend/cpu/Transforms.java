package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.backend.Operand;

/** Fourier transforms along one axis of strided operands. */
final class Transforms {
    private Transforms() {}

    /** {@code X_k = scale · Σ_j x_j e^{∓2πi jk/n}} along {@code axis}. */
    static void run(Operand x, int axis, boolean inverse, double scale, Operand result) {
        Object from = CpuBuffer.array(x, "fft");
        Object to = CpuBuffer.array(result, "fft");
        DType d = result.dtype();
        int last = x.shape().rank() - 1;
        int[] order =
                java.util.stream.IntStream.rangeClosed(0, last)
                        .map(a -> a == last ? axis : a < axis ? a : a + 1)
                        .toArray();
        Layout p = x.layout().permuted(order);
        Layout r = result.layout().permuted(order);
        int n = (int) p.shape().dim(last);
        double[] u = new double[2];
        Odometer lines = new Odometer(last, r, p);
        for (long t = n == 0 ? 0 : lines.count(); t > 0; t--, lines.next()) {
            for (int k = 0; k < n; k++) {
                double re = 0;
                double im = 0;
                for (int j = 0; j < n; j++) {
                    ReferenceKernel.load(d, from, (int) (lines.at(1) + j * p.stride(last)), u, 0);
                    double angle = (inverse ? 2 : -2) * Math.PI * ((long) j * k % n) / n;
                    double c = Math.cos(angle);
                    double s = Math.sin(angle);
                    re += u[0] * c - u[1] * s;
                    im += u[0] * s + u[1] * c;
                }
                ReferenceKernel.store(
                        d, to, (int) (lines.at(0) + k * r.stride(last)), scale * re, scale * im);
            }
        }
    }
}
