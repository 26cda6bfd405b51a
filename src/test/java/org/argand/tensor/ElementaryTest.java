package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.tensor.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known numbers, special values, element types and refusals of the pointwise functions. */
class ElementaryTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static Tensor complex(double... interleaved) {
        return Tensor.ofInterleaved(Shape.of(interleaved.length / 2), interleaved);
    }

    @Test
    void rounding_isThatOfTheField() {
        Tensor x = Tensor.of(-2.5, -1.5, -0.5, -0.2, 0.5, 1.5, 2.5, 1e300, INF, NAN);
        assertArrayEquals(
                new double[] {-3, -2, -1, -1, 0, 1, 2, 1e300, INF, NAN}, x.floor().toDoubles());
        assertArrayEquals(
                new double[] {-2, -1, -0.0, -0.0, 1, 2, 3, 1e300, INF, NAN}, x.ceil().toDoubles());
        assertArrayEquals(
                new double[] {-2, -2, -0.0, -0.0, 0, 2, 2, 1e300, INF, NAN}, x.round().toDoubles());
        assertArrayEquals(
                new double[] {-2, -1, -0.0, -0.0, 0, 1, 2, 1e300, INF, NAN}, x.trunc().toDoubles());
        assertArrayEquals(new double[] {-1, -1, -1, -1, 1, 1, 1, 1, 1, NAN}, x.sign().toDoubles());
        assertArrayEquals(
                new float[] {2, -0f, -3}, Tensor.of(2.5f, -0.4f, -2.6f).round().toFloats());
    }

    @Test
    void rounding_refusesComplexAndIntegers() {
        var e = assertThrows(ArgandException.DTypeMismatch.class, () -> complex(1, 2).floor());
        assertEquals("floor: needs a floating type, got complex128", e.getMessage());
        assertThrows(ArgandException.DTypeMismatch.class, () -> complex(1, 2).sign());
        assertThrows(ArgandException.DTypeMismatch.class, () -> Tensor.of(1, 2).round());
    }

    @Test
    void sinc_isNormalised() {
        double[] s = Tensor.of(0.0, 0.5, 1, -2, 1.5, 5e-324).sinc().toDoubles();
        assertArrayEquals(new double[] {1, 2 / Math.PI, 0, 0, -2 / (3 * Math.PI), 1}, s, 1e-16);
        assertEquals(0.0, s[2]);
        // sinh(π)/π
        assertArrayEquals(
                new double[] {3.676077910374978, 0, 1, 0},
                complex(0, 1, 0, 0).sinc().toDoubles(),
                1e-15);
    }

    @Test
    void powersOfTwo_areExact() {
        Tensor k = Tensor.of(-1074.0, -1022, -30, 0, 1, 29, 1023);
        assertArrayEquals(k.toDoubles(), k.exp2().log2().toDoubles());
        assertArrayEquals(new double[] {0, 0, -2, 0}, complex(1, 0, 0.25, 0).log2().toDoubles());
        assertArrayEquals(new double[] {8, 0}, complex(3, 0).exp2().toDoubles());
        assertArrayEquals(
                new double[] {Double.NEGATIVE_INFINITY, NAN, INF},
                Tensor.of(0.0, -1, INF).log2().toDoubles());
    }

    @Test
    void rsqrt_ofTheEdges() {
        assertArrayEquals(
                new double[] {INF, 0.5, 0, NAN}, Tensor.of(0.0, 4, INF, -1).rsqrt().toDoubles());
        assertArrayEquals(
                new double[] {0, -0.5, 1e160, 0},
                complex(-4, 0.0, 1e-320, 0).rsqrt().toDoubles(),
                1e157);
    }

    @Test
    void atan2_isTheAngle() {
        Tensor y = Tensor.of(1.0, -1, 0, -0.0, 0);
        Tensor x = Tensor.of(-1.0, -1, -1, -1, 0);
        assertArrayEquals(
                new double[] {0.75 * Math.PI, -0.75 * Math.PI, Math.PI, -Math.PI, 0},
                y.atan2(x).toDoubles());
        assertEquals(DType.FLOAT32, Tensor.of(1f).atan2(Tensor.of(2)).dtype());
        assertThrows(ArgandException.DTypeMismatch.class, () -> complex(1, 0).atan2(x));
    }

    @Test
    void hypot_neitherOverflowsNorUnderflows() {
        assertArrayEquals(
                new double[] {5e200, 5e-200},
                Tensor.of(3e200, 3e-200).hypot(Tensor.of(4e200, 4e-200)).toDoubles(),
                1e185);
        assertEquals(5e-40f, Tensor.of(3e-40f).hypot(Tensor.of(4e-40f)).toFloats()[0], 2e-45f);
    }

    @Test
    void xlogy_isZeroWhereItsFirstOperandIs() {
        Tensor w = Tensor.of(0.0, INF, NAN, Math.E, 1);
        Tensor z = Tensor.of(0.0, 0, 0, 2, 3);
        assertArrayEquals(new double[] {0, 0, 0, 2, 0}, z.xlogy(w).toDoubles(), 1e-15);
        assertArrayEquals(new double[] {0, 0, 0, 2 / Math.E, 3}, z.xdivy(w).toDoubles(), 1e-15);
        assertArrayEquals(
                new double[] {0, 0, -Math.PI, 0},
                complex(0, 0, 0, 1).xlogy(Tensor.of(0.0, -1)).toDoubles(),
                1e-15);
    }

    @Test
    void clamp_keepsNaNAndRefusesCrossedBounds() {
        assertArrayEquals(
                new double[] {-1, -1, 0.5, 2, NAN},
                Tensor.of(-INF, -1, 0.5, 7, NAN).clamp(-1, 2).toDoubles());
        assertArrayEquals(new int[] {1, 2, 3}, Tensor.of(-5, 2, 9).clamp(1, 3).toInts());
        var e =
                assertThrows(
                        ArgandException.InvalidArgument.class, () -> Tensor.of(1.0).clamp(2, 1));
        assertEquals("clamp: bounds 2.0 and 1.0", e.getMessage());
        assertThrows(ArgandException.DTypeMismatch.class, () -> complex(1, 1).clamp(0, 1));
    }

    /** Exponents that are done by products give what powers give, with their gradients. */
    @ParameterizedTest
    @ValueSource(doubles = {-3, -2, -1, 0, 0.5, 1, 2, 3, 4})
    void pow_ofAnyExponentIsThatOfATensor(double w) {
        for (Tensor z : List.of(Tensor.of(0.3, 1.7, 2.5), complex(-0.3, 1.7), complex(2, -1))) {
            Tensor exponent = Tensor.of(w);
            assertArrayEquals(z.pow(exponent).toDoubles(), z.pow(w).toDoubles(), 1e-12);
            assertArrayEquals(gradient(x -> x.pow(exponent), z), gradient(x -> x.pow(w), z), 1e-10);
        }
    }

    private static double[] gradient(UnaryOperator<Tensor> f, Tensor z) {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(z);
            Tensor s = f.apply(z);
            return tape.gradient(s.abs2().sum()).of(z).toDoubles();
        }
    }

    @Test
    void pow_takesEveryMixOfTypes() {
        Tensor z = complex(0, 2);
        Tensor x = Tensor.of(2.0);
        assertEquals(DType.COMPLEX128, z.pow(x).dtype());
        assertArrayEquals(new double[] {-4, 0}, z.pow(x).toDoubles());
        assertArrayEquals(new double[] {-4, 0}, z.pow(Tensor.of(2)).toDoubles());
        assertArrayEquals(
                new double[] {Math.cos(2 * Math.log(2)), Math.sin(2 * Math.log(2))},
                x.pow(z).toDoubles(),
                1e-15);
        assertEquals(DType.FLOAT32, Tensor.of(3f).pow(Tensor.of(2L)).dtype());
        assertEquals(9f, Tensor.of(3f).pow(2).toFloats()[0]);
        var e =
                assertThrows(
                        ArgandException.DTypeMismatch.class, () -> Tensor.of(2).pow(Tensor.of(3)));
        assertEquals(
                "pow: needs a floating or complex type, got int32, int32; cast it first",
                e.getMessage());
    }

    @Test
    void pow_atTheEdges() {
        assertArrayEquals(
                new double[] {0, 1, INF, NAN, -8, 1},
                Tensor.of(0.0, 0, 0, -2, -2, NAN)
                        .pow(Tensor.of(0.5, 0, -1, 0.5, 3, 0))
                        .toDoubles());
        assertArrayEquals(
                new double[] {0, 0, 1, 0, 0, 0, INF, 0, 1, 0},
                complex(0, 0, 0, 0, 0, 0, 0, 0, -7, 3)
                        .pow(complex(0.5, 0, 0, 0, 1, 1, -2, 0, 0, 0))
                        .toDoubles());
        // z^w of opposite magnitudes, neither over- nor underflowing: (1e200)^−1.5, (1e−320)^−0.5
        assertArrayEquals(
                new double[] {1e-300, 0, 1e160, 0},
                complex(1e200, 0, 1e-320, 0).pow(complex(-1.5, 0, -0.5, 0)).toDoubles(),
                1e157);
    }

    @Test
    void compositions_refuseInTheirOwnName() {
        Tensor z = complex(1, 2);
        assertRefused("atan2: needs a floating type, got complex128", () -> z.atan2(z));
        assertRefused("hypot: needs a floating type, got complex128", () -> z.hypot(z));
        assertRefused(
                "clamp: needs an integer or floating type, got complex128", () -> z.clamp(0, 1));
        assertRefused(
                "xlogy: needs a floating or complex type, got int32; cast it first",
                () -> Tensor.of(1).xlogy(Tensor.of(2)));
        assertRefused(
                "xdivy: needs a floating or complex type, got int32; cast it first",
                () -> Tensor.of(1).xdivy(Tensor.of(2)));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(ArgandException.DTypeMismatch.class, call).getMessage());
    }

    @Test
    void squaredDifference_isReal() {
        Tensor d = complex(1, 2).squaredDifference(Tensor.of(1.0));
        assertEquals(DType.FLOAT64, d.dtype());
        assertEquals(4, d.item());
    }

    @Test
    void predicates_tellInfinitiesAndTruth() {
        assertArrayEquals(
                new boolean[] {false, true, false, true},
                complex(1, 2, 0, -INF, NAN, 0, INF, NAN).isInf().toBooleans());
        Tensor p = Tensor.of(false, false, true, true);
        Tensor q = Tensor.of(false, true, false, true);
        assertArrayEquals(new boolean[] {false, true, true, false}, p.xor(q).toBooleans());
        assertFalse(Tensor.of(3).isInf().toBooleans()[0]);
        assertThrows(ArgandException.DTypeMismatch.class, () -> Tensor.of(1).xor(Tensor.of(2)));
    }

    /** Operands whose products overflow on the way though the result does not. */
    @Test
    void products_overflowOnlyWhereTheResultDoes() {
        Tensor z = Tensor.ofInterleaved(Shape.of(1), new float[] {2e19f, 1e19f});
        float[] p = z.mul(z.conj().mul(0.5)).toFloats();
        assertEquals(2.5e38f, p[0], 1e32f);
        float[] s =
                Tensor.ofInterleaved(Shape.of(1), new float[] {3e38f, 3e38f}).square().toFloats();
        assertArrayEquals(new float[] {0, Float.POSITIVE_INFINITY}, s);
        double[] w = complex(1e160, 1e160).mul(complex(1e150, -1e150)).toDoubles();
        assertTrue(w[0] == INF && w[1] == 0);
    }

    @Test
    void everyFunction_hasItsFormulas() {
        for (Op.Pointwise f : Catalogue.functions()) {
            assertFalse(f.text().formula().isBlank(), f.label());
            assertFalse(f.text().derivative().isBlank(), f.label());
            assertEquals(
                    !f.isDifferentiable(), f.text().derivative().startsWith("none, "), f.label());
        }
    }
}
