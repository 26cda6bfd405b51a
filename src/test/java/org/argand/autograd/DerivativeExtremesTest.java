package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients where the plain formula fails: zeros, poles, branch cuts, tiny and huge operands; known numbers. */
class DerivativeExtremesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Tensor complex(double... interleaved) {
        return Tensor.ofInterleaved(Shape.of(interleaved.length / 2), interleaved);
    }

    /** The gradient of Σ Re f, a tensor that an outer tape follows. */
    private static Tensor slope(UnaryOperator<Tensor> f, Tensor z) {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(z);
            return tape.gradient(f.apply(z).real().sum()).of(z);
        }
    }

    /** Its numbers; −0 counts as 0. */
    private static double[] gradient(UnaryOperator<Tensor> f, Tensor z) {
        return Arrays.stream(slope(f, z).toDoubles()).map(g -> g + 0.0).toArray();
    }

    private static void assertNear(double re, double im, double[] got, double relative) {
        double size = Math.hypot(re, im);
        assertArrayEquals(new double[] {re, im}, got, relative * size);
    }

    private static double unit(DType d) {
        return d.isDouble() ? 1e-15 : 5e-7;
    }

    /** |z| has the gradient z/|z|, whose parts have gradients −xy/|z|³ and so on. */
    @Test
    void abs_hasASecondDerivative() {
        Tensor z = complex(3, 4);
        assertNear(0.128, -0.096, gradient(x -> slope(Tensor::abs, x).real(), z), 1e-15);
        assertNear(-0.096, 0.072, gradient(x -> slope(Tensor::abs, x).imag(), z), 1e-15);
        Tensor zero = complex(0, 0);
        assertArrayEquals(new double[2], gradient(Tensor::abs, zero));
        assertArrayEquals(new double[2], gradient(x -> slope(Tensor::abs, x).imag(), zero));
    }

    @ParameterizedTest
    @CsvSource({
        "complex64, 1e-23",
        "complex64, 1e-42",
        "complex64, 6e37",
        "complex128, 1e-23",
        "complex128, 1e-320",
        "complex128, 3e307"
    })
    void absAndSgn_areRightForTinyAndHugeNumbers(String dtype, double size) {
        DType d = DType.parse(dtype);
        Tensor z = complex(3 * size, -4 * size).cast(d);
        double[] exact = z.toDoubles();
        double r = Math.hypot(exact[0], exact[1]);
        double[] unit = {exact[0] / r, exact[1] / r};
        assertNear(unit[0], unit[1], gradient(Tensor::abs, z), unit(d));
        assertNear(unit[0], unit[1], z.sgn().toDoubles(), unit(d));
    }

    @ParameterizedTest
    @ValueSource(strings = {"complex64", "complex128"})
    void angle_hasTheRightGradientNearZero(String dtype) {
        DType d = DType.parse(dtype);
        double[] g = gradient(Tensor::angle, complex(0x1p-44, 1e-13).cast(d));
        assertNear(-7.5579e12, 4.2962e12, g, 1e-5);
        assertArrayEquals(new double[2], gradient(Tensor::angle, complex(0, 0).cast(d)));
        // i z/|z|² where |z|² underflows and overflows in single precision
        assertNear(-0.8e30, 0.6e30, gradient(Tensor::angle, complex(6e-31, 8e-31).cast(d)), 1e-6);
        assertNear(-0.8e-30, 0.6e-30, gradient(Tensor::angle, complex(6e29, 8e29).cast(d)), 1e-6);
        assertNear(-0.8e38, 0.6e38, gradient(Tensor::angle, complex(6e-39, 8e-39).cast(d)), 1e-6);
    }

    @Test
    void angle_isSmoothAcrossItsCut() {
        assertNear(-1e-9, -0.5, gradient(Tensor::angle, complex(-2, 4e-9)), 1e-8);
        assertNear(1e-9, -0.5, gradient(Tensor::angle, complex(-2, -4e-9)), 1e-8);
    }

    @Test
    void pow_ofOneHalfAtZero() {
        Tensor z = complex(0, 0);
        assertArrayEquals(new double[2], z.pow(0.5).toDoubles());
        assertArrayEquals(new double[2], gradient(x -> x.pow(0.5), z));
        assertArrayEquals(new double[2], gradient(x -> slope(y -> y.pow(0.5), x), z));
        assertArrayEquals(new double[2], gradient(Tensor::sqrt, z));
        assertArrayEquals(new double[] {INF}, gradient(x -> x.pow(0.5), Tensor.of(0.0)));
        assertArrayEquals(new double[] {INF}, gradient(Tensor::sqrt, Tensor.of(0.0)));
    }

    @Test
    void pow_ofWholeExponentsAtZero() {
        for (Tensor z : new Tensor[] {Tensor.of(0.0), complex(0, 0)}) {
            assertEquals(0, gradient(x -> x.pow(0), z)[0]);
            assertEquals(1, gradient(x -> x.pow(1), z)[0]);
            assertEquals(0, gradient(x -> x.pow(2), z)[0]);
            assertEquals(2, gradient(x -> slope(y -> y.pow(2), x), z)[0]);
            // 0^w is 0 around w = 2 and 1 at w = 0.
            assertEquals(0, gradient(z::pow, Tensor.of(2.0))[0]);
            assertEquals(0, gradient(z::pow, Tensor.of(0.0))[0]);
        }
    }

    /** Mixed second derivative of z^w at w = 0 is 1/z. */
    @Test
    void pow_hasItsMixedDerivativeAtExponentZero() {
        Tensor z = Tensor.of(4.0);
        assertEquals(0.25, gradient(w -> slope(y -> y.pow(w), z), Tensor.of(0.0))[0], 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 2", "-0.1, 2", "0.1, -2", "-0.1, -2", "3, 0.5", "-3, 0.5", "0.2, 0.3"})
    void inverseFunctions_areOnTheirBranches(double re, double im) {
        double h = 1e-5;
        for (UnaryOperator<Tensor> f : inverses()) {
            double[] up = f.apply(complex(re + h, im)).toDoubles();
            double[] down = f.apply(complex(re - h, im)).toDoubles();
            double[] g = gradient(f, complex(re, im));
            // The gradient is the conjugate of f′.
            assertNear((up[0] - down[0]) / (2 * h), (down[1] - up[1]) / (2 * h), g, 1e-8);
        }
    }

    private static List<UnaryOperator<Tensor>> inverses() {
        return List.of(
                Tensor::asin,
                Tensor::acos,
                Tensor::atan,
                Tensor::asinh,
                Tensor::acosh,
                Tensor::atanh);
    }

    /** f′ is ±1/z or ±i/z for the four with roots, 1/z² for the two without. */
    @ParameterizedTest
    @CsvSource({"complex64, 1e19", "complex64, 1e38", "complex128, 1e100", "complex128, 1e300"})
    void inverseFunctions_haveGradientsAtHugeNumbers(String dtype, double size) {
        DType d = DType.parse(dtype);
        Tensor z = complex(3 * size, 4 * size).mul(0.2).cast(d);
        for (UnaryOperator<Tensor> f : inverses()) {
            double[] g = gradient(f, z);
            double r = Math.hypot(g[0], g[1]);
            boolean root = f.apply(z).abs().item() > 2;
            double smallest = d.isDouble() ? Double.MIN_NORMAL : Float.MIN_NORMAL;
            assertEquals(root ? 1 / size : 1 / size / size, r, 1e-6 / size + smallest * 1e-6);
        }
    }

    @Test
    void realInverseFunctions_haveGradientsAtHugeNumbers() {
        Tensor x = Tensor.of(1e200, 1e100, -1e100);
        assertArrayEquals(
                new double[] {1e-200, 1e-100, 1e-100}, gradient(Tensor::asinh, x), 1e-114);
        assertArrayEquals(new double[] {0, 1e-200, 1e-200}, gradient(Tensor::atan, x), 1e-214);
        assertEquals(2.5e-39f, gradient(Tensor::atan, Tensor.of(2e19f))[0], 2e-45);
    }

    @Test
    void saturatedFunctions_haveGradientZero() {
        Tensor far = complex(1000, 2, -1000, 2, 400, -1);
        assertArrayEquals(new double[6], gradient(Tensor::tanh, far));
        assertArrayEquals(new double[6], gradient(Tensor::sigmoid, far), 1e-170);
        assertArrayEquals(new double[2], gradient(Tensor::tan, complex(1, 1000)));
        assertArrayEquals(new double[2], gradient(Tensor::tanh, Tensor.of(1000, -1e300)));
        assertArrayEquals(new double[2], gradient(Tensor::sigmoid, Tensor.of(1000, -1e300)));
    }

    /** sinc′ = −π²x/3 + π⁴x³/30 − …, sinc″(0) = −π²/3. */
    @Test
    void sinc_hasItsDerivativesAtAndNearZero() {
        double p = Math.PI * Math.PI;
        assertEquals(0, gradient(Tensor::sinc, Tensor.of(0.0))[0]);
        assertEquals(-p / 3, gradient(x -> slope(Tensor::sinc, x), Tensor.of(0.0))[0], 1e-15);
        assertEquals(-p / 3, gradient(x -> slope(Tensor::sinc, x), complex(0, 0))[0], 1e-15);
        for (double x : new double[] {1e-300, 1e-9, 1e-3}) {
            double want = -p * x / 3 + p * p * x * x * x / 30;
            assertEquals(want, gradient(Tensor::sinc, Tensor.of(x))[0], 2e-12 * x);
        }
        for (double x : new double[] {0.4999999, 0.5, 0.5000001, 1, 7.25, -1e6 - 0.25}) {
            double cos = Math.cos(Math.PI * Math.IEEEremainder(x, 2));
            double want = (cos - Tensor.of(x).sinc().item()) / x;
            assertEquals(want, gradient(Tensor::sinc, Tensor.of(x))[0], 1e-14 / Math.abs(x));
        }
    }

    @Test
    void xlogyAndXdivy_haveNoGradientWhereTheFirstOperandIsZero() {
        for (double bad : new double[] {0, INF, Double.NaN}) {
            Tensor zero = complex(0, 0);
            Tensor w = complex(bad, 0);
            assertArrayEquals(new double[2], gradient(x -> x.xlogy(w), zero));
            assertArrayEquals(new double[2], gradient(zero::xlogy, w));
            assertArrayEquals(new double[2], gradient(x -> x.xdivy(w), zero));
            assertArrayEquals(new double[2], gradient(zero::xdivy, w));
            assertArrayEquals(new double[2], gradient(x -> slope(y -> y.xlogy(x), zero), w));
            assertArrayEquals(new double[2], gradient(x -> slope(y -> y.xdivy(x), zero), w));
            assertArrayEquals(new double[2], gradient(x -> slope(zero::xlogy, x), w));
            assertArrayEquals(new double[2], gradient(x -> slope(zero::xdivy, x), w));
        }
        // conj(log i) = −iπ/2; conj(2/i) = 2i
        assertNear(0, -Math.PI / 2, gradient(x -> x.xlogy(complex(0, 1)), complex(2, 0)), 1e-15);
        assertNear(0, 2, gradient(w -> complex(2, 0).xlogy(w), complex(0, 1)), 1e-15);
    }

    @Test
    void clamp_hasGradientOneAtItsEnds() {
        Tensor x = Tensor.of(-2.0, -1, 0, 2, 3);
        assertArrayEquals(new double[] {0, 1, 1, 1, 0}, gradient(y -> y.clamp(-1, 2), x));
    }

    @Test
    void atan2AndHypot_haveGradientZeroAtTheOrigin() {
        Tensor zero = Tensor.of(0.0);
        assertArrayEquals(new double[1], gradient(y -> y.atan2(zero), zero));
        assertArrayEquals(new double[1], gradient(y -> y.hypot(zero), zero));
        assertEquals(0.3, gradient(y -> y.atan2(Tensor.of(3.0)), Tensor.of(-1.0))[0], 1e-15);
        assertEquals(3e199, gradient(y -> y.atan2(Tensor.of(3e-200)), Tensor.of(1e-200))[0], 1e185);
    }

    @Test
    void explain_saysWhyRoundingAndComparingCut() {
        Tensor x = Tensor.of(1.5, 2.5);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            Tensor floor = x.square().floor().sum();
            assertEquals(
                    "tensor float64 [2]: cut at floor (piecewise constant: its derivative is 0"
                            + " wherever it exists), 2 ops after tensor float64 [2]",
                    tape.explain(floor, x));
            Tensor count = x.greater(2).cast(DType.FLOAT64).sum();
            assertEquals(
                    "tensor float64 [2]: cut at greater (a truth value has no derivative), 1 op"
                            + " after tensor float64 [2]",
                    tape.explain(count, x));
            Tensor whole = x.cast(DType.INT64).cast(DType.FLOAT64).sum();
            assertEquals(
                    "tensor float64 [2]: cut at cast_int64 (int64 has no gradient), 1 op after"
                            + " tensor float64 [2]",
                    tape.explain(whole, x));
        }
    }
}
