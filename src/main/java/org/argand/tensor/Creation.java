package org.argand.tensor;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.backend.Backends;
import org.argand.backend.Program;

/** Makes tensors from host arrays, constants and ranges, on the engine's device. */
public final class Creation {
    private Creation() {}

    static Tensor of(Shape shape, double[] values) {
        return upload(DType.FLOAT64, shape, values.length, MemorySegment.ofArray(values));
    }

    static Tensor of(Shape shape, float[] values) {
        return upload(DType.FLOAT32, shape, values.length, MemorySegment.ofArray(values));
    }

    static Tensor of(Shape shape, int[] values) {
        return upload(DType.INT32, shape, values.length, MemorySegment.ofArray(values));
    }

    static Tensor of(Shape shape, long[] values) {
        return upload(DType.INT64, shape, values.length, MemorySegment.ofArray(values));
    }

    static Tensor of(Shape shape, boolean[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return upload(DType.BOOL, shape, bytes.length, MemorySegment.ofArray(bytes));
    }

    static Tensor of(Complex[] values) {
        double[] parts = new double[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            parts[2 * i] = values[i].real();
            parts[2 * i + 1] = values[i].imag();
        }
        return ofInterleaved(Shape.of(values.length), parts);
    }

    static Tensor ofInterleaved(Shape shape, double[] values) {
        return upload(DType.COMPLEX128, shape, values.length, MemorySegment.ofArray(values));
    }

    static Tensor ofInterleaved(Shape shape, float[] values) {
        return upload(DType.COMPLEX64, shape, values.length, MemorySegment.ofArray(values));
    }

    /** Elements as they lie in memory: native order, complex interleaved, one byte per bool. */
    public static Tensor ofSegment(DType dtype, Shape shape, MemorySegment elements) {
        long bytes = shape.size() * dtype.bytes();
        if (elements.byteSize() != bytes) {
            throw new ArgandException.ShapeMismatch(
                    "tensor",
                    dtype.toString()
                            + shape
                            + " takes "
                            + bytes
                            + " bytes, got "
                            + elements.byteSize());
        }
        return Engine.make(
                dtype,
                shape,
                Engine.device(),
                o -> Backends.of(Engine.device()).write(elements, o.buffer(), 0));
    }

    private static Tensor upload(DType dtype, Shape shape, long numbers, MemorySegment elements) {
        if (numbers != shape.size() * dtype.components()) {
            throw new ArgandException.ShapeMismatch(
                    "tensor",
                    dtype.toString()
                            + shape
                            + " takes "
                            + shape.size() * dtype.components()
                            + " numbers, got "
                            + numbers);
        }
        return ofSegment(dtype, shape, elements);
    }

    static Tensor full(DType dtype, Shape shape, double re, double im) {
        return full(dtype, shape, re, im, Engine.device());
    }

    static Tensor full(DType dtype, Shape shape, double re, double im, Device device) {
        return new Tensor(shape, dtype, device, new Expression.Fill(new Program.Value(re, im)));
    }

    /** {@code value} everywhere, if the type has it. */
    static Tensor constant(String op, DType dtype, Shape shape, double value) {
        if (!has(dtype, value)) {
            throw new ArgandException.DTypeMismatch(op, value + " is no " + dtype);
        }
        return full(dtype, shape, value, 0);
    }

    /** {@code value} in the type of {@code like}; an integer type takes integral values of its range only. */
    static Tensor number(Tensor like, double value) {
        if (like.dtype() == DType.BOOL || !has(like.dtype(), value)) {
            throw new ArgandException.DTypeMismatch(
                    "number", value + " is no " + like.dtype() + "; cast the tensor first");
        }
        return like.fill(value);
    }

    /** Whether an integer type has that value; others round. */
    private static boolean has(DType dtype, double value) {
        double end = dtype == DType.INT32 ? 0x1p31 : 0x1p63;
        return !dtype.isInteger() || (value == Math.rint(value) && -end <= value && value < end);
    }

    static Tensor arange(DType dtype, long n) {
        if (n < 0 || n > Integer.MAX_VALUE || dtype == DType.BOOL) {
            throw new ArgandException.InvalidArgument("arange", n + " elements of " + dtype);
        }
        long[] v = new long[(int) n];
        for (int i = 0; i < v.length; i++) {
            v[i] = i;
        }
        return of(Shape.of(n), v).cast(dtype);
    }

    /**
     * {@code from, from + step, …} as long as it is before {@code to}: {@code ⌈(to − from)/step⌉} numbers. An integer type
     * takes whole numbers only, below 2⁵³.
     */
    public static Tensor arange(DType dtype, double from, double to, double step) {
        double n = Math.max(0, Math.ceil((to - from) / step));
        boolean whole = from == Math.rint(from) && step == Math.rint(step);
        if (!(n <= Integer.MAX_VALUE) || step == 0 || dtype == DType.BOOL) {
            throw new ArgandException.InvalidArgument(
                    "arange", from + " to " + to + " by " + step + " of " + dtype);
        }
        boolean fits = n == 0 || (has(dtype, from) && has(dtype, from + (n - 1) * step));
        if (dtype.isInteger() && !(whole && fits)) {
            throw new ArgandException.DTypeMismatch(
                    "arange", from + " to " + to + " by " + step + " is not of " + dtype);
        }
        return of(IntStream.range(0, (int) n).mapToDouble(k -> from + k * step).toArray(), dtype);
    }

    /** {@code n} numbers at equal distances, the first {@code from} and the last {@code to}. */
    public static Tensor linspace(DType dtype, double from, double to, int n) {
        needRange(dtype, n);
        return of(line(from, to, n), dtype);
    }

    /** {@code n} numbers at equal distances on the segment from {@code from} to {@code to}, of a complex type. */
    public static Tensor linspace(DType dtype, Complex from, Complex to, int n) {
        needRange(dtype, n);
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch("linspace", "complex ends of " + dtype);
        }
        double[] re = line(from.real(), to.real(), n);
        double[] im = line(from.imag(), to.imag(), n);
        double[] parts = new double[2 * n];
        for (int k = 0; k < n; k++) {
            parts[2 * k] = re[k];
            parts[2 * k + 1] = im[k];
        }
        return ofInterleaved(Shape.of(n), parts).cast(dtype);
    }

    private static void needRange(DType dtype, int n) {
        if (n < 0 || !dtype.isInexact()) {
            throw new ArgandException.InvalidArgument("linspace", n + " numbers of " + dtype);
        }
    }

    private static double[] line(double from, double to, int n) {
        double step = (to - from) / Math.max(1, n - 1);
        return IntStream.range(0, n)
                .mapToDouble(k -> k > 0 && k == n - 1 ? to : from + k * step)
                .toArray();
    }

    private static Tensor of(double[] values, DType dtype) {
        return of(Shape.of(values.length), values).cast(dtype);
    }

    /** The identity matrix {@code [n, n]}. */
    public static Tensor eye(DType dtype, long n) {
        return eye(dtype, n, n);
    }

    /** Ones on the main diagonal of {@code [m, n]}, zeros beside it. */
    public static Tensor eye(DType dtype, long m, long n) {
        Tensor row = arange(DType.INT64, m).expand(-1);
        return row.equalTo(arange(DType.INT64, n)).cast(dtype);
    }

    /** Which axis the first of the vectors of a grid runs along. */
    public enum Grid {
        /** Along the first axis: matrix order. */
        IJ,
        /** Along the second axis, the second along the first: as x and y of a plot. */
        XY
    }

    /**
     * For each vector a tensor over the grid of all, constant along the axes of the others; gradients are summed over those.
     */
    public static List<Tensor> meshgrid(Grid grid, Tensor... vectors) {
        int rank = vectors.length;
        long[] extents = new long[rank];
        int[] axis = new int[rank];
        for (int k = 0; k < rank; k++) {
            if (vectors[k].rank() > 1) {
                throw new ArgandException.ShapeMismatch(
                        "meshgrid", "needs vectors, got " + vectors[k].shape());
            }
            axis[k] = grid == Grid.XY && rank > 1 && k < 2 ? 1 - k : k;
            extents[axis[k]] = vectors[k].size();
        }
        Shape full = Shape.of(extents);
        List<Tensor> made = new ArrayList<>();
        for (int k = 0; k < rank; k++) {
            long[] alone = new long[rank];
            Arrays.fill(alone, 1);
            alone[axis[k]] = extents[axis[k]];
            made.add(vectors[k].reshape(alone).broadcastTo(full));
        }
        return List.copyOf(made);
    }
}
