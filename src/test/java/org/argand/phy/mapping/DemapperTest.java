package org.argand.phy.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiFunction;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.phy.EbNo;
import org.argand.phy.ReferenceTable;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Demappers against sums written out, closed-form error rates and mutual information by quadrature. */
class DemapperTest {
    private static final Constellation QAM16 = Constellation.qam(4, DType.COMPLEX128);

    private static double[] expected(
            double[] y, double no, double[] points, double[] prior, boolean maxLog) {
        int m = prior.length;
        double[] llr = new double[m];
        for (int j = 0; j < m; j++) {
            double[] best = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
            double[] sum = new double[2];
            for (int c = 0; c < 1 << m; c++) {
                double d = Math.hypot(y[0] - points[2 * c], y[1] - points[2 * c + 1]);
                double s = -d * d / no;
                for (int k = 0; k < m; k++) {
                    s += (c >> (m - 1 - k) & 1) * prior[k];
                }
                int bit = c >> (m - 1 - j) & 1;
                best[bit] = Math.max(best[bit], s);
                sum[bit] += Math.exp(s);
            }
            llr[j] = maxLog ? best[1] - best[0] : Math.log(sum[1] / sum[0]);
        }
        return llr;
    }

    @Test
    void oneNumberOfNoise_isThatForAll() {
        Demapper demapper = Demapper.app(QAM16);
        Tensor y = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(3, 5));
        Tensor no = Tensor.scalar(0.3);
        Tensor prior = Tensor.of(0.5, -1.5, 0, 2);
        assertArrayEquals(demapper.llr(y, no).toDoubles(), demapper.llr(y, 0.3).toDoubles());
        assertArrayEquals(
                demapper.llr(y, no, prior).toDoubles(), demapper.llr(y, 0.3, prior).toDoubles());
        Demapper single = Demapper.app(Constellation.qam(4, DType.COMPLEX64));
        assertEquals(DType.FLOAT32, single.llr(y.cast(DType.COMPLEX64), 0.3).dtype());
        assertThrows(ArgandException.InvalidArgument.class, () -> demapper.llr(y, Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void llr_isTheSumOverPoints(boolean maxLog) {
        Demapper demapper = maxLog ? Demapper.maxLog(QAM16) : Demapper.app(QAM16);
        Tensor y = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(3, 5));
        Tensor no = Tensor.of(0.1, 0.3, 1.0).reshape(3, 1);
        double[] prior = {0.5, -1.5, 0, 2};
        double[] flat = demapper.llr(y, no).toDoubles();
        double[] informed = demapper.llr(y, no, Tensor.of(prior)).toDoubles();
        double[] z = y.toDoubles();
        double[] points = QAM16.points().toDoubles();
        for (int k = 0; k < 15; k++) {
            double[] at = {z[2 * k], z[2 * k + 1]};
            double level = no.toDoubles()[k / 5];
            double[] none = expected(at, level, points, new double[4], maxLog);
            double[] some = expected(at, level, points, prior, maxLog);
            for (int j = 0; j < 4; j++) {
                assertEquals(none[j], flat[4 * k + j], 1e-11);
                assertEquals(some[j], informed[4 * k + j], 1e-11);
            }
        }
    }

    /** Axis by axis, or over all points: the same LLRs, with and without a prior. */
    @ParameterizedTest
    @CsvSource({"2, true", "2, false", "4, true", "4, false", "6, true", "6, false", "8, true"})
    void levels_giveTheLlrsOfThePoints(int m, boolean app) {
        Constellation grid = Constellation.qam(m, DType.COMPLEX128);
        Constellation any = Constellation.of(grid.points());
        RandomStream r = new RandomStream(12);
        Tensor y = r.normal(DType.COMPLEX128, Shape.of(2, 7));
        Tensor no = Tensor.of(0.02, 0.5).reshape(2, 1);
        Tensor prior = r.normal(DType.FLOAT64, Shape.of(2, 7L * m));
        Demapper fast = app ? Demapper.app(grid) : Demapper.maxLog(grid);
        Demapper general = app ? Demapper.app(any) : Demapper.maxLog(any);
        assertClose(general.llr(y, no), fast.llr(y, no));
        assertClose(general.llr(y, no, prior), fast.llr(y, no, prior));
    }

    private static void assertClose(Tensor expected, Tensor actual) {
        double scale = expected.abs().max().item();
        assertEquals(0, actual.sub(expected).abs().max().item(), 1e-14 * scale);
    }

    @Test
    void gradients_passThroughLevels() {
        RandomStream r = new RandomStream(13);
        GradCheck.of(in -> Demapper.app(QAM16).llr(in.get(0), in.get(1), in.get(2)))
                .inputs(
                        r.normal(DType.COMPLEX128, Shape.of(2, 2)),
                        Tensor.of(0.5, 0.8),
                        r.normal(DType.FLOAT64, Shape.of(2, 8)))
                .seed(14)
                .check(1e-7);
    }

    @Test
    void llr_takesAPriorPerBit() {
        Tensor y = new RandomStream(2).normal(DType.COMPLEX128, Shape.of(2, 3));
        Tensor no = Tensor.scalar(0.4);
        Tensor prior = new RandomStream(3).normal(DType.FLOAT64, Shape.of(2, 12));
        double[] llr = Demapper.app(QAM16).llr(y, no, prior).toDoubles();
        for (int k = 0; k < 6; k++) {
            double[] p = java.util.Arrays.copyOfRange(prior.toDoubles(), 4 * k, 4 * k + 4);
            double[] at = {y.toDoubles()[2 * k], y.toDoubles()[2 * k + 1]};
            assertArrayEquals(
                    expected(at, 0.4, QAM16.points().toDoubles(), p, false),
                    java.util.Arrays.copyOfRange(llr, 4 * k, 4 * k + 4),
                    1e-11);
        }
    }

    @Test
    void llr_staysFiniteWhereProbabilitiesUnderflow() {
        Constellation c = Constellation.qam(6, DType.COMPLEX64);
        Tensor llr =
                Demapper.app(c).llr(c.points(), Tensor.full(DType.FLOAT32, Shape.SCALAR, 1e-6));
        Tensor bits = c.bitLabels(DType.FLOAT32).reshape(64 * 6);
        assertTrue(llr.isFinite().all().toBooleans()[0]);
        assertArrayEquals(bits.toFloats(), Demapper.hardDecisions(llr).toFloats());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gradients_reachSymbolsNoisePointsAndPrior(boolean maxLog) {
        RandomStream r = new RandomStream(4);
        GradCheck.of(
                        in -> {
                            Constellation c = Constellation.of(in.get(2));
                            Demapper d = maxLog ? Demapper.maxLog(c) : Demapper.app(c);
                            return d.llr(in.get(0), in.get(1), in.get(3));
                        })
                .inputs(
                        r.normal(DType.COMPLEX128, Shape.of(2, 2)),
                        Tensor.of(0.5, 0.8),
                        r.normal(DType.COMPLEX128, Shape.of(4)),
                        r.normal(DType.FLOAT64, Shape.of(2, 4)))
                .seed(5)
                .check(1e-7);
    }

    /** Uncoded Gray 16-QAM with max-log: within the 95 % interval of two million bits, at a fixed seed. */
    @ParameterizedTest
    @CsvSource({"0", "4", "8"})
    void maxLog16Qam_hasTheErrorRateOfTheClosedForm(double ebnoDb) {
        double ber =
                ReferenceTable.of("closed_form_ber.csv")
                        .value(
                                "ber",
                                "channel",
                                "awgn",
                                "bits_per_symbol",
                                "4",
                                "ebno_db",
                                "" + ebnoDb);
        Constellation c = Constellation.qam(4, DType.COMPLEX64);
        double no = EbNo.toNo(ebnoDb, 4, 1);
        long symbols = 500_000;
        Tensor level = Tensor.full(DType.FLOAT32, Shape.SCALAR, no);
        Demapper demapper = Demapper.maxLog(c);
        double measured = average(c, no, symbols, (bits, y) -> wrong(bits, demapper.llr(y, level)));
        double n = 4.0 * symbols;
        double z = 1.96;
        double shrink = 1 / (1 + z * z / n);
        double centre = shrink * (measured + z * z / (2 * n));
        double spread = measured * (1 - measured) / n + z * z / (4 * n * n);
        double half = shrink * z * Math.sqrt(spread);
        assertEquals(ber, centre, half, "the closed form, and the middle of the interval");
    }

    /** 1 − mean log₂(1 + e^(−LLR·(2b−1))), summed over the bits, is the rate of bit-interleaved coded modulation. */
    @ParameterizedTest
    @CsvSource({"2, 0", "4, 6", "6, 12"})
    void app_carriesTheInformationOfTheTable(int m, double esnoDb) {
        double rate =
                ReferenceTable.of("qam_mi.csv")
                        .value("bicm_gmi_app", "bits_per_symbol", "" + m, "esno_db", "" + esnoDb);
        Constellation c = Constellation.qam(m, DType.COMPLEX64);
        double no = Math.pow(10, -esnoDb / 10);
        Tensor level = Tensor.full(DType.FLOAT32, Shape.SCALAR, no);
        BiFunction<Tensor, Tensor, Tensor> loss =
                (bits, y) -> loss(bits, Demapper.app(c).llr(y, level));
        double app = m * (1 - average(c, no, 100_000, loss));
        assertEquals(rate, app, 0.01);
        double maxLog =
                m
                        * (1
                                - average(
                                        c,
                                        no,
                                        100_000,
                                        (b, y) -> loss(b, Demapper.maxLog(c).llr(y, level))));
        assertTrue(maxLog <= app + 1e-6, maxLog + " over " + app);
    }

    private static Tensor wrong(Tensor bits, Tensor llr) {
        return Demapper.hardDecisions(llr).notEqualTo(bits).cast(DType.FLOAT64).mean();
    }

    private static Tensor loss(Tensor bits, Tensor llr) {
        Tensor right = llr.mul(bits.mul(2).sub(1));
        return right.neg().expand(-1).pad(-1, 0, 1).logsumexp(-1).mul(1 / Math.log(2)).mean();
    }

    private static double average(
            Constellation c, double no, long symbols, BiFunction<Tensor, Tensor, Tensor> mean) {
        RandomStream random = new RandomStream(6);
        double total = 0;
        int passes = 20;
        for (int k = 0; k < passes; k++) {
            try (Scope scope = Scope.open()) {
                Tensor bits =
                        new BinarySource(random)
                                .bits(DType.FLOAT32, symbols / passes * c.bitsPerSymbol());
                Tensor x = Mapper.of(c).map(bits);
                Tensor w = random.normal(DType.COMPLEX64, x.shape()).mul(Math.sqrt(no));
                total += mean.apply(bits, x.add(w)).item();
            }
        }
        return total / passes;
    }

    @Test
    void badInput_isNamed() {
        Demapper demapper = Demapper.app(QAM16);
        Tensor y = Tensor.zeros(DType.COMPLEX128, Shape.of(2, 3));
        Tensor no = Tensor.scalar(1.0);
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> demapper.llr(y.cast(DType.COMPLEX64), no.cast(DType.FLOAT32)));
        assertThrows(
                ArgandException.DTypeMismatch.class, () -> demapper.llr(y, no.cast(DType.FLOAT32)));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> demapper.llr(y, Tensor.zeros(DType.FLOAT64, Shape.of(2))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> demapper.llr(y, no, Tensor.zeros(DType.FLOAT64, Shape.of(5))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> demapper.llr(Tensor.zeros(DType.COMPLEX128, Shape.SCALAR), no));
    }
}
