package org.argand.backend.cpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.backend.Backend;
import org.argand.backend.Buffer;
import org.argand.backend.Factorisation;
import org.argand.backend.Fold;
import org.argand.backend.HostMemory;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** The CPU as a device: heap arrays from a pool, Java loops over them, on every core. */
public final class CpuBackend implements Backend {
    private final BufferPool pool;
    private final RowOps rows;

    /** A backend whose pool keeps at most a quarter of the heap. */
    public CpuBackend() {
        this(Runtime.getRuntime().maxMemory() / 4);
    }

    /** A backend whose pool keeps at most {@code pooledBytes} of freed memory. */
    CpuBackend(long pooledBytes) {
        this.pool = new BufferPool(pooledBytes, RowPipeline::finishAll);
        this.rows = new RowOps(pool);
    }

    /** What the pool of this backend holds. */
    BufferPool pool() {
        return pool;
    }

    @Override
    public Device device() {
        return Device.cpu();
    }

    @Override
    public String describe() {
        return "cpu: "
                + Runtime.getRuntime().availableProcessors()
                + " cores, "
                + Workers.threads()
                + " threads, "
                + (Lanes.available() ? "" : "no vectors: ")
                + Lanes.reason();
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        return new CpuBuffer(pool, dtype, length);
    }

    @Override
    public void write(MemorySegment from, Buffer to, long at) {
        HostMemory.copy(from, elements(to, at, from.byteSize(), "write"));
    }

    @Override
    public void read(Buffer from, long at, MemorySegment to) {
        HostMemory.copy(elements(from, at, to.byteSize(), "read"), to);
    }

    /** The memory of a buffer's elements from {@code at} on. */
    private static MemorySegment elements(Buffer buffer, long at, long bytes, String op) {
        Object array = CpuBuffer.array(buffer, op);
        long start = at * buffer.dtype().bytes();
        if (at < 0 || start + bytes > buffer.length() * buffer.dtype().bytes()) {
            throw new ArgandException.InvalidArgument(
                    op,
                    bytes
                            + " bytes from element "
                            + at
                            + " do not fit a buffer of "
                            + buffer.length());
        }
        return Storage.of(buffer.dtype()).segment(array).asSlice(start, bytes);
    }

    @Override
    public void run(Program program, Program.Bindings bindings, List<Operand> results) {
        if (!rows.run(program, bindings, results)) {
            Pointwise.run(program, bindings, results);
        }
    }

    @Override
    public void reduce(
            Fold fold, Program prologue, Program.Bindings bindings, int[] axes, Operand result) {
        if (!rows.reduce(fold, prologue, bindings, axes, result)) {
            Reductions.run(fold, prologue, bindings, axes, result, pool);
        }
    }

    @Override
    public void matmul(Matrix a, Matrix b, Operand result) {
        if (!rows.matmul(a, b, result)) {
            BatchedMatmul.run(a, b, result);
        }
    }

    @Override
    public boolean takesRows(DType dtype, Shape product, long depth) {
        return ProductRows.pay(dtype, product, depth);
    }

    @Override
    public void runOnProduct(
            Matrix a,
            Matrix b,
            int input,
            Program program,
            Program.Bindings bindings,
            List<Operand> results) {
        if (!rows.runOnProduct(a, b, input, program, bindings, results)) {
            Matmul.Precision<?> precision = Matmul.precision(a.operand().dtype());
            ProductRows.of(precision, a, b, input, program, bindings, results).run();
        }
    }

    @Override
    public void fft(Operand x, int axis, boolean inverse, double scale, Operand result) {
        Transforms.fft(x, axis, inverse, scale, result);
    }

    @Override
    public void rfft(Operand x, int axis, double scale, Operand result) {
        Transforms.rfft(x, axis, scale, result);
    }

    @Override
    public void irfft(Operand x, int axis, double scale, Operand result) {
        Transforms.irfft(x, axis, scale, result);
    }

    @Override
    public boolean factor(
            Factorisation kind, List<Operand> operands, Operand result, Operand status) {
        return Factorisations.run(kind, operands, result, status);
    }

    @Override
    public void gather(Operand x, Operand indices, int axis, Operand result) {
        Indexing.gather(x, indices, axis, result);
    }

    @Override
    public void scatterAdd(Operand updates, Operand indices, int axis, Operand result) {
        Indexing.scatterAdd(updates, indices, axis, result);
    }

    @Override
    public void scan(Fold fold, Operand x, int axis, Operand result) {
        Scans.run(fold, x, axis, result);
    }

    @Override
    public void argsort(Operand x, int axis, boolean descending, Operand result) {
        Sorts.run(x, axis, descending, result);
    }
}
