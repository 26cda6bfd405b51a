package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.argand.array.DType;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op of the catalogue: gradients against finite differences and against the adjoint identity. */
class GradientConformanceTest {
    private static final long SEED = 20_240;

    /** How many random directions of all operands together the adjoint identity is tried in. */
    private static final int DIRECTIONS = 3;

    /** The cases that each kind of check was made for. */
    private static final Map<Kind, Set<Case>> MADE = new EnumMap<>(Kind.class);

    /** A kind of check. */
    private enum Kind {
        DIFFERENCES("finite differences"),
        SECOND_ORDER("of second order"),
        ADJOINT("adjoint identity"),
        SINGLE("single beside double precision");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** A case of an operator, in the type that its operands promote to. */
    private record Case(String operator, String label, DType dtype) {
        static Case of(Catalogue.Entry e, List<Tensor> in) {
            DType d = in.stream().map(Tensor::dtype).reduce(DType::promote).orElseThrow();
            return new Case(e.operator(), e.label(), d);
        }

        /** Without the case. */
        String pair() {
            return operator + " " + dtype;
        }
    }

    static Stream<Arguments> differentiable() {
        return Catalogue.all().stream()
                .filter(Catalogue.Entry::differentiable)
                .map(e -> Arguments.of(Named.of(e.label() + " (seed " + SEED + ")", e)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiable")
    void firstOrder_matchesFiniteDifferences(Catalogue.Entry e) {
        checked(Kind.DIFFERENCES, e).check(1e-7);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiable")
    void secondOrder_matchesFiniteDifferences(Catalogue.Entry e) {
        checked(Kind.SECOND_ORDER, e).secondOrder().check(1e-5);
    }

    /** Re⟨J·t, u⟩ = Re⟨t, J*·u⟩, with J·t by differences along t. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiable")
    void adjointIdentity_holdsInRandomDirections(Catalogue.Entry e) {
        GradCheck.Report worst = checked(Kind.ADJOINT, e).directions(DIRECTIONS);
        assertTrue(worst.passes(1e-8), () -> e + ": " + worst);
    }

    private static GradCheck checked(Kind kind, Catalogue.Entry e) {
        List<Tensor> in = e.draw(SEED);
        count(kind, e, in);
        return GradCheck.of(e.op()).inputs(in.toArray(Tensor[]::new)).seed(SEED);
    }

    private static void count(Kind kind, Catalogue.Entry e, List<Tensor> in) {
        MADE.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).add(Case.of(e, in));
    }

    @AfterAll
    static void counts() {
        List<String> kinds = new ArrayList<>();
        MADE.forEach((kind, cases) ->
                kinds.add(
                        "%s %d cases (%d operator × dtype)"
                                .formatted(
                                        kind.text,
                                        cases.size(),
                                        cases.stream().map(Case::pair).distinct().count())));
        Stream<Case> all = MADE.values().stream().flatMap(Set::stream);
        System.out.printf(
                "checks: gradients of %d operators: %s%n",
                all.map(Case::operator).distinct().count(), String.join(", ", kinds));
    }

    /** The gradient has the operand's type and shape, also in single precision, where it agrees with double. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiable")
    void singlePrecision_agreesWithDouble(Catalogue.Entry e) {
        List<Tensor> wide = e.draw(SEED);
        List<Tensor> narrow =
                wide.stream()
                        .map(t -> t.cast(t.dtype().isComplex() ? DType.COMPLEX64 : DType.FLOAT32))
                        .toList();
        count(Kind.SINGLE, e, narrow);
        double scale = 0;
        double worst = 0;
        List<Tensor> expected = gradients(e.op(), wide);
        List<Tensor> actual = gradients(e.op(), narrow);
        for (int k = 0; k < wide.size(); k++) {
            assertEquals(narrow.get(k).shape(), actual.get(k).shape());
            assertEquals(narrow.get(k).dtype(), actual.get(k).dtype());
            double[] a = actual.get(k).toDoubles();
            double[] x = expected.get(k).toDoubles();
            for (int j = 0; j < x.length; j++) {
                scale = Math.max(scale, Math.abs(x[j]));
                worst =
                        Math.max(
                                worst,
                                Double.isNaN(a[j]) ? Double.MAX_VALUE : Math.abs(a[j] - x[j]));
            }
        }
        assertTrue(
                worst <= 5e-5 * Math.max(1, scale), e + ": off by " + worst + " at scale " + scale);
    }

    private static List<Tensor> gradients(Function<List<Tensor>, Tensor> f, List<Tensor> in) {
        try (GradientTape tape = GradientTape.open()) {
            in.forEach(tape::watch);
            Tensor out = f.apply(in);
            Gradients g = tape.gradient(out.abs2().sum());
            return in.stream().map(g::orZeros).toList();
        }
    }
}
