package org.argand.phy.mimo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.autograd.GradientTape;
import org.argand.phy.EbNo;
import org.argand.phy.channel.Awgn;
import org.argand.phy.mapping.BinarySource;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Demapper;
import org.argand.phy.mapping.Mapper;
import org.argand.tensor.Creation;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Equalisers against their textbook formulas, and the error rate of zero forcing. */
class EqualiserTest {
    private static final int M = 4;
    private static final int K = 2;

    private final RandomStream random = new RandomStream(1);
    private final Tensor y = random.normal(DType.COMPLEX128, Shape.of(3, 5, M));
    private final Tensor h = random.normal(DType.COMPLEX128, Shape.of(3, 5, M, K));
    private final Tensor eye = Creation.eye(DType.COMPLEX128, M);
    private final Tensor root = random.normal(DType.COMPLEX128, Shape.of(3, 1, M, M));
    private final Tensor s = root.matmul(root.adjoint()).add(eye.mul(0.1));

    /** G as the formula writes it. */
    private Tensor matrix(Equaliser e) {
        Tensor gram = h.adjoint().matmul(h);
        return switch (e) {
            case ZF -> gram.inv().matmul(h.adjoint());
            case MF -> h.adjoint().div(gram.diagonal().expand(-1));
            case LMMSE -> {
                Tensor g = h.adjoint().matmul(h.matmul(h.adjoint()).add(s).inv());
                yield g.div(g.matmul(h).diagonal().expand(-1));
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void equalised_isTheFormula(Equaliser e) {
        Equalised out = e.equaliseColoured(y, h, s);
        Tensor g = matrix(e);
        assertClose(g.matmul(y.expand(-1)).squeeze(-1), out.xHat());
        // What is left of other streams and of the noise, for streams of unit energy.
        Tensor cross = g.matmul(h).sub(Creation.eye(DType.COMPLEX128, K));
        Tensor left = cross.matmul(cross.adjoint()).add(g.matmul(s).matmul(g.adjoint()));
        assertClose(left.diagonal().real(), out.noEff());
    }

    @Test
    void lmmse_noiseIsTheReciprocalOfTheGainLessOne() {
        Tensor g = h.adjoint().matmul(h.matmul(h.adjoint()).add(s).inv());
        Tensor gain = g.matmul(h).diagonal().real();
        assertClose(gain.reciprocal().sub(1), Equaliser.LMMSE.equaliseColoured(y, h, s).noEff());
    }

    @ParameterizedTest
    @EnumSource
    void independentNoise_isADiagonalCovariance(Equaliser e) {
        Tensor no = Tensor.of(0.1, 0.2, 0.5, 1.0);
        Equalised expected = e.equaliseColoured(y, h, no.cast(DType.COMPLEX128).diag());
        Equalised out = e.equalise(y, h, no);
        assertClose(expected.xHat(), out.xHat());
        assertClose(expected.noEff(), out.noEff());
        Equalised white = e.equalise(y, h, Tensor.scalar(0.3));
        assertClose(e.equaliseColoured(y, h, eye.mul(0.3)).xHat(), white.xHat());
    }

    @Test
    void whitened_hasWhiteNoise() {
        Tensor l = Whitened.of(y, s.matmul(h), s).h();
        // L⁻¹·S·h = Lᴴ·h, whose Gram matrix is hᴴ·S·h.
        assertClose(h.adjoint().matmul(s).matmul(h), l.adjoint().matmul(l));
    }

    @Test
    void lmmse_isAccurateWhereTheNoiseIsWeak() {
        Tensor h32 = h.cast(DType.COMPLEX64);
        Tensor y32 = y.cast(DType.COMPLEX64);
        double no = 1e-7;
        Tensor weak = Equaliser.LMMSE.equalise(y32, h32, Tensor.scalar(DType.FLOAT32, no)).noEff();
        Tensor zf = Equaliser.ZF.equalise(y, h, Tensor.scalar(no)).noEff();
        assertTrue(weak.cast(DType.FLOAT64).div(zf).sub(1).abs().max().item() < 1e-3);
    }

    @ParameterizedTest
    @EnumSource
    void gradients_reachEverything(Equaliser e) {
        Tensor y1 = y.select(0, 0).slice(0, 0, 2);
        Tensor h1 = h.select(0, 0).slice(0, 0, 2);
        GradCheck.of(
                        in -> {
                            Equalised out = e.equaliseColoured(in.get(0), in.get(1), in.get(2));
                            return out.xHat().mul(out.noEff());
                        })
                .inputs(y1, h1, s.select(0, 0))
                .seed(2)
                .check(1e-6);
        GradCheck.of(
                        in -> {
                            Equalised out = e.equalise(in.get(0), in.get(1), in.get(2));
                            return out.xHat().mul(out.noEff());
                        })
                .inputs(y1, h1, Tensor.of(0.3, 0.4, 0.5, 0.6))
                .seed(3)
                .check(1e-6);
    }

    /**
     * Two QPSK streams to four antennas over independent Rayleigh fading: zero forcing leaves M − K + 1 = 3 degrees of
     * diversity, P = ((1 − μ)/2)³·(1 + 3(1 + μ)/2 + 6((1 + μ)/2)²) with μ² = γ/(1 + γ) and γ = Eb/N0 per antenna; Winters,
     * Salz and Gitlin (1994). At 6 dB 1.3728e-3.
     */
    @Test
    void zeroForcing2x4_hasTheErrorRateOfThreeBranches() {
        double gamma = Math.pow(10, 0.6);
        double mu = Math.sqrt(gamma / (1 + gamma));
        double up = (1 + mu) / 2;
        double ber = Math.pow((1 - mu) / 2, 3) * (1 + 3 * up + 6 * up * up);
        assertEquals(1.3728e-3, ber, 5e-8);
        ZeroForcingLink link = new ZeroForcingLink(6, new RandomStream(4));
        long errors = 0;
        long bits = 0;
        while (errors < 1000) {
            errors += link.errors(50_000);
            bits += 4L * 50_000;
        }
        // Errors come in pairs, for both bits of a symbol and both streams of a channel see the
        // same fade.
        double deviation = Math.sqrt(1.5 * ber / bits);
        assertEquals(ber, (double) errors / bits, 1.96 * deviation);
    }

    /** Two streams of QPSK to four antennas, zero forcing with a known channel. */
    private static final class ZeroForcingLink {
        private final Constellation qpsk = Constellation.qam(2, DType.COMPLEX64);
        private final Tensor no;
        private final RandomStream random;

        ZeroForcingLink(double ebnoDb, RandomStream random) {
            this.no = Tensor.scalar(DType.FLOAT32, EbNo.toNo(ebnoDb, 2, 1)).realise();
            this.random = random;
        }

        /** Wrong bits of 4·blocks. */
        long errors(long blocks) {
            try (Scope scope = Scope.open()) {
                Tensor bits = new BinarySource(random).bits(DType.FLOAT32, blocks, 4);
                Tensor x = Mapper.of(qpsk).map(bits);
                Tensor h = random.normal(DType.COMPLEX64, Shape.of(blocks, M, K));
                Tensor y = Awgn.apply(h.matmul(x.expand(-1)).squeeze(-1), no, random);
                Equalised e = Equaliser.ZF.equalise(y, h, no);
                Tensor llr = Demapper.app(qpsk).llr(e.xHat(), e.noEff());
                Tensor wrong = Demapper.hardDecisions(llr).notEqualTo(bits);
                return Math.round(wrong.cast(DType.FLOAT64).sum().item());
            }
        }
    }

    /** An inverse of HᴴH in complex64 says a noise thousands of times too small here. */
    @ParameterizedTest
    @EnumSource
    void nearlyParallelColumns_keepThePrecisionOfTheInput(Equaliser e) {
        Tensor h32 =
                Tensor.ofInterleaved(Shape.of(2, 2), new float[] {1, 0, 1, 0, 1, 0, 1.0001f, 0});
        Tensor y32 = h32.matmul(Tensor.ofInterleaved(Shape.of(2, 1), new float[] {1, 0, 1, 0}));
        for (boolean coloured : new boolean[] {false, true}) {
            Equalised narrow = pair(e, h32, y32.squeeze(-1), coloured);
            Equalised wide = pair(e, cast(h32), cast(y32.squeeze(-1)), coloured);
            assertEquals(DType.COMPLEX64, narrow.xHat().dtype());
            assertEquals(DType.FLOAT32, narrow.noEff().dtype());
            assertNear(wide.xHat(), narrow.xHat());
            assertNear(wide.noEff(), narrow.noEff());
        }
    }

    private static Equalised pair(Equaliser e, Tensor h, Tensor y, boolean coloured) {
        return coloured
                ? e.equaliseColoured(y, h, Creation.eye(h.dtype(), 2).mul(0.1))
                : e.equalise(y, h, 0.1);
    }

    private static Tensor cast(Tensor t) {
        return t.cast(DType.COMPLEX128);
    }

    private static void assertNear(Tensor wide, Tensor narrow) {
        Tensor error = narrow.cast(wide.dtype()).sub(wide).abs().div(wide.abs());
        assertEquals(0, error.max().item(), 1e-6);
    }

    @Test
    void gradients_passThroughTheWiderPrecision() {
        Tensor[] gradients = new Tensor[2];
        for (DType dtype : List.of(DType.COMPLEX64, DType.COMPLEX128)) {
            Variable v = new Variable("h", h.select(0, 0).cast(DType.COMPLEX64).cast(dtype));
            try (GradientTape tape = GradientTape.open()) {
                Equalised out = Equaliser.ZF.equalise(y.select(0, 0).cast(dtype), v.value(), 0.3);
                gradients[dtype == DType.COMPLEX64 ? 0 : 1] =
                        tape.gradient(out.noEff().sum().add(out.xHat().abs2().sum())).of(v);
            }
        }
        assertEquals(DType.COMPLEX64, gradients[0].dtype());
        Tensor error = gradients[0].cast(DType.COMPLEX128).sub(gradients[1]).abs();
        assertEquals(0, error.max().item() / gradients[1].abs().max().item(), 1e-5);
    }

    @Test
    void zeroForcing_refusesMoreStreamsThanAntennas() {
        Tensor one = h.slice(-2, 0, 1);
        var e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> Equaliser.ZF.equalise(y.slice(-1, 0, 1), one, 0.1));
        assertEquals(
                "equalise: zero forcing needs at least as many antennas as streams, got 1 and 2",
                e.getMessage());
        assertEquals(
                Shape.of(3, 5, K),
                Equaliser.LMMSE.equalise(y.slice(-1, 0, 1), one, 0.1).xHat().shape());
    }

    @ParameterizedTest
    @EnumSource
    void oneNumberOfNoise_isThatForAll(Equaliser e) {
        Equalised expected = e.equalise(y, h, Tensor.scalar(0.3));
        assertClose(expected.xHat(), e.equalise(y, h, 0.3).xHat());
        assertClose(expected.noEff(), e.equalise(y, h, 0.3).noEff());
        assertThrows(ArgandException.InvalidArgument.class, () -> e.equalise(y, h, -1));
    }

    @Test
    void badInput_isNamed() {
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> Equaliser.ZF.equalise(y, h, Tensor.scalar(DType.FLOAT32, 1)));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> Equaliser.ZF.equaliseColoured(y, h, s.real()));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> Equaliser.MF.equalise(y, h.transpose(), Tensor.scalar(1.0)));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> Equaliser.LMMSE.equaliseColoured(y, h, Creation.eye(DType.COMPLEX128, 3)));
    }

    private static void assertClose(Tensor expected, Tensor actual) {
        double scale = Math.max(1, expected.abs().max().item());
        assertEquals(0, actual.sub(expected).abs().max().item(), 1e-11 * scale);
    }
}
