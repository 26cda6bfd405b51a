package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Numerics;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The first NaN or infinity is named where it is made, on the way forward and on the way back. */
class NumericsTest {
    private static String refused(Supplier<Tensor> action) {
        try (var _ = Numerics.checking(true)) {
            return assertThrows(ArgandException.NonFinite.class, action::get).getMessage();
        }
    }

    private static Tensor gradient(java.util.function.UnaryOperator<Tensor> f, Tensor x) {
        return Jacobians.gradient(v -> f.apply(v).real().sum(), x);
    }

    @Test
    void forward_saysOfWhat() {
        Tensor x = Tensor.of(Shape.of(2, 2), new double[] {1, 2, 0, 4});
        assertEquals(
                "log: first non-finite element is -Infinity at [1, 0], where the operand is 0.0",
                refused(x::log));
        assertEquals(
                "div: first non-finite element is Infinity at [1, 0], where the operands are 3.0"
                        + " and 0.0",
                refused(() -> Tensor.of(3.0, 5.0).div(x)));
        Tensor big = Tensor.of(1e308, 1e308);
        assertEquals(
                "sum: first non-finite element is Infinity at [], from finite operands",
                refused(big::sum));
        Tensor bad = Tensor.of(1, Double.NaN);
        assertEquals(
                "sum: first non-finite element is NaN at [], from operand 0, which is NaN at [1]",
                refused(bad::sum));
    }

    /** √z is finite at 0, its derivative is not. */
    @Test
    void backward_namesOpOperandIndexAndUpstream() {
        assertEquals(
                "backward of sqrt: first non-finite element of the gradient of operand 0 is"
                        + " Infinity at [1], where the operand is 0.0, the result is 0.0 and the"
                        + " upstream gradient 1.0",
                refused(() -> gradient(Tensor::sqrt, Tensor.of(1.0, 0.0))));
        assertEquals(
                "backward of pow: first non-finite element of the gradient of operand 0 is Infinity"
                        + " at [1], where the operand is 0.0, the result is 0.0 and the upstream"
                        + " gradient 2.0",
                refused(() -> gradient(x -> x.pow(0.5).mul(2), Tensor.of(1.0, 0.0))));
    }

    /** The gradient of a broadcast operand is summed; the result has another shape. */
    @Test
    void backward_ofABroadcastOperand() {
        Tensor big = Tensor.of(1e308, 1e308, 1e308);
        assertEquals(
                "backward of mul: first non-finite element of the gradient of operand 1 is Infinity"
                        + " at [], where the operand is 1.0E-10",
                refused(() -> gradient(s -> big.mul(s), Tensor.scalar(1e-10))));
    }

    @Test
    void backward_goesIntoWhatIsComputedAgain() {
        Recomputation root = Recomputation.of(in -> in.getFirst().sqrt());
        assertTrue(
                refused(() -> gradient(root::apply, Tensor.of(0.0)))
                        .startsWith("backward of sqrt: "));
        CustomGradient nan =
                CustomGradient.of(
                        "mine", List::getFirst, (in, out, g) -> List.of(g.mul(Double.NaN)));
        assertTrue(
                refused(() -> gradient(nan::apply, Tensor.of(7.0)))
                        .startsWith(
                                "backward of mine: first non-finite element of the gradient of"
                                        + " operand 0 is NaN at [0], where the operand is 7.0"));
    }

    /** What a rule computes and then masks is no mistake. */
    @Test
    void backward_doesNotMindMaskedInfinities() {
        Tensor z = Tensor.ofInterleaved(Shape.of(2), new double[] {0, 0, 3, 4});
        try (var _ = Numerics.checking(true)) {
            assertArrayEquals(
                    new double[] {0, 0, 0.6, 0.8}, gradient(Tensor::abs, z).toDoubles(), 1e-15);
        }
    }

    @Test
    void checking_isOfThisThreadAndNests() throws InterruptedException {
        assertFalse(Numerics.isChecking());
        boolean[] elsewhere = {true};
        try (var _ = Numerics.checking(true)) {
            assertTrue(Numerics.isChecking());
            try (var _ = Numerics.checking(false)) {
                assertFalse(Numerics.isChecking());
                assertEquals(Double.NEGATIVE_INFINITY, Tensor.of(0.0).log().sum().item());
            }
            assertTrue(Numerics.isChecking());
            Thread other = new Thread(() -> elsewhere[0] = Numerics.isChecking());
            other.start();
            other.join();
        }
        assertFalse(elsewhere[0]);
        assertFalse(Numerics.isChecking());
    }
}
