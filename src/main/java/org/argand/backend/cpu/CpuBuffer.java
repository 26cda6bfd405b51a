package org.argand.backend.cpu;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.Buffer;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.jspecify.annotations.Nullable;

/**
 * A buffer whose elements lie in a Java array from the pool.
 *
 * <p>What a {@link RowPipeline} has still to write is written when somebody asks for the array; and what it has still to read
 * goes back to the pool no earlier than that, whenever it is freed.
 */
final class CpuBuffer implements Buffer {
    private final BufferPool pool;
    private final DType dtype;
    private final long length;
    private volatile @Nullable Object array;

    /** Who has still to write the elements. */
    private volatile @Nullable RowPipeline writer;

    /** How many have still to use the array, and the array if it was freed meanwhile. */
    private int users;

    private @Nullable Object freed;

    CpuBuffer(BufferPool pool, DType dtype, long length) {
        this.pool = pool;
        this.dtype = dtype;
        this.length = length;
        long numbers = length > Long.MAX_VALUE / 2 ? length : length * dtype.components();
        this.array = pool.take(Storage.of(dtype), numbers);
    }

    private CpuBuffer(CpuBuffer of, Object array) {
        this.pool = of.pool;
        this.dtype = of.dtype;
        this.length = of.length;
        this.array = array;
    }

    /** The array of an operand of that program, which is named if the buffer was freed. */
    static Object array(Operand operand, Program program) {
        CpuBuffer b = operand.buffer() instanceof CpuBuffer c ? c : null;
        Object array = b == null || b.writer != null ? null : b.array;
        return array != null ? array : array(operand, Plan.name(program));
    }

    /** The array of that operand; {@code op} is named if it was freed. */
    static Object array(Operand operand, String op) {
        return array(operand.buffer(), op);
    }

    /** The array of that buffer; {@code op} is named if it was freed. */
    static Object array(Buffer buffer, String op) {
        CpuBuffer b = of(buffer, op);
        b.settle();
        Object array = b.array;
        if (array == null) {
            throw b.goneFor(op);
        }
        return array;
    }

    /** That buffer, if it is one of the CPU; {@code op} is named otherwise. */
    static CpuBuffer of(Buffer buffer, String op) {
        if (buffer instanceof CpuBuffer b) {
            return b;
        }
        throw new ArgandException.DeviceMismatch(
                op, "an operand is on " + buffer.device() + ", not on cpu");
    }

    private ArgandException goneFor(String op) {
        return new ArgandException.UseAfterFree(
                op, "the buffer of " + length + " " + dtype + " elements was freed");
    }

    /** Who has still to write the elements, if anybody. */
    @Nullable RowPipeline writer() {
        return writer;
    }

    /** Has the elements written, if they are not yet. */
    void settle() {
        RowPipeline w = writer;
        if (w != null) {
            w.flush();
        }
    }

    /** From now on that pipeline has still to write the elements; none if they are written. */
    void setWriter(@Nullable RowPipeline writer) {
        this.writer = writer;
    }

    /**
     * The same array for somebody who will use it later, whatever becomes of this buffer, until {@link #release}; as it is, whether
     * written or not. {@code op} is named if the buffer was freed.
     */
    synchronized CpuBuffer lend(String op) {
        Object lent = array;
        if (lent == null) {
            throw goneFor(op);
        }
        users++;
        return new CpuBuffer(this, lent);
    }

    /** Ends what one {@link #lend} began. */
    void release() {
        Object gone = null;
        synchronized (this) {
            users--;
            if (users == 0) {
                gone = freed;
                freed = null;
            }
        }
        if (gone != null) {
            pool.give(Storage.of(dtype), gone);
        }
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
        boolean used;
        synchronized (this) {
            gone = array;
            array = null;
            used = users > 0;
            if (used && gone != null) {
                freed = gone;
            }
        }
        if (gone == null) {
            return;
        }
        if (!used) {
            pool.give(Storage.of(dtype), gone);
        }
        RowPipeline w = writer;
        if (w != null) {
            w.forget(this);
        }
    }

    @Override
    public boolean isFreed() {
        return array == null;
    }
}
