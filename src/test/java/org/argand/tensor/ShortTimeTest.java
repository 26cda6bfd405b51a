package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.ShortTime.Edge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Short-time transforms: frame by frame, back again, and against NumPy; and the windows. */
class ShortTimeTest {
    private static Tensor noise(long seed, long... dims) {
        Shape shape = Shape.of(dims);
        double[] v = new Random(seed).doubles(2 * shape.size(), -1, 1).toArray();
        return Tensor.ofInterleaved(shape, v);
    }

    @ParameterizedTest(name = "frame {0}, hop {1}, {2}, seed 1")
    @CsvSource({"8, 2, NONE", "8, 3, REFLECT", "7, 2, ZEROS", "1, 1, REFLECT", "6, 6, NONE"})
    void frames_areTransformsOfWeightedPieces(int frame, int hop, Edge edge) {
        Tensor x = noise(1, 2, 29);
        ShortTime s = ShortTime.of(frame, hop).window(Window.HAMMING).edge(edge);
        int p = edge == Edge.NONE ? 0 : frame / 2;
        Tensor whole = x.stft(s);
        Tensor half = x.real().stft(s);
        long frames = (29 + 2 * p - frame) / hop + 1;
        assertEquals(Shape.of(2, frame, frames), whole.shape());
        assertEquals(Shape.of(2, frame / 2 + 1, frames), half.shape());
        double[] w = Window.HAMMING.periodic(frame);
        double[] parts = x.toDoubles();
        for (int t = 0; t < frames; t++) {
            double[] piece = new double[4 * frame];
            for (int k = 0; k < 2 * frame; k++) {
                int at = t * hop - p + k % frame;
                boolean outside = at < 0 || at >= 29;
                int from = edge == Edge.REFLECT && outside ? at < 0 ? -at : 56 - at : at;
                if (edge == Edge.REFLECT || !outside) {
                    int row = k / frame * 29;
                    piece[2 * k] = w[k % frame] * parts[2 * (row + from)];
                    piece[2 * k + 1] = w[k % frame] * parts[2 * (row + from) + 1];
                }
            }
            Tensor expected = Tensor.ofInterleaved(Shape.of(2, frame), piece);
            near(expected.fft(), whole.select(-1, t));
            near(expected.real().rfft(), half.select(-1, t));
        }
    }

    private static void near(Tensor expected, Tensor actual) {
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.toDoubles(), actual.toDoubles(), 1e-13);
    }

    /** Hann, frames of 4 every 2, mirrored edges: NumPy 2.4. */
    @Test
    void stft_isNumPys() {
        Tensor x = Tensor.of(1, 2, -1, 0.5, 3, -2, 0, 1);
        double[] expected = {
            3, 0, 0.25, 0, 2.25, 0, -0.5, 0, -0.5, 0, -1, 0, 1, -0.75, -3, -1.25, 0, 1.5, 0, -1.5,
            -1, 0, -2.25, 0, 3.75, 0, 0.5, 0, 0.5, 0
        };
        assertArrayEquals(expected, x.stft(ShortTime.of(4, 2)).toDoubles(), 1e-14);
    }

    @ParameterizedTest(name = "frame {0}, hop {1}, {2}, {3}, {4} samples, seed 2")
    @CsvSource({
        "16, 4, HANN, REFLECT, 100",
        "16, 8, HANN, REFLECT, 103",
        "15, 4, HAMMING, ZEROS, 61",
        "16, 5, BLACKMAN, REFLECT, 101",
        "12, 12, RECTANGULAR, NONE, 60",
        "2, 1, HAMMING, ZEROS, 9"
    })
    void istft_returnsTheSignal(int frame, int hop, Window window, Edge edge, int n) {
        ShortTime s = ShortTime.of(frame, hop).window(window).edge(edge);
        Tensor z = noise(2, 2, n);
        Tensor x = z.real();
        near(x, x.stft(s).istft(s, n));
        near(z, z.stft(s.twoSided()).istft(s.twoSided(), n));
        Tensor back = x.stft(s.twoSided()).istft(s.twoSided(), n);
        near(x, back.real());
        assertEquals(DType.COMPLEX128, back.dtype());
        Tensor single = x.cast(DType.FLOAT32);
        assertEquals(DType.FLOAT32, single.stft(s).istft(s).dtype());
        assertArrayEquals(x.toDoubles(), single.stft(s).istft(s, n).toDoubles(), 1e-5);
        // Without a length: what the frames hold up to the middle of the last one.
        long known = x.stft(s).istft(s).dim(-1);
        near(
                x.slice(-1, 0, Math.min(known, n)),
                x.stft(s).istft(s).slice(-1, 0, Math.min(known, n)));
    }

    /** Of spectra that belong to no signal: the one whose frames are nearest, so the error is orthogonal to all frames. */
    @Test
    void istft_isTheLeastSquaresSolution() {
        ShortTime s = ShortTime.of(8, 3).edge(Edge.NONE).twoSided().window(Window.HAMMING);
        Tensor spectra = noise(3, 8, 6);
        Tensor nearest = spectra.istft(s);
        Tensor error = nearest.stft(s).sub(spectra);
        for (int seed = 4; seed < 8; seed++) {
            Tensor other = noise(seed, 23).stft(s);
            assertEquals(0, error.conj().mul(other).sum().complexItem().abs(), 1e-11);
        }
    }

    @Test
    void windows_areTheFieldsFormulas() {
        assertArrayEquals(new double[] {0, 0.5, 1, 0.5}, Window.HANN.periodic(4), 1e-16);
        assertArrayEquals(new double[] {0, 0.5, 1, 0.5, 0}, Window.HANN.symmetric(5), 1e-16);
        assertArrayEquals(
                new double[] {0.08, 0.77, 0.77, 0.08}, Window.HAMMING.symmetric(4), 1e-15);
        assertArrayEquals(new double[] {0, 0.34, 1, 0.34, 0}, Window.BLACKMAN.symmetric(5), 1e-15);
        assertArrayEquals(new double[] {0, 0.63, 0.63}, Window.BLACKMAN.periodic(3), 1e-15);
        assertArrayEquals(new double[] {1, 1, 1}, Window.RECTANGULAR.periodic(3));
        assertArrayEquals(new double[] {1}, Window.HANN.symmetric(1));
    }

    @Test
    void shortWindow_standsInTheMiddleOfItsFrame() {
        ShortTime s = ShortTime.of(5, 1).window(1, 2);
        assertEquals(List.of(0.0, 1.0, 2.0, 0.0, 0.0), s.weights());
    }

    static Stream<Arguments> refusals() {
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(2, 6));
        ShortTime s = ShortTime.of(8, 4);
        Tensor spectra = Tensor.zeros(DType.COMPLEX64, Shape.of(5, 3));
        return Stream.of(
                of(
                        "stft: needs a floating or complex type, got int32",
                        () -> x.cast(DType.INT32).stft(s)),
                of(
                        "stft: a window of 8 does not fit axis -1 of [2, 6]",
                        () -> x.stft(s.edge(Edge.NONE))),
                of(
                        "stft: 4 samples beyond the edges of [2, 4] mirror nothing",
                        () -> x.slice(1, 0, 4).stft(s)),
                of("stft: frames of 0 every 4 samples", () -> ShortTime.of(0, 4)),
                of("stft: 9 weights for a frame of 8", () -> s.window(new double[9])),
                of("stft: axis -1 is outside shape []", () -> Tensor.scalar(1).stft(s)),
                of("istft: frames of 8 have no spectra [2, 6]", () -> x.istft(s)),
                of("istft: frames of 8 have no spectra [5, 3]", () -> spectra.istft(s.twoSided())),
                of("istft: 3 frames do not hold 13 samples", () -> spectra.istft(s, 13)),
                of("istft: length -1", () -> spectra.istft(s, -1)),
                of(
                        "istft: the windows leave sample 0 out; take a smaller hop or another"
                                + " window",
                        () -> spectra.istft(s.edge(Edge.NONE))),
                of(
                        "istft: the windows leave sample 4 out; take a smaller hop or another"
                                + " window",
                        () -> spectra.istft(ShortTime.of(8, 8))));
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
