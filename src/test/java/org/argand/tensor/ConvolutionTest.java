package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Convolution.Method;
import org.argand.tensor.Convolution.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions against loops over their definitions and against NumPy's results. */
class ConvolutionTest {
    private static final double TOLERANCE = 1e-13;

    private static Tensor noise(long seed, long... dims) {
        Shape shape = Shape.of(dims);
        double[] v = new Random(seed).doubles(2 * shape.size(), -1, 1).toArray();
        return Tensor.ofInterleaved(shape, v);
    }

    /** The geometry of a two-dimensional case, the same for loops and library. */
    private record Case(
            long[] x, long[] kernel, long[] stride, long[] dilation, long[][] padding, int groups) {
        Convolution settings() {
            return Convolution.PLAIN
                    .stride(stride)
                    .dilation(dilation)
                    .padding(padding[0], padding[1])
                    .groups(groups);
        }

        int places(int a) {
            long padded = x[a + 2] + padding[0][a] + padding[1][a];
            return (int) ((padded - dilation[a] * (kernel[a + 2] - 1) - 1) / stride[a] + 1);
        }

        /** Calls {@code visit} with the element numbers of every product x·k that goes into an output. */
        void forEach(Visitor visit) {
            int in = (int) kernel[1];
            int perGroup = (int) kernel[0] / groups;
            for (int b = 0; b < x[0]; b++) {
                for (int o = 0; o < kernel[0]; o++) {
                    for (int c = 0; c < in; c++) {
                        int xc = o / perGroup * in + c;
                        plane(b * (int) x[1] + xc, o * in + c, b * (int) kernel[0] + o, visit);
                    }
                }
            }
        }

        private void plane(int xPlane, int kPlane, int yPlane, Visitor visit) {
            for (int t = 0; t < places(0) * places(1); t++) {
                int i = t / places(1);
                int j = t % places(1);
                for (int l = 0; l < kernel[2] * kernel[3]; l++) {
                    long r = i * stride[0] + l / kernel[3] * dilation[0] - padding[0][0];
                    long s = j * stride[1] + l % kernel[3] * dilation[1] - padding[0][1];
                    if (r >= 0 && r < x[2] && s >= 0 && s < x[3]) {
                        visit.at(
                                (int) ((xPlane * x[2] + r) * x[3] + s),
                                (int) (kPlane * kernel[2] * kernel[3] + l),
                                yPlane * places(0) * places(1) + t);
                    }
                }
            }
        }
    }

    private interface Visitor {
        void at(int x, int k, int y);
    }

    private static void addProduct(double[] to, int at, double[] a, int i, double[] b, int j) {
        to[2 * at] += a[2 * i] * b[2 * j] - a[2 * i + 1] * b[2 * j + 1];
        to[2 * at + 1] += a[2 * i] * b[2 * j + 1] + a[2 * i + 1] * b[2 * j];
    }

    static Stream<Case> cases() {
        long[] one = {1, 1};
        long[][] none = {{0, 0}, {0, 0}};
        return Stream.of(
                new Case(new long[] {1, 1, 4, 5}, new long[] {1, 1, 3, 2}, one, one, none, 1),
                new Case(new long[] {2, 3, 5, 4}, new long[] {2, 3, 2, 3}, one, one, none, 1),
                new Case(
                        new long[] {2, 4, 7, 6},
                        new long[] {6, 2, 3, 2},
                        new long[] {2, 3},
                        new long[] {1, 2},
                        new long[][] {{1, 0}, {2, 1}},
                        2),
                new Case(
                        new long[] {1, 3, 6, 6},
                        new long[] {3, 1, 2, 2},
                        new long[] {3, 1},
                        new long[] {2, 3},
                        new long[][] {{0, 2}, {1, 0}},
                        3));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void conv2d_meetsItsDefinition(Case c) {
        Tensor x = noise(1, c.x);
        Tensor k = noise(2, c.kernel);
        double[] y = new double[2 * (int) (c.x[0] * c.kernel[0]) * c.places(0) * c.places(1)];
        double[] xs = x.toDoubles();
        double[] ks = k.toDoubles();
        c.forEach((i, j, t) -> addProduct(y, t, xs, i, ks, j));
        for (Method m : Method.values()) {
            Tensor actual = x.conv2d(k, c.settings().method(m));
            assertEquals(Shape.of(c.x[0], c.kernel[0], c.places(0), c.places(1)), actual.shape());
            assertArrayEquals(y, actual.toDoubles(), TOLERANCE);
            double[] real = x.real().conv2d(k.real(), c.settings().method(m)).toDoubles();
            Tensor embedded =
                    x.real().conv2d(k.real().cast(DType.COMPLEX128), c.settings().method(m));
            assertArrayEquals(embedded.real().toDoubles(), real, TOLERANCE);
        }
    }

    /** The transposed convolution scatters where the convolution gathers. */
    @ParameterizedTest
    @MethodSource("cases")
    void convTranspose2d_meetsItsDefinition(Case c) {
        Tensor y = noise(3, c.x[0], c.kernel[0], c.places(0), c.places(1));
        Tensor k = noise(4, c.kernel);
        double[] x = new double[2 * (int) Shape.of(c.x).size()];
        double[] ys = y.toDoubles();
        double[] ks = k.toDoubles();
        c.forEach((i, j, t) -> addProduct(x, i, ys, t, ks, j));
        long[] extra = new long[2];
        for (int a = 0; a < 2; a++) {
            long reached =
                    (c.places(a) - 1) * c.stride[a] + c.dilation[a] * (c.kernel[a + 2] - 1) + 1;
            extra[a] = c.x[a + 2] + c.padding[0][a] + c.padding[1][a] - reached;
        }
        for (Method m : Method.values()) {
            Tensor actual = y.convTranspose2d(k, c.settings().outputPadding(extra).method(m));
            assertEquals(Shape.of(c.x), actual.shape());
            assertArrayEquals(x, actual.toDoubles(), TOLERANCE);
        }
    }

    @ParameterizedTest(name = "stride {0} dilation {1}")
    @CsvSource({"1, 1", "2, 1", "3, 2", "5, 1"})
    void conv1d_isConv2dOfOneRow(long stride, long dilation) {
        Tensor x = noise(5, 2, 4, 17);
        Tensor k = noise(6, 6, 2, 4);
        Convolution c = Convolution.PLAIN.stride(stride).dilation(dilation).groups(2);
        Tensor rows = x.expand(2).conv2d(k.expand(2), c).squeeze(2);
        assertArrayEquals(rows.toDoubles(), x.conv1d(k, c).toDoubles(), TOLERANCE);
        Tensor back = rows.expand(2).convTranspose2d(k.expand(2), c).squeeze(2);
        assertArrayEquals(back.toDoubles(), rows.convTranspose1d(k, c).toDoubles(), TOLERANCE);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Mode.class)
    void padding_givesTheLengthsItSays(Mode mode) {
        for (long n = 4; n < 9; n++) {
            for (long k = 1; k <= 4; k++) {
                for (long s = 1; s <= 3; s++) {
                    Convolution c = Convolution.PLAIN.padding(mode).stride(s);
                    long expected =
                            switch (mode) {
                                case FULL -> (n + k - 2) / s + 1;
                                case SAME -> Math.ceilDiv(n, s);
                                case VALID -> (n - k) / s + 1;
                            };
                    long got = noise(7, 1, 1, n).conv1d(noise(8, 1, 1, k), c).dim(-1);
                    assertEquals(expected, got, n + " " + k + " " + s);
                }
            }
        }
    }

    /** One more zero at the end where padding cannot be even, as PyTorch's {@code padding='same'}. */
    @Test
    void samePadding_isLongerAtTheEnd() {
        Tensor x = Tensor.of(Shape.of(1, 1, 3), new double[] {1, 2, 3});
        Tensor k = Tensor.of(Shape.of(1, 1, 2), new double[] {1, 10});
        Tensor y = x.conv1d(k, Convolution.PLAIN.padding(Mode.SAME));
        assertArrayEquals(new double[] {21, 32, 3}, y.toDoubles());
        Tensor full = x.conv1d(k, Convolution.PLAIN.padding(Mode.FULL));
        assertArrayEquals(new double[] {10, 21, 32, 3}, full.toDoubles());
    }

    private static final Tensor A =
            Tensor.ofInterleaved(Shape.of(5), new double[] {1, 2, 3, 0, 0, -1, 2, 1, -2, 0});
    private static final Tensor V =
            Tensor.ofInterleaved(Shape.of(4), new double[] {0.5, 0, 0, 1, -1, 1, 2, 0});

    /** {@code np.convolve(a, v)} and {@code np.correlate(a, v)} and with exchanged operands, NumPy 2.4, mode full. */
    private static final double[] CONVOLVED = {
        0.5, 1, -0.5, 1, -3, 1.5, 1, 7.5, 5, 3, -3, -3, 6, 0, -4, 0
    };

    private static final double[] CORRELATED = {
        2, 4, 7, -3, -1, -6, 3.5, 1, -4.5, -3, 3, -0.5, 1, 2.5, -1, 0
    };

    private static final double[] TURNED = {
        -1, 0, 1, -2.5, 3, 0.5, -4.5, 3, 3.5, -1, -1, 6, 7, 3, 2, -4
    };

    @ParameterizedTest(name = "{0}: {1} from {2}, correlated from {3} and {4}")
    @CsvSource({"FULL, 8, 0, 0, 0", "SAME, 5, 1, 1, 2", "VALID, 2, 3, 3, 3"})
    void modes_areNumPys(Mode mode, int count, int from, int first, int turned) {
        for (Method m : Method.values()) {
            near(CONVOLVED, from, count, A.convolve(V, mode, m));
            near(CONVOLVED, from, count, V.convolve(A, mode, m));
            near(CORRELATED, first, count, A.correlate(V, mode, m));
            near(TURNED, turned, count, V.correlate(A, mode, m));
        }
    }

    private static void near(double[] full, int from, int count, Tensor actual) {
        double[] expected = Arrays.copyOfRange(full, 2 * from, 2 * (from + count));
        assertArrayEquals(expected, actual.toDoubles(), 1e-14);
    }

    /** An odd shorter operand: NumPy's same mode begins one element on when the second is the longer. */
    @Test
    void correlateSame_ofOddLengths_isNumPys() {
        Tensor three = V.slice(0, 0, 3);
        assertArrayEquals(
                new double[] {-1, -4, -0.5, -1, -0.5, -3, 3, -0.5, 1, 2.5},
                A.correlate(three, Mode.SAME).toDoubles(),
                1e-14);
        assertArrayEquals(
                new double[] {1, -2.5, 3, 0.5, -0.5, 3, -0.5, 1, -1, 4},
                three.correlate(A, Mode.SAME).toDoubles(),
                1e-14);
    }

    @Test
    void convolve2d_isRowsConvolvedAndAdded() {
        Tensor x = noise(9, 2, 4, 5);
        Tensor k = noise(10, 3, 2);
        Tensor full = x.convolve2d(k, Mode.FULL);
        Tensor sum = Tensor.zeros(DType.COMPLEX128, Shape.of(2, 6, 6));
        for (int r = 0; r < 3; r++) {
            Tensor rows = x.convolve(k.select(0, r), Mode.FULL);
            sum = sum.add(rows.pad(1, r, 2 - r));
        }
        assertArrayEquals(sum.toDoubles(), full.toDoubles(), TOLERANCE);
        assertArrayEquals(
                full.slice(1, 1, 5).slice(2, 0, 5).toDoubles(),
                x.convolve2d(k, Mode.SAME).toDoubles(),
                TOLERANCE);
        Tensor turned = x.convolve2d(k.flip().conj(), Mode.VALID);
        assertArrayEquals(turned.toDoubles(), x.correlate2d(k, Mode.VALID).toDoubles(), TOLERANCE);
    }

    @Test
    void longKernels_goByFourier_andAgree() {
        Tensor x = noise(11, 3, 2000);
        Tensor k = noise(12, 900);
        double[] direct = x.convolve(k, Mode.FULL, Method.DIRECT).toDoubles();
        assertArrayEquals(direct, x.convolve(k, Mode.FULL).toDoubles(), 1e-12);
        assertTrue(Method.AUTO.byFourier(3 * 2899. * 900, 3 * 2899. * 900, 7, 2899, 3));
        assertTrue(!Method.AUTO.byFourier(3 * 2002. * 3, 3 * 2002. * 3, 7, 2002, 3));
    }

    @ParameterizedTest(name = "size {0} step {1} dilation {2}")
    @CsvSource({"1, 1, 1", "3, 1, 1", "4, 2, 1", "4, 3, 1", "2, 5, 1", "3, 2, 2", "2, 1, 4"})
    void windows_areWhatTheirIndicesSay_andOverlapAddReturnsThem(int size, int step, int d) {
        int n = 11;
        Tensor x = noise(13, 2, n, 3);
        Tensor w = x.windows(1, size, step, d);
        int count = (n - d * (size - 1) - 1) / step + 1;
        assertEquals(Shape.of(2, count, 3, size), w.shape());
        Tensor sum = Tensor.zeros(DType.COMPLEX128, Shape.of(2, n, 3));
        Tensor added = w.overlapAdd(1, n, step, d);
        for (int t = 0; t < count; t++) {
            for (int l = 0; l < size; l++) {
                int at = t * step + d * l;
                Tensor element = w.select(1, t).select(-1, l);
                assertArrayEquals(x.select(1, at).toDoubles(), element.toDoubles());
                sum = sum.add(element.expand(1).pad(1, at, n - 1 - at));
            }
        }
        assertArrayEquals(sum.toDoubles(), added.toDoubles(), TOLERANCE);
    }

    @Test
    void mixedTypes_promote() {
        Tensor x = Tensor.ones(DType.FLOAT32, Shape.of(1, 1, 4));
        Tensor k = Tensor.ones(DType.COMPLEX64, Shape.of(1, 1, 2));
        assertEquals(DType.COMPLEX64, x.conv1d(k).dtype());
        assertEquals(DType.FLOAT32, x.conv1d(k.real()).dtype());
        assertEquals(DType.COMPLEX128, x.cast(DType.FLOAT64).conv1d(k).dtype());
        assertEquals(DType.COMPLEX64, x.convolve(k, Mode.FULL).dtype());
        assertEquals(DType.FLOAT64, x.convolve(k.real().cast(DType.FLOAT64), Mode.FULL).dtype());
        assertEquals(DType.FLOAT32, x.cast(DType.INT32).conv1d(k.real()).dtype());
    }

    @Test
    void emptyBatches_haveEmptyResults() {
        Tensor none = Tensor.zeros(DType.FLOAT32, Shape.of(0, 2, 5));
        Tensor k = Tensor.ones(DType.FLOAT32, Shape.of(3, 2, 2));
        for (Method m : Method.values()) {
            Convolution c = Convolution.PLAIN.method(m);
            assertEquals(Shape.of(0, 3, 4), none.conv1d(k, c).shape());
            assertEquals(Shape.of(0, 3, 6), none.convTranspose1d(k.transpose(0, 1), c).shape());
        }
    }

    static Stream<Arguments> refusals() {
        Tensor i = Tensor.zeros(DType.INT32, Shape.of(1, 1, 5));
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(1, 4, 5));
        Tensor k = Tensor.zeros(DType.FLOAT32, Shape.of(2, 4, 3));
        Convolution plain = Convolution.PLAIN;
        return Stream.of(
                of("conv1d: needs a floating or complex type, got int32, int32", () -> i.conv1d(i)),
                of(
                        "convolve: needs a floating or complex type, got int32, int32",
                        () -> i.convolve(i, Mode.FULL)),
                of(
                        "conv1d: needs a batch of channels and a kernel over 1 axis, got [4, 5] and"
                                + " [2, 4, 3]",
                        () -> x.squeeze(0).conv1d(k)),
                of(
                        "conv2d: needs a batch of channels and a kernel over 2 axes, got [1, 4, 5]"
                                + " and [2, 4, 3]",
                        () -> x.conv2d(k)),
                of(
                        "conv1d: channels of [1, 4, 5] and [2, 4, 3] do not fit in 2 groups",
                        () -> x.conv1d(k, plain.groups(2))),
                of(
                        "conv1d: a kernel of 7 does not fit axis 2 of [1, 4, 5] padded to 6",
                        () ->
                                x.conv1d(
                                        k,
                                        plain.dilation(3).padding(new long[] {1}, new long[] {0}))),
                of(
                        "conv1d: a kernel of 3, stride 0, dilation 1, padding 0 and 0, output"
                                + " padding 0",
                        () -> x.conv1d(k, plain.stride(0))),
                of(
                        "conv1d: stride [1, 2] for 1 spatial axes",
                        () -> x.conv1d(k, plain.stride(1, 2))));
    }

    static Stream<Arguments> furtherRefusals() {
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(1, 4, 5));
        Tensor k = Tensor.zeros(DType.FLOAT32, Shape.of(2, 4, 3));
        Convolution plain = Convolution.PLAIN;
        return Stream.of(
                of(
                        "convTranspose1d: channels of [1, 4, 5] and [2, 4, 3] do not fit in 1"
                                + " group",
                        () -> x.convTranspose1d(k, plain)),
                of(
                        "convTranspose1d: padding 0 and 0, output padding 2, stride 2 for axis 2 of"
                                + " [1, 2, 5]",
                        () ->
                                x.slice(1, 0, 2)
                                        .convTranspose1d(k, plain.stride(2).outputPadding(2))),
                of(
                        "convolve: needs an axis with elements, got [1, 4, 5] and []",
                        () -> x.convolve(Tensor.scalar(1), Mode.FULL)),
                of(
                        "convolve2d: [3] and [2] do not broadcast",
                        () -> x.broadcastTo(Shape.of(3, 4, 5)).convolve2d(k, Mode.FULL)),
                of(
                        "windows: a window of 6 does not fit axis 2 of [1, 4, 5]",
                        () -> x.windows(2, 6, 1, 1)),
                of("windows: size 2, step 0, dilation 1", () -> x.windows(2, 2, 0, 1)),
                of(
                        "overlapAdd: 4 windows of 5 every 2 do not make 13 elements",
                        () -> x.overlapAdd(1, 13, 2, 1)));
    }

    private static Arguments of(String message, Executable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"refusals", "furtherRefusals"})
    void badInput_getsOneClearError(String message, Executable call) {
        assertEquals(message, assertThrows(ArgandException.class, call).getMessage());
    }
}
