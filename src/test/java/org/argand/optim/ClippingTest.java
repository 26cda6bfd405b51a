package org.argand.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.Gradients;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Clipping by value and by global norm, real and complex. */
class ClippingTest {
    private static final Tensor REALS = Tensor.of(-3, 0.5, 0);
    private static final Tensor COMPLEX =
            Tensor.ofInterleaved(Shape.of(3), new double[] {3, 4, 0.3, -0.4, 0, 0});

    @Test
    void byValue_keepsSignAndPhase() {
        List<Tensor> clipped = Clipping.byValue(1).apply(List.of(REALS, COMPLEX));
        assertArrayEquals(new double[] {-1, 0.5, 0}, clipped.get(0).toDoubles());
        assertArrayEquals(
                new double[] {0.6, 0.8, 0.3, -0.4, 0, 0}, clipped.get(1).toDoubles(), 1e-15);
    }

    @Test
    void byGlobalNorm_scalesAllByOneNumber() {
        // Σ|g|² = 9 + 0.25 + 25 + 0.25
        double norm = Math.sqrt(34.5);
        assertEquals(norm, Clipping.norm(List.of(REALS, COMPLEX)).item(), 1e-14);
        List<Tensor> clipped = Clipping.byGlobalNorm(2).apply(List.of(REALS, COMPLEX));
        assertArrayEquals(REALS.mul(2 / norm).toDoubles(), clipped.get(0).toDoubles(), 1e-15);
        assertArrayEquals(COMPLEX.mul(2 / norm).toDoubles(), clipped.get(1).toDoubles(), 1e-15);
        assertEquals(2, Clipping.norm(clipped).item(), 1e-14);
    }

    @Test
    void smallGradients_stayBitForBit() {
        for (Clipping c :
                List.of(Clipping.byGlobalNorm(5.9), Clipping.byValue(5.1), Clipping.none())) {
            List<Tensor> same = c.apply(List.of(REALS, COMPLEX));
            assertArrayEquals(REALS.toDoubles(), same.get(0).toDoubles());
            assertArrayEquals(COMPLEX.toDoubles(), same.get(1).toDoubles());
        }
        assertEquals(0, Clipping.byGlobalNorm(1).apply(List.of()).size());
        assertEquals(0, Clipping.norm(List.of()).item());
    }

    @Test
    void singlePrecision_doesNotOverflowInTheNorm() {
        Tensor huge = Tensor.of(new float[] {3e30f, 4e30f});
        Tensor z = Tensor.ofInterleaved(Shape.of(1), new float[] {0, 0});
        List<Tensor> clipped = Clipping.byGlobalNorm(1).apply(List.of(huge, z));
        assertEquals(DType.FLOAT32, clipped.get(0).dtype());
        assertEquals(DType.COMPLEX64, clipped.get(1).dtype());
        assertArrayEquals(new float[] {0.6f, 0.8f}, clipped.get(0).toFloats(), 1e-6f);
    }

    @Test
    void gradients_areClippedByVariable() {
        Variable a = new Variable("a", Tensor.of(1.0));
        Variable unused = new Variable("unused", Tensor.of(1.0));
        Gradients g = Given.gradients(List.of(a), List.of(Tensor.of(7.0)));
        Gradients clipped = Clipping.byValue(2).apply(g, List.of(a, unused));
        assertArrayEquals(new double[] {2}, clipped.of(a).toDoubles());
        assertArrayEquals(new double[] {7}, g.of(a).toDoubles());
        assertTrue(clipped.find(unused).isEmpty());
    }

    @Test
    void limitThatIsNoLimit_isRefused() {
        for (double limit : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Class<ArgandException.InvalidArgument> refused = ArgandException.InvalidArgument.class;
            assertThrows(refused, () -> Clipping.byValue(limit));
            assertThrows(refused, () -> Clipping.byGlobalNorm(limit));
        }
    }
}
