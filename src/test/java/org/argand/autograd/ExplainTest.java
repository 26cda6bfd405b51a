package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.argand.tensor.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words for why a gradient is there or not: one test for each way in which a path can end. */
class ExplainTest {
    private final Variable kernel =
            new Variable("mapper/kernel", Tensor.ones(DType.FLOAT64, Shape.of(2, 3)));
    private final Variable average =
            new Variable("norm/average", Tensor.ones(DType.FLOAT64, Shape.of(2)), false);
    private final Tensor x = Tensor.ones(DType.FLOAT64, Shape.of(4, 2));

    // ---- Paths that do not end

    @Test
    void connected_saysHow() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.matmul(kernel.value()).abs2().sum();
            assertEquals(
                    "`mapper/kernel`: connected through 3 ops: matmul → abs2 → sum",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void connected_isTheSourceItself() {
        Tensor s = Tensor.scalar(2);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(s);
            assertEquals("tensor float64 []: connected through 0 ops", tape.explain(s, s));
        }
    }

    /** A gradient of zero from the branch not taken is there; nothing is cut. */
    @Test
    void connected_alsoWhereTheGradientIsZero() {
        Tensor v = Tensor.of(-1.0, -2.0);
        try (GradientTape tape = GradientTape.persistent()) {
            tape.watch(v);
            Tensor relu = v.relu().sum();
            assertEquals(
                    "tensor float64 [2]: connected through 2 ops: relu → sum",
                    tape.explain(relu, v));
            assertArrayEquals(new double[2], tape.gradient(relu).of(v).toDoubles());
            Tensor where = Tensor.where(v.greater(0), v, v.mul(0)).sum();
            assertEquals(
                    "tensor float64 [2]: connected through 2 ops: where → sum",
                    tape.explain(where, v));
            assertArrayEquals(new double[2], tape.gradient(where).of(v).toDoubles());
        }
    }

    /** The value that was read is what the gradient belongs to, whatever is assigned later. */
    @Test
    void connected_throughAValueOverwrittenSince() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = kernel.value().square().sum();
            kernel.assign(Tensor.zeros(DType.FLOAT64, Shape.of(2, 3)));
            assertEquals(
                    "`mapper/kernel`: connected through 2 ops: square → sum",
                    tape.explain(loss, kernel));
        }
    }

    /** What an op does inside, some in double and some on the host, is no use of its operands beside the op. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.argand.tensor.catalogue.Catalogue#all")
    void unused_showsNothingOfTheInsideOfAnOp(Catalogue.Entry e) {
        List<Tensor> in = e.draw(5);
        Tensor other = Tensor.scalar(1);
        try (GradientTape tape = GradientTape.open()) {
            in.forEach(tape::watch);
            tape.watch(other);
            Tensor unused = e.op().apply(in);
            // Of one element a shift is nothing, and A⁰ is a constant.
            boolean used = !in.contains(unused) && !e.label().equals("matrixPower 0");
            String words = used ? "used, but not on the way to this loss" : "never used";
            Tensor loss = other.square();
            for (Tensor t : in) {
                String expected = "tensor " + t.dtype() + " " + t.shape() + ": " + words;
                assertEquals(expected, tape.explain(loss, t));
            }
        }
    }

    @Test
    void unused_inACustomFunction() {
        CustomGradient twice =
                CustomGradient.of(
                        "twice", in -> in.getFirst().mul(2), (in, out, g) -> List.of(g.mul(2)));
        try (GradientTape tape = GradientTape.open()) {
            Tensor unused = twice.apply(kernel.value());
            assertEquals(Shape.of(2, 3), unused.shape());
            assertEquals(
                    "`mapper/kernel`: used, but not on the way to this loss, which is a constant to"
                            + " this tape",
                    tape.explain(x.sum(), kernel));
        }
    }

    // ---- Ops that cut

    @Test
    void cut_atAnOpaqueOp() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor choice = x.matmul(kernel.value()).add(1).argmax(-1);
            Tensor loss = choice.cast(DType.FLOAT64).mean();
            assertEquals(
                    "`mapper/kernel`: cut at argmax (not differentiable), 3 ops after"
                            + " `mapper/kernel`",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void cut_byStopGradient() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = kernel.value().stopGradient().sum();
            assertEquals(
                    "`mapper/kernel`: cut at stopGradient (asked for), 1 op after `mapper/kernel`",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void cut_byACastToIntegers() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = kernel.value().mul(8).cast(DType.INT64).cast(DType.FLOAT64).sum();
            assertEquals(
                    "`mapper/kernel`: cut at cast_int64 (int64 has no gradient), 2 ops after"
                            + " `mapper/kernel`",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void cut_byACastToBool() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = kernel.value().cast(DType.BOOL).cast(DType.FLOAT64).sum();
            assertEquals(
                    "`mapper/kernel`: cut at cast_bool (bool has no gradient), 1 op after"
                            + " `mapper/kernel`",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void cut_byAComparison() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = kernel.value().greater(0).cast(DType.FLOAT64).sum();
            assertEquals(
                    "`mapper/kernel`: cut at greater (a truth value has no derivative), 1 op after"
                            + " `mapper/kernel`",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void cut_inACustomFunctionWithoutARealValue() {
        CustomGradient rank =
                CustomGradient.of(
                        "rank",
                        in -> in.getFirst().greater(0).cast(DType.INT32),
                        (in, out, g) -> List.of(g));
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = rank.apply(kernel.value()).cast(DType.FLOAT64).sum();
            assertEquals(
                    "`mapper/kernel`: cut at rank (int32 has no gradient), 1 op after"
                            + " `mapper/kernel`",
                    tape.explain(loss, kernel));
        }
    }

    // ---- Sources

    @Test
    void source_ofIntegers() {
        Tensor labels = Tensor.of(1, 2);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(labels);
            Tensor loss = kernel.value().sum();
            assertEquals("tensor int32 [2]: int32 has no gradient", tape.explain(loss, labels));
        }
    }

    @Test
    void source_neverUsed() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.square().sum();
            assertEquals("`mapper/kernel`: never used", tape.explain(loss, kernel));
        }
    }

    @Test
    void source_usedBeforeTheTapeWatchedIt() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.square().sum();
            tape.watch(x);
            assertEquals(
                    "tensor float64 [4, 2]: used before the tape watched it",
                    tape.explain(loss, x));
        }
    }

    @Test
    void source_neverWatched() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.square().sum();
            assertEquals(
                    "tensor float64 [4, 2]: used, but the tape does not watch it",
                    tape.explain(loss, x));
        }
    }

    @Test
    void source_thatIsNotTrainable() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.mul(average.value()).sum();
            assertEquals(
                    "`norm/average`: not trainable, and read before the tape watched it",
                    tape.explain(loss, average));
        }
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = x.sum();
            assertEquals(
                    "`norm/average`: never used (not trainable, so watch it first)",
                    tape.explain(loss, average));
        }
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(average);
            Tensor loss = x.mul(average.value()).sum();
            assertEquals(
                    "`norm/average`: connected through 2 ops: mul → sum",
                    tape.explain(loss, average));
        }
    }

    @Test
    void source_readBeforeTheTapeWasOpen() {
        Tensor held = kernel.value();
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = held.square().sum();
            assertEquals(
                    "`mapper/kernel`: its value was read before the tape recorded; read it while"
                            + " the tape is open",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void source_fromAClosedScope() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor inside;
            try (Scope scope = Scope.open()) {
                inside = Tensor.of(1.0, 2).square().realise();
            }
            tape.watch(inside);
            assertEquals(
                    "tensor float64 [2]: freed, or made in a scope that has closed; keep() it"
                            + " there",
                    tape.explain(x.sum(), inside));
        }
    }

    // ---- The loss

    @Test
    void loss_elsewhere() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor unused = x.matmul(kernel.value());
            tape.watch(x);
            Tensor loss = x.sum();
            assertEquals(Shape.of(4, 3), unused.shape());
            assertEquals(
                    "`mapper/kernel`: used, but not on the way to this loss",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void loss_thatIsAConstant() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor unused = x.matmul(kernel.value());
            Tensor loss = x.sum();
            assertEquals(Shape.of(4, 3), unused.shape());
            assertEquals(
                    "`mapper/kernel`: used, but not on the way to this loss, which is a constant to"
                            + " this tape",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void loss_madeBeforeTheTapeWasOpen() {
        Tensor loss = x.sum();
        try (GradientTape tape = GradientTape.open()) {
            Tensor unused = x.matmul(kernel.value());
            assertEquals(Shape.of(4, 3), unused.shape());
            assertEquals(
                    "`mapper/kernel`: used, but not on the way to this loss, which this tape has"
                            + " not seen being made: it records what its own thread does while it"
                            + " is open",
                    tape.explain(loss, kernel));
        }
    }

    // ---- What an error says

    @Test
    void missingGradient_isExplainedAfterTheTapeHasClosed() {
        Gradients g;
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss =
                    x.mul(average.value())
                            .add(kernel.value().argmax(0).sum().cast(DType.FLOAT64))
                            .sum();
            g = tape.gradient(loss);
        }
        assertEquals(
                "gradient: `mapper/kernel`: cut at argmax (not differentiable), 1 op after"
                        + " `mapper/kernel`",
                message(() -> g.of(kernel)));
        assertEquals(
                "gradient: `norm/average`: not trainable, and read before the tape watched it",
                message(() -> g.of(average)));
        assertEquals(
                "gradient: tensor float64 [4, 2]: used, but the tape does not watch it",
                message(() -> g.of(x)));
        assertEquals(
                "gradient: tensor float64 []: never used", message(() -> g.of(Tensor.scalar(1))));
    }

    private static String message(java.util.function.Supplier<Tensor> action) {
        return assertThrows(ArgandException.NoGradient.class, action::get).getMessage();
    }
}
