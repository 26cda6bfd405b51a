package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The check itself must see the mistakes it is there for. */
class GradCheckTest {
    private static final Tensor Z =
            Tensor.ofInterleaved(Shape.of(2), new double[] {0.4, 0.7, -0.8, 0.3});

    private static CustomGradient exp(CustomGradient.Pullback rule) {
        return CustomGradient.of("my_exp", in -> in.getFirst().exp(), rule);
    }

    @Test
    void check_acceptsTheRightRule() {
        CustomGradient f = exp((in, out, g) -> List.of(g.mul(out.conj())));
        assertTrue(GradCheck.of(in -> f.apply(in.getFirst())).inputs(Z).run().error() < 1e-10);
        GradCheck.of(in -> f.apply(in.getFirst())).inputs(Z).secondOrder().check(1e-8);
    }

    @Test
    void check_rejectsAMissingConjugate() {
        CustomGradient f = exp((in, out, g) -> List.of(g.mul(out)));
        GradCheck.Report report = GradCheck.of(in -> f.apply(in.getFirst())).inputs(Z).run();
        assertFalse(report.passes(1e-2));
        assertFalse(Double.isNaN(report.difference()));
        var e =
                assertThrows(
                        ArgandException.NoGradient.class,
                        () -> GradCheck.of(in -> f.apply(in.getFirst())).inputs(Z).check(1e-7));
        assertTrue(e.getMessage().startsWith("gradcheck: worst error"), e.getMessage());
    }

    @Test
    void check_rejectsNaN() {
        CustomGradient f = exp((in, out, g) -> List.of(g.mul(Double.NaN)));
        assertFalse(GradCheck.of(in -> f.apply(in.getFirst())).inputs(Z).run().passes(1e9));
    }

    @Test
    void check_rejectsADroppedPath() {
        // conj(z)·z with only one of the two paths seen
        assertFalse(
                GradCheck.of(in -> in.getFirst().mul(in.getFirst().stopGradient().conj()))
                        .inputs(Z)
                        .run()
                        .passes(1e-3));
    }

    @Test
    void check_needsDoublePrecision() {
        var e =
                assertThrows(
                        ArgandException.DTypeMismatch.class,
                        () -> GradCheck.of(List::getFirst).inputs(Tensor.of(1f)));
        assertEquals("gradcheck: needs float64 or complex128 inputs, got float32", e.getMessage());
    }
}
