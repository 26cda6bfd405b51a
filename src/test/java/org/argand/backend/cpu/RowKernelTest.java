package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of every length in both forms, and sums in their stated order. */
class RowKernelTest {
    private static final int ROWS = 19;

    private static final Fold[] FOLDS = {Fold.SUM, Fold.MAX, Fold.MIN};

    private final CpuBackend cpu = new CpuBackend();

    /** Floats, as doubles. */
    private static double[] numbers(int n) {
        Random random = new Random(n);
        double[] v = new double[n];
        for (int x = 0; x < n; x++) {
            v[x] = random.nextInt(20) == 0 ? -0.0 : (float) random.nextGaussian();
        }
        return v;
    }

    /** Those numbers in an array of the type. */
    private static Object array(DType dtype, double[] v) {
        Object array = Storage.of(dtype).allocate(v.length);
        for (int x = 0; x < v.length; x++) {
            Elements.store(dtype, array, x, v[x], 0);
        }
        return array;
    }

    /** The form that is used at last, and the plain one. */
    private static List<RowKernel> forms(Fold fold, DType dtype) throws InterruptedException {
        Warm<RowKernel> warm = RowKernel.of(fold, dtype);
        return List.of(warm.settled(), warm.plain());
    }

    /** The sum as it is stated: sixteen accumulators, added pairwise. */
    private static double sum(double[] v, int at, int n, int parts) {
        double[] t = new double[16];
        for (int x = 0; x < n; x++) {
            t[x % 16] += v[at + parts * x];
        }
        for (int h = 8; h > 0; h /= 2) {
            for (int x = 0; x < h; x++) {
                t[x] += t[x + h];
            }
        }
        return t[0];
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "COMPLEX64", "FLOAT64", "COMPLEX128"})
    void sums_areInTheStatedOrderInBothForms(DType dtype) throws InterruptedException {
        int parts = dtype.components();
        List<RowKernel> forms = forms(Fold.SUM, dtype);
        for (int n = 1; n < 140; n++) {
            double[] v = numbers(parts * (3 + ROWS * n));
            for (RowKernel form : forms) {
                double[] got = new double[parts * ROWS + RowKernel.ROOM];
                form.fold(array(dtype.real(), v), 3, ROWS, n, parts, got);
                for (int x = 0; x < parts * ROWS; x++) {
                    int at = parts * (3 + x / parts * n) + x % parts;
                    assertEquals(sum(v, at, n, parts), got[x]);
                }
            }
        }
    }

    /** NaN of either sign wins, and 0 exceeds −0. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void extremes_areTheSameInBothForms(DType dtype) throws InterruptedException {
        float negativeNan = Float.intBitsToFloat(0xffc00000);
        float[] special = {Float.NaN, 0, negativeNan, -0f, Float.NEGATIVE_INFINITY};
        for (Fold fold : new Fold[] {Fold.MAX, Fold.MIN}) {
            boolean largest = fold == Fold.MAX;
            for (RowKernel form : forms(fold, dtype)) {
                for (int n = 1; n < 140; n++) {
                    double[] v = numbers(3 + ROWS * n);
                    for (int k = 0; k < ROWS; k += 2) {
                        v[3 + k * n + n / 2] = special[(n + k / 2) % special.length];
                    }
                    double[] got = new double[ROWS + RowKernel.ROOM];
                    form.fold(array(dtype, v), 3, ROWS, n, 1, got);
                    for (int r = 0; r < ROWS; r++) {
                        double want = v[3 + r * n];
                        for (int x = 3 + r * n; x < 3 + (r + 1) * n; x++) {
                            want = largest ? Math.max(want, v[x]) : Math.min(want, v[x]);
                        }
                        assertEquals(want, got[r]);
                    }
                }
            }
        }
    }

    /** What lies in memory is read there, as columns if rows are columns; what is spread or computed passes through blocks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 31, 100, 255, 256, 600, 1024, 1025, 3000, 20_000})
    void rows_giveTheSameBitsInPlaceSpreadAndComputed(int n) {
        for (DType dtype : EnumSet.range(DType.FLOAT32, DType.COMPLEX128)) {
            Operand spread = Tensors.random(cpu, new Random(n), dtype, Shape.of(37, n), true);
            Operand dense = Tensors.empty(cpu, dtype, Shape.of(37, n));
            Program copy = new Program(List.of(new Program.Input(dtype)), List.of(), List.of(0));
            cpu.run(copy, bindings(spread), List.of(dense));
            Operand columns = Tensors.empty(cpu, dtype, Shape.of(n, 37));
            int[] swap = {1, 0};
            Operand turned = new Operand(columns.buffer(), columns.layout().permuted(swap));
            cpu.run(copy, bindings(spread), List.of(turned));
            Program negated =
                    new Program(
                            List.of(new Program.Input(dtype)),
                            List.of(
                                    new Program.Instruction(Functions.NEG, dtype, List.of(0)),
                                    new Program.Instruction(Functions.NEG, dtype, List.of(1))),
                            List.of(2));
            for (Fold fold : dtype.isComplex() ? new Fold[] {Fold.SUM} : FOLDS) {
                byte[] want = bits(fold, copy, dense);
                assertArrayEquals(want, bits(fold, copy, spread));
                assertArrayEquals(want, bits(fold, negated, dense));
                assertArrayEquals(want, bits(fold, negated, spread));
                assertArrayEquals(want, bits(fold, copy, turned));
                assertArrayEquals(want, bits(fold, negated, turned));
            }
        }
    }

    private static Program.Bindings bindings(Operand x) {
        return new Program.Bindings(x.shape(), List.of(x), List.of(), List.of());
    }

    private byte[] bits(Fold fold, Program program, Operand x) {
        Operand r = Tensors.empty(cpu, x.dtype(), Shape.of(37, 1));
        cpu.reduce(fold, program, bindings(x), new int[] {1}, r);
        return Tensors.bytes(cpu, r);
    }
}
