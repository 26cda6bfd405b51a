package org.argand.tensor;

import java.lang.foreign.MemorySegment;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.backend.Backends;
import org.argand.backend.Program;

/** Makes tensors from host arrays and constants, on the engine's device. */
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

    /** {@code value} in the type of {@code like}; an integer type takes integral values only. */
    static Tensor number(Tensor like, double value) {
        boolean exact =
                like.dtype().isInteger() ? value == Math.rint(value) : like.dtype().isInexact();
        if (!exact) {
            throw new ArgandException.DTypeMismatch(
                    "number", value + " is no " + like.dtype() + "; cast the tensor first");
        }
        return like.fill(value);
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
}
