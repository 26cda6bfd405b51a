package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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

    /** A NaN among good entries must not be forgotten when the next one is compared. */
    @Test
    void check_remembersTheFirstNaN() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Tensor first = Tensor.of(bad, 0);
            CustomGradient f =
                    CustomGradient.of(
                            "twice",
                            in -> in.getFirst().mul(2),
                            (in, out, g) -> List.of(g.mul(2).add(first)));
            GradCheck check = GradCheck.of(in -> f.apply(in.getFirst())).inputs(Tensor.of(1.0, 2));
            assertFalse(check.run().passes(1e9), "gradient " + bad);
            assertFalse(check.directions(2).passes(1e9), "gradient " + bad);
        }
        // A value that is NaN as soon as the second component moves; the third one is fine.
        assertFalse(
                GradCheck.of(
                                in -> {
                                    Tensor x = in.getFirst();
                                    return Tensor.where(
                                            x.equalTo(Tensor.of(1.0, 2, 3))
                                                    .or(Tensor.of(true, false, true)),
                                            x,
                                            x.mul(Double.NaN));
                                })
                        .inputs(Tensor.of(1.0, 2, 3))
                        .run()
                        .passes(1e9));
    }

    /** A wrong gradient is not excused by being small, nor by another input's being large. */
    @Test
    void check_seesErrorsInSmallGradients() {
        CustomGradient f =
                CustomGradient.of(
                        "small",
                        in -> in.get(0).mul(1e-2).add(in.get(1).mul(1e2)),
                        (in, out, g) -> List.of(g.mul(1.001e-2), g.mul(1e2)));
        GradCheck check =
                GradCheck.of(in -> f.apply(in.get(0), in.get(1)))
                        .inputs(Tensor.of(1.0), Tensor.of(2.0));
        assertFalse(check.run().passes(5e-5), () -> check.run().toString());
    }

    @Test
    void directions_acceptTheRightRuleAndRejectTheWrongOne() {
        CustomGradient right = exp((in, out, g) -> List.of(g.mul(out.conj())));
        CustomGradient wrong = exp((in, out, g) -> List.of(g.mul(out)));
        GradCheck.Report good =
                GradCheck.of(in -> right.apply(in.getFirst())).inputs(Z).directions(4);
        assertTrue(good.passes(1e-10), good::toString);
        assertTrue(
                GradCheck.of(in -> right.apply(in.getFirst()))
                        .inputs(Z)
                        .secondOrder()
                        .directions(4)
                        .passes(1e-9));
        GradCheck.Report bad =
                GradCheck.of(in -> wrong.apply(in.getFirst())).inputs(Z).directions(4);
        assertFalse(bad.passes(1e-2), bad::toString);
        assertTrue(bad.where().startsWith("random direction"), bad::toString);
    }

    /** One wrong entry among a thousand is seen at the price of a few values. */
    @Test
    void directions_seeOneWrongEntry() {
        Tensor x = Tensor.arange(DType.FLOAT64, 1000).div(500).add(0.1);
        Tensor off = Tensor.arange(DType.FLOAT64, 1000).equalTo(123).cast(DType.FLOAT64);
        CustomGradient f =
                CustomGradient.of(
                        "almost_square",
                        in -> in.getFirst().square(),
                        (in, out, g) -> List.of(g.mul(in.getFirst().mul(2)).mul(off.add(1))));
        GradCheck check = GradCheck.of(in -> f.apply(in.getFirst())).inputs(x);
        assertFalse(check.directions(3).passes(1e-6));
        assertTrue(
                GradCheck.of(in -> in.getFirst().square()).inputs(x).directions(3).passes(1e-10));
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
    void check_movesATensorThatIsGivenTwiceByItsPlace() {
        GradCheck twice =
                GradCheck.of(in -> in.get(0).square().mul(in.get(1).exp())).inputs(Z, Z).seed(3);
        twice.check(1e-9);
        twice.directions(2).check(1e-9);
        twice.secondOrder().check(1e-7);
    }

    @Test
    void check_refusesToCheckNothing() {
        GradCheck none = GradCheck.of(in -> Tensor.scalar(1));
        String nothing = "gradcheck: nothing to check; say inputs(…), with elements";
        assertEquals(nothing, refusal(none::run));
        assertEquals(nothing, refusal(() -> none.directions(3)));
        GradCheck empty = none.inputs(Tensor.zeros(DType.FLOAT64, Shape.of(0)));
        assertEquals(nothing, refusal(() -> empty.check(1)));
        GradCheck integer = GradCheck.of(in -> in.getFirst().argmax(0)).inputs(Tensor.of(1.0, 2));
        assertEquals("gradcheck: f gives int64, which has no gradient", refusal(integer::run));
        assertEquals(
                "gradcheck: 0 directions",
                refusal(() -> GradCheck.of(List::getFirst).inputs(Z).directions(0)));
    }

    private static String refusal(Executable action) {
        return assertThrows(ArgandException.class, action).getMessage();
    }

    /** The scale of a function is no excuse, in either direction. */
    @Test
    void check_isAsStrictWithASmallFunction() {
        for (double scale : new double[] {1e-9, 1, 1e9}) {
            CustomGradient wrong =
                    CustomGradient.of(
                            "wrong",
                            in -> in.getFirst().square().mul(scale),
                            (in, out, g) -> List.of(g.mul(in.getFirst()).mul(2.001 * scale)));
            GradCheck check =
                    GradCheck.of(in -> wrong.apply(in.getFirst())).inputs(Tensor.of(0.5, -2.0));
            assertEquals(5e-4, check.run().error(), 1e-5, "scale " + scale);
            assertFalse(check.directions(3).passes(1e-5), "scale " + scale);
            GradCheck right =
                    GradCheck.of(in -> in.getFirst().square().mul(scale))
                            .inputs(Tensor.of(0.5, -2.0));
            right.check(1e-9);
            right.directions(3).check(1e-9);
            right.secondOrder().check(1e-7);
        }
    }

    /** A function without a slope is right with gradient 0, and the report says what was compared. */
    @Test
    void check_acceptsAGradientOfZero() {
        GradCheck.Report report =
                GradCheck.of(in -> in.getFirst().round()).inputs(Tensor.of(0.2)).run();
        assertEquals(0, report.error());
        assertEquals("element 0 of input 0, real direction", report.where());
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
