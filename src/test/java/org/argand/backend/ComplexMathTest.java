package org.argand.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.apache.commons.numbers.complex.Complex;
import org.junit.jupiter.api.Test;

/** What the table of cases does not reach: extremes, small arguments, and functions that cmath lacks. */
class ComplexMathTest {
    private final double[] out = new double[2];

    private void near(double re, double im, double relative) {
        double size = Math.hypot(re, im);
        assertEquals(re, out[0], relative * size);
        assertEquals(im, out[1], relative * size);
    }

    @Test
    void div_neitherOverflowsNorUnderflowsNeedlessly() {
        ComplexMath.div(1e300, 1e300, 1e300, -1e300, out);
        near(0, 1, 1e-15);
        ComplexMath.div(1e-300, 0, 1e-300, 1e-300, out);
        near(0.5, -0.5, 1e-15);
        ComplexMath.reciprocal(4e-320, 0, out);
        assertEquals(Double.POSITIVE_INFINITY, out[0]);
        ComplexMath.reciprocal(1e200, 1e200, out);
        near(5e-201, -5e-201, 1e-15);
    }

    @Test
    void sgn_isAUnitEverywhereButAtZero() {
        for (double size : new double[] {5e-324, 1e-310, 1e-200, 1, 1e200, Double.MAX_VALUE}) {
            ComplexMath.sgn(size, -size, out);
            near(Math.sqrt(0.5), -Math.sqrt(0.5), 1e-15);
        }
        ComplexMath.sgn(0, -0.0, out);
        assertArrayEquals(new double[] {0, 0}, out);
        ComplexMath.sgn(Double.NEGATIVE_INFINITY, 3, out);
        assertArrayEquals(new double[] {-1, 0}, out);
        ComplexMath.sgn(Double.NaN, 3, out);
        assertTrue(Double.isNaN(out[0]));
    }

    /** Against the first terms of the series, at arguments whose fourth power is below the precision. */
    @Test
    void expm1AndLog1p_areAccurateNearZero() {
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < 1000; k++) {
            Complex z =
                    Complex.ofPolar(
                            Math.exp(random.nextDouble(-60, -12)), random.nextDouble(-3, 3));
            Complex square = z.multiply(z);
            Complex cube = square.multiply(z);
            ComplexMath.expm1(z.real(), z.imag(), out);
            Complex e = z.add(square.multiply(0.5)).add(cube.multiply(1 / 6.0));
            near(e.real(), e.imag(), 1e-15);
            ComplexMath.log1p(z.real(), z.imag(), out);
            Complex l = z.subtract(square.multiply(0.5)).add(cube.multiply(1 / 3.0));
            near(l.real(), l.imag(), 1e-15);
        }
    }

    /** The real part of log(1+z) where |1+z| is nearly 1 though z is not small: 2x + x² + y² cancels. */
    @Test
    void log1p_survivesCancellation() {
        double y = 0.25;
        double x = Math.sqrt(1 - y * y) - 1;
        ComplexMath.log1p(x, y, out);
        java.math.BigDecimal bx = new java.math.BigDecimal(x);
        double exact =
                bx.multiply(bx.add(java.math.BigDecimal.TWO))
                                .add(new java.math.BigDecimal(y * y))
                                .doubleValue()
                        / 2;
        assertEquals(exact, out[0], 1e-15 * Math.abs(exact));
    }

    @Test
    void expm1AndLog1p_areInverseInTheirStrip() {
        SplittableRandom random = new SplittableRandom(2);
        for (int k = 0; k < 1000; k++) {
            double re = random.nextDouble(-3, 3);
            double im = random.nextDouble(-3, 3);
            ComplexMath.expm1(re, im, out);
            ComplexMath.log1p(out[0], out[1], out);
            assertEquals(re, out[0], 5e-14);
            assertEquals(im, out[1], 5e-14);
        }
    }

    @Test
    void sigmoid_saturatesAndIsSymmetric() {
        ComplexMath.sigmoid(1000, 2, out);
        near(1, 0, 1e-15);
        ComplexMath.sigmoid(-1000, 2, out);
        assertArrayEquals(new double[] {0, 0}, out);
        ComplexMath.sigmoid(-0.7, 0.4, out);
        double re = out[0];
        double im = out[1];
        ComplexMath.sigmoid(0.7, -0.4, out);
        near(1 - re, -im, 1e-15);
    }

    @Test
    void pow_agreesWithProductsAndItsDefinition() {
        ComplexMath.pow(1, 2, 3, 0, out);
        assertArrayEquals(new double[] {-11, -2}, out);
        ComplexMath.pow(1, 2, -1, 0, out);
        near(0.2, -0.4, 1e-15);
        ComplexMath.pow(-2, 0, 0.5, 0, out);
        near(0, Math.sqrt(2), 1e-15);
        ComplexMath.pow(0, 0, 2.5, 0, out);
        assertArrayEquals(new double[] {0, 0}, out);
        ComplexMath.pow(0, 0, 0, 0, out);
        assertArrayEquals(new double[] {1, 0}, out);
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < 1000; k++) {
            Complex z = Complex.ofCartesian(random.nextDouble(-2, 2), random.nextDouble(-2, 2));
            Complex w = Complex.ofCartesian(random.nextDouble(-3, 3), random.nextDouble(-3, 3));
            Complex want = z.log().multiply(w).exp();
            ComplexMath.pow(z.real(), z.imag(), w.real(), w.imag(), out);
            near(want.real(), want.imag(), 1e-14);
        }
    }

    @Test
    void realFunctions_areAccurateSmallAndLarge() {
        for (double x : new double[] {1e-300, 1e-9, 0.3, 2, 1e4, 1e200}) {
            assertEquals(x, Math.sinh(Math.min(700, RealMath.asinh(x))), 2e-13 * x);
            assertEquals(-RealMath.asinh(x), RealMath.asinh(-x));
        }
        assertEquals(1e-9, RealMath.atanh(1e-9), 1e-24);
        assertEquals(0.5 * Math.log(3), RealMath.atanh(0.5), 2e-16);
        assertEquals(Double.POSITIVE_INFINITY, RealMath.atanh(1));
        assertEquals(Math.sqrt(2e-12), RealMath.acosh(1 + 1e-12), 1e-9);
        assertTrue(Double.isNaN(RealMath.acosh(0.5)));
        assertEquals(Math.log(2e200), RealMath.acosh(1e200), 1e-12);
        assertEquals(0.0, RealMath.sigmoid(-1000));
        assertEquals(1.0, RealMath.sigmoid(1000));
    }
}
