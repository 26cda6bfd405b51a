package org.argand.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.nn.Losses;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What optimisers share: steps, state, rates, and what they refuse. */
class OptimizerTest {
    private static final Schedule SLOW = Schedule.constant(0.1);

    @ParameterizedTest
    @MethodSource("org.argand.optim.UpdateTest#all")
    void complexRegression_converges(Update update) {
        RandomStream random = new RandomStream(31);
        Tensor x = random.normal(DType.COMPLEX64, Shape.of(64, 3)).realise();
        Tensor truth =
                Tensor.ofInterleaved(Shape.of(3, 1), new float[] {1, -0.5f, 0.25f, 2, -1, 0});
        Tensor y = x.matmul(truth);
        Variable w = new Variable("w", Tensor.zeros(DType.COMPLEX64, Shape.of(3, 1)));
        boolean decays = update instanceof AdamW;
        Optimizer optimizer = Optimizer.of(update, Schedule.cosine(0.05, 0, 300));
        for (int k = 0; k < 300; k++) {
            try (Scope scope = Scope.open();
                    GradientTape tape = GradientTape.open()) {
                Tensor loss = Losses.meanSquaredError(x.matmul(w.value()), y);
                optimizer.step(tape.gradient(loss), List.of(w));
            }
        }
        double error = w.value().sub(truth).abs2().sum().sqrt().item();
        assertTrue(error < (decays ? 2e-2 : 2e-3), update + " misses by " + error);
        assertEquals(300, optimizer.steps());
    }

    @Test
    void unconnectedVariables_areAllExplainedAndNothingMoves() {
        Variable a = new Variable("a", Tensor.of(1.0));
        Variable b = new Variable("b", Tensor.of(2.0));
        Variable c = new Variable("c", Tensor.of(3.0, 4));
        Optimizer optimizer = Optimizer.of(Sgd.plain(), SLOW);
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = a.value().square().sum().add(c.value().argmax(0).cast(DType.FLOAT64));
            Gradients g = tape.gradient(loss);
            var e =
                    assertThrows(
                            ArgandException.NoGradient.class,
                            () -> optimizer.step(g, List.of(a, b, c)));
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith("step: `b`: never used; `c`: cut at argmax"), message);
            assertEquals(0, optimizer.steps());
            assertArrayEquals(new double[] {1}, a.value().toDoubles());
            Optimizer lenient = optimizer.skippingUnconnected();
            lenient.step(g, List.of(a, b, c));
            assertArrayEquals(new double[] {0.8}, a.value().toDoubles(), 1e-15);
            assertArrayEquals(new double[] {2}, b.value().toDoubles());
        }
    }

    @Test
    void variableThatStandsTwice_movesOnce() {
        Variable w = new Variable("w", Tensor.of(1.0));
        Optimizer optimizer = Optimizer.of(Sgd.plain(), SLOW).clipping(Clipping.byGlobalNorm(2));
        optimizer.step(Given.gradients(List.of(w), List.of(Tensor.of(2.0))), List.of(w, w));
        assertArrayEquals(new double[] {0.8}, w.value().toDoubles(), 1e-15);
    }

    @Test
    void differentVariablesOfOneName_areRefusedBeforeAnythingMoves() {
        Variable a = new Variable("w", Tensor.of(1.0));
        Variable b = new Variable("w", Tensor.of(2.0));
        Optimizer optimizer = Optimizer.of(Adam.standard(), SLOW);
        Gradients g = Given.gradients(List.of(a, b), List.of(Tensor.of(1.0), Tensor.of(1.0)));
        var e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () -> optimizer.step(g, List.of(a, b)));
        assertEquals("step: two variables are named 'w'", e.getMessage());
        assertThrows(
                ArgandException.InvalidArgument.class, () -> optimizer.stateFor(List.of(a, b)));
        assertArrayEquals(new double[] {1}, a.value().toDoubles());
        assertEquals(0, optimizer.steps());
    }

    @Test
    void variablesThatAreNotTrainable_stay() {
        Variable w = new Variable("w", Tensor.of(1.0));
        Variable average = new Variable("average", Tensor.of(5.0), false);
        Optimizer optimizer = Optimizer.of(Adam.standard(), SLOW);
        optimizer.step(Given.gradients(List.of(w), List.of(Tensor.of(1.0))), List.of(w, average));
        assertArrayEquals(new double[] {5}, average.value().toDoubles());
        assertEquals(
                List.of("adam/steps", "adam/first/w", "adam/second/w"),
                optimizer.state().stream().map(Variable::name).toList());
    }

    @Test
    void stateSetFromOutside_isNoticed() {
        double[] straight =
                walk(Optimizer.of(Adam.standard(), SLOW), new Variable("w", Tensor.of(1.0)), 4);
        Optimizer first = Optimizer.of(Adam.standard(), SLOW);
        Variable w = new Variable("w", Tensor.of(1.0));
        walk(first, w, 2);
        Optimizer second = Optimizer.of(Adam.standard(), SLOW);
        Variable again = new Variable("w", w.value());
        List<Variable> to = second.stateFor(List.of(again));
        for (int k = 0; k < to.size(); k++) {
            to.get(k).assign(first.state().get(k).value());
        }
        assertEquals(2, second.steps());
        assertArrayEquals(straight, walk(second, again, 2));
        assertEquals(4, second.state().getFirst().value().toLongs()[0]);
    }

    private static double[] walk(Optimizer optimizer, Variable w, int steps) {
        for (int k = 0; k < steps; k++) {
            Given.step(optimizer, w, w.value().mul(2).sub(0.5));
        }
        return w.value().toDoubles();
    }

    @Test
    void step_leavesWhatATapeSawAlone() {
        Variable w = new Variable("w", Tensor.of(3.0));
        try (Scope scope = Scope.open();
                GradientTape tape = GradientTape.persistent()) {
            Tensor loss = w.value().square().sum();
            Optimizer optimizer = Optimizer.of(Sgd.plain(), SLOW);
            optimizer.step(tape.gradient(loss), List.of(w));
            assertArrayEquals(new double[] {2.4}, w.value().toDoubles(), 1e-15);
            // At the value that was recorded.
            assertArrayEquals(new double[] {6}, tape.gradient(loss).of(w).toDoubles());
        }
        assertArrayEquals(new double[] {2.4}, w.value().toDoubles(), 1e-15);
    }

    @Test
    void rateThatIsNoRate_isRefused() {
        Variable w = new Variable("w", Tensor.of(1.0));
        Gradients g = Given.gradients(List.of(w), List.of(Tensor.of(1.0)));
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Optimizer optimizer = Optimizer.of(Sgd.plain(), step -> bad);
            assertThrows(
                    ArgandException.InvalidArgument.class, () -> optimizer.step(g, List.of(w)));
        }
        assertArrayEquals(new double[] {1}, w.value().toDoubles());
    }

    @Test
    void clipping_comesBeforeTheStep() {
        Variable w = new Variable("w", Tensor.of(0.0, 0));
        Optimizer optimizer =
                Optimizer.of(Sgd.plain(), Schedule.constant(1)).clipping(Clipping.byGlobalNorm(1));
        Given.step(optimizer, w, Tensor.of(3.0, 4));
        assertArrayEquals(new double[] {-0.6, -0.8}, w.value().toDoubles(), 1e-15);
    }

    @Test
    void name_startsTheNamesOfTheState() {
        Optimizer optimizer = Optimizer.of(Sgd.withMomentum(0.5), SLOW).named("generator");
        Variable w = new Variable("w", Tensor.of(1.0));
        assertEquals(
                List.of("generator/steps", "generator/momentum/w"),
                optimizer.stateFor(List.of(w)).stream().map(Variable::name).toList());
    }
}
