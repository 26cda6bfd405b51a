package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies of rows that follow one another, into the midst of others. */
class ContiguousCopyTest {
    private static final int ROWS = 5;

    private final CpuBackend cpu = new CpuBackend();

    @ParameterizedTest
    @EnumSource(DType.class)
    void copy_changesItsRowsOnly(DType dtype) {
        for (int columns : new int[] {1, 7, 1000, 300_000}) {
            Operand from = numbers(dtype, columns, 1);
            Operand to = numbers(dtype, columns, 2);
            Operand before = numbers(dtype, columns, 2);
            assertTrue(runs(dtype, rows(from, 2, 4), rows(to, 1, 3)));
            for (int row = 0; row < ROWS; row++) {
                Operand source = row == 1 || row == 2 ? from : before;
                int at = source == from ? row + 1 : row;
                for (int k = 0; k < columns; k += 1 + columns / 997) {
                    assertArrayEquals(
                            Tensors.get(source, new long[] {at, k}),
                            Tensors.get(to, new long[] {row, k}));
                }
            }
        }
    }

    @Test
    void copy_ofOtherViewsIsLeftToOthers() {
        Operand from = numbers(DType.FLOAT32, 6, 1);
        Operand to = numbers(DType.FLOAT32, 6, 2);
        Operand narrow = new Operand(from.buffer(), from.layout().sliced(1, 0, 3, 1));
        assertFalse(runs(DType.FLOAT32, narrow, rows(to, 0, ROWS)));
        assertFalse(runs(DType.FLOAT32, rows(from, 0, 2), rows(from, 2, 4)));
    }

    private Operand numbers(DType dtype, int columns, int seed) {
        double top = dtype == DType.BOOL ? 2 : 50;
        double[] parts =
                new Random(seed)
                        .doubles((long) ROWS * columns * dtype.components(), 0, top)
                        .map(Math::floor)
                        .toArray();
        return Tensors.of(cpu, dtype, Shape.of(ROWS, columns), parts);
    }

    private static Operand rows(Operand x, int from, int to) {
        return new Operand(x.buffer(), x.layout().sliced(0, from, to - from, 1));
    }

    private static boolean runs(DType dtype, Operand from, Operand to) {
        Program copy = new Program(List.of(new Program.Input(dtype)), List.of(), List.of(0));
        Program.Bindings bindings =
                new Program.Bindings(from.shape(), List.of(from), List.of(), List.of());
        return ContiguousCopy.runs(copy, bindings, List.of(to));
    }
}
