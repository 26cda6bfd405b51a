package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.tensor.Engine;
import org.argand.tensor.MatrixNorm;
import org.argand.tensor.Order;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients where a careless rule divides by zero: zeros in products, equal samples, norms at 0, ties, overflow. */
class SingularPointsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static double[] gradient(UnaryOperator<Tensor> loss, Tensor x) {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            return tape.gradient(loss.apply(x)).of(x).toDoubles();
        }
    }

    /** The Hessian of a real loss times {@code v}. */
    private static double[] hessian(UnaryOperator<Tensor> loss, Tensor x, Tensor v) {
        return gradient(
                at -> {
                    try (GradientTape tape = GradientTape.open()) {
                        tape.watch(at);
                        return tape.gradient(loss.apply(at)).of(at).mul(v).sum();
                    }
                },
                x);
    }

    /** With v = (1, 10, 100) the digits of H·v are the entries of H. */
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "2, 3, 4,  12, 8, 6,  340, 204, 23",
        "0, 3, 4,  12, 0, 0,  340, 4, 3",
        "0, 0, 4,  0, 0, 0,  40, 4, 0"
    })
    void prod_withNoneOneAndTwoZeros(
            double x,
            double y,
            double z,
            double gx,
            double gy,
            double gz,
            double hx,
            double hy,
            double hz) {
        Tensor at = Tensor.of(x, y, z);
        assertArrayEquals(new double[] {gx, gy, gz}, gradient(t -> t.prod(), at));
        double[] h = hessian(t -> t.prod(), at, Tensor.of(1.0, 10, 100));
        assertArrayEquals(new double[] {hx, hy, hz}, h);
    }

    /** Σ of the running products is x + xy + xyz. */
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "2, 3, 4,  16, 10, 6,  350, 205, 23",
        "2, 0, 3,  1, 8, 0,  40, 204, 20",
        "0, 0, 3,  1, 0, 0,  40, 4, 0"
    })
    void cumprod_withNoneOneAndTwoZeros(
            double x,
            double y,
            double z,
            double gx,
            double gy,
            double gz,
            double hx,
            double hy,
            double hz) {
        Tensor at = Tensor.of(x, y, z);
        assertArrayEquals(new double[] {gx, gy, gz}, gradient(t -> t.cumprod(0).sum(), at));
        double[] h = hessian(t -> t.cumprod(0).sum(), at, Tensor.of(1.0, 10, 100));
        assertArrayEquals(new double[] {hx, hy, hz}, h);
    }

    @ParameterizedTest(name = "{0} zeros")
    @ValueSource(ints = {0, 1, 2})
    void complexProducts_withZeros_matchFiniteDifferences(int zeros) {
        double[] z = {1, -0.5, 0.3, 0.7, -0.2, 1.1, 0.6, 0.4, -0.9, 0.8};
        for (int k = 0; k < zeros; k++) {
            z[2 + 4 * k] = 0;
            z[3 + 4 * k] = 0;
        }
        Tensor at = Tensor.ofInterleaved(Shape.of(5), z);
        GradCheck prod = GradCheck.of(in -> in.getFirst().prod()).inputs(at);
        GradCheck cumprod = GradCheck.of(in -> in.getFirst().cumprod(0)).inputs(at);
        prod.check(1e-9);
        prod.secondOrder().check(1e-9);
        cumprod.check(1e-9);
        cumprod.secondOrder().check(1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64", "complex128", "float32", "complex64"})
    void spreadOfEqualSamples_isZeroAndFlat(String type) {
        // 0.1 three times: the mean of the rounded sum is not 0.1.
        Tensor x = Tensor.full(DType.parse(type), Shape.of(3), 0.1);
        double[] none = new double[3 * x.dtype().components()];
        assertEquals(0, x.var().item());
        assertEquals(0, x.std().item());
        assertArrayEquals(none, gradient(t -> t.var(), x));
        assertArrayEquals(none, gradient(t -> t.std(), x));
    }

    @Test
    void std_atEqualSamples_hasNoSecondDerivative() {
        Tensor x = Tensor.full(DType.FLOAT64, Shape.of(3), 0.1);
        assertArrayEquals(new double[3], hessian(t -> t.std(), x, Tensor.of(1.0, 2, 3)));
        // That of the variance is 2(I − 11ᵀ/N)/(N − 1).
        assertArrayEquals(
                new double[] {-1, 0, 1}, hessian(t -> t.var(), x, Tensor.of(1.0, 2, 3)), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.5, 2, 3, INF, Double.NEGATIVE_INFINITY})
    void norm_atZero_isZeroAndFlat(double p) {
        for (DType d : new DType[] {DType.FLOAT64, DType.COMPLEX128}) {
            Tensor zero = Tensor.zeros(d, Shape.of(3));
            UnaryOperator<Tensor> norm = t -> t.norm(p, false);
            double[] none = new double[3 * d.components()];
            assertEquals(0, zero.norm(p, false).item());
            assertArrayEquals(none, gradient(norm, zero));
        }
        Tensor zero = Tensor.zeros(DType.FLOAT64, Shape.of(3));
        double[] h = hessian(t -> t.norm(p, false), zero, Tensor.of(1.0, 2, 3));
        assertArrayEquals(new double[3], h);
    }

    @Test
    void norm_beyondTheRangeOfSquares() {
        for (double scale : new double[] {1e300, 1e-300, 1e-310, 0x1p-1074}) {
            Tensor x = Tensor.of(3 * scale, 4 * scale);
            assertEquals(5 * scale, x.norm().item(), 1e-15 * 5 * scale);
            assertArrayEquals(new double[] {0.6, 0.8}, gradient(t -> t.norm(), x), 1e-15);
            double cubes = Math.cbrt(27 + 64);
            assertEquals(
                    cubes * scale, x.norm(3, false).item(), Math.max(scale, 0x1p-1022) * 1e-15);
        }
        Tensor z = Tensor.ofInterleaved(Shape.of(2), new double[] {3e-300, 4e-300, 0, 12e-300});
        assertEquals(13e-300, z.norm().item(), 1e-314);
        assertArrayEquals(
                new double[] {3 / 13.0, 4 / 13.0, 0, 12 / 13.0}, gradient(t -> t.norm(), z), 1e-15);
        assertEquals(5e-40f, Tensor.of(3e-40f, 4e-40f).norm().item(), 1e-44);
        assertEquals(INF, Tensor.of(INF, 1).norm().item());
        assertEquals(Double.NaN, Tensor.of(Double.NaN, INF).norm().item());
    }

    @Test
    void norm_whereOneElementIsZero_curvesOnlyForTwo() {
        Tensor x = Tensor.of(0.0, 2.0);
        Tensor v = Tensor.of(1.0, 0);
        assertArrayEquals(new double[] {0.5, 0}, hessian(t -> t.norm(), x, v));
        assertArrayEquals(new double[] {0, 0}, hessian(t -> t.norm(3, false), x, v));
        assertArrayEquals(new double[] {0, 1}, gradient(t -> t.norm(1.5, false), x));
    }

    @Test
    void infinityNorm_sharesItsGradientBetweenTies() {
        Tensor z = Tensor.ofInterleaved(Shape.of(3), new double[] {3, 4, 0, -5, 1, 1});
        assertArrayEquals(
                new double[] {0.3, 0.4, 0, -0.5, 0, 0},
                gradient(t -> t.norm(INF, false), z),
                1e-16);
        Tensor a = Tensor.of(Shape.of(2, 2), new double[] {1, -2, 3, 2});
        assertEquals(5, a.matrixNorm(MatrixNorm.INFINITY).item());
        assertArrayEquals(
                new double[] {0.5, -0.5, 0.5, 0.5}, gradient(t -> t.matrixNorm(MatrixNorm.ONE), a));
    }

    /** The operand is computed again for its gradient, in other precision than it was found in. */
    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference"})
    void max_ofAPendingOperand_findsItAgain(String device) {
        Conformance.on(
                Device.parse(device),
                () -> {
                    assertEquals(device, Engine.device().toString());
                    Tensor x = Tensor.of(0.1f, 0.7f, -0.3f);
                    double[] g = gradient(t -> t.mul(1 / 3.0).exp().max(), x);
                    assertEquals(Math.exp(0.7 / 3) / 3, g[1], 1e-7);
                    assertArrayEquals(new double[] {0, g[1], 0}, g);
                });
    }

    @Test
    void sorted_sendTheGradientBack() {
        Tensor x = Tensor.of(3.0, 1, 2, 1);
        Tensor w = Tensor.of(1.0, 10, 100, 1000);
        assertArrayEquals(
                new double[] {1000, 1, 100, 10}, gradient(t -> t.sort(0).values().mul(w).sum(), x));
        assertArrayEquals(
                new double[] {1, 0, 10, 0},
                gradient(t -> t.topk(2, 0).values().mul(w.slice(0, 0, 2)).sum(), x));
        // Sorted 1, 1, 2, 3: half of it to the later of the ones, half to the two.
        assertArrayEquals(new double[] {0, 0, 0.5, 0.5}, gradient(t -> t.median(0), x));
        assertArrayEquals(new double[] {0, 1, 0, 0}, gradient(t -> t.min(Order.REAL, false, 0), x));
    }

    @Test
    void cummax_sendsTheGradientToWhereItWasFoundLast() {
        Tensor x = Tensor.of(4.0, 1, 5, 5, 2);
        assertArrayEquals(new double[] {2, 0, 1, 2, 0}, gradient(t -> t.cummax(0).sum(), x));
        assertArrayEquals(new double[] {1, 4, 0, 0, 0}, gradient(t -> t.cummin(0).sum(), x));
    }

    /** What is replaced gets no gradient, nor does an update that another overwrites. */
    @Test
    void put_cutsWhatItReplaces() {
        Tensor x = Tensor.of(1.0, 2, 3);
        Tensor at = Tensor.of(2, 0, 2);
        Tensor u = Tensor.of(10.0, 20, 30);
        Tensor w = Tensor.of(5.0, 6, 7);
        assertArrayEquals(
                new double[] {0, 6, 0}, gradient(t -> t.scatter(at, u, 0).mul(w).sum(), x));
        assertArrayEquals(
                new double[] {0, 5, 7}, gradient(t -> x.scatter(at, t, 0).mul(w).sum(), u));
        assertArrayEquals(
                new double[] {5, 6, 7}, gradient(t -> t.indexPut(u, true, at).mul(w).sum(), x));
        assertArrayEquals(
                new double[] {7, 5, 7}, gradient(t -> x.indexPut(t, true, at).mul(w).sum(), u));
    }
}
