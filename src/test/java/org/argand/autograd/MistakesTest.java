package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient check refuses what well-known frameworks had wrong, and takes the right rule in its place. */
class MistakesTest {
    static Stream<Mistake> mistakes() {
        return Stream.concat(LinearMistakes.all().stream(), PointwiseMistakes.all().stream());
    }

    @Test
    void mistakes_areTwentyFour() {
        assertEquals(24, mistakes().map(Mistake::name).distinct().count());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void wrongRule_isRejected(Mistake m) {
        for (Mistake.Wrong wrong : m.wrong()) {
            GradCheck check = m.check(wrong.rule(), wrong.inputs());
            GradCheck.Report report = check.run();
            assertFalse(report.passes(1e-2), report::toString);
            GradCheck.Report directions = check.directions(3);
            assertFalse(directions.passes(1e-2), directions::toString);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void rightRule_isAccepted(Mistake m) {
        for (Mistake.Wrong wrong : m.wrong()) {
            List<Tensor> inputs = wrong.inputs();
            GradCheck check = m.check(m.right(), inputs);
            GradCheck.Report report = check.run();
            assertTrue(report.passes(1e-8), report::toString);
            GradCheck.Report directions = check.directions(3);
            assertTrue(directions.passes(1e-8), directions::toString);
            GradCheck.Report next = m.order() == 1 ? check.secondOrder().run() : report;
            assertTrue(next.passes(1e-7), () -> "second order: " + next);
        }
    }
}
