package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** The words for paths that leave a tape where it sees no op. */
class ExplainOutOfSightTest {
    private final Variable kernel =
            new Variable("mapper/kernel", Tensor.ones(DType.FLOAT64, Shape.of(2, 3)));
    private final Variable average =
            new Variable("norm/average", Tensor.ones(DType.FLOAT64, Shape.of(2)), false);
    private final Tensor x = Tensor.ones(DType.FLOAT64, Shape.of(4, 2));

    @Test
    void left_asANumber() {
        try (GradientTape tape = GradientTape.open()) {
            double scale = x.matmul(kernel.value()).sum().item();
            Tensor loss = x.mul(scale).sum();
            assertEquals(
                    "`mapper/kernel`: left the tape at item(), 2 ops after `mapper/kernel`; a value"
                            + " is a constant",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void left_asAnArray() {
        try (GradientTape tape = GradientTape.open()) {
            double[] values = kernel.value().toDoubles();
            Tensor loss = Tensor.of(values).sum();
            assertEquals(
                    "`mapper/kernel`: left the tape at toDoubles(); a value is a constant",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void left_notByBeingPrinted() {
        try (GradientTape tape = GradientTape.open()) {
            assertEquals("float64[2, 3] {1.0, 1.0, 1.0, 1.0, 1.0, 1.0}", kernel.value().toString());
            assertEquals("`mapper/kernel`: never used", tape.explain(x.sum(), kernel));
        }
    }

    @Test
    void left_intoAVariable() {
        try (GradientTape tape = GradientTape.open()) {
            average.assign(kernel.value().sum(1));
            Tensor loss = average.value().sum();
            assertEquals(
                    "`mapper/kernel`: left the tape at assign to `norm/average`, 1 op after"
                            + " `mapper/kernel`; a value is a constant",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void used_onAnotherThread() throws InterruptedException {
        try (GradientTape tape = GradientTape.open()) {
            Tensor h = x.matmul(kernel.value());
            Tensor[] loss = new Tensor[1];
            Thread worker = new Thread(() -> loss[0] = h.sum(), "worker-1");
            worker.start();
            worker.join();
            assertEquals(
                    "`mapper/kernel`: used on thread worker-1, where this tape does not record,"
                            + " 1 op after `mapper/kernel`",
                    tape.explain(loss[0], kernel));
        }
    }

    @Test
    void read_onAnotherThread() throws InterruptedException {
        Gradients g;
        try (GradientTape tape = GradientTape.open()) {
            Tensor[] loss = new Tensor[1];
            Thread worker = new Thread(() -> loss[0] = kernel.value().sum(), "worker-2");
            worker.start();
            worker.join();
            assertEquals(
                    "`mapper/kernel`: used on thread worker-2, where this tape does not record",
                    tape.explain(loss[0], kernel));
            g = tape.gradient(loss[0]);
        }
        var e = assertThrows(ArgandException.NoGradient.class, () -> g.of(kernel));
        assertEquals(
                "gradient: `mapper/kernel`: used on thread worker-2, where this tape does not record",
                e.getMessage());
    }

    /** Where the other thread or time has a tape of its own, this one hears nothing of it. */
    @Test
    void lossOfAnotherTape_isSaidToBe() {
        Tensor loss;
        try (GradientTape other = GradientTape.open()) {
            loss = kernel.value().sum();
        }
        String words =
                "`mapper/kernel`: never used here, nor was the loss made here: a tape records what"
                        + " its own thread does while it is open";
        Gradients g;
        try (GradientTape tape = GradientTape.open()) {
            assertEquals(words, tape.explain(loss, kernel));
            g = tape.gradient(loss);
        }
        var e = assertThrows(ArgandException.NoGradient.class, () -> g.of(kernel));
        assertEquals("gradient: " + words, e.getMessage());
    }

    @Test
    void lossOfAnotherTape_isNotSaidToBeLate() {
        Tensor loss;
        try (GradientTape other = GradientTape.open()) {
            loss = kernel.value().sum();
        }
        Gradients g;
        try (GradientTape tape = GradientTape.open()) {
            kernel.value().square();
            g = tape.gradient(loss);
            Tensor late = average.value().sum();
            assertEquals(
                    "tensor float64 [4, 2]: never used before the tape gave its gradient;"
                            + " open it persistent()",
                    tape.explain(late, x));
        }
        var e = assertThrows(ArgandException.NoGradient.class, () -> g.of(kernel));
        assertEquals(
                "gradient: `mapper/kernel`: used, but not on the way to this loss, which this tape has"
                        + " not seen being made: it records what its own thread does while it is open",
                e.getMessage());
    }

    @Test
    void used_whereRecordingWasPaused() {
        try (GradientTape tape = GradientTape.open()) {
            Tensor w = kernel.value();
            Tensor[] loss = new Tensor[1];
            Engine.unrecorded(() -> loss[0] = w.sum());
            assertEquals(
                    "`mapper/kernel`: used where recording was paused",
                    tape.explain(loss[0], kernel));
        }
    }

    @Test
    void used_inTheGradientOfTheSameTape() {
        try (GradientTape tape = GradientTape.persistent()) {
            Tensor g = tape.gradient(kernel.value().square().sum()).of(kernel);
            Tensor penalty = g.square().sum();
            assertEquals(
                    "`mapper/kernel`: its gradient by this tape is a constant to it;"
                            + " open another tape around this one for second derivatives",
                    tape.explain(penalty, kernel));
        }
    }

    /** The other tape's pass happened while this one was not open. */
    @Test
    void used_inTheGradientOfATapeBefore() {
        Tensor g;
        try (GradientTape inner = GradientTape.open()) {
            g = inner.gradient(kernel.value().square().sum()).of(kernel);
        }
        try (GradientTape outer = GradientTape.open()) {
            Tensor loss = kernel.value().sum();
            assertEquals(
                    "`mapper/kernel`: used, but not on the way to this loss, which is a constant to"
                            + " this tape",
                    outer.explain(g.square().sum(), kernel));
            assertEquals(
                    "`mapper/kernel`: connected through 1 op: sum", outer.explain(loss, kernel));
        }
    }

    @Test
    void used_afterTheTapeGaveItsGradient() {
        try (GradientTape tape = GradientTape.open()) {
            tape.gradient(kernel.value().sum());
            Tensor loss = kernel.value().square().sum();
            assertEquals(
                    "`mapper/kernel`: used, but not on the way to this loss, which was made after"
                            + " the tape gave its gradient; open it persistent()",
                    tape.explain(loss, kernel));
        }
    }

    @Test
    void tape_closed() {
        GradientTape tape = GradientTape.open();
        Tensor loss = kernel.value().sum();
        tape.close();
        assertEquals(
                "the tape is closed and has forgotten what it recorded",
                tape.explain(loss, kernel));
    }
}
