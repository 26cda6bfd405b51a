package org.argand.backend;

import org.apache.commons.numbers.complex.Complex;

/** Elementary functions of complex128 numbers, allocation-free in signature; interim, on commons-numbers. */
public final class ComplexMath {
    private static void put(Complex c, double[] o) {
        o[0] = c.real();
        o[1] = c.imag();
    }

    private static Complex c(double a, double b) {
        return Complex.ofCartesian(a, b);
    }

    public static void neg(double a, double b, double[] o) {
        put(c(a, b).negate(), o);
    }

    public static void exp(double a, double b, double[] o) {
        put(c(a, b).exp(), o);
    }

    public static void log(double a, double b, double[] o) {
        put(c(a, b).log(), o);
    }

    public static void log10(double a, double b, double[] o) {
        put(c(a, b).log10(), o);
    }

    public static void sqrt(double a, double b, double[] o) {
        put(c(a, b).sqrt(), o);
    }

    public static void sin(double a, double b, double[] o) {
        put(c(a, b).sin(), o);
    }

    public static void cos(double a, double b, double[] o) {
        put(c(a, b).cos(), o);
    }

    public static void tan(double a, double b, double[] o) {
        put(c(a, b).tan(), o);
    }

    public static void sinh(double a, double b, double[] o) {
        put(c(a, b).sinh(), o);
    }

    public static void cosh(double a, double b, double[] o) {
        put(c(a, b).cosh(), o);
    }

    public static void tanh(double a, double b, double[] o) {
        put(c(a, b).tanh(), o);
    }

    public static void asin(double a, double b, double[] o) {
        put(c(a, b).asin(), o);
    }

    public static void acos(double a, double b, double[] o) {
        put(c(a, b).acos(), o);
    }

    public static void atan(double a, double b, double[] o) {
        put(c(a, b).atan(), o);
    }

    public static void asinh(double a, double b, double[] o) {
        put(c(a, b).asinh(), o);
    }

    public static void acosh(double a, double b, double[] o) {
        put(c(a, b).acosh(), o);
    }

    public static void atanh(double a, double b, double[] o) {
        put(c(a, b).atanh(), o);
    }

    public static void reciprocal(double a, double b, double[] o) {
        put(Complex.ONE.divide(c(a, b)), o);
    }

    public static void square(double a, double b, double[] o) {
        put(c(a, b).multiply(c(a, b)), o);
    }

    public static void expm1(double a, double b, double[] o) {
        put(c(a, b).exp().subtract(1), o);
    }

    public static void log1p(double a, double b, double[] o) {
        put(c(a, b).add(1).log(), o);
    }

    public static void sigmoid(double a, double b, double[] o) {
        put(Complex.ONE.divide(c(-a, -b).exp().add(1)), o);
    }

    public static void sgn(double a, double b, double[] o) {
        double r = Math.hypot(a, b);
        o[0] = r == 0 ? 0 : a / r;
        o[1] = r == 0 ? 0 : b / r;
    }

    public static void polar(double a, double b, double[] o) {
        o[0] = a * Math.cos(b);
        o[1] = a * Math.sin(b);
    }

    public static void add(double a, double b, double x, double y, double[] o) {
        put(c(a, b).add(c(x, y)), o);
    }

    public static void sub(double a, double b, double x, double y, double[] o) {
        put(c(a, b).subtract(c(x, y)), o);
    }

    public static void mul(double a, double b, double x, double y, double[] o) {
        put(c(a, b).multiply(c(x, y)), o);
    }

    public static void div(double a, double b, double x, double y, double[] o) {
        put(c(a, b).divide(c(x, y)), o);
    }

    public static void pow(double a, double b, double x, double y, double[] o) {
        put(c(a, b).pow(c(x, y)), o);
    }

    public static double abs(double a, double b) {
        return Math.hypot(a, b);
    }

    public static double arg(double a, double b) {
        return Math.atan2(b, a);
    }
}
