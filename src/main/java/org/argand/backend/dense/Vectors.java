package org.argand.backend.dense;

import java.util.Arrays;

/**
 * Vectors of one length, real or complex: the rows or the columns of a matrix, whichever an algorithm combines.
 *
 * <p>Real vectors have no imaginary parts to compute with, so that algorithms are written once. A result of two numbers
 * is left in {@link #x} and {@link #y}.
 */
final class Vectors {
    /** Sums of squares above this have lost nothing to underflow, and below its inverse nothing to overflow. */
    private static final double SMALL_SQUARE = 0x1p-900;

    final int count;
    final int length;
    final boolean complex;
    private final VectorLoops loops;

    /** Vector v has its elements from {@code v * length} on. */
    final double[] re;

    /** As {@link #re}; empty for real vectors. */
    final double[] im;

    /** Real part of the last dot product or quotient. */
    double x;

    /** Imaginary part of the last dot product or quotient. */
    double y;

    private final double[] sums = new double[4];

    /** Zero vectors, which are computed with by those loops. */
    Vectors(int count, int length, boolean complex, VectorLoops loops) {
        this.count = count;
        this.length = length;
        this.complex = complex;
        this.loops = loops;
        this.re = new double[Math.multiplyExact(count, length)];
        this.im = new double[complex ? re.length : 0];
    }

    /** Zero vectors of the same numbers. */
    Vectors zeros(int count, int length) {
        return new Vectors(count, length, complex, loops);
    }

    /** Vectors of the same numbers, the v-th of which is the v-th unit vector. */
    Vectors units(int count, int length) {
        Vectors e = zeros(count, length);
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
        int p = v * length + start;
        int q = w * other.length + start;
        if (complex) {
            loops.add(a, b, other.re, other.im, q, re, im, p, end - start);
        } else {
            loops.add(a, other.re, q, re, p, end - start);
        }
    }

    /** Adds a[0] + i·b[0] times vector w to vector v, then a[1] + i·b[1] times vector w + by, up to four. */
    void addFour(int v, int w, int by, double[] a, double[] b, int start, int end) {
        int p = v * length + start;
        int q = w * length + start;
        if (complex) {
            loops.addFour(a, b, re, im, q, by * length, re, im, p, end - start);
        } else {
            loops.addFour(a, re, q, by * length, re, p, end - start);
        }
    }

    /** {@code x + iy = Σ conj(v_i)·w_i} with vector w of {@code other}, elements {@code start} to {@code end}. */
    void dot(int v, Vectors other, int w, int start, int end) {
        int p = v * length + start;
        int q = w * other.length + start;
        if (!complex) {
            x = loops.dot(re, p, other.re, q, end - start);
            y = 0;
            return;
        }
        loops.dots(re, im, p, other.re, other.im, q, end - start, sums);
        x = sums[0] + sums[1];
        y = sums[2] - sums[3];
    }

    /** Σ |v_i|² over elements {@code start} to {@code end}. */
    double square(int v, int start, int end) {
        int p = v * length + start;
        double square = loops.dot(re, p, re, p, end - start);
        return complex ? square + loops.dot(im, p, im, p, end - start) : square;
    }

    /** √Σ |v_i|², which neither overflows nor underflows on the way. */
    double norm(int v, int start, int end) {
        double square = square(v, start, end);
        if (isOrdinary(square)) {
            return Math.sqrt(square);
        }
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

    /** Whether a sum of squares is neither 0 nor off by what overflowed or underflowed on the way. */
    private static boolean isOrdinary(double square) {
        return square > SMALL_SQUARE && square < 1 / SMALL_SQUARE;
    }

    /** √(a² + b²). */
    static double length(double a, double b) {
        double square = a * a + b * b;
        return isOrdinary(square) ? Math.sqrt(square) : Math.hypot(a, b);
    }

    /** √(a² + b² + c²). */
    static double length(double a, double b, double c) {
        double square = a * a + b * b + c * c;
        return isOrdinary(square) ? Math.sqrt(square) : Math.hypot(Math.hypot(a, b), c);
    }

    /** Elements become 0. */
    void clear(int v) {
        Arrays.fill(re, v * length, (v + 1) * length, 0);
        if (complex) {
            Arrays.fill(im, v * length, (v + 1) * length, 0);
        }
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

    /** Divides elements by a real number. */
    void divide(int v, double a, int start, int end) {
        for (int i = v * length + start; i < v * length + end; i++) {
            re[i] /= a;
            if (complex) {
                im[i] /= a;
            }
        }
    }

    /** Elements become those of vector w of {@code from} divided by {@code a + ib}. */
    void divide(int v, Vectors from, int w, double a, double b, int start, int end) {
        boolean inverted = complex && invert(a, b);
        double c = x;
        double d = y;
        for (int i = start; i < end; i++) {
            double re = from.re(w, i);
            double im = from.im(w, i);
            if (inverted) {
                set(v, i, re * c - im * d, re * d + im * c);
            } else {
                quotient(re, im, a, b);
                set(v, i, x, y);
            }
        }
    }

    /** {@code x + iy = 1/(a + ib)}; false if its square might overflow or underflow on the way. */
    boolean invert(double a, double b) {
        double size = Math.abs(a) + Math.abs(b);
        double s = 1 / (a * a + b * b);
        x = a * s;
        y = -b * s;
        return size >= DenseBatch.TINY && size <= 1 / DenseBatch.TINY;
    }

    /** {@code (v, w) ← (c·v − s·e^{−iφ}·w, s·e^{iφ}·v + c·w)}, unitary for c² + s² = 1; {@code e^{iφ} = a + ib}. */
    void rotate(int v, int w, double c, double s, double a, double b) {
        int p = v * length;
        int q = w * length;
        if (complex) {
            loops.rotate(c, s * a, s * b, re, im, p, re, im, q, length);
        } else {
            loops.rotate(c, s * a, re, p, re, q, length);
        }
    }

    /** {@code (v, w) ← (c·v − s·w, s·v + c·w)}. */
    void rotate(int v, int w, double c, double s) {
        loops.rotate(c, s, re, v * length, re, w * length, length);
        if (complex) {
            loops.rotate(c, s, im, v * length, im, w * length, length);
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
