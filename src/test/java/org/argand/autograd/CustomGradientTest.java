package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What a stated rule may give, and the one clear error for anything else. */
class CustomGradientTest {
    private static final Tensor X = Tensor.of(1.0, 2.0);
    private static final Tensor Z = Tensor.scalar(1, 2);

    private static Gradients gradients(CustomGradient.Pullback rule, Tensor... in) {
        CustomGradient f =
                CustomGradient.of("mine", x -> x.getFirst().abs2().mul(x.getLast().real()), rule);
        try (GradientTape tape = GradientTape.open()) {
            Arrays.stream(in).forEach(tape::watch);
            return tape.gradient(f.apply(in).sum());
        }
    }

    private static void refuses(String facts, CustomGradient.Pullback rule, Tensor... in) {
        var e = assertThrows(ArgandException.NoGradient.class, () -> gradients(rule, in));
        assertEquals("mine: pullback gave " + facts, e.getMessage());
    }

    @Test
    @SuppressWarnings("NullAway") // as from code without annotations
    void pullback_mustNotGiveNull() {
        refuses("null for 1 operands", (in, out, g) -> null, X);
        refuses(
                "null for operand 1; give zeros for no gradient",
                (in, out, g) -> Arrays.asList(g, null),
                X,
                Tensor.of(3.0, 4.0));
    }

    @Test
    void pullback_givesOneGradientPerOperandInItsShape() {
        refuses("2 gradients for 1 operands", (in, out, g) -> List.of(g, g), X);
        refuses("shape [] for operand 0 of [2]", (in, out, g) -> List.of(g.sum()), X);
    }

    @Test
    void pullback_givesTheKindAndThePrecisionOfTheOperand() {
        refuses(
                "complex128 for operand 0, which is float64: the gradient of a real operand is real",
                (in, out, g) -> List.of(g.timesI()),
                X);
        refuses(
                "complex64 for operand 0, which is complex128: digits are lost",
                (in, out, g) -> List.of(in.getFirst().cast(DType.COMPLEX64)),
                Z);
        refuses(
                "float32 for operand 0, which is float64: digits are lost",
                (in, out, g) -> List.of(g.cast(DType.FLOAT32)),
                X);
    }

    /** A real gradient of a complex operand has no imaginary part, one of more digits is rounded. */
    @Test
    void pullback_mayGiveWhatTheOperandsTypeHolds() {
        Tensor single = Z.cast(DType.COMPLEX64);
        Tensor g = gradients((in, out, u) -> List.of(Tensor.scalar(3.0)), single).of(single);
        assertEquals(DType.COMPLEX64, g.dtype());
        assertArrayEquals(new double[] {3, 0}, g.toDoubles());
    }
}
