package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.tensor.Fourier.Norm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Fourier family against the sums that define it and against NumPy 2.4. */
class FourierTest {
    private static final double TOLERANCE = 2e-14;

    /** No half spectrum of a real signal: its first and last elements have imaginary parts. */
    private static final Tensor HALF =
            Tensor.of(
                    Complex.ofCartesian(1, 5),
                    Complex.ofCartesian(2, -1),
                    Complex.ofCartesian(-0.5, 0.25));

    private static final Tensor REAL = Tensor.of(1, 2, -1, 0.5, 3);

    private static Tensor complexNoise(long seed, long... dims) {
        Shape shape = Shape.of(dims);
        double[] v = new Random(seed).doubles(2 * shape.size(), -1, 1).toArray();
        return Tensor.ofInterleaved(shape, v);
    }

    /** e^{2πi·sign·jk/n}. */
    private static Complex root(int sign, long product, int n) {
        double turn = 2 * Math.PI * (product % n) / n;
        return Complex.ofCartesian(Math.cos(turn), sign * Math.sin(turn));
    }

    private static Complex[] elements(Tensor x) {
        double[] v = x.cast(DType.COMPLEX128).toDoubles();
        return IntStream.range(0, v.length / 2)
                .mapToObj(k -> Complex.ofCartesian(v[2 * k], v[2 * k + 1]))
                .toArray(Complex[]::new);
    }

    /** The defining sum over a whole spectrum or signal. */
    private static Complex sum(Complex[] x, int sign, int k) {
        Complex sum = Complex.ZERO;
        for (int j = 0; j < x.length; j++) {
            sum = sum.add(x[j].multiply(root(sign, (long) j * k, x.length)));
        }
        return sum;
    }

    private static Tensor definition(Complex[] x, int sign, int count) {
        return Tensor.of(
                IntStream.range(0, count).mapToObj(k -> sum(x, sign, k)).toArray(Complex[]::new));
    }

    private static void near(Tensor expected, Tensor actual) {
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(
                expected.cast(DType.COMPLEX128).toDoubles(),
                actual.cast(DType.COMPLEX128).toDoubles(),
                TOLERANCE);
    }

    private static void near(double[] expected, Tensor actual) {
        assertArrayEquals(expected, actual.toDoubles(), 1e-14);
    }

    static IntStream lengths() {
        return IntStream.concat(IntStream.rangeClosed(1, 17), IntStream.of(34, 51, 64));
    }

    @ParameterizedTest(name = "n = {0} seed 1")
    @MethodSource("lengths")
    void transforms_meetTheirDefinitions(int n) {
        Tensor z = complexNoise(1, n);
        Tensor x = z.real();
        int half = n / 2 + 1;
        near(definition(elements(z), -1, n), z.fft());
        near(definition(elements(z), 1, n).mul(1.0 / n), z.ifft());
        near(definition(elements(x), -1, half), x.rfft());
        near(definition(elements(x), 1, half).mul(1.0 / n), x.ihfft());
        Tensor y = complexNoise(2, half);
        Complex[] whole = whole(y, n);
        near(definition(whole, 1, n).real().mul(1.0 / n), y.irfft(n, 0, Norm.BACKWARD));
        near(definition(whole, -1, n).real(), y.hfft(n, 0, Norm.BACKWARD));
    }

    /** The spectrum of n elements that a half stands for: what has no place in it is dropped. */
    private static Complex[] whole(Tensor half, int n) {
        Complex[] x = elements(half);
        Complex[] all = new Complex[n];
        for (int k = 0; k < n; k++) {
            boolean own = k == 0 || 2 * k == n;
            Complex z = 2 * k <= n ? x[k] : x[n - k].conj();
            all[k] = own ? Complex.ofCartesian(z.real(), 0) : z;
        }
        return all;
    }

    @Test
    void irfft_ofNoHermitianSpectrum_isNumPys() {
        near(new double[] {1.125, 0.875, -0.875, -0.125}, HALF.irfft());
        near(new double[] {1}, HALF.irfft(1, 0, Norm.BACKWARD));
        near(new double[] {1.5, -0.5}, HALF.irfft(2, 0, Norm.BACKWARD));
        near(
                new double[] {
                    0.8,
                    0.9306610756637617,
                    -0.17879724182844284,
                    -0.839236746921452,
                    0.28737291308613333
                },
                HALF.irfft(5, 0, Norm.BACKWARD));
        near(
                new double[] {
                    0.5714285714285714,
                    0.6846684500337709,
                    0.4539546894285125,
                    -0.28124029342846835,
                    -0.6408640704196487,
                    -0.16513036597789493,
                    0.37718301893515715
                },
                HALF.irfft(7, 0, Norm.BACKWARD));
    }

    @Test
    void hermitianTransforms_areNumPys() {
        near(new double[] {4.5, -0.5, -3.5, 3.5}, HALF.hfft());
        near(new double[] {0.625, 0, 0.5, 0.375, -0.625, 0}, REAL.ihfft(4, 0, Norm.BACKWARD));
        near(
                new double[] {
                    2.4596747752497685,
                    0,
                    1.3190983005625052,
                    -0.8196237382653702,
                    -1.4309016994374948,
                    0.37512255020446306
                },
                REAL.ihfft(5, 0, Norm.ORTHO));
        near(
                new double[] {
                    0.8,
                    0.28737291308613333,
                    -0.839236746921452,
                    -0.17879724182844284,
                    0.9306610756637617
                },
                HALF.hfft(5, 0, Norm.FORWARD));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Norm.class)
    void inverses_undo_inEveryNorm(Norm norm) {
        Tensor x = complexNoise(3, 2, 7, 6);
        for (int axis = 0; axis < 3; axis++) {
            long n = x.dim(axis);
            near(x, x.fft(n, axis, norm).ifft(n, axis, norm));
            near(x.real(), x.real().rfft(n, axis, norm).irfft(n, axis, norm));
            near(x.real(), x.real().ihfft(n, axis, norm).hfft(n, axis, norm));
        }
        int[] axes = {2, 0, 1};
        long[] s = {6, 2, 7};
        near(x, x.fftn(s, axes, norm).ifftn(s, axes, norm));
        near(x.real(), x.real().rfftn(s, axes, norm).irfftn(s, axes, norm));
    }

    @Test
    void severalAxes_areOneAfterTheOther() {
        Tensor x = complexNoise(4, 3, 4, 5);
        Tensor two = x.fft(5, 2, Norm.BACKWARD).fft(4, 1, Norm.BACKWARD);
        near(two, x.fft2());
        near(two.fft(3, 0, Norm.BACKWARD), x.fftn());
        near(x, x.fft2().ifft2());
        near(two.real(), x.fftn(-2, -1).real());
        near(
                x.fft(2, 0, Norm.ORTHO).fft(6, 2, Norm.ORTHO),
                x.fftn(new long[] {2, 6}, new int[] {0, 2}, Norm.ORTHO));
        near(
                x.fftn(new long[] {4, 6}, new int[] {1, 2}, Norm.ORTHO),
                x.fftn(new long[] {4, 6}, new int[0], Norm.ORTHO));
        Tensor squares = Tensor.of(Shape.of(2, 3), new double[] {0, 1, 4, 9, 16, 25});
        near(
                new double[] {55, 0, -14, 6 * Math.sqrt(3), -45, 0, 9, -3 * Math.sqrt(3)},
                squares.rfft2());
        Tensor half =
                Tensor.ofInterleaved(Shape.of(2, 2), new double[] {1, 1, 2, -1, 0, 0.5, 3, 2});
        near(new double[] {1.5, -1, 0, 0.5}, half.irfft2());
        near(
                new double[] {
                    11 / 6.0,
                    -0.9553418012614794,
                    -0.37799153207185376,
                    -1 / 6.0,
                    1.1993587371177719,
                    -0.5326920704511053
                },
                half.irfftn(new long[] {2, 3}, new int[] {0, 1}, Norm.BACKWARD));
    }

    @Test
    void types_keepTheirPrecision() {
        for (DType d : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Tensor x = REAL.cast(d);
            assertEquals(d.complex(), x.rfft().dtype());
            assertEquals(d, x.rfft().irfft().dtype());
            assertEquals(d, x.irfft().dtype());
            assertEquals(d, x.hfft().dtype());
            assertEquals(d.complex(), x.ihfft().dtype());
        }
    }

    /** A line's result does not depend on its neighbours, not even on a NaN beside it. */
    @Test
    void realLines_doNotTouchEachOther() {
        Tensor x = complexNoise(5, 4, 12).real();
        double[] alone = x.select(0, 1).rfft().toDoubles();
        Tensor bad =
                Tensor.concat(
                        List.of(x, Tensor.full(DType.FLOAT64, Shape.of(1, 12), Double.NaN)), 0);
        assertArrayEquals(alone, bad.rfft().select(0, 1).toDoubles());
        assertArrayEquals(
                alone, x.transpose().copied().transpose().rfft().select(0, 1).toDoubles());
    }

    @Test
    void frequencies_areNumPys() {
        near(new double[] {0, 0.4, 0.8, -0.8, -0.4}, Fourier.fftfreq(5, 0.5));
        near(new double[] {0, 0.125, -0.25, -0.125}, Fourier.fftfreq(4, 2));
        near(new double[] {0, 0.4, 0.8}, Fourier.rfftfreq(5, 0.5));
        near(new double[] {0, 0.125, 0.25}, Fourier.rfftfreq(4, 2));
        near(new double[] {0}, Fourier.fftfreq(1, 1));
        near(new double[] {0}, Fourier.rfftfreq(1, 1));
    }

    /** The adjoint of fftshift is ifftshift, which for odd lengths is another op. */
    @Test
    void fftshift_ofOddLength_hasTheOtherShiftAsAdjoint() {
        Tensor x = Tensor.of(1.0, 2, 3, 4, 5);
        Tensor g = Tensor.of(10.0, 20, 30, 40, 50);
        near(new double[] {4, 5, 1, 2, 3}, x.fftshift());
        near(new double[] {3, 4, 5, 1, 2}, x.ifftshift());
        try (GradientTape tape = GradientTape.persistent()) {
            tape.watch(x);
            near(new double[] {30, 40, 50, 10, 20}, tape.gradient(x.fftshift(), g).of(x));
            near(new double[] {40, 50, 10, 20, 30}, tape.gradient(x.ifftshift(), g).of(x));
        }
    }

    /** The weights of the half spectrum, [1, 2, 2] for odd n and [1, 2, 1] for even n; no gradient where nothing counts. */
    @Test
    void irfft_weighsItsHalf() {
        for (int n : new int[] {4, 5}) {
            Tensor g = Tensor.of(Shape.of(n), new Random(6).doubles(n).toArray());
            double[] w = n == 4 ? new double[] {1, 2, 1} : new double[] {1, 2, 2};
            Tensor expected = g.rfft().mul(Tensor.of(w)).mul(1.0 / n);
            try (GradientTape tape = GradientTape.open()) {
                tape.watch(HALF);
                Tensor gradient = tape.gradient(HALF.irfft(n, 0, Norm.BACKWARD), g).of(HALF);
                near(expected, gradient);
                assertEquals(0, gradient.imag().select(0, 0).item());
            }
        }
    }

    static Stream<Arguments> refusals() {
        Tensor z = Tensor.zeros(DType.COMPLEX64, Shape.of(2, 3));
        Tensor i = Tensor.zeros(DType.INT32, Shape.of(2, 3));
        int[] none = {};
        return Stream.of(
                of("rfft: needs a real type, got complex64; fft takes complex numbers", z::rfft),
                of("ihfft: needs a real type, got complex64; fft takes complex numbers", z::ihfft),
                of("rfft2: needs a real type, got complex64; fft takes complex numbers", z::rfft2),
                of("rfft: needs a floating or complex type, got int32", i::rfft),
                of("irfft: needs a floating or complex type, got int32", i::irfft),
                of("fftn: needs a floating or complex type, got int32", i::fftn),
                of(
                        "irfft: result of length 0 along axis -1 of [2, 1]",
                        () -> z.slice(1, 0, 1).irfft()),
                of(
                        "hfft: result of length 0 along axis 1 of [2, 3]",
                        () -> z.hfft(0, 1, Norm.ORTHO)),
                of("fft2: axis -2 is outside shape [3]", () -> z.select(0, 0).fft2()),
                of("irfft: axis 4 is outside shape [2, 3]", () -> z.irfft(3, 4, Norm.ORTHO)),
                of("fftn: sizes [] along axes [0, -2] of [2, 3]", () -> z.fftn(0, -2)),
                of(
                        "ifftn: sizes [2] along axes [0, 1] of [2, 3]",
                        () -> z.ifftn(new long[] {2}, new int[] {0, 1}, Norm.ORTHO)),
                of(
                        "fftn: axis -3 is outside shape [2, 3]",
                        () -> z.fftn(new long[] {1, 2, 3}, none, Norm.ORTHO)),
                of(
                        "fftn: length 0 along axis 1 of [2, 3]",
                        () -> z.fftn(new long[] {0}, none, Norm.ORTHO)),
                of("fftfreq: 0 samples that are 1.0 apart", () -> Fourier.fftfreq(0, 1)),
                of("rfftfreq: 4 samples that are 0.0 apart", () -> Fourier.rfftfreq(4, 0)));
    }

    private static Arguments of(String message, Executable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void badInput_getsOneClearError(String message, Executable call) {
        assertEquals(message, assertThrows(ArgandException.class, call).getMessage());
    }
}
