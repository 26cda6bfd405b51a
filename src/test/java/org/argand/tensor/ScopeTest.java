package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.junit.jupiter.api.Test;

/** Who owns memory, and what a use after the end gets. */
class ScopeTest {
    private static Tensor ones() {
        return Tensor.ones(DType.FLOAT64, Shape.of(4)).realise();
    }

    @Test
    void close_freesAndLaterUseIsAClearError() {
        Tensor y;
        try (Scope scope = Scope.open()) {
            y = ones().add(1).realise();
        }
        var e = assertThrows(ArgandException.UseAfterFree.class, () -> y.add(1));
        assertEquals(
                "add: float64[4] was freed or its scope has closed; keep() it there",
                e.getMessage());
        assertThrows(ArgandException.UseAfterFree.class, y::toDoubles);
    }

    @Test
    void pendingTensorOfAClosedScope_isAnErrorToo() {
        Tensor y;
        try (Scope scope = Scope.open()) {
            y = ones().add(1);
        }
        assertThrows(ArgandException.UseAfterFree.class, y::toDoubles);
        assertThrows(ArgandException.UseAfterFree.class, () -> y.mul(2));
    }

    @Test
    void keep_letsOutAndRealises() {
        Tensor y;
        try (Scope outer = Scope.open()) {
            try (Scope inner = Scope.open()) {
                y = inner.keep(ones().add(1));
            }
            assertArrayEquals(new double[] {2, 2, 2, 2}, y.toDoubles());
        }
        assertThrows(ArgandException.UseAfterFree.class, y::toDoubles);
    }

    /** More than a scope keeps in a list. */
    @Test
    void close_ofManyFreesAllButWhatWasKept() {
        List<Tensor> all = new ArrayList<>();
        List<Tensor> kept = new ArrayList<>();
        try (Scope outer = Scope.open()) {
            try (Scope inner = Scope.open()) {
                for (int k = 0; k < 40; k++) {
                    all.add(ones().add(k).realise());
                }
                all.get(3).free();
                for (int k : new int[] {0, 20, 39}) {
                    kept.add(inner.keep(all.get(k)));
                }
            }
            for (Tensor t : all) {
                assertEquals(!kept.contains(t), Scope.isFreed(t));
            }
        }
        all.forEach(t -> assertTrue(Scope.isFreed(t)));
    }

    @Test
    void tensorOfTheOuterScopeRealisedInside_survivesTheInner() {
        try (Scope outer = Scope.open()) {
            Tensor y = ones().add(1);
            try (Scope inner = Scope.open()) {
                y.realise();
            }
            assertArrayEquals(new double[] {2, 2, 2, 2}, y.toDoubles());
        }
    }

    @Test
    void free_isFinalForViewsToo() {
        Tensor y = ones().copied();
        Tensor view = y.slice(0, 1, 3);
        y.free();
        assertThrows(ArgandException.UseAfterFree.class, view::toDoubles);
    }

    /** A sum, a constant, random numbers and a product, none of them computed yet. */
    @Test
    void free_ofAPendingTensorIsFinalToo() {
        Tensor square = Tensor.ones(DType.FLOAT32, Shape.of(64, 64));
        List<Tensor> pending =
                List.of(
                        ones().add(1),
                        Tensor.scalar(2),
                        new RandomStream(1).normal(DType.FLOAT64, Shape.of(3)),
                        square.matmul(square));
        for (Tensor y : pending) {
            y.free();
            assertTrue(Scope.isFreed(y));
            assertThrows(ArgandException.UseAfterFree.class, y::toDoubles);
            assertThrows(ArgandException.UseAfterFree.class, y::realise);
            assertThrows(ArgandException.UseAfterFree.class, y::copied);
            assertThrows(ArgandException.UseAfterFree.class, () -> y.add(1));
        }
    }

    @Test
    void free_ofAPendingTensorLeavesWhatWasMadeOfIt() {
        Tensor x = ones().add(1);
        Tensor once = x.exp();
        Tensor twice = x.exp();
        Tensor row = ones().add(2);
        Tensor broadcast = row.add(Tensor.zeros(DType.FLOAT64, Shape.of(2, 4)));
        x.free();
        row.free();
        assertEquals(Math.exp(2), once.toDoubles()[0], 1e-15);
        assertEquals(Math.exp(2), twice.toDoubles()[3], 1e-15);
        assertEquals(3, broadcast.toDoubles()[7]);
        assertThrows(ArgandException.UseAfterFree.class, row::toDoubles);
    }

    @Test
    void freedOperand_isRefusedByTheOpThatWasCalled() {
        Tensor y = Tensor.of(1f).copied();
        y.free();
        var e = assertThrows(ArgandException.UseAfterFree.class, () -> Tensor.scalar(1, 2).div(y));
        assertTrue(e.getMessage().startsWith("div: float32[1] was freed"), e.getMessage());
    }

    @Test
    void scopes_closeInnermostFirst() {
        Scope outer = Scope.open();
        Scope inner = Scope.open();
        assertThrows(ArgandException.InvalidArgument.class, outer::close);
        inner.close();
        outer.close();
        outer.close();
    }

    @Test
    void variable_keepsWhatReadersSaw() {
        Variable v = new Variable("v", Tensor.of(1.0, 2.0));
        Tensor seen = v.value();
        Tensor pending = seen.mul(10);
        try (Scope scope = Scope.open()) {
            v.assign(v.value().add(1));
        }
        assertArrayEquals(new double[] {2, 3}, v.value().toDoubles());
        assertArrayEquals(new double[] {1, 2}, seen.toDoubles());
        assertArrayEquals(new double[] {10, 20}, pending.toDoubles());
    }

    @Test
    void variable_seenOnlyInsideAStepGivesItsOldValueBack() {
        Variable v = new Variable("v", Tensor.of(1.0, 2.0));
        Tensor old;
        try (Scope scope = Scope.open()) {
            old = v.value();
            v.assign(old.add(1));
            assertArrayEquals(new double[] {1, 2}, old.toDoubles());
        }
        assertThrows(ArgandException.UseAfterFree.class, old::toDoubles);
        assertArrayEquals(new double[] {2, 3}, v.value().toDoubles());
    }

    @Test
    void variable_takesMemoryOverButCopiesAView() {
        Variable v = new Variable("v", Tensor.of(1.0, 2.0));
        Tensor first = v.value();
        Tensor whole = Tensor.of(0.0, 3.0, 4.0);
        try (Scope scope = Scope.open()) {
            Tensor next = v.value().add(1).realise();
            v.take(next);
            assertSame(next.operand().buffer(), v.value().operand().buffer());
            v.take(whole.slice(0, 1, 3));
            v.take(v.value());
        }
        assertArrayEquals(new double[] {3, 4}, v.value().toDoubles());
        assertArrayEquals(new double[] {1, 2}, first.toDoubles());
        whole.free();
        assertArrayEquals(new double[] {3, 4}, v.value().toDoubles());
    }

    /** As a copy does, what was taken has no past. */
    @Test
    void variable_takesNoGradientAlong() {
        Variable v = new Variable("v", Tensor.of(1.0, 2.0));
        try (GradientTape tape = GradientTape.open()) {
            v.take(v.value().mul(5));
            Tensor loss = v.value().square().sum();
            assertArrayEquals(new double[] {10, 20}, tape.gradient(loss).of(v).toDoubles());
        }
    }

    @Test
    void variable_refusesAnotherShapeOrType() {
        Variable v = new Variable("w/kernel", Tensor.of(1.0, 2.0));
        var e = assertThrows(ArgandException.ShapeMismatch.class, () -> v.assign(Tensor.of(1.0)));
        assertEquals("assign: w/kernel is float64 [2], not float64 [1]", e.getMessage());
        e = assertThrows(ArgandException.ShapeMismatch.class, () -> v.take(Tensor.of(1.0)));
        assertEquals("take: w/kernel is float64 [2], not float64 [1]", e.getMessage());
        var d =
                assertThrows(
                        ArgandException.DTypeMismatch.class, () -> v.assign(Tensor.of(1f, 2f)));
        assertEquals("assign: w/kernel is float64 [2], not float32 [2]; cast it", d.getMessage());
    }

    @Test
    void realising_fromManyThreadsGivesOneResult() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 50; round++) {
                Tensor y = ones().add(round).exp();
                List<Callable<double[]>> tasks = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    tasks.add(y::toDoubles);
                }
                for (Future<double[]> f : pool.invokeAll(tasks)) {
                    assertEquals(Math.exp(1 + round), f.get()[3], 1e-15 * Math.exp(1 + round));
                }
            }
        }
    }

    @Test
    void numericsChecking_namesTheOpAndTheIndex() {
        Numerics.setChecking(true);
        try {
            Tensor x = Tensor.of(Shape.of(2, 2), new double[] {1, 2, 0, 4});
            var e = assertThrows(ArgandException.NonFinite.class, () -> x.add(0).log().exp());
            assertEquals(
                    "log: first non-finite element is -Infinity at [1, 0], where the operand is"
                            + " 0.0",
                    e.getMessage());
        } finally {
            Numerics.setChecking(false);
        }
        assertTrue(Double.isInfinite(Tensor.of(0.0).log().item()));
    }
}
