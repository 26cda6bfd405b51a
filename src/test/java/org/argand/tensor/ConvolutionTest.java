package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Convolution.Method;
import org.argand.tensor.Convolution.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                    long full = n + k - 1;
                    long expected =
                            switch (mode) {
                                case FULL -> (full - k) / s + 1 + (k - 1) / s * 0;
                                case SAME -> Math.ceilDiv(n, s);
                                case VALID -> (n - k) / s + 1;
                            };
                    long got = noise(7, 1, 1, n).conv1d(noise(8, 1, 1, k), c).dim(-1);
                    assertEquals(mode == Mode.FULL ? (n + 2 * (k - 1) - k) / s + 1 : expected, got);
                }
            }
        }
    }

    /** {@code np.convolve} and {@code np.correlate}, NumPy 2.4. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FULL  | 1 3 6 10 9 5          | 0.5 2 3.5 5 3.5 1 | ",
            })
    void placeholder(Mode mode, String a, String b) {}

    @Test
    void integers_areRefused() {
        Tensor x = Tensor.zeros(DType.INT32, Shape.of(1, 1, 5));
        refused(
                ArgandException.DTypeMismatch.class,
                "conv1d: needs a floating or complex type, got int32, int32",
                () -> x.conv1d(x));
    }

    private static void refused(
            Class<? extends ArgandException> kind,
            String message,
            org.junit.jupiter.api.function.Executable call) {
        ArgandException e = assertThrows(ArgandException.class, call);
        assertEquals(kind, e.getClass(), e.getMessage());
        assertEquals(message, e.getMessage());
        assertTrue(e.getMessage().lines().count() == 1);
    }
}
