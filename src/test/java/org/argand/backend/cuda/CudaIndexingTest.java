package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Buffer;
import org.argand.backend.Operand;
import org.argand.backend.cuda.Parity.Twin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gathers and their adjoints against the scalar reference: every type, views, few and many indices, bad ones. */
class CudaIndexingTest {
    private static final long SEED = 23;

    /** A dense shape, its axis, and the shape of the indices that stand there. */
    private record Subject(Shape dense, int axis, Shape indices) {
        Shape picked() {
            Shape shape = dense.without(axis);
            for (int a = 0; a < indices.rank(); a++) {
                shape = shape.inserted(axis + a, indices.dim(a));
            }
            return shape;
        }
    }

    private static final List<Subject> SUBJECTS =
            List.of(
                    new Subject(Shape.of(5), 0, Shape.SCALAR),
                    new Subject(Shape.of(5), 0, Shape.of(7)),
                    new Subject(Shape.of(3, 4, 2), 1, Shape.of(2, 3)),
                    new Subject(Shape.of(2, 0), 0, Shape.of(3)),
                    new Subject(Shape.of(2, 3), 1, Shape.of(0)),
                    new Subject(Shape.of(2, 3), 1, Shape.of(40)),
                    new Subject(Shape.of(1, 2, 3), 1, Shape.of(9, 11)),
                    new Subject(Shape.of(50, 2), 0, Shape.of(333)),
                    new Subject(Shape.of(3), 0, Shape.of(5001)));

    @BeforeEach
    void device() {
        SoftwareDevice.assume();
    }

    private static DType indexType(Random random) {
        return random.nextBoolean() ? DType.INT32 : DType.INT64;
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void gathered_areThoseOfTheReference(DType dtype) {
        Random random = new Random(SEED);
        Parity parity = new Parity(0);
        for (Subject s : SUBJECTS) {
            DoubleSupplier numbers = () -> random.nextInt(100) - 50;
            Twin x = parity.view(dtype, s.dense, random, true, numbers);
            Twin indices = indices(parity, s, random);
            Twin to = parity.view(dtype, s.picked(), random, false, numbers);
            parity.both(
                    "gather " + s,
                    (b, in, out) -> b.gather(in.get(0), in.get(1), s.axis, out.getFirst()),
                    List.of(x, indices),
                    List.of(to));
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void scattered_areThoseOfTheReference(DType dtype) {
        Random random = new Random(SEED + 1);
        Parity parity = new Parity(2);
        for (Subject s : SUBJECTS) {
            DoubleSupplier numbers =
                    () -> dtype.isInexact() ? random.nextDouble() : random.nextInt() / 3;
            Twin updates = parity.view(dtype, s.picked(), random, true, numbers);
            Twin indices = indices(parity, s, random);
            Twin to = parity.view(dtype, s.dense, random, false, numbers);
            parity.both(
                    "scatterAdd " + s,
                    (b, in, out) -> b.scatterAdd(in.get(0), in.get(1), s.axis, out.getFirst()),
                    List.of(updates, indices),
                    List.of(to));
        }
    }

    private static Twin indices(Parity parity, Subject s, Random random) {
        long n = Math.max(1, s.dense.dim(s.axis));
        return parity.view(
                indexType(random), s.indices, random, true, () -> (int) random.nextLong(n));
    }

    /** One of the indices is wrong; the result keeps what the others say, and the next wait reports it. */
    @ParameterizedTest
    @ValueSource(ints = {3, 32, 33, 1000})
    void badIndices_areReported(int count) {
        CudaBackend gpu = SoftwareDevice.backend();
        for (long bad : new long[] {-1, 7, Long.MIN_VALUE, Long.MAX_VALUE}) {
            long[] indices = new long[count];
            indices[count / 2] = bad;
            Operand at = longs(gpu, indices);
            Operand x = longs(gpu, new long[7]);
            Operand picked = longs(gpu, new long[count]);
            gpu.gather(x, at, 0, picked);
            reported(gpu, picked, "gather", bad);
            gpu.scatterAdd(picked, at, 0, x);
            reported(gpu, x, "scatterAdd", bad);
            gpu.read(x.buffer(), 0, MemorySegment.ofArray(new long[7]));
        }
    }

    /** Nothing is written, and an index is wrong all the same. */
    @Test
    void badIndices_ofNothingAreReported() {
        CudaBackend gpu = SoftwareDevice.backend();
        Operand none = longs(gpu, new long[0]);
        Operand at = longs(gpu, new long[] {0});
        Operand one = longs(gpu, new long[1]);
        gpu.gather(none, at, 0, one);
        assertTrue(reported(gpu, one, "gather", 0).contains("extent 0"));
        gpu.scatterAdd(one, at, 0, none);
        assertTrue(reported(gpu, one, "scatterAdd", 0).contains("extent 0"));
    }

    private static Operand longs(CudaBackend gpu, long[] values) {
        Buffer buffer = gpu.allocate(DType.INT64, values.length);
        gpu.write(MemorySegment.ofArray(values), buffer, 0);
        return new Operand(buffer, Layout.contiguous(Shape.of(values.length)));
    }

    private static String reported(CudaBackend gpu, Operand x, String op, long index) {
        long[] values = new long[(int) x.shape().size()];
        Operand any = values.length > 0 ? x : longs(gpu, new long[1]);
        ArgandException e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () -> gpu.read(any.buffer(), 0, MemorySegment.ofArray(new long[1])));
        assertEquals(op, e.op());
        assertTrue(e.getMessage().contains("index " + index + " "), e.getMessage());
        return e.getMessage();
    }
}
