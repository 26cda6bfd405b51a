package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.autograd.Conformance.Part;
import org.argand.autograd.Conformance.Result;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The CPU against the scalar reference, and that a difference between the two would be seen. */
class ConformanceTest {
    private static final List<Result> MADE = new ArrayList<>();

    static List<String> subjects() {
        return Conformance.subjects();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subjects")
    void cpu_agreesWithTheReference(String subject) {
        Device before = Engine.device();
        List<Result> results = Conformance.run(Device.cpu(), subject, Conformance.SEED);
        MADE.addAll(results);
        assertFalse(results.isEmpty());
        assertEquals(List.of(), results.stream().filter(r -> !r.passed()).toList());
        assertEquals(before, Engine.device());
    }

    @AfterAll
    static void counts() {
        System.out.printf(
                "checks: cpu beside reference: %d comparisons of %d operators (%d operator ×"
                        + " dtype), %d failed%n",
                MADE.size(),
                MADE.stream().map(Result::op).distinct().count(),
                MADE.stream().map(r -> r.op() + " " + r.dtype()).distinct().count(),
                MADE.stream().filter(r -> !r.passed()).count());
    }

    @Test
    void function_isTriedInBothPrecisionsSizesAndLayouts() {
        List<Result> results = Conformance.run(Device.cpu(), "exp complex", 1);
        for (DType d : List.of(DType.COMPLEX64, DType.COMPLEX128)) {
            for (String s :
                    List.of("[1] dense", "[2053] strided", "[67, 61] transposed", "[3, 5] dense")) {
                for (Part part : List.of(Part.FORWARD, Part.GRADIENT)) {
                    assertTrue(
                            results.stream()
                                    .anyMatch(r ->
                                            r.dtype() == d
                                                    && r.shapes().equals(s)
                                                    && r.part() == part));
                }
            }
        }
    }

    @Test
    void wrongValue_isReportedWhereItIs() {
        Entry exp = entry("exp real");
        List<Result> failed =
                failures(exp, in -> wrongAt(3, exp.op().apply(in))).stream()
                        .filter(r -> r.part() == Part.FORWARD)
                        .toList();
        assertTrue(failed.stream().allMatch(r -> r.index() == 3));
        assertEquals(
                List.of(DType.FLOAT32, DType.FLOAT64),
                failed.stream().map(Result::dtype).distinct().toList());
        String text = failed.getFirst().toString();
        assertTrue(text.startsWith("exp real, float32 [3, 5] dense, forward: "), text);
        assertTrue(text.contains("at element 3: " + failed.getFirst().value()), text);
    }

    /** With that element 1 ‰ too large, if there are several. */
    private static Tensor wrongAt(int index, Tensor x) {
        double[] factors = new double[(int) x.size()];
        Arrays.fill(factors, 1);
        if (factors.length > index) {
            factors[index] = 1.001;
        }
        return x.mul(Tensor.of(x.shape(), factors).cast(x.dtype()));
    }

    @Test
    void wrongGradient_isReported() {
        List<Result> failed =
                failures(entry("square real"), in -> in.getFirst().mul(in.getFirst().copied()));
        assertFalse(failed.isEmpty());
        assertTrue(failed.stream().allMatch(r -> r.part() == Part.GRADIENT));
    }

    @Test
    void opThatADeviceRefuses_isReported() {
        List<Result> failed =
                failures(
                        entry("exp real"),
                        in -> {
                            throw new ArgandException.InvalidArgument("exp", "not here");
                        });
        assertFalse(failed.isEmpty());
        assertTrue(failed.getFirst().value().contains("exp: not here"));
        assertEquals(Double.POSITIVE_INFINITY, failed.getFirst().error());
    }

    @Test
    void otherType_isReported() {
        assertFalse(
                failures(entry("exp real"), in -> in.getFirst().cast(DType.FLOAT64).exp())
                        .isEmpty());
    }

    @Test
    void unknownSubject_isRefused() {
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> Conformance.run(Device.cpu(), "frobnicate", 1));
    }

    private static Entry entry(String label) {
        return Family.POINTWISE.entries().stream()
                .filter(e -> e.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<Result> failures(Entry reference, Function<List<Tensor>, Tensor> wrong) {
        Entry own =
                new Entry(
                        reference.operator(),
                        reference.kind(),
                        reference.operands(),
                        wrong,
                        reference.differentiable(),
                        reference.holomorphic());
        return new Conformance(Device.cpu(), 1)
                .compare(Family.POINTWISE, reference, own).stream()
                        .filter(r -> !r.passed())
                        .toList();
    }

    @ParameterizedTest
    @EnumSource(Presentation.class)
    void presentation_changesNoElement(Presentation p) {
        for (Shape s : List.of(Shape.SCALAR, Shape.of(1), Shape.of(5), Shape.of(2, 3, 4))) {
            double[] x = IntStream.range(0, 2 * (int) s.size()).asDoubleStream().toArray();
            Tensor t = p.present(DType.COMPLEX64, s, x);
            assertEquals(s, t.shape());
            assertEquals(DType.COMPLEX64, t.dtype());
            assertArrayEquals(x, t.toDoubles());
        }
    }
}
