package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Program;
import org.argand.tensor.catalogue.Catalogue;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laziness changes when things are computed, never what. */
class FusionTest {
    private static final long SEED = 5;

    static Stream<Arguments> entries() {
        return Catalogue.all().stream()
                .map(e -> Arguments.of(Named.of(e.label() + " (seed " + SEED + ")", e)));
    }

    /** Pending operands, stored operands and strided views of them give the same elements, bit for bit. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void result_doesNotDependOnHowOperandsAreHeld(Catalogue.Entry e) {
        List<Tensor> stored = e.draw(SEED);
        double[] expected = e.op().apply(stored).toDoubles();
        List<Tensor> pending = stored.stream().map(t -> t.mul(2).mul(0.5)).toList();
        assertArrayEquals(expected, e.op().apply(pending).toDoubles());
        List<Tensor> strided = stored.stream().map(FusionTest::strided).toList();
        assertArrayEquals(expected, e.op().apply(strided).toDoubles());
    }

    /** Every second element of a buffer with the axes reversed. */
    private static Tensor strided(Tensor t) {
        Tensor wide = Tensor.stack(List.of(t, t.mul(-7)), t.rank());
        int[] reversed = new int[t.rank() + 1];
        for (int a = 0; a < reversed.length; a++) {
            reversed[a] = t.rank() - a;
        }
        Tensor turned = wide.permute(reversed).copied();
        return turned.permute(reversed).select(-1, 0);
    }

    @Test
    void chain_becomesOneProgram() {
        Tensor h = Tensor.ofInterleaved(Shape.of(2), new double[] {1, 2, 3, 4});
        Tensor x = Tensor.ofInterleaved(Shape.of(2), new double[] {0, 1, 1, 0});
        Tensor d = h.mul(x).add(h).abs2();
        Fusion fusion = new Fusion(List.of(d), false);
        fusion.load(d);
        Program p = fusion.program(List.of(d));
        assertEquals(2, p.sources().size());
        assertEquals(
                List.of("mul", "add", "abs2"),
                p.code().stream().map(i -> i.function().label()).toList());
        assertEquals(DType.FLOAT64, p.dtype(p.results().getFirst()));
    }

    @Test
    void equalExpressions_giveEqualPrograms() {
        assertEquals(programOf(3, 0.5), programOf(4, 0.25));
    }

    private static Program programOf(long n, double scale) {
        Tensor t = Tensor.zeros(DType.FLOAT32, Shape.of(n)).copied().mul(scale).exp();
        Fusion fusion = new Fusion(List.of(t), false);
        fusion.load(t);
        return fusion.program(List.of(t));
    }

    @Test
    void longChains_areCutAndStayRight() {
        Tensor x = Tensor.of(1.0);
        Tensor y = x;
        for (int k = 0; k < 500; k++) {
            y = y.add(1);
        }
        assertEquals(501, y.item());
        Tensor doubled = x;
        for (int k = 0; k < 60; k++) {
            doubled = doubled.add(doubled);
        }
        assertEquals(Math.pow(2, 60), doubled.item());
    }

    /** Each operand has strides of its own along every axis, which a kernel has to be told. */
    @Test
    void manyStridedOperands_areAddedAcrossPrograms() {
        int[] order = {5, 3, 1, 4, 2, 0};
        Tensor sum = Tensor.zeros(DType.FLOAT64, Shape.of(2, 2, 2, 2, 2, 2));
        double[] expected = new double[64];
        for (int k = 0; k < 100; k++) {
            Tensor x = Tensor.arange(DType.FLOAT64, 64).add(k).realise();
            Tensor y = x.reshape(2, 2, 2, 2, 2, 2).permute(order);
            sum = sum.add(y);
            double[] elements = y.copied().toDoubles();
            for (int i = 0; i < expected.length; i++) {
                expected[i] += elements[i];
            }
        }
        assertArrayEquals(expected, sum.toDoubles());
    }

    @Test
    void manyResults_areComputedTogetherAndOnce() {
        RandomStream random = new RandomStream(9);
        Tensor x = random.normal(DType.FLOAT64, Shape.of(7)).realise();
        List<Tensor> others = new ArrayList<>();
        List<Tensor> results = new ArrayList<>();
        for (int k = 0; k < 150; k++) {
            others.add(random.normal(DType.FLOAT64, Shape.of(7)).realise());
            results.add(x.sub(others.get(k)).square());
        }
        Engine.realise(results);
        for (int k = 0; k < results.size(); k++) {
            assertFalse(results.get(k).isPending());
            for (int i = 0; i < 7; i++) {
                double d = x.toDoubles()[i] - others.get(k).toDoubles()[i];
                assertEquals(d * d, results.get(k).toDoubles()[i]);
            }
        }
    }

    @Test
    void reduction_storesNothingOnTheWay() {
        Tensor x = Tensor.of(3.0, 4.0);
        Tensor square = x.square();
        assertEquals(25, square.sum().item());
        assertInstanceOf(Expression.Apply.class, square.expression());
    }

    @Test
    void draws_repeatWhereverTheyAreComputed() {
        RandomStream random = new RandomStream(7);
        Tensor n = random.normal(DType.FLOAT32, Shape.of(1000));
        float[] fused = n.mul(2).add(1).toFloats();
        float[] plain = n.toFloats();
        for (int k = 0; k < plain.length; k++) {
            assertEquals(plain[k] * 2 + 1, fused[k]);
        }
        assertArrayEquals(
                plain, new RandomStream(7).normal(DType.FLOAT32, Shape.of(1000)).toFloats());
        assertNotEquals(plain[0], random.normal(DType.FLOAT32, Shape.of(1)).toFloats()[0]);
        assertEquals(2, random.draws());
        assertArrayEquals(
                random.uniform(DType.FLOAT64, Shape.of(5)).toDoubles(),
                new RandomStream(7, 2).uniform(DType.FLOAT64, Shape.of(5)).toDoubles());
        assertNotEquals(
                new RandomStream(7).split("a").seed(), new RandomStream(7).split("b").seed());
    }
}
