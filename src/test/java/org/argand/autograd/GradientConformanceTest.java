package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.argand.array.DType;
import org.argand.tensor.Catalogue;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op of the catalogue: gradients against finite differences and against the adjoint identity. */
class GradientConformanceTest {
    private static final long SEED = 20_240;

    static Stream<Arguments> differentiable() {
        return Catalogue.all().stream()
                .filter(Catalogue.Entry::differentiable)
                .map(e -> Arguments.of(Named.of(e.label() + " (seed " + SEED + ")", e)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiable")
    void firstOrder_matchesFiniteDifferences(Catalogue.Entry e) {
        GradCheck.of(e.op()).inputs(e.draw(SEED).toArray(Tensor[]::new)).seed(SEED).check(1e-7);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiable")
    void secondOrder_matchesFiniteDifferences(Catalogue.Entry e) {
        GradCheck.of(e.op())
                .inputs(e.draw(SEED).toArray(Tensor[]::new))
                .seed(SEED)
                .secondOrder()
                .check(1e-5);
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
