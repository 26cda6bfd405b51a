package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies of transposed views, element by element. */
class TranspositionTest {
    private final CpuBackend cpu = new CpuBackend();

    static IntStream seeds() {
        return IntStream.range(0, 140);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void copy_hasTheElementsOfTheView(int seed) {
        Random random = new Random(seed);
        DType dtype = DType.values()[seed % DType.values().length];
        int rank = 2 + random.nextInt(3);
        int near = random.nextInt(rank - 1);
        long[] dims = random.longs(rank, 1, 4).toArray();
        dims[near] = 8 + random.nextInt(random.nextBoolean() ? 10 : 90);
        dims[rank - 1] = 4 + random.nextInt(random.nextBoolean() ? 14 : 140);
        Shape shape = Shape.of(dims);
        Operand view = view(random, dtype, shape, near);
        Operand result = Tensors.random(cpu, random, dtype, shape, false);
        Program copy = new Program(List.of(new Program.Input(dtype)), List.of(), List.of(0));
        Program.Bindings bindings =
                new Program.Bindings(shape, List.of(view), List.of(), List.of());
        assertTrue(Transposition.runs(copy, bindings, List.of(result)));
        for (long[] i : Tensors.indices(shape)) {
            assertArrayEquals(Tensors.get(view, i), Tensors.get(result, i));
        }
    }

    /** A view of which that axis and the last one have changed places, in a buffer of wider rows, sometimes broadcast. */
    private Operand view(Random random, DType dtype, Shape shape, int near) {
        int rank = shape.rank();
        long[] base = shape.dims();
        base[near] = shape.dim(rank - 1);
        base[rank - 1] = shape.dim(near) + 3;
        if (rank > 2 && random.nextBoolean()) {
            base[near == 0 ? 1 : 0] = 1;
        }
        int[] swap = IntStream.range(0, rank).toArray();
        swap[near] = rank - 1;
        swap[rank - 1] = near;
        Operand whole =
                Tensors.of(
                        cpu,
                        dtype,
                        Shape.of(base),
                        random.doubles(Shape.of(base).size() * dtype.components(), 0, 2)
                                .map(v -> dtype == DType.BOOL ? (int) v : Math.floor(v * 50))
                                .toArray());
        return new Operand(
                whole.buffer(),
                whole.layout()
                        .permuted(swap)
                        .sliced(near, 2, shape.dim(near), 1)
                        .broadcastTo(shape));
    }
}
