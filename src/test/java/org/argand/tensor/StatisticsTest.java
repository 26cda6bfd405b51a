package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.junit.jupiter.api.Test;

/** Spread, norms, running folds and order by numbers known without them. */
class StatisticsTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Tensor X =
            Tensor.of(Shape.of(2, 4), new double[] {2, 4, 4, 6, 1, -1, 3, 5});
    private static final Tensor Z =
            Tensor.ofInterleaved(Shape.of(3), new double[] {3, 4, 0, -2, -1, 0});

    private static void assertIs(Tensor t, double... expected) {
        assertArrayEquals(expected, t.toDoubles(), 1e-14);
    }

    @Test
    void var_dividesBySamplesLessDdof() {
        assertIs(X.var(1), 8 / 3.0, 20 / 3.0);
        assertIs(X.var(0, false, 1), 2, 5);
        assertEquals(Shape.of(2, 1), X.var(0, true, -1).shape());
        assertIs(X.std(0, false, 1), Math.sqrt(2), Math.sqrt(5));
        assertIs(X.var(0, false), 4.5);
        // Means 2/3 and 2/3: Σ|z|² − N|μ|² = 25 + 4 + 1 − 8/3.
        assertIs(Z.var(0, false), (30 - 8 / 3.0) / 3);
        assertEquals(DType.FLOAT32, Z.cast(DType.COMPLEX64).std().dtype());
        assertIs(Tensor.scalar(7).var(0, false), 0);
    }

    @Test
    void var_isRightFarFromZero() {
        assertIs(X.add(1e9).var(1), 8 / 3.0, 20 / 3.0);
    }

    @Test
    void norm_ofEveryOrder() {
        assertIs(Z.norm(), Math.sqrt(30));
        assertIs(Z.norm(1), 8);
        assertIs(Z.norm(3, false), Math.cbrt(134));
        assertIs(Z.norm(INF, false), 5);
        assertIs(Z.norm(-INF, false), 1);
        assertIs(X.norm(2, true, 0), Math.sqrt(5), Math.sqrt(17), 5, Math.sqrt(61));
        assertEquals(
                0, Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)).norm(2, false, 0).toDoubles()[2]);
        assertIs(Tensor.scalar(-3).norm(), 3);
        assertIs(X.matrixNorm(MatrixNorm.ONE), 11);
        assertIs(X.matrixNorm(MatrixNorm.INFINITY), 16);
        assertIs(X.matrixNorm(MatrixNorm.FROBENIUS), Math.sqrt(108));
    }

    @Test
    void logSoftmax_doesNotUnderflow() {
        assertIs(Tensor.of(0.0, -1000).logSoftmax(0), 0, -1000);
        assertIs(X.logSoftmax(1).exp().sum(1), 1, 1);
        assertEquals(Shape.of(1, 4), X.logsumexp(true, 0).shape());
    }

    /** Large and small numbers that take turns: on the CPU neighbours are multiplied first, whatever the length. */
    @Test
    void prod_staysFiniteWhereNumbersTakeTurns() {
        for (int n : new int[] {2, 6, 101, 5003}) {
            double[] numbers = new double[n];
            for (int k = 0; k < n; k++) {
                numbers[k] = k % 2 == 0 ? 1e200 : 1e-200;
            }
            Tensor x = Tensor.of(numbers).to(Device.cpu());
            double last = n % 2 == 0 ? 1 : 1e200;
            assertEquals(last, x.prod().item(), 1e-9 * last, n + " numbers");
            Tensor z = x.cast(DType.COMPLEX128).mul(Tensor.scalar(0, 1).to(Device.cpu()));
            assertEquals(last, z.prod().abs().item(), 1e-9 * last, n + " complex numbers");
        }
    }

    @Test
    void further_formsKeepAxes() {
        assertIs(X.prod(true, 1), 192, -15);
        assertEquals(Shape.of(2, 1), X.prod(true, 1).shape());
        Tensor positive = X.greater(0);
        assertEquals(Shape.of(1, 1), positive.all(true).shape());
        assertArrayEquals(new boolean[] {true, false}, positive.all(true, 1).toBooleans());
        assertArrayEquals(new long[] {2, 1, 2, 2}, positive.countNonzero(0).toLongs());
        assertArrayEquals(new long[] {3}, Z.countNonzero().toLongs());
    }

    @Test
    void scans_runAlongTheirAxis() {
        assertIs(X.cumsum(1), 2, 6, 10, 16, 1, 0, 3, 8);
        assertIs(X.cumsum(-2), 2, 4, 4, 6, 3, 3, 7, 11);
        assertIs(Z.cumprod(0), 3, 4, 8, -6, -8, 6);
        assertIs(Tensor.of(1, NAN, 2).cummax(0), 1, NAN, NAN);
        assertIs(Tensor.of(3.0, 1, 2).cummin(0), 3, 1, 1);
        assertIs(X.diff(1), 2, 0, 2, -2, 4, 2);
        assertArrayEquals(new long[] {1, 1, 2}, Tensor.of(true, false, true).cumsum(0).toLongs());
        assertArrayEquals(
                new int[] {1 << 30, Integer.MIN_VALUE},
                Tensor.of(1 << 30, 1 << 30).cumsum(0).toInts());
        assertEquals(Shape.of(0, 3), Tensor.zeros(DType.FLOAT64, Shape.of(0, 3)).cumsum(0).shape());
    }

    /** Where a float's running sum would stand still. */
    @Test
    void cumsum_ofFloats_isAddedInDouble() {
        Tensor ones = Tensor.ones(DType.FLOAT32, Shape.of(3));
        Tensor big = Tensor.of((float) (1 << 24));
        Tensor sum = Tensor.concat(List.of(big, ones), 0).cumsum(0);
        assertIs(sum, 1 << 24, 1 << 24, (1 << 24) + 2, (1 << 24) + 4);
    }

    @Test
    void sort_isStableAndNanComesLast() {
        Tensor x = Tensor.of(2, NAN, -0.0, INF, 0.0, -INF, 2);
        Sorted up = x.sort(0);
        assertArrayEquals(new long[] {5, 2, 4, 0, 6, 3, 1}, up.indices().toLongs());
        assertArrayEquals(new double[] {-INF, -0.0, 0, 2, 2, INF, NAN}, up.values().toDoubles());
        assertArrayEquals(
                new long[] {3, 0, 6, 2, 4, 5, 1}, x.argsort(Order.REAL, 0, true).toLongs());
        assertArrayEquals(
                new long[] {1, 0, 2},
                Tensor.of(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE).argsort(0).toLongs());
    }

    @Test
    void order_ofComplexNumbers_isThatOfAbs() {
        assertIs(Z.sort(Order.ABS, 0, false).values(), -1, 0, 0, -2, 3, 4);
        assertIs(Z.topk(Order.ABS, 1, 0, true).values(), 3, 4);
        assertEquals(2, Z.argmin(Order.ABS, 0).item());
        assertEquals(0, Z.argmax(Order.ABS, 0).item());
        assertIs(Z.max(Order.ABS, true, 0), 3, 4);
        assertIs(Z.min(Order.ABS, false, 0), -1, 0);
        assertEquals(Shape.SCALAR, Z.min(Order.ABS, false, 0).shape());
    }

    @Test
    void topk_takesTheFirstOfTies() {
        Sorted most = X.topk(2, 1);
        assertIs(most.values(), 6, 4, 5, 3);
        assertArrayEquals(new long[] {3, 1, 3, 2}, most.indices().toLongs());
        assertIs(X.topk(Order.REAL, 1, 0, false).values(), 1, -1, 3, 5);
        assertEquals(Shape.of(2, 0), X.topk(0, 1).values().shape());
    }

    @Test
    void quantile_interpolates() {
        assertIs(X.median(1), 4, 2);
        assertIs(X.quantile(0.1, true, 1), 2.6, -0.4);
        assertIs(X.quantile(1, false, 1), 6, 5);
        assertIs(Tensor.of(1, NAN, 3).median(0), NAN);
        assertIs(Tensor.of(1, INF).quantile(0, false, 0), 1);
    }
}
