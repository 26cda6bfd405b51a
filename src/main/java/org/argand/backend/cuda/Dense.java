package org.argand.backend.cuda;

import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.backend.Operand;

/**
 * An operand as kernels that ship want it: row-major without gaps. A strided one is copied to memory that lasts until
 * {@link #close}; a strided result is written to such memory and goes to its place by {@link #store}.
 *
 * @param buffer where the elements are, from {@code offset} on
 * @param copied whether the buffer is a copy
 */
record Dense(CudaContext context, Operand operand, CudaBuffer buffer, long offset, boolean copied)
        implements AutoCloseable {
    /** The elements of an operand that is read. */
    static Dense of(CudaContext context, Operand x, String op) {
        Dense dense = result(context, x, op);
        if (dense.copied) {
            try {
                Copies.plain(context, x, dense.view());
            } catch (RuntimeException e) {
                dense.close();
                throw e;
            }
        }
        return dense;
    }

    /** Room for the elements of an operand that is written. */
    static Dense result(CudaContext context, Operand x, String op) {
        CudaBuffer buffer = CudaBuffer.of(x.buffer(), context, op);
        if (x.layout().isContiguous()) {
            return new Dense(context, x, buffer, x.layout().offset(), false);
        }
        return new Dense(context, x, scratch(context, x.dtype(), x.shape().size()), 0, true);
    }

    /** Memory for the time of one op; the caller frees it. */
    static CudaBuffer scratch(CudaContext context, DType dtype, long length) {
        return new CudaBuffer(context.stream(), dtype, length);
    }

    /** Sets every element to 0. */
    void clear(String op) {
        CudaStream stream = context.stream();
        long bytes = operand.shape().size() * operand.dtype().bytes();
        long address = buffer.use(stream) + offset * operand.dtype().bytes();
        stream.queue();
        context.check(op, CudaDriver.clear(address, bytes, stream.handle()));
    }

    /** The elements here as an operand. */
    Operand view() {
        return copied ? new Operand(buffer, Layout.contiguous(operand.shape())) : operand;
    }

    /** Sends a result to its place, if it is not there already. */
    void store() {
        if (copied) {
            Copies.plain(context, view(), operand);
        }
    }

    @Override
    public void close() {
        if (copied) {
            buffer.free();
        }
    }
}
