package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.argand.array.Shape;
import org.argand.autograd.Values.Scale;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors in units in the last place, by hand. */
class ValuesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void error_isCountedInUlpOfTheElementOrOfTheLargest() {
        Values reference = Values.of(Tensor.of(1.0, 1024));
        Values off = Values.of(Tensor.of(1 + 3 * Math.ulp(1.0), 1024 + Math.ulp(1024.0)));
        assertEquals(new Values.Worst(3, 0), off.against(reference, Scale.ELEMENT));
        assertEquals(new Values.Worst(1, 1), off.against(reference, Scale.LARGEST));
        assertEquals(new Values.Worst(0.5, 1), off.against(reference, Scale.LARGEST, 2048));
    }

    @Test
    void error_ofSinglePrecisionIsInItsUlp() {
        Values reference = Values.of(Tensor.of(1f, 0f));
        Values off = Values.of(Tensor.of(1 + 2 * Math.ulp(1f), Float.MIN_VALUE));
        assertEquals(new Values.Worst(2, 0), off.against(reference, Scale.ELEMENT));
    }

    @Test
    void error_ofAComplexNumberIsItsDistance() {
        double u = Math.ulp(1.0);
        Values reference = Values.of(Tensor.ofInterleaved(Shape.of(1), new double[] {1, 1e-9}));
        Values off =
                Values.of(
                        Tensor.ofInterleaved(Shape.of(1), new double[] {1 + 3 * u, 1e-9 + 4 * u}));
        assertEquals(5, off.against(reference, Scale.ELEMENT).error(), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN, 0",
        "NaN, 1, Infinity",
        "1, NaN, Infinity",
        "Infinity, Infinity, 0",
        "Infinity, -Infinity, Infinity",
        "Infinity, 1.7e308, Infinity",
        "0, -0.0, Infinity",
        "-0.0, -0.0, 0",
        "0, 4.9e-324, 1"
    })
    void kindsAndSigns_mustAgree(double value, double reference, double error) {
        Values v = Values.of(Tensor.of(value));
        assertEquals(error, v.against(Values.of(Tensor.of(reference)), Scale.SIGNED).error());
    }

    @Test
    void signOfZero_countsOnlyWhereAsked() {
        Values zero = Values.of(Tensor.of(0.0));
        assertEquals(0, zero.against(Values.of(Tensor.of(-0.0)), Scale.ELEMENT).error());
    }

    @Test
    void integers_mustBeEqualBeyondDouble() {
        Values a = Values.of(Tensor.of(5, (1L << 60) + 1));
        Values b = Values.of(Tensor.of(5, 1L << 60));
        assertEquals(new Values.Worst(INF, 1), a.against(b, Scale.ELEMENT));
        assertEquals("1152921504606846977", a.element(1));
    }

    @Test
    void typeAndShape_mustBeEqual() {
        Values a = Values.of(Tensor.of(1.0, 2));
        assertEquals(INF, a.against(Values.of(Tensor.of(1f, 2)), Scale.ELEMENT).error());
        assertEquals(INF, a.against(Values.of(Tensor.of(1.0)), Scale.ELEMENT).error());
    }

    @Test
    void element_isReadable() {
        Values z = Values.of(Tensor.ofInterleaved(Shape.of(1), new float[] {1.5f, -2}));
        assertEquals("1.5-2.0i", z.element(0));
        assertEquals("complex64[1]", z.element(7));
        assertEquals("0.30000000000000004", Values.of(Tensor.of(0.1 + 0.2)).element(0));
    }
}
