package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of rows of every length in both forms, and results that do not depend on blocks. */
class ColumnKernelTest {
    private static final int ROWS = 37;

    private static final List<Fold> FOLDS = List.of(Fold.SUM, Fold.MAX, Fold.MIN);

    /** Numbers between rows. */
    private static final int GAP = 2;

    private final CpuBackend cpu = new CpuBackend();

    private static double folded(Fold fold, double a, double b) {
        return switch (fold) {
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            default -> a + b;
        };
    }

    private static BigDecimal exact(double x) {
        return Double.isNaN(x) ? BigDecimal.ZERO : new BigDecimal(x);
    }

    /** And sums of doubles come with what they have lost. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void columns_areFoldedRowByRowInBothForms(DType dtype) throws InterruptedException {
        Random random = new Random(1);
        for (Fold fold : FOLDS) {
            Warm<ColumnKernel> warm = ColumnKernel.of(fold, dtype);
            List<ColumnKernel> forms = List.of(warm.settled(), warm.plain());
            for (int n = 1; n < 200; n++) {
                int step = n + GAP;
                Object v = Storage.of(dtype).allocate(3 + ROWS * step);
                double[] want = random.doubles(n + 2, -1, 1).toArray();
                double[] had = Arrays.copyOf(want, 2 * want.length);
                BigDecimal[] exact = new BigDecimal[n + 2];
                Arrays.setAll(exact, x -> new BigDecimal(had[x]));
                for (int x = 0; x < 3 + ROWS * step; x++) {
                    int kind = random.nextInt(100 * ROWS);
                    double number =
                            kind < ROWS ? -0.0 : kind == 100 ? Double.NaN : kind - 50 * ROWS;
                    Elements.store(dtype, v, x, number / 7, 0);
                }
                double[] e = new double[2];
                for (int r = 0; r < ROWS; r++) {
                    for (int x = 0; x < n; x++) {
                        Elements.load(dtype, v, 3 + r * step + x, e, 0);
                        want[1 + x] = folded(fold, want[1 + x], e[0]);
                        exact[1 + x] = exact[1 + x].add(exact(e[0]));
                    }
                }
                for (ColumnKernel form : forms) {
                    double[] got = had.clone();
                    form.fold(v, 3, step, ROWS, n, got, 1, n + 2);
                    assertArrayEquals(want, Arrays.copyOf(got, n + 2));
                    for (int x = 1; fold == Fold.SUM && dtype.isDouble() && x <= n; x++) {
                        double sum = exact[x].doubleValue();
                        assertTrue(
                                Double.isNaN(got[x])
                                        || Math.abs(got[x] + got[x + n + 2] - sum)
                                                <= Math.ulp(sum));
                    }
                }
            }
        }
    }

    /** What lies in memory is read there; what is spread or computed passes through blocks, in pieces of rows if these are long. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 100, 255, 1024, 1025, 3000, 9000})
    void columns_haveTheSameBitsInPlaceSpreadAndComputed(int n) {
        for (DType dtype : EnumSet.range(DType.FLOAT32, DType.COMPLEX128)) {
            for (int rows : new int[] {16, 700}) {
                Shape shape = Shape.of(2, rows, n);
                Operand spread = Tensors.random(cpu, new Random(n), dtype, shape, true);
                Operand dense = Tensors.empty(cpu, dtype, shape);
                Program copy =
                        new Program(List.of(new Program.Input(dtype)), List.of(), List.of(0));
                cpu.run(copy, bindings(spread), List.of(dense));
                Program negated =
                        new Program(
                                List.of(new Program.Input(dtype)),
                                List.of(
                                        new Program.Instruction(Functions.NEG, dtype, List.of(0)),
                                        new Program.Instruction(Functions.NEG, dtype, List.of(1))),
                                List.of(2));
                for (Fold fold : dtype.isComplex() ? List.of(Fold.SUM) : FOLDS) {
                    byte[] want = bits(fold, copy, dense);
                    assertArrayEquals(want, bits(fold, copy, spread));
                    assertArrayEquals(want, bits(fold, negated, dense));
                    assertArrayEquals(want, bits(fold, negated, spread));
                }
            }
        }
    }

    /** Twice the largest float, or numbers beside which floats would lose the last term, and then taken away again. */
    @Test
    void sums_neitherOverflowNorLoseSmallTerms() {
        int rows = 1000;
        int n = 20;
        double[] v = new double[rows * n];
        for (int x = 0; x < n; x++) {
            double large = x < 10 ? Float.MAX_VALUE : 1 << 30;
            v[100 * n + x] = large;
            v[300 * n + x] = large;
            v[700 * n + x] = -large;
            v[900 * n + x] = -large;
            v[999 * n + x] = x < 10 ? 0 : x;
        }
        Operand x = Tensors.of(cpu, DType.FLOAT32, Shape.of(1, rows, n), v);
        Operand r = Tensors.empty(cpu, DType.FLOAT32, Shape.of(1, 1, n));
        Program copy =
                new Program(List.of(new Program.Input(DType.FLOAT32)), List.of(), List.of(0));
        cpu.reduce(Fold.SUM, copy, bindings(x), new int[] {1}, r);
        for (int k = 0; k < n; k++) {
            assertEquals(k < 10 ? 0 : k, Tensors.get(r, new long[] {0, 0, k})[0]);
        }
    }

    private static Program.Bindings bindings(Operand x) {
        return new Program.Bindings(x.shape(), List.of(x), List.of(), List.of());
    }

    private byte[] bits(Fold fold, Program program, Operand x) {
        Operand r = Tensors.empty(cpu, x.dtype(), Shape.of(2, 1, x.shape().dim(2)));
        cpu.reduce(fold, program, bindings(x), new int[] {1}, r);
        return Tensors.bytes(cpu, r);
    }
}
