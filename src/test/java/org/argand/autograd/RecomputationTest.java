package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.nn.BatchNorm;
import org.argand.nn.Mode;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Gradients by recomputation are those without, to the last bit, and the tape holds less. */
class RecomputationTest {
    private static final Tensor X = new RandomStream(3).normal(DType.COMPLEX128, Shape.of(4, 3));
    private static final Tensor WEIGHT =
            new RandomStream(5).normal(DType.COMPLEX128, Shape.of(4, 3));
    private final Variable kernel =
            new Variable("kernel", new RandomStream(4).normal(DType.COMPLEX128, Shape.of(3, 3)));
    private final Variable bias = new Variable("bias", Tensor.of(0.1, 0.2, 0.3));

    private Tensor layer(List<Tensor> in) {
        return in.getFirst().matmul(kernel.value()).add(bias.value()).tanh();
    }

    /** Loss and gradients of input, kernel and bias; also what the tape held. */
    private record Outcome(double loss, double[] x, double[] kernel, double[] bias, int entries) {}

    private Outcome outcome(Function<Tensor, Tensor> model) {
        try (Scope scope = Scope.open();
                GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            Tensor loss = model.apply(X).abs2().mean();
            int entries = tape.recorded();
            Gradients g = tape.gradient(loss);
            return new Outcome(
                    loss.item(),
                    g.of(X).toDoubles(),
                    g.of(kernel).toDoubles(),
                    g.of(bias).toDoubles(),
                    entries);
        }
    }

    private static void assertSameBits(Outcome expected, Outcome actual) {
        assertEquals(expected.loss, actual.loss);
        assertArrayEquals(expected.x, actual.x);
        assertArrayEquals(expected.kernel, actual.kernel);
        assertArrayEquals(expected.bias, actual.bias);
    }

    @Test
    void gradients_areTheSameAndTheTapeHoldsLess() {
        Recomputation again = Recomputation.of(this::layer);
        Outcome plain = outcome(x -> layer(List.of(layer(List.of(x)))));
        Outcome saved = outcome(x -> again.apply(again.apply(x)));
        assertSameBits(plain, saved);
        assertTrue(plain.entries >= 8, "plain " + plain.entries);
        assertEquals(5, saved.entries, "two blocks, abs2, and the mean as a sum and a factor");
    }

    /** What is made inside does not outlive the forward run, nor the backward one. */
    @Test
    void intermediates_areFreed() {
        List<Tensor> inside = new ArrayList<>();
        Recomputation again =
                Recomputation.of(in -> {
                    Tensor h = in.getFirst().matmul(kernel.value());
                    inside.add(h);
                    return h.sin().sum();
                });
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = again.apply(X).abs2();
            assertTrue(Scope.isFreed(inside.get(0)), "after the forward run");
            Tensor g = tape.gradient(loss).of(kernel);
            assertTrue(Scope.isFreed(inside.get(1)), "after the backward run");
            assertEquals(Shape.of(3, 3), g.shape());
        }
        assertEquals(2, inside.size());
    }

    @Test
    void randomNumbers_areTheSameInTheSecondRun() {
        RandomStream noise = new RandomStream(9);
        Function<Tensor, Tensor> noisy =
                x -> layer(List.of(x)).mul(noise.normal(DType.COMPLEX128, x.shape()));
        Outcome plain = outcome(x -> noisy.apply(noisy.apply(x)));
        long drawn = noise.draws();
        noise.restore(9, 0);
        Recomputation again = Recomputation.of(in -> noisy.apply(in.getFirst()));
        assertSameBits(plain, outcome(x -> again.apply(again.apply(x))));
        assertEquals(drawn, noise.draws(), "the stream goes on as if there had been one run");
    }

    @Test
    void nested_withRandomNumbers() {
        RandomStream noise = new RandomStream(10);
        Function<Tensor, Tensor> noisy =
                x -> layer(List.of(x)).mul(noise.normal(DType.COMPLEX128, x.shape()));
        Outcome plain = outcome(x -> noisy.apply(noisy.apply(noisy.apply(x))));
        noise.restore(10, 0);
        Recomputation inner = Recomputation.of(in -> noisy.apply(in.getFirst()));
        Recomputation outer =
                Recomputation.of(in -> inner.apply(inner.apply(noisy.apply(in.getFirst()))));
        Outcome saved = outcome(outer::apply);
        assertSameBits(plain, saved);
        assertEquals(4, saved.entries);
        assertEquals(3, noise.draws());
    }

    @Test
    void capturedTensors_getTheirGradient() {
        Tensor scale = Tensor.of(0.5, 1.5, 2.5);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(scale);
            Tensor captured = scale.exp();
            Recomputation again = Recomputation.of(in -> in.getFirst().mul(captured).abs2());
            Tensor g = tape.gradient(again.apply(X).sum()).of(scale);
            Tensor expected = X.abs2().sum(0).mul(captured.square()).mul(2);
            assertArrayEquals(expected.toDoubles(), g.toDoubles(), 1e-12);
        }
    }

    /** As a tape keeps the value that was read, so does the second run. */
    @Test
    void variableAssignedInBetween_isReadAsItWas() {
        Outcome plain = outcome(x -> layer(List.of(x)));
        Tensor before = kernel.value();
        Recomputation again = Recomputation.of(this::layer);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            Tensor loss = again.apply(X).abs2().mean();
            kernel.assign(before.mul(2));
            Gradients g = tape.gradient(loss);
            assertArrayEquals(plain.x, g.of(X).toDoubles());
            assertArrayEquals(plain.kernel, g.of(kernel).toDoubles());
        }
        assertArrayEquals(before.mul(2).toDoubles(), kernel.value().toDoubles());
    }

    /** Running averages move once for a step, not once more for its gradient. */
    @Test
    void stateAssignedInside_movesOnce() {
        BatchNorm plain = BatchNorm.create("norm", 3, DType.COMPLEX128);
        BatchNorm saved = BatchNorm.create("norm", 3, DType.COMPLEX128);
        Recomputation again = Recomputation.of(in -> saved.forward(in.getFirst(), Mode.TRAINING));
        double[] expected = gradientThrough(x -> plain.forward(x, Mode.TRAINING));
        assertArrayEquals(expected, gradientThrough(again::apply));
        for (int k = 0; k < plain.variables().size(); k++) {
            assertArrayEquals(
                    plain.variables().get(k).value().toDoubles(),
                    saved.variables().get(k).value().toDoubles(),
                    saved.variables().get(k).name());
        }
    }

    private static double[] gradientThrough(Function<Tensor, Tensor> f) {
        try (Scope scope = Scope.open();
                GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            return tape.gradient(f.apply(X).mul(WEIGHT).real().sum()).of(X).toDoubles();
        }
    }

    @Test
    void secondOrder_passesTheCheck() {
        Tensor z = Tensor.ofInterleaved(Shape.of(2), new double[] {0.4, 0.7, -0.8, 0.3});
        Recomputation again = Recomputation.of(in -> in.getFirst().exp().mul(in.getFirst().abs()));
        GradCheck check = GradCheck.of(in -> again.apply(in.getFirst())).inputs(z);
        check.check(1e-9);
        check.secondOrder().check(1e-8);
        Function<Tensor, Tensor> plain = v -> v.exp().mul(v.abs()).abs2().sum();
        assertArrayEquals(
                Jacobians.hvp(plain, z, z).toDoubles(),
                Jacobians.hvp(v -> again.apply(v).abs2().sum(), z, z).toDoubles(),
                1e-13);
    }

    /** Streams are heard and put back also where recording is paused, as in a custom gradient's forward. */
    @Test
    void randomNumbers_ofPausedRecording() {
        RandomStream noise = new RandomStream(12);
        CustomGradient dither =
                CustomGradient.of(
                        "dither",
                        in -> in.getFirst().add(noise.normal(DType.COMPLEX128, X.shape())),
                        (in, out, g) -> List.of(g));
        Outcome plain = outcome(x -> layer(List.of(dither.apply(x))));
        noise.restore(12, 0);
        Recomputation again = Recomputation.of(in -> layer(List.of(dither.apply(in.getFirst()))));
        assertSameBits(plain, outcome(again::apply));
        assertEquals(1, noise.draws());
    }

    @Test
    void operandHandedBack_isATensorOfItsOwn() {
        Recomputation identity = Recomputation.of(List::getFirst);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            Tensor g = tape.gradient(identity.apply(X).abs2().sum()).of(X);
            assertArrayEquals(X.mul(2).toDoubles(), g.toDoubles());
        }
    }

    @Test
    void withoutATape_itIsTheFunction() {
        assertArrayEquals(
                layer(List.of(X)).toDoubles(), Recomputation.of(this::layer).apply(X).toDoubles());
    }
}
