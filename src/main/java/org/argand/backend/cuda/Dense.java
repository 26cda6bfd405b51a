package org.argand.backend.cuda;

import java.util.List;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program;

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
                copy(context, x, dense.view());
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

    /** Queues a copy of every element of {@code from} to {@code to}, of the same shape and type. */
    static void copy(CudaContext context, Operand from, Operand to) {
        Shape shape = from.shape();
        Program program =
                new Program(List.of(new Program.Input(from.dtype())), List.of(), List.of(0));
        Program.Bindings bindings =
                new Program.Bindings(shape, List.of(from), List.of(), List.of());
        Optional<String> refusal = CudaPointwise.run(context, program, bindings, List.of(to));
        if (refusal.isPresent()) {
            throw new IllegalStateException("copy: " + refusal.get());
        }
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
            copy(context, view(), operand);
        }
    }

    @Override
    public void close() {
        if (copied) {
            buffer.free();
        }
    }
}
