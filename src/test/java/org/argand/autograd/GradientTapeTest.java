package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** The tape: convention, scopes, nesting, and what it refuses. */
class GradientTapeTest {
    private static final Tensor Z = Tensor.ofInterleaved(Shape.of(2), new double[] {1, 2, 3, -1});

    @Test
    void orZeros_areOnTheDeviceOfTheSource() {
        Tensor x = Tensor.of(2.0).to(Device.reference());
        Variable v = new Variable("v", x);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            Gradients g = tape.gradient(Tensor.scalar(1).square());
            assertEquals(x.device(), g.orZeros(x).device());
            assertEquals(2, x.add(g.orZeros(v)).item());
        }
    }

    @Test
    void gradient_ofAbs2IsTwiceTheValue() {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(Z);
            Tensor g = tape.gradient(Z.abs2().sum()).of(Z);
            assertArrayEquals(new double[] {2, 4, 6, -2}, g.toDoubles());
        }
    }

    @Test
    void complexLoss_isAnErrorThatSaysWhatToDo() {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(Z);
            Tensor loss = Z.exp().sum();
            var e = assertThrows(ArgandException.NoGradient.class, () -> tape.gradient(loss));
            assertEquals(
                    "gradient: loss is complex128 []; a gradient needs a real loss: take real(), abs2() or abs(),"
                            + " or give the upstream gradient",
                    e.getMessage());
        }
    }

    @Test
    void seed_isTheUpstreamGradient() {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(Z);
            Tensor g = tape.gradient(Z.square(), Tensor.scalar(0, 1)).of(Z);
            // i·conj(2z)
            assertArrayEquals(new double[] {4, 2, -2, 6}, g.toDoubles());
        }
    }

    @Test
    void tape_givesOneGradientUnlessPersistent() {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(Z);
            Tensor loss = Z.abs2().sum();
            tape.gradient(loss);
            assertThrows(ArgandException.NoGradient.class, () -> tape.gradient(loss));
        }
        try (GradientTape tape = GradientTape.persistent()) {
            tape.watch(Z);
            Tensor loss = Z.abs2().sum();
            Tensor other = loss.mul(3);
            assertArrayEquals(new double[] {2, 4, 6, -2}, tape.gradient(loss).of(Z).toDoubles());
            assertArrayEquals(new double[] {6, 12, 18, -6}, tape.gradient(other).of(Z).toDoubles());
        }
    }

    @Test
    void closedTape_refuses() {
        GradientTape tape = GradientTape.open();
        tape.watch(Z);
        Tensor loss = Z.abs2().sum();
        tape.close();
        assertThrows(ArgandException.NoGradient.class, () -> tape.gradient(loss));
    }

    @Test
    void nestedTapes_giveSecondDerivatives() {
        Tensor x = Tensor.of(0.5, -2.0);
        try (GradientTape outer = GradientTape.open()) {
            outer.watch(x);
            Tensor first;
            try (GradientTape inner = GradientTape.open()) {
                inner.watch(x);
                first = inner.gradient(x.pow(3).sum()).of(x);
            }
            assertArrayEquals(new double[] {0.75, 12}, first.toDoubles(), 1e-14);
            assertArrayEquals(
                    new double[] {3, -12}, outer.gradient(first.sum()).of(x).toDoubles(), 1e-13);
        }
    }

    @Test
    void variable_isDifferentiatedAtTheRecordedValue() {
        Variable w = new Variable("w", Tensor.of(3.0));
        try (GradientTape tape = GradientTape.open()) {
            Tensor loss = w.value().square().sum();
            w.assign(Tensor.of(100.0));
            assertArrayEquals(new double[] {6}, tape.gradient(loss).of(w).toDoubles());
        }
    }

    @Test
    void variable_readTwiceAddsUp() {
        Variable w = new Variable("w", Tensor.of(3.0));
        try (GradientTape tape = GradientTape.open()) {
            Tensor first = w.value().square();
            w.assign(Tensor.of(5.0));
            Tensor loss = first.add(w.value().square()).sum();
            assertArrayEquals(new double[] {16}, tape.gradient(loss).of(w).toDoubles());
        }
    }

    @Test
    void unconnected_isEmptyOrZerosOrAnErrorWithTheReason() {
        Tensor other = Tensor.of(1.0, 2.0);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(Z);
            tape.watch(other);
            Gradients g = tape.gradient(Z.abs2().sum());
            assertTrue(g.find(other).isEmpty());
            assertArrayEquals(new double[] {0, 0}, g.orZeros(other).toDoubles());
            var e = assertThrows(ArgandException.NoGradient.class, () -> g.of(other));
            assertEquals("gradient: tensor float64 [2]: never used", e.getMessage());
        }
    }

    @Test
    void realOperand_hasARealGradient() {
        Tensor h = Tensor.of(2.0, 3.0);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(h);
            Tensor g = tape.gradient(h.mul(Z).abs2().sum()).of(h);
            assertEquals(DType.FLOAT64, g.dtype());
            assertArrayEquals(new double[] {2 * 2 * 5, 2 * 3 * 10}, g.toDoubles(), 1e-13);
        }
    }

    @Test
    void broadcastOperand_sumsItsGradient() {
        Tensor b = Tensor.scalar(2.0);
        Tensor x = Tensor.ones(DType.FLOAT64, Shape.of(3, 4));
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(b);
            Tensor g = tape.gradient(x.mul(b).sum()).of(b);
            assertEquals(Shape.SCALAR, g.shape());
            assertEquals(12, g.item());
        }
    }

    @Test
    void stopGradient_cuts() {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(Z);
            Tensor loss = Z.mul(Z.stopGradient()).real().sum();
            // Only one factor counts: conj(z).
            assertArrayEquals(new double[] {1, -2, 3, 1}, tape.gradient(loss).of(Z).toDoubles());
        }
    }

    @Test
    void gradientsSurviveAScopeOnlyIfKept() {
        Tensor kept;
        Tensor lost;
        try (Scope scope = Scope.open();
                GradientTape tape = GradientTape.persistent()) {
            tape.watch(Z);
            Tensor loss = Z.abs2().sum();
            kept = scope.keep(tape.gradient(loss).of(Z));
            lost = tape.gradient(loss).of(Z);
        }
        assertArrayEquals(new double[] {2, 4, 6, -2}, kept.toDoubles());
        assertThrows(ArgandException.UseAfterFree.class, lost::toDoubles);
    }
}
