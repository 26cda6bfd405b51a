package org.argand.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasMath;
import jcuda.jcublas.cublasStatus;
import jcuda.runtime.cudaStream_t;
import org.argand.array.ArgandException;
import org.argand.array.DType;

/**
 * cuBLAS on one stream: the only class that names its binding.
 *
 * <p>The library's workspace is a buffer of ours, so that it allocates nothing once it is there, and it is not shared with
 * another stream, so that equal calls give equal bits.
 */
final class Cublas implements AutoCloseable {
    /** What NVIDIA advises before and from compute capability 9.0 on. */
    private static final long WORKSPACE = 4L << 20;

    private static final long LARGE_WORKSPACE = 32L << 20;

    /** One and zero with imaginary part 0, in both precisions, in memory that the library reads at each call. */
    private static final MemorySegment CONSTANTS = Arena.global().allocate(64, 16);

    private static final CudaDriver.HostAddress ONE =
            new CudaDriver.HostAddress(CONSTANTS.address());
    private static final CudaDriver.HostAddress SINGLE_ONE =
            new CudaDriver.HostAddress(CONSTANTS.address() + 16);
    private static final CudaDriver.HostAddress ZERO =
            new CudaDriver.HostAddress(CONSTANTS.address() + 32);

    static {
        CONSTANTS.set(ValueLayout.JAVA_DOUBLE, 0, 1);
        CONSTANTS.set(ValueLayout.JAVA_FLOAT, 16, 1);
    }

    private final CudaStream stream;
    private final cublasHandle handle = new cublasHandle();
    private final CudaBuffer workspace;

    Cublas(CudaStream stream) {
        this.stream = stream;
        boolean large = stream.context().properties().major() >= 9;
        long bytes = large ? LARGE_WORKSPACE : WORKSPACE;
        this.workspace = new CudaBuffer(stream, DType.BOOL, bytes);
        try {
            check("cublasCreate", JCublas2.cublasCreate(handle));
        } catch (RuntimeException e) {
            workspace.free();
            throw e;
        }
        try {
            open(bytes);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open(long bytes) {
        // Another stream makes the library forget its workspace: in this order.
        check(
                "cublasSetStream",
                JCublas2.cublasSetStream(handle, new cudaStream_t(stream.handle())));
        CudaDriver.DeviceAddress area = new CudaDriver.DeviceAddress(workspace.use(stream));
        check("cublasSetWorkspace", JCublas2.cublasSetWorkspace(handle, area, bytes));
        int mode =
                Boolean.parseBoolean(Setting.TF32.value())
                        ? cublasMath.CUBLAS_TF32_TENSOR_OP_MATH
                        : cublasMath.CUBLAS_DEFAULT_MATH;
        check("cublasSetMathMode", JCublas2.cublasSetMathMode(handle, mode));
    }

    /** A matrix of each product of a call: the address of the first, its elements' place in the call is the plan's. */
    void multiply(DType dtype, GemmPlan plan, long a, long b, long result) {
        CudaDriver.HostAddress one = dtype.isDouble() ? ONE : SINGLE_ONE;
        // The library's left factor is the transpose of b.
        CudaDriver.DeviceAddress left = new CudaDriver.DeviceAddress(b);
        CudaDriver.DeviceAddress right = new CudaDriver.DeviceAddress(a);
        CudaDriver.DeviceAddress to = new CudaDriver.DeviceAddress(result);
        stream.queue();
        int code =
                plan.batch() == 1
                        ? one(dtype, plan, one, left, right, to)
                        : batch(dtype, plan, one, left, right, to);
        check("matmul", code);
    }

    private int one(
            DType dtype,
            GemmPlan p,
            CudaDriver.HostAddress one,
            CudaDriver.DeviceAddress left,
            CudaDriver.DeviceAddress right,
            CudaDriver.DeviceAddress to) {
        int opA = p.a().operation().ordinal();
        int opB = p.b().operation().ordinal();
        int m = p.columns();
        int n = p.rows();
        int k = p.inner();
        return switch (dtype) {
            case FLOAT32 ->
                    JCublas2.cublasSgemm(
                            handle,
                            opB,
                            opA,
                            m,
                            n,
                            k,
                            one,
                            left,
                            p.b().leading(),
                            right,
                            p.a().leading(),
                            ZERO,
                            to,
                            p.leading());
            case FLOAT64 ->
                    JCublas2.cublasDgemm(
                            handle,
                            opB,
                            opA,
                            m,
                            n,
                            k,
                            one,
                            left,
                            p.b().leading(),
                            right,
                            p.a().leading(),
                            ZERO,
                            to,
                            p.leading());
            case COMPLEX64 ->
                    JCublas2.cublasCgemm(
                            handle,
                            opB,
                            opA,
                            m,
                            n,
                            k,
                            one,
                            left,
                            p.b().leading(),
                            right,
                            p.a().leading(),
                            ZERO,
                            to,
                            p.leading());
            case COMPLEX128 ->
                    JCublas2.cublasZgemm(
                            handle,
                            opB,
                            opA,
                            m,
                            n,
                            k,
                            one,
                            left,
                            p.b().leading(),
                            right,
                            p.a().leading(),
                            ZERO,
                            to,
                            p.leading());
            default -> throw new IllegalArgumentException("no matrix products of " + dtype);
        };
    }

    private int batch(
            DType dtype,
            GemmPlan p,
            CudaDriver.HostAddress one,
            CudaDriver.DeviceAddress left,
            CudaDriver.DeviceAddress right,
            CudaDriver.DeviceAddress to) {
        int opA = p.a().operation().ordinal();
        int opB = p.b().operation().ordinal();
        int m = p.columns();
        int n = p.rows();
        int k = p.inner();
        return switch (dtype) {
            case FLOAT32 ->
                    JCublas2.cublasSgemmStridedBatched(
                            handle,
                            opB,
                            opA,
                            m,
                            n,
                            k,
                            one,
                            left,
                            p.b().leading(),
                            p.stepB(),
                            right,
                            p.a().leading(),
                            p.stepA(),
                            ZERO,
                            to,
                            p.leading(),
                            p.stepResult(),
                            p.batch());
            case FLOAT64 ->
                    JCublas2.cublasDgemmStridedBatched(
                            handle,
                            opB,
                            opA,
                            m,
                            n,
                            k,
                            one,
                            left,
                            p.b().leading(),
                            p.stepB(),
                            right,
                            p.a().leading(),
                            p.stepA(),
                            ZERO,
                            to,
                            p.leading(),
                            p.stepResult(),
                            p.batch());
            case COMPLEX64 ->
                    JCublas2.cublasCgemmStridedBatched(
                            handle,
                            opB,
                            opA,
                            m,
                            n,
                            k,
                            one,
                            left,
                            p.b().leading(),
                            p.stepB(),
                            right,
                            p.a().leading(),
                            p.stepA(),
                            ZERO,
                            to,
                            p.leading(),
                            p.stepResult(),
                            p.batch());
            case COMPLEX128 ->
                    JCublas2.cublasZgemmStridedBatched(
                            handle,
                            opB,
                            opA,
                            m,
                            n,
                            k,
                            one,
                            left,
                            p.b().leading(),
                            p.stepB(),
                            right,
                            p.a().leading(),
                            p.stepA(),
                            ZERO,
                            to,
                            p.leading(),
                            p.stepResult(),
                            p.batch());
            default -> throw new IllegalArgumentException("no matrix products of " + dtype);
        };
    }

    private void check(String op, int code) {
        if (code == cublasStatus.CUBLAS_STATUS_SUCCESS) {
            return;
        }
        stream.checkSound(op);
        String fact =
                stream.context().device() + ": cuBLAS answered " + cublasStatus.stringFor(code);
        throw code == cublasStatus.CUBLAS_STATUS_ALLOC_FAILED
                ? new ArgandException.OutOfMemory(op, fact)
                : new ArgandException.DeviceFailure(op, fact);
    }

    @Override
    public void close() {
        JCublas2.cublasDestroy(handle);
        workspace.free();
    }
}
