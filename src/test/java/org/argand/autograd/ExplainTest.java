package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** The words for why a gradient is there or not. */
class ExplainTest {
    private final Variable kernel =
            new Variable("mapper/kernel", Tensor.ones(DType.FLOAT64, Shape.of(2, 3)));
    private final Tensor x = Tensor.ones(DType.FLOAT64, Shape.of(4, 2));

    @Test
    void explain_namesTheOpThatCuts() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor choice = x.matmul(kernel.value()).add(1).argmax(-1);
            Tensor loss = choice.cast(DType.FLOAT64).mean();
            assertEquals(
                    "`mapper/kernel`: cut at argmax (not differentiable), 3 ops after `mapper/kernel`",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void explain_saysNeverUsed() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.square().sum();
            assertEquals("`mapper/kernel`: never used", tape.explain(loss, kernel));
        }
    }

    @Test
    void explain_saysUsedBeforeTheTapeWatchedIt() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.square().sum();
            tape.watch(x);
            assertEquals(
                    "tensor float64 [4, 2]: used before the tape watched it",
                    tape.explain(loss, x));
        }
    }

    @Test
    void explain_saysConnectedAndHow() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.matmul(kernel.value()).abs2().sum();
            assertEquals(
                    "`mapper/kernel`: connected through 3 ops: matmul → abs2 → sum",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void explain_saysUsedElsewhere() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor unused = x.matmul(kernel.value());
            Tensor loss = x.sum();
            assertEquals(Shape.of(4, 3), unused.shape());
            assertEquals(
                    "`mapper/kernel`: used, but not on the way to this loss",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void explain_namesStopGradientAndIntegers() {
        Tensor labels = Tensor.of(1, 2);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(labels);
            Tensor loss = kernel.value().stopGradient().sum();
            assertEquals(
                    "`mapper/kernel`: cut at stopGradient (asked for), 1 op after `mapper/kernel`",
                    tape.explain(loss, kernel));
            assertEquals("tensor int32 [2]: int32 has no gradient", tape.explain(loss, labels));
        }
    }
}
