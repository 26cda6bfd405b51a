package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;

/** Memory for the time of one op: what is queued before {@link #close} may use it, and what comes after may have it. */
final class Scratch implements AutoCloseable {
    private final CudaContext context;
    private final List<CudaBuffer> taken = new ArrayList<>();

    Scratch(CudaContext context) {
        this.context = context;
    }

    /** Uninitialised memory for that many elements. */
    CudaBuffer take(DType dtype, long length) {
        CudaBuffer buffer = Dense.scratch(context, dtype, length);
        taken.add(buffer);
        return buffer;
    }

    @Override
    public void close() {
        taken.forEach(CudaBuffer::free);
    }
}
