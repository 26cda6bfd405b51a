package org.argand.backend.reference;

import org.argand.array.Layout;
import org.argand.backend.Backend.Matrix;

/** Matrix products and Fourier transforms as the sums that define them, products and sums of double as exact as in twice that precision. */
final class Linear {
    private Linear() {}

    /** {@code [..., m, k] · [..., k, n] → [..., m, n]}. */
    static void matmul(Matrix a, Matrix b, View result) {
        View x = View.of(a.operand(), "matmul");
        View y = View.of(b.operand(), "matmul");
        int rank = result.layout().shape().rank();
        // The first element of each row and column, by zero strides along the summed axis' place.
        Layout rows = along(x.layout(), rank - 1, result.layout());
        Layout columns = along(y.layout(), rank - 2, result.layout());
        long terms = x.layout().shape().dim(rank - 1);
        long stepX = x.layout().stride(rank - 1);
        long stepY = y.layout().stride(rank - 2);
        Scalar u = new Scalar();
        Scalar v = new Scalar();
        Scalar sum = new Scalar();
        CompensatedSum re = new CompensatedSum();
        CompensatedSum im = new CompensatedSum();
        for (long p = 0; p < result.size(); p++) {
            long i = View.position(rows, p);
            long j = View.position(columns, p);
            re.clear();
            im.clear();
            for (long t = 0; t < terms; t++) {
                u.load(x.buffer(), i + t * stepX);
                v.load(y.buffer(), j + t * stepY);
                double ui = a.conjugated() ? -u.im : u.im;
                double vi = b.conjugated() ? -v.im : v.im;
                add(re, im, u.re, ui, v.re, vi);
            }
            result.set(p, sum.set(re.value(), im.value()));
        }
    }

    /** Adds {@code (a + ib)(c + id)}. */
    private static void add(
            CompensatedSum re, CompensatedSum im, double a, double b, double c, double d) {
        re.addProduct(a, c);
        re.addProduct(-b, d);
        im.addProduct(a, d);
        im.addProduct(b, c);
    }

    /** The view's first elements along {@code axis}, stretched over the extents of {@code to}. */
    private static Layout along(Layout view, int axis, Layout to) {
        Layout first = view.sliced(axis, 0, Math.min(1, view.shape().dim(axis)), 1);
        return first.shape().isEmpty() ? to : first.broadcastTo(to.shape());
    }

    /**
     * {@code X_k = scale · Σ_j x_j e^{∓2πi jk/n}}, the exponent reduced exactly, for as many k as the result has; n is the
     * longer of both extents. A complex operand with a real result is a half spectrum.
     */
    static void fft(View x, int axis, boolean inverse, double scale, View result) {
        int have = (int) x.layout().shape().dim(axis);
        int give = (int) result.layout().shape().dim(axis);
        int n = Math.max(have, give);
        boolean half = x.buffer().dtype().isComplex() && !result.buffer().dtype().isComplex();
        double[][] roots = roots(n, inverse);
        long inner = 1;
        for (int a = axis + 1; a < x.layout().shape().rank(); a++) {
            inner *= x.layout().shape().dim(a);
        }
        double[] re = new double[n];
        double[] im = new double[n];
        Scalar z = new Scalar();
        for (long line = 0; line < x.size() / Math.max(1, have); line++) {
            long first = line / inner * inner * have + line % inner;
            for (int j = 0; j < have; j++) {
                x.get(first + j * inner, z);
                re[j] = z.re;
                im[j] = z.im;
            }
            if (half) {
                complete(re, im);
            }
            first = line / inner * inner * give + line % inner;
            for (int k = 0; k < give; k++) {
                transform(re, im, roots, k, z);
                result.set(first + k * inner, z.set(scale * z.re, scale * z.im));
            }
        }
    }

    /** Makes a spectrum of its first half, such that its transform is real. */
    private static void complete(double[] re, double[] im) {
        int n = re.length;
        for (int k = n / 2 + 1; k < n; k++) {
            re[k] = re[n - k];
            im[k] = -im[n - k];
        }
        im[0] = 0;
        im[n / 2] = n % 2 == 0 ? 0 : im[n / 2];
    }

    private static void transform(double[] re, double[] im, double[][] roots, int k, Scalar to) {
        int n = re.length;
        CompensatedSum sumRe = new CompensatedSum();
        CompensatedSum sumIm = new CompensatedSum();
        int t = 0;
        for (int j = 0; j < n; j++) {
            add(sumRe, sumIm, re[j], im[j], roots[0][t], roots[1][t]);
            t += k;
            if (t >= n) {
                t -= n;
            }
        }
        to.set(sumRe.value(), sumIm.value());
    }

    /** {@code e^{∓2πi t/n}}, with the angle brought to within an eighth of a turn before it is rounded. */
    private static double[][] roots(int n, boolean inverse) {
        double[] cos = new double[n];
        double[] sin = new double[n];
        for (int t = 0; t < n; t++) {
            // t/n turns are q quarters and r/(4n) turns more, |r| ≤ n/2.
            long q = (4L * t + n / 2) / n;
            double rest = Math.PI / 2 * (4L * t - q * n) / n;
            double c = Math.cos(rest);
            double s = Math.sin(rest);
            switch ((int) (q & 3)) {
                case 0 -> put(cos, sin, t, c, s);
                case 1 -> put(cos, sin, t, -s, c);
                case 2 -> put(cos, sin, t, -c, -s);
                default -> put(cos, sin, t, s, -c);
            }
            sin[t] = inverse ? sin[t] : -sin[t];
        }
        return new double[][] {cos, sin};
    }

    private static void put(double[] cos, double[] sin, int t, double c, double s) {
        cos[t] = c;
        sin[t] = s;
    }
}
