package org.argand.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Dropout by its statistics and its seed. */
class DropoutTest {
    private static final Tensor ONES = Tensor.ones(DType.FLOAT64, Shape.of(20000));

    @Test
    void training_dropsAtTheRateAndScalesTheRest() {
        double[] y =
                new Dropout("d", 0.25, new RandomStream(1))
                        .forward(ONES, Mode.TRAINING)
                        .toDoubles();
        long dropped = Arrays.stream(y).filter(v -> v == 0).count();
        assertEquals(5000, dropped, 5 * Math.sqrt(20000 * 0.25 * 0.75));
        assertTrue(Arrays.stream(y).allMatch(v -> v == 0 || v == 1 / 0.75));
    }

    @Test
    void complexElement_isDroppedAsAWhole() {
        Tensor z = Tensor.full(DType.COMPLEX128, Shape.of(1000), 1).mul(Tensor.scalar(1, -2));
        double[] y =
                new Dropout("d", 0.5, new RandomStream(2)).forward(z, Mode.TRAINING).toDoubles();
        for (int k = 0; k < y.length; k += 2) {
            assertEquals(0, y[k + 1] + 2 * y[k]);
        }
    }

    @Test
    void gradient_passesWhereTheValueDid() {
        Dropout dropout = new Dropout("d", 0.5, new RandomStream(3));
        Tensor x = Tensor.ones(DType.FLOAT64, Shape.of(100));
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            Tensor y = dropout.forward(x, Mode.TRAINING);
            assertArrayEquals(y.toDoubles(), tape.gradient(y).of(x).toDoubles());
        }
    }

    @Test
    void inference_isTheIdentityAndDrawsNothing() {
        Dropout dropout = new Dropout("d", 0.5, new RandomStream(3));
        assertSame(ONES, dropout.forward(ONES, Mode.INFERENCE));
        assertEquals(0, dropout.streams().get("d").draws());
    }

    @Test
    void masks_differFromCallToCallAndResume() {
        Dropout dropout = new Dropout("d", 0.5, new RandomStream(4));
        double[] first = dropout.forward(ONES, Mode.TRAINING).toDoubles();
        RandomStream state = dropout.streams().get("d");
        Dropout later = new Dropout("d", 0.5, new RandomStream(99));
        later.streams().get("d").restore(state.seed(), state.draws());
        double[] second = dropout.forward(ONES, Mode.TRAINING).toDoubles();
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(second, later.forward(ONES, Mode.TRAINING).toDoubles());
    }

    @Test
    void rateOutsideItsRange_isRefused() {
        for (double rate : new double[] {-0.1, 1, Double.NaN}) {
            assertThrows(
                    ArgandException.InvalidArgument.class,
                    () -> new Dropout("d", rate, new RandomStream(1)));
        }
        Dropout dropout = new Dropout("d", 0.5, new RandomStream(1));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> dropout.forward(Tensor.of(1, 2), Mode.TRAINING));
    }
}
