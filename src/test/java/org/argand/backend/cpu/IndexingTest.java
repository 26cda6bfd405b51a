package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gathers and their adjoint over random views, against one element after the other. */
class IndexingTest {
    private final CpuBackend cpu = new CpuBackend();

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    /** Shapes of the dense side, of the indices and of the sparse side. */
    private record Case(Shape dense, Shape indices, int axis, Shape sparse) {
        static Case random(Random random) {
            int rank = 1 + random.nextInt(3);
            int axis = random.nextInt(rank);
            long[] dense = random.longs(rank, 1, rank == 1 ? 3000 : 9).toArray();
            boolean many = random.nextBoolean();
            long[] indices = random.longs(random.nextInt(3), 1, many ? 60 : 5).toArray();
            long[] sparse = new long[rank - 1 + indices.length];
            System.arraycopy(dense, 0, sparse, 0, axis);
            System.arraycopy(indices, 0, sparse, axis, indices.length);
            System.arraycopy(dense, axis + 1, sparse, axis + indices.length, rank - axis - 1);
            return new Case(Shape.of(dense), Shape.of(indices), axis, Shape.of(sparse));
        }

        /** The dense index that belongs to a sparse one. */
        long[] named(long[] sparse, Operand at) {
            int r = indices.rank();
            long[] dense = new long[dense().rank()];
            System.arraycopy(sparse, 0, dense, 0, axis);
            dense[axis] = (long) Tensors.get(at, Arrays.copyOfRange(sparse, axis, axis + r))[0];
            System.arraycopy(sparse, axis + r, dense, axis + 1, dense.length - axis - 1);
            return dense;
        }
    }

    private Operand indices(Random random, Case c) {
        DType dtype = random.nextBoolean() ? DType.INT64 : DType.INT32;
        Operand at = Tensors.random(cpu, random, dtype, c.indices, true);
        Object array = CpuBuffer.array(at, "test");
        for (int i = 0; i < at.buffer().length(); i++) {
            Elements.store(dtype, array, i, random.nextInt((int) c.dense.dim(c.axis)), 0);
        }
        return at;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gather_takesWhatIndicesName(int seed) {
        Random random = new Random(seed);
        Case c = Case.random(random);
        DType dtype = DType.values()[seed % DType.values().length];
        Operand x = Tensors.random(cpu, random, dtype, c.dense, true);
        Operand at = indices(random, c);
        Operand result = Tensors.random(cpu, random, dtype, c.sparse, false);
        cpu.gather(x, at, c.axis, result);
        for (long[] i : Tensors.indices(c.sparse)) {
            assertArrayEquals(Tensors.get(x, c.named(i, at)), Tensors.get(result, i));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void scatterAdd_addsUpInRowMajorOrder(int seed) {
        Random random = new Random(seed);
        Case c = Case.random(random);
        DType dtype = DType.values()[seed % DType.values().length];
        Operand updates = Tensors.random(cpu, random, dtype, c.sparse, true);
        Operand at = indices(random, c);
        Operand result = Tensors.random(cpu, random, dtype, c.dense, false);
        Operand expected = Tensors.empty(cpu, dtype, c.dense);
        Object sums = CpuBuffer.array(expected, "test");
        Storage.of(dtype).clear(sums, 0, (int) c.dense.size() * dtype.components());
        for (long[] i : Tensors.indices(c.sparse)) {
            long[] to = c.named(i, at);
            double[] v = Tensors.get(updates, i);
            double[] sum = Tensors.get(expected, to);
            double re = dtype == DType.BOOL ? Math.max(sum[0], v[0]) : sum[0] + v[0];
            int p = (int) Tensors.position(expected, to);
            Elements.store(dtype, sums, p, re, sum[1] + v[1]);
        }
        cpu.scatterAdd(updates, at, c.axis, result);
        for (long[] i : Tensors.indices(c.dense)) {
            assertArrayEquals(Tensors.get(expected, i), Tensors.get(result, i));
        }
    }

    @Test
    void gather_namesTheFirstIndexOutside_beforeAnythingIsWritten() {
        for (DType dtype : new DType[] {DType.INT64, DType.INT32}) {
            for (long stride = 1; stride <= 2; stride++) {
                for (double outside : new double[] {-1, 5, 1 << 30}) {
                    refuses(dtype, stride, outside);
                }
            }
        }
    }

    private void refuses(DType dtype, long stride, double outside) {
        Shape many = Shape.of(5000);
        Operand whole = Tensors.empty(cpu, dtype, Shape.of(10_000));
        Storage.of(dtype).clear(CpuBuffer.array(whole, "test"), 0, 10_000);
        Layout every = whole.layout().sliced(0, 0, 5000, stride);
        Operand at = new Operand(whole.buffer(), every);
        Object array = CpuBuffer.array(at, "test");
        Elements.store(dtype, array, (int) (3000 * stride), outside, 0);
        Elements.store(dtype, array, (int) (4500 * stride), 77, 0);
        Operand x = Tensors.of(cpu, DType.FLOAT32, Shape.of(5), 1, 2, 3, 4, 5);
        Operand result = Tensors.empty(cpu, DType.FLOAT32, many);
        byte[] before = Tensors.bytes(cpu, result);
        ArgandException refused =
                assertThrows(
                        ArgandException.InvalidArgument.class, () -> cpu.gather(x, at, 0, result));
        assertEquals(
                "gather: index "
                        + (long) outside
                        + " is outside axis 0 of extent 5 of "
                        + Shape.of(5),
                refused.getMessage());
        assertArrayEquals(before, Tensors.bytes(cpu, result));
    }
}
