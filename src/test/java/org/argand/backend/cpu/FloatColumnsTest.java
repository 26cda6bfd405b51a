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

/** Columns of rows of every length in both forms, and sums that do not depend on blocks. */
class FloatColumnsTest {
    private static final int ROWS = 37;

    /** Numbers between rows. */
    private static final int GAP = 2;

    private final CpuBackend cpu = new CpuBackend();

    @Test
    void columns_areAddedRowByRowInBothForms() throws InterruptedException {
        FloatColumns settled = FloatColumns.SUMS.settled();
        Random random = new Random(1);
        for (int n = 1; n < 200; n++) {
            int step = n + GAP;
            float[] v = new float[3 + ROWS * step];
            for (int x = 0; x < v.length; x++) {
                v[x] = (float) random.nextGaussian();
            }
            double[] got = new double[n + 2];
            double[] want = new double[n + 2];
            for (int x = 0; x < got.length; x++) {
                got[x] = random.nextGaussian();
                want[x] = got[x];
            }
            for (int r = 0; r < ROWS; r++) {
                for (int x = 0; x < n; x++) {
                    want[1 + x] += v[3 + r * step + x];
                }
            }
            for (FloatColumns form : List.of(settled, (FloatColumns) FloatColumns::plainly)) {
                double[] sums = got.clone();
                form.add(v, 3, step, ROWS, n, sums, 1);
                assertArrayEquals(want, sums);
            }
        }
    }

    /** What lies in memory is read there; what is spread or computed passes through blocks, in pieces of rows if these are long. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 100, 255, 1024, 1025, 3000, 9000})
    void sums_haveTheSameBitsInPlaceSpreadAndComputed(int n) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64)) {
            for (int rows : new int[] {16, 700}) {
                Shape shape = Shape.of(2, rows, n);
                Operand spread = Tensors.random(cpu, new Random(n), dtype, shape, true);
                Operand dense = Tensors.empty(cpu, dtype, shape);
                Program copy =
                        new Program(List.of(new Program.Input(dtype)), List.of(), List.of(0));
                cpu.run(copy, bindings(spread), List.of(dense));
                byte[] want = sum(copy, dense);
                assertArrayEquals(want, sum(copy, spread));
                Program negated =
                        new Program(
                                List.of(new Program.Input(dtype)),
                                List.of(
                                        new Program.Instruction(Functions.NEG, dtype, List.of(0)),
                                        new Program.Instruction(Functions.NEG, dtype, List.of(1))),
                                List.of(2));
                assertArrayEquals(want, sum(negated, dense));
                assertArrayEquals(want, sum(negated, spread));
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

    private byte[] sum(Program program, Operand x) {
        Operand r = Tensors.empty(cpu, x.dtype(), Shape.of(2, 1, x.shape().dim(2)));
        cpu.reduce(Fold.SUM, program, bindings(x), new int[] {1}, r);
        return Tensors.bytes(cpu, r);
    }
}
