package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fourier transforms of single lines against the definition, and by the laws they obey. */
class FftTest {

    private final CpuBackend cpu = new CpuBackend();
    private final int threadsBefore = Workers.threads();

    @AfterEach
    void restoreThreads() {
        Workers.setThreads(threadsBefore);
    }

    /** The bound on |result − exact|₂/|exact|₂; in single precision a chirp costs twice what stages do. */
    private static double bound(DType dtype, int n) {
        double log = Math.log(n) / Math.log(2);
        return dtype == DType.COMPLEX64 ? 0x1p-24 * (2 + log / 4) : 3e-16 * (1 + log);
    }

    @ParameterizedTest(name = "{0} seed 1")
    @EnumSource(names = {"COMPLEX64", "COMPLEX128"})
    void transform_meetsItsDefinition(DType dtype) {
        Random random = new Random(1);
        for (int n = 1; n <= 130; n++) {
            checkDefinition(random, dtype, n);
        }
        for (int n :
                new int[] {
                    139, 143, 199, 211, 256, 398, 597, 1001, 1009, 1200, 1536, 2048, 2224, 4096,
                    5005
                }) {
            checkDefinition(random, dtype, n);
        }
    }

    private void checkDefinition(Random random, DType dtype, int n) {
        double[] x = rounded(dtype, noise(random, n));
        int[] outputs = n <= 300 ? all(n) : random.ints(40, 0, n).toArray();
        for (boolean inverse : new boolean[] {false, true}) {
            double[] y = transform(dtype, x, inverse, 0.75);
            double error = 0;
            double size = 0;
            for (int k : outputs) {
                double[] exact = definition(x, k, inverse, 0.75);
                error += square(y[2 * k] - exact[0]) + square(y[2 * k + 1] - exact[1]);
                size += square(exact[0]) + square(exact[1]);
            }
            double relative = Math.sqrt(error / size);
            assertTrue(
                    relative <= bound(dtype, n),
                    dtype + ", n = " + n + ", inverse " + inverse + ": " + relative);
        }
    }

    @ParameterizedTest(name = "n = {0} seed 2")
    @ValueSource(ints = {1, 2, 17, 60, 139, 211, 1024, 1200, 6007})
    void inverse_undoesTheTransform(int n) {
        double[] x = noise(new Random(2), n);
        double[] y = transform(DType.COMPLEX128, x, false, 1);
        assertClose(x, transform(DType.COMPLEX128, y, true, 1.0 / n), 2 * bound(n));
    }

    @ParameterizedTest(name = "n = {0} seed 3")
    @ValueSource(ints = {1, 2, 17, 60, 139, 211, 1024, 1200, 6007})
    void transform_keepsTheEnergy(int n) {
        double[] x = noise(new Random(3), n);
        double[] y = transform(DType.COMPLEX128, x, false, 1 / Math.sqrt(n));
        assertEquals(1, energy(y) / energy(x), 2 * bound(n));
    }

    @ParameterizedTest(name = "n = {0} seed 4")
    @ValueSource(ints = {1, 2, 17, 60, 139, 211, 1024, 1200, 6007})
    void transform_isLinear(int n) {
        Random random = new Random(4);
        double[] x = noise(random, n);
        double[] y = noise(random, n);
        double[] mixed = new double[2 * n];
        Arrays.setAll(mixed, i -> 3 * x[i] - 0.5 * y[i]);
        double[] fx = transform(DType.COMPLEX128, x, false, 1);
        double[] fy = transform(DType.COMPLEX128, y, false, 1);
        double[] expected = new double[2 * n];
        Arrays.setAll(expected, i -> 3 * fx[i] - 0.5 * fy[i]);
        assertClose(expected, transform(DType.COMPLEX128, mixed, false, 1), 3 * bound(n));
    }

    @ParameterizedTest(name = "n = {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 11, 13, 17, 60, 91, 139, 1024, 1200, 5005})
    void impulseAndConstant_areExactWithoutLargeFactors(int n) {
        double[] impulse = new double[2 * n];
        impulse[0] = 1;
        double[] ones = new double[2 * n];
        Arrays.setAll(ones, i -> 1 - i % 2);
        double[] peak = new double[2 * n];
        peak[0] = n;
        assertArrayEquals(ones, transform(DType.COMPLEX128, impulse, false, 1));
        assertArrayEquals(ones, transform(DType.COMPLEX64, impulse, true, 1));
        double[] spectrum = transform(DType.COMPLEX128, ones, false, 1);
        assertEquals(n, spectrum[0]);
        assertArrayEquals(peak, spectrum, n * 1e-15);
    }

    @ParameterizedTest(name = "n = {0} seed 5")
    @ValueSource(ints = {1 << 20, 1 << 19 | 1})
    void longLines_meetTheirDefinition(int n) {
        Random random = new Random(5);
        double[] x = rounded(DType.COMPLEX64, noise(random, n));
        double[] y = transform(DType.COMPLEX64, x, false, 1);
        double allowed = 4 * bound(DType.COMPLEX64, n) * Math.sqrt(energy(x));
        for (int k : new int[] {0, 1, n / 2, random.nextInt(n), n - 1}) {
            double[] exact = definition(x, k, false, 1);
            assertEquals(exact[0], y[2 * k], allowed);
            assertEquals(exact[1], y[2 * k + 1], allowed);
        }
    }

    @ParameterizedTest(name = "{0} seed 6")
    @EnumSource(names = {"COMPLEX64", "COMPLEX128"})
    void lines_doNotDependOnTheirNeighboursOrTheThreads(DType dtype) {
        Random random = new Random(6);
        for (int[] shape : new int[][] {{700, 16}, {83, 60}, {70, 139}, {9, 1536}, {3, 8192}}) {
            Operand x = Tensors.empty(cpu, dtype, Shape.of(shape[0], shape[1]));
            store(x, noise(random, shape[0] * shape[1]));
            Operand y = Tensors.empty(cpu, dtype, x.shape());
            Workers.setThreads(1);
            cpu.fft(x, 1, false, 0.1, y);
            byte[] single = Tensors.bytes(cpu, y);
            Workers.setThreads(2);
            cpu.fft(x, 1, false, 0.1, y);
            assertArrayEquals(single, Tensors.bytes(cpu, y));
            double[] all = fetch(y);
            for (int line : new int[] {0, shape[0] / 2, shape[0] - 1}) {
                int from = 2 * line * shape[1];
                int to = from + 2 * shape[1];
                double[] alone = Arrays.copyOfRange(fetch(x), from, to);
                assertArrayEquals(
                        Arrays.copyOfRange(all, from, to), transform(dtype, alone, false, 0.1));
            }
        }
    }

    @ParameterizedTest(name = "n = {0} seed 7")
    @ValueSource(ints = {1, 6, 17, 64, 77})
    void nonFiniteNumbers_stayInTheirLine(int n) {
        double[] x = noise(new Random(7), 5 * n);
        double[] clean = lines(x, n);
        x[2 * (2 * n)] = Double.NaN;
        x[2 * (4 * n) + 1] = Double.POSITIVE_INFINITY;
        double[] y = lines(x, n);
        for (int line = 0; line < 5; line++) {
            double[] was = Arrays.copyOfRange(clean, 2 * line * n, 2 * (line + 1) * n);
            double[] is = Arrays.copyOfRange(y, 2 * line * n, 2 * (line + 1) * n);
            if (line == 2 || line == 4) {
                for (int k = 0; k < n; k++) {
                    assertTrue(!(Double.isFinite(is[2 * k]) && Double.isFinite(is[2 * k + 1])));
                }
            } else {
                assertArrayEquals(was, is, "line " + line);
            }
        }
    }

    private double[] lines(double[] x, int n) {
        Operand in = Tensors.of(cpu, DType.COMPLEX128, Shape.of(5, n), x);
        Operand out = Tensors.empty(cpu, DType.COMPLEX128, in.shape());
        cpu.fft(in, 1, false, 1, out);
        return fetch(out);
    }

    @Test
    void stridedOperands_readAndWriteTheirOwnElements() {
        Random random = new Random(8);
        for (int round = 0; round < 60; round++) {
            DType dtype = round % 2 == 0 ? DType.COMPLEX64 : DType.COMPLEX128;
            Shape shape = Shape.of(random.nextInt(5), 1 + random.nextInt(20), 1 + round % 7);
            int axis = shape.dim(0) == 0 ? 1 + round % 2 : round % 3;
            Operand x = Tensors.random(cpu, random, dtype, shape, true);
            Operand y = Tensors.random(cpu, random, dtype, shape, false);
            cpu.fft(x, axis, round % 4 < 2, 2, y);
            int n = (int) shape.dim(axis);
            for (long[] index : Tensors.indices(shape)) {
                double[] line = new double[2 * n];
                long[] at = index.clone();
                for (int j = 0; j < n; j++) {
                    at[axis] = j;
                    System.arraycopy(Tensors.get(x, at), 0, line, 2 * j, 2);
                }
                double[] exact = definition(line, (int) index[axis], round % 4 < 2, 2);
                double allowed = 1e-6 * (1 + Math.sqrt(n * energy(line)));
                assertArrayEquals(exact, Tensors.get(y, index), allowed, shape + " " + axis);
            }
        }
    }

    @ParameterizedTest(name = "n = {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 12, 17, 34, 100, 139, 1000})
    void roots_areRightToOneUnit(long n) {
        RootsOfUnity roots = new RootsOfUnity(n);
        for (long k = 0; k < 2 * n; k++) {
            assertEquals(exactCos(k % n, n), roots.cos(k), Math.ulp(roots.cos(k)));
            assertEquals(0.0 + roots.cos(k), 0.0 + roots.cos(2 * n - k), "even");
            assertEquals(0.0 + roots.sin(k), 0.0 - roots.sin(2 * n - k), "odd");
            if (n % 4 == 0) {
                assertEquals(0.0 + roots.cos(k), 0.0 + roots.sin(k + n / 4), "a quarter on");
            }
        }
    }

    /** cos(2πk/n) from its power series in 60 digits. */
    private static double exactCos(long k, long n) {
        MathContext digits = new MathContext(60);
        BigDecimal pi =
                new BigDecimal("3.14159265358979323846264338327950288419716939937510582097");
        BigDecimal angle =
                pi.multiply(BigDecimal.valueOf(2 * k)).divide(BigDecimal.valueOf(n), digits);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = term;
        for (int j = 1; j < 60; j++) {
            BigDecimal below = BigDecimal.valueOf(-(2L * j) * (2L * j - 1));
            term = term.multiply(angle, digits).multiply(angle, digits).divide(below, digits);
            sum = sum.add(term, digits);
        }
        return sum.abs().doubleValue() < 1e-40 ? 0 : sum.doubleValue();
    }

    @Test
    void plans_areKeptUntilOthersPushThemOut() {
        FftPlans<Fft<double[]>> plans = new FftPlans<>(100, n -> Fft.of(FftArrays.DOUBLES, n));
        Fft<double[]> first = plans.get(60);
        assertSame(first, plans.get(60));
        plans.get(30);
        assertSame(first, plans.get(60));
        plans.get(20);
        assertEquals(2, plans.size());
        assertSame(first, plans.get(60));
        plans.get(1000);
        assertEquals(1, plans.size());
    }

    @Test
    void bluestein_refusesLengthsWhoseConvolutionFitsNoArray() {
        int prime = 536_870_923;
        ArgandException.InvalidArgument refused =
                Assertions.assertThrows(
                        ArgandException.InvalidArgument.class,
                        () -> new Bluestein<>(FftArrays.DOUBLES, prime));
        assertEquals(
                "fft: length 536870923 has a prime factor above 199; such lengths go up to"
                        + " 536870912",
                refused.getMessage());
    }

    private double[] transform(DType dtype, double[] x, boolean inverse, double scale) {
        Operand in = Tensors.empty(cpu, dtype, Shape.of(x.length / 2));
        store(in, x);
        Operand out = Tensors.empty(cpu, dtype, in.shape());
        cpu.fft(in, 0, inverse, scale, out);
        return fetch(out);
    }

    private static void store(Operand o, double[] x) {
        Object array = CpuBuffer.array(o, "test");
        for (int i = 0; i < x.length / 2; i++) {
            Elements.store(o.dtype(), array, i, x[2 * i], x[2 * i + 1]);
        }
    }

    private static double[] fetch(Operand o) {
        Object array = CpuBuffer.array(o, "test");
        double[] x = new double[2 * (int) o.shape().size()];
        for (int i = 0; i < x.length / 2; i++) {
            Elements.load(o.dtype(), array, i, x, 2 * i);
        }
        return x;
    }

    /** One output by the definition: roots by exact index, and sums that carry their rounding errors along. */
    private static double[] definition(double[] x, int k, boolean inverse, double scale) {
        int n = x.length / 2;
        double[] sum = new double[2];
        double[] rest = new double[2];
        for (int j = 0; j < n; j++) {
            double angle = 2 * Math.PI * ((double) ((long) j * k % n) / n);
            double c = Math.cos(angle);
            double s = inverse ? Math.sin(angle) : -Math.sin(angle);
            add(sum, rest, 0, x[2 * j] * c - x[2 * j + 1] * s);
            add(sum, rest, 1, x[2 * j] * s + x[2 * j + 1] * c);
        }
        return new double[] {scale * (sum[0] + rest[0]), scale * (sum[1] + rest[1])};
    }

    private static void add(double[] sum, double[] rest, int part, double term) {
        double t = sum[part] + term;
        double part1 = t - sum[part];
        rest[part] += (sum[part] - (t - part1)) + (term - part1);
        sum[part] = t;
    }

    private static double bound(int n) {
        return bound(DType.COMPLEX128, n);
    }

    private static double[] noise(Random random, int n) {
        double[] x = new double[2 * n];
        Arrays.setAll(x, i -> random.nextGaussian());
        return x;
    }

    private static double[] rounded(DType dtype, double[] x) {
        double[] r = x.clone();
        if (dtype == DType.COMPLEX64) {
            Arrays.setAll(r, i -> (float) x[i]);
        }
        return r;
    }

    private static int[] all(int n) {
        int[] k = new int[n];
        Arrays.setAll(k, i -> i);
        return k;
    }

    private static void assertClose(double[] expected, double[] actual, double relative) {
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            error += square(actual[i] - expected[i]);
        }
        double is = Math.sqrt(error / energy(expected));
        assertTrue(is <= relative, is + " is above " + relative);
    }

    private static double energy(double[] x) {
        return Arrays.stream(x).map(v -> v * v).sum();
    }

    private static double square(double x) {
        return x * x;
    }
}
