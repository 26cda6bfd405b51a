package org.argand.backend.dense;

/** A product of complex numbers, with its exponent apart so that nothing overflows or underflows on the way. */
public final class Determinant {
    /** Exponents with which twice the largest mantissa is finite and half the smallest one normal. */
    private static final int EXPONENTS = 1000;

    private double re;
    private double im;
    private long exponent;

    /** Begins with that number. */
    public Determinant(double re) {
        this.re = re;
    }

    /** Multiplies by {@code a + ib}. */
    public void multiply(double a, double b) {
        int e = exponent(a, b);
        double c = Math.scalb(a, -e);
        double d = Math.scalb(b, -e);
        double t = re * c - im * d;
        im = re * d + im * c;
        re = t;
        int f = exponent(re, im);
        re = Math.scalb(re, -f);
        im = Math.scalb(im, -f);
        exponent += e + f;
    }

    private static int exponent(double a, double b) {
        return a == 0 && b == 0 ? 0 : Math.getExponent(Math.max(Math.abs(a), Math.abs(b)));
    }

    /** Its real part. */
    double re() {
        return scaled(re);
    }

    /** Its imaginary part. */
    double im() {
        return scaled(im);
    }

    private double scaled(double x) {
        return Math.scalb(x, (int) Math.max(-5000, Math.min(5000, exponent)));
    }

    private double size() {
        return Vectors.length(re, im);
    }

    /** Real part of {@code det/|det|}; 0 for 0. */
    public double signRe() {
        return re == 0 ? 0 : re / size();
    }

    /** Imaginary part of {@code det/|det|}; 0 for 0. */
    public double signIm() {
        return im == 0 ? 0 : im / size();
    }

    /** {@code log |det|}; −∞ for 0. Near |det| = 1 from the number itself, as its exponent's part would cancel. */
    public double log() {
        return Math.abs(exponent) <= EXPONENTS
                ? Math.log(scaled(size()))
                : Math.log(size()) + exponent * Math.log(2);
    }
}
