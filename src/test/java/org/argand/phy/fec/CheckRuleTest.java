package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Check rules against probabilities written out. */
class CheckRuleTest {
    private static List<CheckRule> all() {
        return List.of(
                CheckRule.boxplusPhi(),
                CheckRule.boxplus(),
                CheckRule.minSum(),
                CheckRule.offsetMinSum(0.4));
    }

    /** Messages [d, 3, 2] into entry (i, j, b) and what the others of its check say together. */
    private interface Others {
        double of(double[] others);
    }

    private static void assertRule(CheckRule rule, Tensor in, Others expected, double tolerance) {
        int d = (int) in.dim(0);
        int rest = (int) (in.size() / d);
        double[] x = in.toDoubles();
        double[] y = rule.extrinsic(in).toDoubles();
        for (int i = 0; i < d; i++) {
            for (int c = 0; c < rest; c++) {
                double[] others = new double[d - 1];
                for (int k = 0, m = 0; k < d; k++) {
                    if (k != i) {
                        others[m++] = x[k * rest + c];
                    }
                }
                assertEquals(expected.of(others), y[i * rest + c], tolerance, i + ", " + c);
            }
        }
    }

    /** log P(even)/P(odd) of independent bits. */
    private static double exact(double[] llrs) {
        double product = 1;
        for (double l : llrs) {
            product *= Math.tanh(l / 2);
        }
        return Math.log((1 + product) / (1 - product));
    }

    private static double least(double[] llrs, double offset) {
        double least = CheckRule.LARGEST;
        double sign = 1;
        for (double l : llrs) {
            least = Math.min(least, Math.abs(l));
            sign *= l < 0 ? -1 : 1;
        }
        return sign * Math.max(least - offset, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 19})
    void rules_areTheirFormulas(int degree) {
        Tensor x = new RandomStream(degree).normal(DType.FLOAT64, Shape.of(degree, 3, 2)).mul(4);
        assertRule(CheckRule.boxplusPhi(), x, CheckRuleTest::exact, 1e-9);
        assertRule(CheckRule.boxplus(), x, CheckRuleTest::exact, 1e-9);
        assertRule(CheckRule.minSum(), x, o -> least(o, 0), 0);
        assertRule(CheckRule.offsetMinSum(0.5), x, o -> least(o, 0.5), 0);
    }

    @Test
    void singlePrecision_isNear() {
        Tensor x = new RandomStream(9).normal(DType.FLOAT64, Shape.of(8, 3, 2)).mul(3);
        for (CheckRule rule : all()) {
            double[] fine = rule.extrinsic(x).toDoubles();
            double[] coarse = rule.extrinsic(x.cast(DType.FLOAT32)).cast(DType.FLOAT64).toDoubles();
            assertArrayEquals(fine, coarse, 2e-4);
        }
    }

    /** What a bit that is not known learns from the others, and that they learn nothing from it. */
    @Test
    void unknownBits_areLearnt() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Tensor x = Tensor.of(0.0, -3, 4, 5).cast(dtype).reshape(4, 1, 1);
            for (CheckRule rule : List.of(CheckRule.boxplusPhi(), CheckRule.boxplus())) {
                double[] y = rule.extrinsic(x).cast(DType.FLOAT64).toDoubles();
                assertEquals(exact(new double[] {-3, 4, 5}), y[0], 1e-3);
                assertArrayEquals(new double[3], Arrays.copyOfRange(y, 1, 4), 1e-5);
            }
            double[] y = CheckRule.minSum().extrinsic(x).cast(DType.FLOAT64).toDoubles();
            assertArrayEquals(new double[] {-3, 0, 0, 0}, y, 0);
        }
    }

    /** Where several magnitudes are least, and where none limits. */
    @Test
    void minSum_knowsTies() {
        Tensor x = Tensor.of(2.0, -2, 2, 3).reshape(4, 1, 1);
        assertArrayEquals(
                new double[] {-2, 2, -2, -2}, CheckRule.minSum().extrinsic(x).toDoubles());
    }

    @ParameterizedTest
    @MethodSource("all")
    void certainMessages_stayFinite(CheckRule rule) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Tensor x = Tensor.of(500.0, -500, 300).cast(dtype).reshape(3, 1, 1);
            double[] y = rule.extrinsic(x).cast(DType.FLOAT64).toDoubles();
            assertArrayEquals(new double[] {-18, 18, -18}, y, 2.1);
            Tensor alone = Tensor.of(5.0).cast(dtype).reshape(1, 1, 1);
            assertEquals(18, rule.extrinsic(alone).item(), 2.1, "a check of one bit says 0");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradients_areThoseOfDifferences(CheckRule rule) {
        GradCheck.of(in -> rule.extrinsic(in.getFirst()))
                .inputs(new RandomStream(6).normal(DType.FLOAT64, Shape.of(4, 2, 2)).mul(2))
                .seed(7)
                .check(1e-6);
    }

    @Test
    void badOffset_isNamed() {
        assertThrows(ArgandException.InvalidArgument.class, () -> CheckRule.offsetMinSum(-0.1));
        assertThrows(
                ArgandException.InvalidArgument.class, () -> BpSettings.of(CheckRule.minSum(), 0));
    }
}
