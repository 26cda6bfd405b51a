package org.argand.backend.cpu;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;

/** Operands for tests: random strided views, and their elements read one by one. */
final class Tensors {
    private Tensors() {}

    /** Each number rounded to single precision. */
    static float[] floats(double[] numbers) {
        float[] rounded = new float[numbers.length];
        for (int k = 0; k < rounded.length; k++) {
            rounded[k] = (float) numbers[k];
        }
        return rounded;
    }

    /** A contiguous operand of that shape with undefined content. */
    static Operand empty(CpuBackend cpu, DType dtype, Shape shape) {
        return new Operand(cpu.allocate(dtype, shape.size()), Layout.contiguous(shape));
    }

    /** A contiguous operand with these parts. */
    static Operand of(CpuBackend cpu, DType dtype, Shape shape, double... parts) {
        Operand o = empty(cpu, dtype, shape);
        Object array = CpuBuffer.array(o, "test");
        for (int i = 0; i < shape.size(); i++) {
            int c = dtype.components();
            Elements.store(dtype, array, i, parts[i * c], c == 2 ? parts[2 * i + 1] : 0);
        }
        return o;
    }

    /** A view of that shape that is permuted, flipped, sliced and broadcast at random; small round numbers. */
    static Operand random(
            CpuBackend cpu, Random random, DType dtype, Shape shape, boolean broadcast) {
        int rank = shape.rank();
        int[] order = order(random, rank);
        long[] base = new long[rank];
        int[] step = new int[rank];
        for (int a = 0; a < rank; a++) {
            boolean flat = broadcast && random.nextInt(4) == 0;
            step[a] =
                    flat
                            ? 0
                            : random.nextInt(3) == 0
                                    ? -1 - random.nextInt(2)
                                    : 1 + random.nextInt(4) / 3;
            base[a] = flat ? 1 : Math.max(1, shape.dim(a)) * Math.abs(step[a]);
        }
        long[] permuted = new long[rank];
        for (int k = 0; k < rank; k++) {
            permuted[k] = base[order[k]];
        }
        Layout l = Layout.contiguous(Shape.of(permuted));
        int[] inverse = new int[rank];
        for (int k = 0; k < rank; k++) {
            inverse[order[k]] = k;
        }
        l = l.permuted(inverse);
        for (int a = 0; a < rank; a++) {
            long start = step[a] < 0 ? base[a] - 1 : 0;
            l = step[a] == 0 ? l : l.sliced(a, start, shape.dim(a), step[a]);
        }
        Layout view = l.broadcastTo(shape);
        Operand o = new Operand(cpu.allocate(dtype, Math.max(1, Shape.of(base).size())), view);
        fill(random, o);
        return o;
    }

    private static int[] order(Random random, int rank) {
        int[] order = new int[rank];
        boolean shuffle = random.nextInt(2) == 0;
        for (int k = 0; k < rank; k++) {
            int j = shuffle ? random.nextInt(k + 1) : k;
            order[k] = order[j];
            order[j] = k;
        }
        return order;
    }

    private static void fill(Random random, Operand o) {
        Object array = CpuBuffer.array(o, "test");
        for (int i = 0; i < o.buffer().length(); i++) {
            Elements.store(
                    o.dtype(), array, i, number(random, o.dtype()), number(random, o.dtype()));
        }
    }

    /** Quarters between −4 and 4, whole numbers for integers, 0 or 1 for bool. */
    static double number(Random random, DType dtype) {
        int k = random.nextInt(33) - 16;
        return dtype == DType.BOOL ? k & 1 : dtype.isInteger() ? k : k / 4.0;
    }

    /** Random numbers in an array. */
    static float[] floats(Random random, int length) {
        float[] all = new float[length];
        for (int i = 0; i < length; i++) {
            all[i] = (float) random.nextGaussian();
        }
        return all;
    }

    /** Every index of that shape in row-major order. */
    static List<long[]> indices(Shape shape) {
        List<long[]> all = new ArrayList<>();
        for (long p = 0; p < shape.size(); p++) {
            long[] index = new long[shape.rank()];
            long rest = p;
            for (int a = shape.rank() - 1; a >= 0; a--) {
                index[a] = rest % shape.dim(a);
                rest /= shape.dim(a);
            }
            all.add(index);
        }
        return all;
    }

    /** One element as (re, im). */
    static double[] get(Operand o, long[] index) {
        double[] v = new double[2];
        Elements.load(o.dtype(), CpuBuffer.array(o, "test"), (int) position(o, index), v, 0);
        return v;
    }

    /** Where an element lies in its buffer. */
    static long position(Operand o, long[] index) {
        long at = o.layout().offset();
        for (int a = 0; a < index.length; a++) {
            at += index[a] * o.layout().stride(a);
        }
        return at;
    }

    /** The bytes of the whole buffer. */
    static byte[] bytes(CpuBackend cpu, Operand o) {
        byte[] b = new byte[(int) o.buffer().length() * o.dtype().bytes()];
        cpu.read(o.buffer(), 0, MemorySegment.ofArray(b));
        return b;
    }
}
