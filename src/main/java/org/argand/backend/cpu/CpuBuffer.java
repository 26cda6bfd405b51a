package org.argand.backend.cpu;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.Buffer;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.jspecify.annotations.Nullable;

/** A buffer whose elements lie in a Java array from the pool. */
final class CpuBuffer implements Buffer {
    private final BufferPool pool;
    private final DType dtype;
    private final long length;
    private volatile @Nullable Object array;

    CpuBuffer(BufferPool pool, DType dtype, long length) {
        this.pool = pool;
        this.dtype = dtype;
        this.length = length;
        long numbers = length > Long.MAX_VALUE / 2 ? length : length * dtype.components();
        this.array = pool.take(Storage.of(dtype), numbers);
    }

    /** The array of an operand of that program, which is named if the buffer was freed. */
    static Object array(Operand operand, Program program) {
        Object array = operand.buffer() instanceof CpuBuffer b ? b.array : null;
        return array != null ? array : array(operand, Plan.name(program));
    }

    /** The array of that operand; {@code op} is named if it was freed. */
    static Object array(Operand operand, String op) {
        return array(operand.buffer(), op);
    }

    /** The array of that buffer; {@code op} is named if it was freed. */
    static Object array(Buffer buffer, String op) {
        if (!(buffer instanceof CpuBuffer b)) {
            throw new ArgandException.DeviceMismatch(
                    op, "an operand is on " + buffer.device() + ", not on cpu");
        }
        Object array = b.array;
        if (array == null) {
            throw new ArgandException.UseAfterFree(
                    op, "the buffer of " + b.length + " " + b.dtype + " elements was freed");
        }
        return array;
    }

    @Override
    public Device device() {
        return Device.cpu();
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void free() {
        Object gone;
        synchronized (this) {
            gone = array;
            array = null;
        }
        if (gone != null) {
            pool.give(Storage.of(dtype), gone);
        }
    }

    @Override
    public boolean isFreed() {
        return array == null;
    }
}
