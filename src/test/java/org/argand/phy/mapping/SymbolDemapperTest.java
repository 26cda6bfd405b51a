package org.argand.phy.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of a symbol, against its sums; the two conventions of LLRs. */
class SymbolDemapperTest {
    private static final Constellation PSK8 = Constellation.psk(3, DType.COMPLEX128);
    private static final SymbolDemapper DEMAPPER = SymbolDemapper.of(PSK8);

    private static Tensor symbols(int seed) {
        return new RandomStream(seed).normal(DType.COMPLEX128, Shape.of(2, 5));
    }

    @Test
    void probabilities_areBayesRule() {
        Tensor y = symbols(1);
        double no = 0.3;
        double[] p = DEMAPPER.probabilities(y, Tensor.scalar(no)).toDoubles();
        double[] z = y.toDoubles();
        double[] c = PSK8.points().toDoubles();
        for (int k = 0; k < 10; k++) {
            double[] likelihood = new double[8];
            double sum = 0;
            for (int i = 0; i < 8; i++) {
                double d = Math.hypot(z[2 * k] - c[2 * i], z[2 * k + 1] - c[2 * i + 1]);
                likelihood[i] = Math.exp(-d * d / no);
                sum += likelihood[i];
            }
            for (int i = 0; i < 8; i++) {
                assertEquals(likelihood[i] / sum, p[8 * k + i], 1e-13);
            }
        }
    }

    @Test
    void prior_multipliesProbabilities() {
        Tensor y = symbols(2);
        Tensor no = Tensor.scalar(0.5);
        Tensor prior = new RandomStream(3).normal(DType.FLOAT64, Shape.of(8));
        Tensor product = DEMAPPER.probabilities(y, no).mul(prior.exp());
        Tensor expected = product.div(product.sum(true, -1));
        Tensor informed = DEMAPPER.logProbabilities(y, no, prior).exp();
        assertEquals(0, informed.sub(expected).abs().max().item(), 1e-14);
    }

    @Test
    void decisions_areTheNearestPoints() {
        Tensor indices = new RandomStream(4).integers(DType.INT32, Shape.of(3, 40), 8);
        Tensor y = Mapper.of(PSK8).mapIndices(indices);
        Tensor noise = new RandomStream(5).uniform(DType.FLOAT64, y.shape(), -0.25, 0.25);
        Tensor decided = DEMAPPER.decide(y.add(noise));
        assertArrayEquals(indices.cast(DType.INT64).toLongs(), decided.toLongs());
        Tensor bits = DEMAPPER.bits(decided);
        assertArrayEquals(indices.toInts(), Mapper.indices(bits, 3).toInts());
    }

    @Test
    void mean_isNearThePointWithoutNoiseAndTheMiddleWithMuch() {
        Tensor x = PSK8.points().reshape(2, 4);
        Tensor sharp = DEMAPPER.mean(x, Tensor.scalar(0.01));
        assertEquals(0, sharp.sub(x).abs().max().item(), 1e-12);
        assertEquals(0, DEMAPPER.mean(x, Tensor.scalar(1e9)).abs().max().item(), 1e-8);
    }

    @Test
    void logitsOfBits_areInvertedByTheDemapper() {
        Tensor llr = new RandomStream(6).normal(DType.FLOAT64, Shape.of(2, 12)).mul(3);
        Tensor back = Demapper.app(PSK8).llrOfPoints(DEMAPPER.logitsOfBits(llr));
        assertEquals(0, back.sub(llr).abs().max().item(), 1e-13);
    }

    @Test
    void llrOfPoints_isTheDemapperOfSymbols() {
        Tensor y = symbols(7);
        Tensor no = Tensor.scalar(0.4);
        Demapper app = Demapper.app(PSK8);
        Tensor same = app.llrOfPoints(DEMAPPER.logProbabilities(y, no));
        assertEquals(0, app.llr(y, no).sub(same).abs().max().item(), 1e-12);
    }

    @Test
    void gradients_reachSymbolsNoiseAndPoints() {
        GradCheck.of(in ->
                        SymbolDemapper.of(Constellation.of(in.get(2))).mean(in.get(0), in.get(1)))
                .inputs(symbols(8), Tensor.scalar(0.6), PSK8.points())
                .seed(9)
                .check(1e-7);
    }

    @ParameterizedTest
    @EnumSource
    void conventions_areTheirOwnInverse(LlrConvention convention) {
        Tensor llr = new RandomStream(10).normal(DType.FLOAT64, Shape.of(4));
        Tensor there = convention.fromLogits(llr);
        double sign = convention == LlrConvention.ZERO_OVER_ONE ? -1 : 1;
        assertEquals(0, there.sub(llr.mul(sign)).abs().max().item());
        assertArrayEquals(llr.toDoubles(), convention.toLogits(there).toDoubles());
    }

    @Test
    void badInput_isNamed() {
        Tensor y = symbols(11);
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> DEMAPPER.probabilities(y, Tensor.scalar(DType.FLOAT32, 1)));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> DEMAPPER.logProbabilities(y, Tensor.scalar(1.0), Tensor.of(1.0, 2.0)));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> DEMAPPER.logitsOfBits(Tensor.zeros(DType.FLOAT32, Shape.of(2, 4))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> Demapper.app(PSK8).llrOfPoints(Tensor.zeros(DType.FLOAT32, Shape.of(8))));
    }
}
