package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of every length in both forms, and sums in their stated order. */
class FloatRowsTest {
    private static final int ROWS = 19;

    private static final Fold[] FOLDS = {Fold.SUM, Fold.MAX, Fold.MIN};

    private final CpuBackend cpu = new CpuBackend();

    private static float[] numbers(int n) {
        Random random = new Random(n);
        float[] v = new float[n];
        for (int x = 0; x < n; x++) {
            v[x] = random.nextInt(20) == 0 ? -0f : (float) random.nextGaussian();
        }
        return v;
    }

    /** The sum as it is stated: sixteen accumulators, added pairwise. */
    private static double sum(float[] v, int at, int n, int parts) {
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
    @ValueSource(ints = {1, 2})
    void sums_areInTheStatedOrderInBothForms(int parts) throws InterruptedException {
        FloatRows settled = FloatRows.SUMS.settled();
        for (int n = 1; n < 140; n++) {
            float[] v = numbers(parts * (3 + ROWS * n));
            double[] a = new double[parts * ROWS + FloatRows.ROOM];
            double[] b = a.clone();
            FloatScalarRows.sums(v, 3, ROWS, n, parts, a);
            settled.fold(v, 3, ROWS, n, parts, b);
            for (int x = 0; x < parts * ROWS; x++) {
                int at = parts * (3 + x / parts * n) + x % parts;
                assertEquals(sum(v, at, n, parts), a[x]);
                assertEquals(a[x], b[x]);
            }
        }
    }

    @Test
    void extremes_areTheSameInBothForms() throws InterruptedException {
        FloatRows largest = FloatRows.LARGEST.settled();
        FloatRows smallest = FloatRows.SMALLEST.settled();
        for (int n = 1; n < 140; n++) {
            float[] v = numbers(3 + ROWS * n);
            v[3 + n / 2] = n % 3 == 0 ? Float.NaN : 0;
            double[] want = new double[2 * ROWS];
            for (int r = 0; r < ROWS; r++) {
                want[r] = Double.NEGATIVE_INFINITY;
                want[ROWS + r] = Double.POSITIVE_INFINITY;
                for (int x = 3 + r * n; x < 3 + (r + 1) * n; x++) {
                    want[r] = Math.max(want[r], v[x]);
                    want[ROWS + r] = Math.min(want[ROWS + r], v[x]);
                }
            }
            double[] got = new double[2 * ROWS + FloatRows.ROOM];
            double[] scalar = got.clone();
            double[] small = got.clone();
            smallest.fold(v, 3, ROWS, n, 1, small);
            largest.fold(v, 3, ROWS, n, 1, got);
            System.arraycopy(small, 0, got, ROWS, ROWS);
            FloatScalarRows.extremes(v, 3, ROWS, n, -1, scalar);
            System.arraycopy(scalar, 0, scalar, ROWS, ROWS);
            FloatScalarRows.extremes(v, 3, ROWS, n, 1, scalar);
            for (int x = 0; x < want.length; x++) {
                assertEquals(want[x], got[x]);
                assertEquals(want[x], scalar[x]);
            }
        }
    }

    /** What lies in memory is read there; what is spread or computed passes through blocks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 31, 100, 255, 256, 600, 1024, 1025, 3000, 20_000})
    void rows_giveTheSameBitsInPlaceSpreadAndComputed(int n) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.COMPLEX64}) {
            Operand spread = Tensors.random(cpu, new Random(n), dtype, Shape.of(37, n), true);
            Operand dense = Tensors.empty(cpu, dtype, Shape.of(37, n));
            Program copy = new Program(List.of(new Program.Input(dtype)), List.of(), List.of(0));
            cpu.run(copy, bindings(spread), List.of(dense));
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
