package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.autograd.GradientTape;
import org.argand.nn.Losses;
import org.argand.optim.Adam;
import org.argand.optim.Optimizer;
import org.argand.optim.Schedule;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Belief propagation against marginals summed over all codewords, and early stop against its definition. */
class LdpcBpDecoderTest {
    /** Without circles, so that belief propagation is exact; bit 7 is in no check. */
    private static final ParityCheckMatrix TREE =
            ParityCheckMatrix.of(8, new int[][] {{0, 1, 2}, {2, 3, 4}, {4, 5, 6}});

    /** The BCH code (15, 7): x⁷ + x³ + x + 1 shifted. */
    private static ParityCheckMatrix bch() {
        int[][] checks = new int[8][];
        for (int i = 0; i < 8; i++) {
            checks[i] = new int[] {i, i + 4, i + 6, i + 7};
        }
        return ParityCheckMatrix.of(15, checks);
    }

    private static double[] marginals(ParityCheckMatrix h, double[] llr) {
        double[][] sums = new double[2][llr.length];
        for (int word = 0; word < 1 << llr.length; word++) {
            boolean valid = true;
            for (int c = 0; c < h.checks(); c++) {
                int w = word;
                valid &= Arrays.stream(h.row(c)).map(v -> w >> v & 1).sum() % 2 == 0;
            }
            double weight = 0;
            for (int v = 0; v < llr.length; v++) {
                weight += (word >> v & 1) * llr[v];
            }
            for (int v = 0; valid && v < llr.length; v++) {
                sums[word >> v & 1][v] += Math.exp(weight);
            }
        }
        double[] result = new double[llr.length];
        Arrays.setAll(result, v -> Math.log(sums[1][v] / sums[0][v]));
        return result;
    }

    @Test
    void onATree_llrsAreTheMarginals() {
        Tensor llr = new RandomStream(1).normal(DType.FLOAT64, Shape.of(4, 8)).mul(2);
        for (CheckRule rule : List.of(CheckRule.boxplusPhi(), CheckRule.boxplus())) {
            LdpcBpDecoder bp = LdpcBpDecoder.of(TREE, BpSettings.of(rule, 6).withoutEarlyStop());
            double[] found = bp.decode(llr).toDoubles();
            for (int b = 0; b < 4; b++) {
                double[] one = Arrays.copyOfRange(llr.toDoubles(), 8 * b, 8 * b + 8);
                assertArrayEquals(
                        marginals(TREE, one), Arrays.copyOfRange(found, 8 * b, 8 * b + 8), 1e-8);
            }
        }
    }

    /** The state at the first codeword, bit by bit, in batches in which words leave at different times. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 300})
    void earlyStop_isTheStateAtTheFirstCodeword(int batch) {
        ParityCheckMatrix h = Ldpc5GCode.of(40, 96).parityChecks();
        Tensor llr =
                new RandomStream(batch)
                        .normal(DType.FLOAT32, Shape.of(batch, h.variables()))
                        .mul(2.2)
                        .sub(2.5);
        BpSettings settings = BpSettings.of(CheckRule.boxplus(), 12);
        List<Tensor> each = LdpcBpDecoder.of(h, settings).decodeEach(llr);
        float[] stopped = LdpcBpDecoder.of(h, settings).decode(llr).toFloats();
        float[] full = LdpcBpDecoder.of(h, settings.withoutEarlyStop()).decode(llr).toFloats();
        assertArrayEquals(each.getLast().toFloats(), full);
        int n = h.variables();
        int[] counts = new int[each.size()];
        for (int b = 0; b < batch; b++) {
            int i = 0;
            while (i < each.size() - 1 && !isCodeword(h, each.get(i).select(0, b))) {
                i++;
            }
            counts[i]++;
            assertArrayEquals(
                    each.get(i).select(0, b).toFloats(),
                    Arrays.copyOfRange(stopped, b * n, (b + 1) * n),
                    "word " + b);
        }
        assertTrue(batch < 300 || Arrays.stream(counts).filter(c -> c > 0).count() > 4);
    }

    private static boolean isCodeword(ParityCheckMatrix h, Tensor llr) {
        return h.syndrome(llr.greater(0).cast(DType.FLOAT32)).sum().item() == 0;
    }

    @Test
    void unitWeights_changeNothing() {
        Tensor llr = new RandomStream(3).normal(DType.FLOAT64, Shape.of(5, 15)).mul(2);
        LdpcBpDecoder bp = LdpcBpDecoder.of(bch(), BpSettings.of(CheckRule.boxplusPhi(), 4));
        Tensor ones = Tensor.ones(DType.FLOAT64, Shape.of(32));
        assertArrayEquals(bp.decode(llr).toDoubles(), bp.decode(llr, ones).toDoubles());
        assertArrayEquals(
                bp.decode(llr).toDoubles(),
                bp.decode(llr, Tensor.ones(DType.FLOAT64, Shape.of(4, 32))).toDoubles());
    }

    /** Edge e is the e-th one of the matrix: with weight 0, its bit tells its check nothing, and the check says nothing. */
    @Test
    void weights_belongToEdgesInOrder() {
        Tensor llr = new RandomStream(4).normal(DType.FLOAT64, Shape.of(8));
        double[] weights = new double[9];
        Arrays.fill(weights, 1);
        weights[4] = 0;
        BpSettings once = BpSettings.of(CheckRule.boxplus(), 1);
        double[] l = llr.toDoubles();
        double[] y = LdpcBpDecoder.of(TREE, once).decode(llr, Tensor.of(weights)).toDoubles();
        assertEquals(l[4] + said(l[5], l[6]), y[4], 1e-9, "bit 3 of check 1 is silent");
        assertEquals(l[3] + said(l[2], l[4]), y[3], 1e-9);
        assertEquals(l[2] + said(l[0], l[1]), y[2], 1e-9);
    }

    private static double said(double a, double b) {
        return -2 * atanh(Math.tanh(-a / 2) * Math.tanh(-b / 2));
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gradients_reachLlrsAndWeights(boolean earlyStop) {
        RandomStream r = new RandomStream(5);
        LdpcBpDecoder bp =
                LdpcBpDecoder.of(bch(), new BpSettings(CheckRule.boxplusPhi(), 3, earlyStop));
        GradCheck.of(in -> bp.decode(in.get(0), in.get(1)))
                .inputs(
                        r.normal(DType.FLOAT64, Shape.of(2, 15)),
                        r.uniform(DType.FLOAT64, Shape.of(3, 32), 0.5, 1.5))
                .seed(6)
                .check(1e-6);
    }

    /** Weighted belief propagation: the loss over all iterations falls, and more bits are right. */
    @Test
    void weights_train() {
        LdpcBpDecoder bp = LdpcBpDecoder.of(bch(), BpSettings.of(CheckRule.boxplus(), 5));
        Variable weights = new Variable("weights", Tensor.ones(DType.FLOAT32, Shape.of(32)));
        Optimizer adam = Optimizer.of(Adam.standard(), Schedule.constant(0.02));
        RandomStream random = new RandomStream(7);
        double before = loss(bp, weights, new RandomStream(8)).item();
        for (int i = 0; i < 40; i++) {
            try (Scope _ = Scope.open();
                    GradientTape tape = GradientTape.open()) {
                adam.step(tape.gradient(loss(bp, weights, random)), List.of(weights));
            }
        }
        double after = loss(bp, weights, new RandomStream(8)).item();
        assertTrue(after < 0.99 * before, before + " to " + after);
    }

    /** Of the word 0, which stands for all of them, at a noise variance of 0.6 per real sample. */
    private static Tensor loss(LdpcBpDecoder bp, Variable weights, RandomStream random) {
        Tensor y = random.normal(DType.FLOAT32, Shape.of(300, 15)).mul(Math.sqrt(0.6)).sub(1);
        Tensor zeros = Tensor.zeros(DType.FLOAT32, y.shape());
        return bp.decodeEach(y.mul(2 / 0.6), weights.value()).stream()
                .map(llr -> Losses.sigmoidCrossEntropy(zeros, llr))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    @Test
    void badInput_isNamed() {
        LdpcBpDecoder bp = LdpcBpDecoder.of(bch(), BpSettings.of(CheckRule.minSum(), 5));
        Tensor llr = Tensor.zeros(DType.FLOAT32, Shape.of(2, 15));
        assertThrows(ArgandException.ShapeMismatch.class, () -> bp.decode(llr.slice(-1, 0, 14)));
        assertThrows(ArgandException.DTypeMismatch.class, () -> bp.decode(llr.cast(DType.INT32)));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> bp.decode(llr, Tensor.ones(DType.FLOAT32, Shape.of(4, 32))));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> bp.decodeEach(llr, Tensor.ones(DType.FLOAT64, Shape.of(32))));
    }
}
