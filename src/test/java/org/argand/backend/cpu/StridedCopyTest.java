package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies of views to views, element by element; what lies between is left alone. */
class StridedCopyTest {
    private final CpuBackend cpu = new CpuBackend();

    static IntStream seeds() {
        return IntStream.range(0, 140);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void copy_hasTheElementsOfTheView(int seed) {
        Random random = new Random(seed);
        DType dtype = DType.values()[seed % DType.values().length];
        int rank = random.nextInt(5);
        Shape shape = Shape.of(random.longs(rank, 1, 24).toArray());
        Operand from = view(random, dtype, shape, true);
        Operand to = view(random, dtype, shape, false);
        Operand all = whole(to);
        byte[] before = Tensors.bytes(cpu, all);
        assertTrue(StridedCopy.runs(copy(dtype), bindings(from), List.of(to)));
        for (long[] i : Tensors.indices(shape)) {
            assertArrayEquals(Tensors.get(from, i), Tensors.get(to, i));
        }
        byte[] after = Tensors.bytes(cpu, all);
        long changed = IntStream.range(0, after.length).filter(k -> after[k] != before[k]).count();
        assertTrue(changed <= shape.size() * dtype.bytes());
    }

    /** One axis that is shared by threads. */
    @Test
    void copy_ofEverySecondOfManyElements() {
        int n = 100_003;
        Operand x = Tensors.random(cpu, new Random(1), DType.COMPLEX64, Shape.of(2 * n), false);
        Operand even = new Operand(x.buffer(), x.layout().sliced(0, 0, n, 2));
        Operand result = Tensors.empty(cpu, DType.COMPLEX64, Shape.of(n));
        assertTrue(StridedCopy.runs(copy(DType.COMPLEX64), bindings(even), List.of(result)));
        float[] want = (float[]) CpuBuffer.array(x, "test");
        float[] got = (float[]) CpuBuffer.array(result, "test");
        for (int k = 0; k < n; k++) {
            assertEquals(want[4 * k], got[2 * k]);
            assertEquals(want[4 * k + 1], got[2 * k + 1]);
        }
    }

    private static Program copy(DType dtype) {
        return new Program(List.of(new Program.Input(dtype)), List.of(), List.of(0));
    }

    private static Program.Bindings bindings(Operand x) {
        return new Program.Bindings(x.shape(), List.of(x), List.of(), List.of());
    }

    private Operand whole(Operand view) {
        return new Operand(view.buffer(), Layout.contiguous(Shape.of(view.buffer().length())));
    }

    /** A view with steps of −1 to 2, of axes in any order, in a larger buffer; one to read is sometimes a broadcast. */
    private Operand view(Random random, DType dtype, Shape shape, boolean read) {
        int rank = shape.rank();
        int[] order = IntStream.range(0, rank).toArray();
        for (int k = rank - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int axis = order[k];
            order[k] = order[other];
            order[other] = axis;
        }
        int[] steps = random.ints(rank, 0, 3).map(s -> s == 0 ? -1 : s).toArray();
        boolean[] one = new boolean[rank];
        long[] dims = new long[rank];
        int[] place = new int[rank];
        for (int k = 0; k < rank; k++) {
            int a = order[k];
            place[a] = k;
            one[a] = read && random.nextInt(6) == 0;
            dims[k] = one[a] ? 1 : Math.abs(steps[a]) * shape.dim(a) + random.nextInt(2);
        }
        Operand whole = Tensors.random(cpu, random, dtype, Shape.of(dims), false);
        Layout layout = whole.layout().permuted(place);
        for (int a = 0; a < rank; a++) {
            if (!one[a]) {
                long start = steps[a] < 0 ? shape.dim(a) - 1 : 0;
                layout = layout.sliced(a, start, shape.dim(a), steps[a]);
            }
        }
        return new Operand(whole.buffer(), layout.broadcastTo(shape));
    }
}
