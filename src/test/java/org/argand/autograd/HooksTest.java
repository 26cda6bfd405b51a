package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Functions that see and replace gradients on their way. */
class HooksTest {
    private static final Tensor X = Tensor.of(1.0, -2.0);
    private final Variable w = new Variable("w", Tensor.of(3.0, 4.0));

    @Test
    void hook_seesTheTotalOnceAndCanKeepIt() {
        List<Tensor> seen = new ArrayList<>();
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            Tensor y = X.mul(2);
            tape.onGradient(
                    y,
                    g -> {
                        seen.add(g);
                        return g;
                    });
            // y is used three times: 1 + 2y + 5
            Tensor loss = y.add(y.square()).add(y.mul(5)).sum();
            Tensor g = tape.gradient(loss).of(X);
            assertEquals(1, seen.size());
            assertArrayEquals(new double[] {10, -2}, seen.getFirst().toDoubles());
            assertArrayEquals(new double[] {20, -4}, g.toDoubles());
        }
    }

    @Test
    void hook_replacesWhatGoesOn() {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            Tensor y = X.square();
            tape.onGradient(y, g -> g.minimum(1).maximum(-1));
            Tensor g = tape.gradient(y.mul(100).sum()).of(X);
            assertArrayEquals(new double[] {2, -4}, g.toDoubles());
        }
    }

    @Test
    void hooks_areCalledInOrder() {
        List<String> order = new ArrayList<>();
        try (GradientTape tape = GradientTape.persistent()) {
            tape.watch(X);
            Tensor a = X.mul(w.value());
            Tensor b = a.sin();
            Tensor loss = b.sum();
            tape.onGradient(w, g -> noted(order, "w", g));
            tape.onGradient(X, g -> noted(order, "x", g));
            tape.onGradient(a, g -> noted(order, "a", g));
            tape.onGradient(a, g -> noted(order, "a again", g));
            tape.onGradient(b, g -> noted(order, "b", g));
            tape.onGradient(loss, g -> noted(order, "loss", g));
            tape.gradient(loss);
            assertEquals(List.of("loss", "b", "a", "a again", "x", "w"), order);
            // Another pass calls them again, and only those that it reaches.
            order.clear();
            tape.gradient(a);
            assertEquals(List.of("a", "a again", "x", "w"), order);
        }
    }

    private static Tensor noted(List<String> order, String name, Tensor g) {
        order.add(name);
        return g;
    }

    @Test
    void hookOfAVariable_getsTheSumOverItsReads() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor first = w.value().square();
            w.assign(Tensor.of(5.0, 6.0));
            Tensor loss = first.add(w.value().square()).sum();
            tape.onGradient(w, g -> g.mul(10));
            assertArrayEquals(new double[] {160, 200}, tape.gradient(loss).of(w).toDoubles());
        }
    }

    @Test
    void hook_mustKeepShapeAndType() {
        assertEquals(
                "onGradient: hook of a tensor gave float64 [] for a gradient that is float64 [2]",
                message(g -> g.sum()));
        assertEquals(
                "onGradient: hook of a tensor gave complex128 [2] for a gradient that is float64"
                        + " [2]; the gradient of a real operand is real",
                message(Tensor::timesI));
        assertEquals(
                "onGradient: hook of a tensor gave float32 [2] for a gradient that is float64 [2]",
                message(g -> g.cast(DType.FLOAT32)));
    }

    private static String message(java.util.function.UnaryOperator<Tensor> hook) {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            tape.onGradient(X, hook);
            Tensor loss = X.square().sum();
            return assertThrows(ArgandException.NoGradient.class, () -> tape.gradient(loss))
                    .getMessage();
        }
    }

    @Test
    void hook_needsATensorThatAGradientCanReach() {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            Tensor sign = X.greater(0).cast(DType.FLOAT64);
            var cut =
                    assertThrows(
                            ArgandException.NoGradient.class, () -> tape.onGradient(sign, g -> g));
            assertEquals(
                    "onGradient: tensor float64 [2]: no differentiable path leads to it from a"
                            + " source",
                    cut.getMessage());
            Tensor other = Tensor.ones(DType.FLOAT64, Shape.of(1));
            var stranger =
                    assertThrows(
                            ArgandException.NoGradient.class, () -> tape.onGradient(other, g -> g));
            assertEquals(
                    "onGradient: tensor float64 [1]: it does not depend on anything this tape"
                            + " watches",
                    stranger.getMessage());
        }
    }

    /** A tape around differentiates through the hook. */
    @Test
    void hook_isPartOfSecondDerivatives() {
        try (GradientTape outer = GradientTape.open()) {
            outer.watch(X);
            Tensor g;
            try (GradientTape inner = GradientTape.open()) {
                inner.watch(X);
                inner.onGradient(X, Tensor::square);
                g = inner.gradient(X.square().sum()).of(X);
            }
            // (2x)², whose derivative is 8x
            assertArrayEquals(new double[] {8, -16}, outer.gradient(g.sum()).of(X).toDoubles());
        }
    }
}
