package org.argand.backend.cuda;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.Backend;
import org.argand.backend.Buffer;
import org.argand.backend.Factorisation;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.jspecify.annotations.Nullable;

/**
 * One GPU as a device: generated kernels for pointwise work and folds, cuBLAS and cuFFT, and kernels that ship for the rest.
 *
 * <p>Nothing here waits for the device but {@link #read} and what {@link HostFallback} takes over. A failure that ends the
 * driver's context costs what was on the device; the next call opens it anew.
 */
final class CudaBackend implements Backend {
    private final Device device;
    private final long limit;
    private final HostFallback host;
    private volatile @Nullable CudaContext open;

    /** The device of that index, holding at most {@code limit} bytes. */
    CudaBackend(Device device, long limit) {
        this.device = device;
        this.limit = limit;
        this.host = new HostFallback(this);
    }

    /** The context that is open, or a new one. */
    CudaContext context() {
        CudaContext now = open;
        return now != null && !now.isLost() ? now : reopened();
    }

    private synchronized CudaContext reopened() {
        CudaContext now = open;
        if (now == null || now.isLost()) {
            now = new CudaContext(device, limit);
            open = now;
        }
        return now;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public String describe() {
        CudaDriver.Properties p = context().properties();
        return String.format(
                Locale.ROOT,
                "%s: %s, compute %d.%d, %d multiprocessors, %.1f GiB (PCI bus %d), driver CUDA %s;"
                        + " %s; %s%s",
                device,
                p.name(),
                p.major(),
                p.minor(),
                p.multiprocessors(),
                p.bytes() / 0x1p30,
                p.pciBus(),
                version(CudaDriver.version()),
                Natives.cublas(),
                Natives.cufft(),
                host.summary());
    }

    /** 12040 as 12.4. */
    static String version(int cuda) {
        return cuda / 1000 + "." + cuda % 1000 / 10;
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        return new CudaBuffer(context().stream(), dtype, length);
    }

    @Override
    public void write(MemorySegment from, Buffer to, long at) {
        CudaStream stream = context().stream();
        stream.staging().write(from, elements(stream, to, at, from.byteSize(), "write"));
    }

    @Override
    public void read(Buffer from, long at, MemorySegment to) {
        CudaStream stream = context().stream();
        stream.staging().read(elements(stream, from, at, to.byteSize(), "read"), to);
    }

    /** The address of a buffer's elements from {@code at} on. */
    private static long elements(CudaStream stream, Buffer buffer, long at, long bytes, String op) {
        CudaBuffer mine = CudaBuffer.of(buffer, stream.context(), op);
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
        return mine.use(stream) + start;
    }

    @Override
    public void run(Program program, Program.Bindings bindings, List<Operand> results) {
        CudaPointwise.run(context(), program, bindings, results)
                .ifPresent(reason -> host.run(reason, program, bindings, results));
    }

    @Override
    public void reduce(
            Fold fold, Program prologue, Program.Bindings bindings, int[] axes, Operand result) {
        CudaReduction.reduce(context(), fold, prologue, bindings, axes, result)
                .ifPresent(reason -> host.reduce(reason, fold, prologue, bindings, axes, result));
    }

    @Override
    public void matmul(Matrix a, Matrix b, Operand result) {
        CudaMatmul.run(context(), a, b, result)
                .ifPresent(reason -> host.matmul(reason, a, b, result));
    }

    @Override
    public void fft(Operand x, int axis, boolean inverse, double scale, Operand result) {
        CudaFft.fft(context(), x, axis, inverse, scale, result)
                .ifPresent(reason ->
                        host.unary(
                                "fft",
                                reason,
                                x,
                                result,
                                (cpu, in, out) -> cpu.fft(in, axis, inverse, scale, out)));
    }

    @Override
    public void rfft(Operand x, int axis, double scale, Operand result) {
        CudaFft.rfft(context(), x, axis, scale, result)
                .ifPresent(reason ->
                        host.unary(
                                "rfft",
                                reason,
                                x,
                                result,
                                (cpu, in, out) -> cpu.rfft(in, axis, scale, out)));
    }

    @Override
    public void irfft(Operand x, int axis, double scale, Operand result) {
        CudaFft.irfft(context(), x, axis, scale, result)
                .ifPresent(reason ->
                        host.unary(
                                "irfft",
                                reason,
                                x,
                                result,
                                (cpu, in, out) -> cpu.irfft(in, axis, scale, out)));
    }

    @Override
    public boolean factor(
            Factorisation kind, List<Operand> operands, Operand result, Operand status) {
        CudaFactorisation.run(context(), kind, operands, result, status)
                .ifPresent(reason -> host.factor(reason, kind, operands, result, status));
        return false;
    }

    @Override
    public void gather(Operand x, Operand indices, int axis, Operand result) {
        CudaIndexing.gather(context(), x, indices, axis, result);
    }

    @Override
    public void scatterAdd(Operand updates, Operand indices, int axis, Operand result) {
        CudaIndexing.scatterAdd(context(), updates, indices, axis, result);
    }

    @Override
    public void scan(Fold fold, Operand x, int axis, Operand result) {
        CudaScan.run(context(), fold, x, axis, result);
    }

    @Override
    public void argsort(Operand x, int axis, boolean descending, Operand result) {
        CudaSort.argsort(context(), x, axis, descending, result);
    }
}
