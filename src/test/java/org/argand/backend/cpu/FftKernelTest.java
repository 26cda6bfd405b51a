package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops of Fourier transforms with vectors: the same bits as in plain Java, whatever the number of lanes. */
class FftKernelTest {
    /** Less than any vector, exactly one, one and a part, some and a part. */
    private static final int[] LANES = {1, 3, 16, 19, 45};

    private final Random random = new Random(21);

    /** What is the same for both precisions. */
    private record Pair<T>(FftArrays<T> arrays, FftKernel<T> plain, FftKernel<T> vector) {}

    private static Pair<float[]> floats() {
        assumeTrue(Lanes.available());
        return new Pair<>(FftArrays.FLOATS, new FloatScalarFft(), new FloatVectorFft());
    }

    private static Pair<double[]> doubles() {
        assumeTrue(Lanes.available());
        return new Pair<>(FftArrays.DOUBLES, new DoubleScalarFft(), new DoubleVectorFft());
    }

    private <T> T noise(Pair<T> of, int n) {
        return of.arrays.table(random.doubles(n, -1, 1).toArray());
    }

    private <T> Planes<T> planes(Pair<T> of, int n) {
        return new Planes<>(noise(of, n), noise(of, n));
    }

    private static <T> Planes<T> copy(Planes<T> x) {
        return new Planes<>(part(x.re(), 0, length(x.re())), part(x.im(), 0, length(x.im())));
    }

    private static int length(Object array) {
        return array instanceof float[] f ? f.length : ((double[]) array).length;
    }

    @SuppressWarnings("unchecked")
    private static <T> T part(T array, int from, int to) {
        return array instanceof float[] f
                ? (T) Arrays.copyOfRange(f, from, to)
                : (T) Arrays.copyOfRange((double[]) array, from, to);
    }

    private static <T> void same(T expected, T actual, int n, String what) {
        if (expected instanceof float[] f) {
            assertArrayEquals(Arrays.copyOf(f, n), Arrays.copyOf((float[]) actual, n), what);
        } else {
            assertArrayEquals(
                    Arrays.copyOf((double[]) expected, n),
                    Arrays.copyOf((double[]) actual, n),
                    what);
        }
    }

    private static <T> void same(Planes<T> expected, Planes<T> actual, int n, String what) {
        same(expected.re(), actual.re(), n, what);
        same(expected.im(), actual.im(), n, what);
    }

    @Test
    void transforms_areTheSameBits() {
        transforms(floats());
        transforms(doubles());
    }

    private <T> void transforms(Pair<T> of) {
        for (int n = 1; n <= 300; n += n < 64 ? 1 : 7) {
            transform(of, n, LANES[n % LANES.length]);
            transform(of, n, LANES[(n + 2) % LANES.length]);
        }
        for (int n : new int[] {512, 1024, 1200, 1536, 2002, 4096, 1 << 15, 3 << 14}) {
            transform(of, n, 1);
            transform(of, n, 5);
        }
    }

    private <T> void transform(Pair<T> of, int n, int lanes) {
        Fft<T> fft = of.arrays.plan(n);
        Planes<T> x = planes(of, fft.room() * lanes);
        Planes<T> work = planes(of, fft.room() * lanes);
        Planes<T> expected = fft.transform(of.plain, copy(x), copy(work), lanes);
        Planes<T> actual = fft.transform(of.vector, x, work, lanes);
        same(expected, actual, n * lanes, "n = " + n + ", lanes = " + lanes);
    }

    @Test
    void realSpectra_areTheSameBits() {
        realSpectra(floats());
        realSpectra(doubles());
    }

    private <T> void realSpectra(Pair<T> of) {
        for (int h : new int[] {1, 2, 3, 8, 16, 17, 18, 40, 51}) {
            for (int lanes : LANES) {
                int n = (h + 1) * lanes;
                Planes<T> x = planes(of, n);
                Planes<T> w = planes(of, h + 1);
                Planes<T> expected = planes(of, n);
                Planes<T> actual = copy(expected);
                of.plain.split(h, x, w, expected, lanes);
                of.vector.split(h, x, w, actual, lanes);
                same(expected, actual, n, "split " + h + " " + lanes);
                of.plain.join(h, x, w, expected, lanes);
                of.vector.join(h, x, w, actual, lanes);
                same(expected, actual, n, "join " + h + " " + lanes);
            }
        }
    }

    @Test
    void moves_areTheSameBits() {
        moves(floats());
        moves(doubles());
    }

    private <T> void moves(Pair<T> of) {
        for (int n : new int[] {1, 7, 8, 9, 16, 31, 50}) {
            for (int lanes : LANES) {
                String what = n + " " + lanes;
                T array = noise(of, 2 * n * lanes + 3 * lanes + 5);
                int[] at = random.ints(lanes, 0, 3 * lanes).toArray();
                Arrays.setAll(at, l -> at[l] % 3 + l * (2 * n + 2));
                Planes<T> expected = planes(of, n * lanes);
                Planes<T> actual = copy(expected);
                of.plain.gather(array, at, lanes, n, expected);
                of.vector.gather(array, at, lanes, n, actual);
                same(expected, actual, n * lanes, "gather " + what);
                T there = part(array, 0, length(array));
                of.plain.scatter(expected, lanes, n, 0.3, array, at);
                of.vector.scatter(expected, lanes, n, 0.3, there, at);
                same(array, there, length(array), "scatter " + what);
                of.plain.separate(array, 1, n, expected, 0);
                of.vector.separate(array, 1, n, actual, 0);
                of.plain.interleave(expected, 0, n, 0.7, array, 1);
                of.vector.interleave(expected, 0, n, 0.7, there, 1);
                same(expected, actual, n * lanes, "separate " + n);
                same(array, there, length(array), "interleave " + n);
                T turned = noise(of, n * lanes);
                T also = part(turned, 0, n * lanes);
                of.plain.transpose(expected.re(), 0, n, lanes, n, turned, 0, lanes);
                of.vector.transpose(expected.re(), 0, n, lanes, n, also, 0, lanes);
                same(turned, also, n * lanes, "transpose " + what);
            }
        }
    }

    @Test
    void turned_areTheSameBitsAsTheirPartsAndStayInPlace() {
        turned(floats());
        turned(doubles());
    }

    private <T> void turned(Pair<T> of) {
        for (int rows : new int[] {1, 7, 8, 16, 31, 50}) {
            for (int columns : new int[] {1, 8, 15, 16, 33}) {
                turned(of, rows, columns, 1);
            }
        }
        for (int lanes : LANES) {
            turned(of, 5, 3, lanes);
        }
    }

    /** Rows are 3 numbers apart in x, 1 in w and 5 in y; the first ones begin at 2, 1 and 4. */
    private <T> void turned(Pair<T> of, int rows, int columns, int lanes) {
        int pitch = columns * lanes + 3;
        int newPitch = rows * lanes + 5;
        int size = columns * newPitch + 4;
        Planes<T> x = planes(of, rows * pitch + 2);
        Planes<T> w = planes(of, rows * (columns + 1) + 1);
        Planes<T> y = planes(of, size);
        Planes<T> also = copy(y);
        Planes<T> expected = copy(y);
        Planes<T> z = copy(x);
        for (int i = 0; i < rows; i++) {
            int from = 2 + i * pitch;
            of.plain.multiply(x, from, w, 1 + i * (columns + 1), z, columns, lanes);
            for (int j = 0; j < columns; j++) {
                int to = 4 + j * newPitch + i * lanes;
                System.arraycopy(z.re(), from + j * lanes, expected.re(), to, lanes);
                System.arraycopy(z.im(), from + j * lanes, expected.im(), to, lanes);
            }
        }
        of.plain.turn(x, 2, pitch, rows, columns, lanes, w, 1, columns + 1, y, 4, newPitch);
        of.vector.turn(x, 2, pitch, rows, columns, lanes, w, 1, columns + 1, also, 4, newPitch);
        String what = rows + " x " + columns + " x " + lanes;
        same(expected, y, size, "plain " + what);
        same(expected, also, size, "vector " + what);
    }

    @ParameterizedTest(name = "n = {0} seed 21")
    @ValueSource(ints = {1, 12, 64, 139, 512, 1200, 1 << 15})
    void lanes_doNotChangeALine(int n) {
        FftArrays<float[]> arrays = FftArrays.FLOATS;
        Fft<float[]> fft = arrays.plan(n);
        FftKernel<float[]> kernel = new FloatScalarFft();
        Planes<float[]> x = arrays.planes(fft.room() * 3);
        Planes<float[]> alone = arrays.planes(fft.room());
        for (int j = 0; j < n; j++) {
            alone.re()[j] = random.nextFloat();
            x.re()[3 * j + 1] = alone.re()[j];
        }
        Planes<float[]> y = fft.transform(kernel, x, arrays.planes(fft.room() * 3), 3);
        Planes<float[]> z = fft.transform(kernel, alone, arrays.planes(fft.room()), 1);
        for (int j = 0; j < n; j++) {
            assertEquals(z.re()[j], y.re()[3 * j + 1]);
            assertEquals(z.im()[j], y.im()[3 * j + 1]);
        }
    }
}
