package org.argand.backend.dense;

/**
 * Vectors of one length, real or complex: the rows or the columns of a matrix, whichever an algorithm combines.
 *
 * <p>Real vectors have no imaginary parts to compute with, so that algorithms are written once. A result of two numbers
 * is left in {@link #x} and {@link #y}.
 */
final class Vectors {
    final int count;
    final int length;
    final boolean complex;

    /** Vector v has its elements from {@code v * length} on. */
    final double[] re;

    /** As {@link #re}; empty for real vectors. */
    final double[] im;

    /** Real part of the last dot product or quotient. */
    double x;

    /** Imaginary part of the last dot product or quotient. */
    double y;

    /** Zero vectors. */
    Vectors(int count, int length, boolean complex) {
        this.count = count;
        this.length = length;
        this.complex = complex;
        this.re = new double[Math.multiplyExact(count, length)];
        this.im = new double[complex ? re.length : 0];
    }

    /** Vector v is the v-th unit vector. */
    static Vectors units(int count, int length, boolean complex) {
        Vectors e = new Vectors(count, length, complex);
        for (int v = 0; v < count; v++) {
            e.re[v * length + v] = 1;
        }
        return e;
    }

    double re(int v, int i) {
        return re[v * length + i];
    }

    double im(int v, int i) {
        return complex ? im[v * length + i] : 0;
    }

    void set(int v, int i, double a, double b) {
        re[v * length + i] = a;
        if (complex) {
            im[v * length + i] = b;
        }
    }

    void swap(int v, int w) {
        swap(re, v * length, w * length);
        if (complex) {
            swap(im, v * length, w * length);
        }
    }

    private void swap(double[] a, int p, int q) {
        for (int i = 0; i < length; i++) {
            double t = a[p + i];
            a[p + i] = a[q + i];
            a[q + i] = t;
        }
    }

    /** Vector v becomes vector w of another. */
    void copy(int v, Vectors from, int w) {
        System.arraycopy(from.re, w * from.length, re, v * length, from.length);
        if (complex) {
            System.arraycopy(from.im, w * from.length, im, v * length, from.length);
        }
    }

    /** Adds {@code (a + ib)} times vector w of {@code other} to vector v, elements {@code start} to {@code end}. */
    void add(int v, Vectors other, int w, double a, double b, int start, int end) {
        int p = v * length;
        int q = w * other.length;
        double[] r = other.re;
        if (!complex) {
            for (int i = start; i < end; i++) {
                re[p + i] += a * r[q + i];
            }
            return;
        }
        double[] s = other.im;
        for (int i = start; i < end; i++) {
            double c = r[q + i];
            double d = s[q + i];
            re[p + i] += a * c - b * d;
            im[p + i] += a * d + b * c;
        }
    }

    /** {@code x + iy = Σ conj(v_i)·w_i} with vector w of {@code other}, elements {@code start} to {@code end}. */
    void dot(int v, Vectors other, int w, int start, int end) {
        int p = v * length;
        int q = w * other.length;
        x = dot(re, p, other.re, q, start, end);
        y = 0;
        if (complex) {
            x += dot(im, p, other.im, q, start, end);
            y = dot(re, p, other.im, q, start, end) - dot(im, p, other.re, q, start, end);
        }
    }

    /** Four sums side by side, so that none waits for the one before. */
    private static double dot(double[] a, int p, double[] b, int q, int start, int end) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = start;
        for (; i < end - 3; i += 4) {
            s0 += a[p + i] * b[q + i];
            s1 += a[p + i + 1] * b[q + i + 1];
            s2 += a[p + i + 2] * b[q + i + 2];
            s3 += a[p + i + 3] * b[q + i + 3];
        }
        for (; i < end; i++) {
            s0 += a[p + i] * b[q + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Σ |v_i|² over elements {@code start} to {@code end}. */
    double square(int v, int start, int end) {
        dot(v, this, v, start, end);
        return x;
    }

    /** √Σ |v_i|², which neither overflows nor underflows on the way. */
    double norm(int v, int start, int end) {
        double largest = 0;
        for (int i = start; i < end; i++) {
            largest = Math.max(largest, Math.max(Math.abs(re(v, i)), Math.abs(im(v, i))));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = start; i < end; i++) {
            double a = re(v, i) / largest;
            double b = im(v, i) / largest;
            sum += a * a + b * b;
        }
        return largest * Math.sqrt(sum);
    }

    /** Multiplies elements by a real number. */
    void scale(int v, double a, int start, int end) {
        for (int i = v * length + start; i < v * length + end; i++) {
            re[i] *= a;
            if (complex) {
                im[i] *= a;
            }
        }
    }

    /** Divides elements by {@code a + ib}. */
    void divide(int v, double a, double b, int start, int end) {
        for (int i = start; i < end; i++) {
            quotient(re(v, i), im(v, i), a, b);
            set(v, i, x, y);
        }
    }

    /** {@code (v, w) ← (c·v − s·e^{−iφ}·w, s·e^{iφ}·v + c·w)}, unitary for c² + s² = 1; {@code e^{iφ} = a + ib}. */
    void rotate(int v, int w, double c, double s, double a, double b) {
        int p = v * length;
        int q = w * length;
        double sa = s * a;
        if (!complex) {
            for (int i = 0; i < length; i++) {
                double t = re[p + i];
                re[p + i] = c * t - sa * re[q + i];
                re[q + i] = sa * t + c * re[q + i];
            }
            return;
        }
        double sb = s * b;
        for (int i = 0; i < length; i++) {
            double pr = re[p + i];
            double pi = im[p + i];
            double qr = re[q + i];
            double qi = im[q + i];
            re[p + i] = c * pr - (sa * qr + sb * qi);
            im[p + i] = c * pi - (sa * qi - sb * qr);
            re[q + i] = c * qr + (sa * pr - sb * pi);
            im[q + i] = c * qi + (sa * pi + sb * pr);
        }
    }

    /** {@code x + iy = (a + ib)/(c + id)}, scaled after Smith, "Algorithm 116", CACM 5 (1962). */
    void quotient(double a, double b, double c, double d) {
        if (d == 0) {
            x = a / c;
            y = b == 0 ? 0 : b / c;
        } else if (Math.abs(c) >= Math.abs(d)) {
            double r = d / c;
            double t = c + d * r;
            x = (a + b * r) / t;
            y = (b - a * r) / t;
        } else {
            double r = c / d;
            double t = c * r + d;
            x = (a * r + b) / t;
            y = (b * r - a) / t;
        }
    }

    /** The exponent e with all parts below 2ᵉ in magnitude; 0 for zero vectors. */
    int exponent() {
        double largest = 0;
        for (double a : re) {
            largest = Math.max(largest, Math.abs(a));
        }
        for (double a : im) {
            largest = Math.max(largest, Math.abs(a));
        }
        return largest == 0 ? 0 : Math.getExponent(largest) + 1;
    }

    /** Multiplies everything by 2ᵉ. */
    void shift(int e) {
        for (int i = 0; i < re.length; i++) {
            re[i] = Math.scalb(re[i], e);
        }
        for (int i = 0; i < im.length; i++) {
            im[i] = Math.scalb(im[i], e);
        }
    }
}
