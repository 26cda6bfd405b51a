package org.argand.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jcuda.Pointer;
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

    /** A product of one element type. */
    private interface Product {
        int queue(
                cublasHandle handle,
                int opA,
                int opB,
                int m,
                int n,
                int k,
                Pointer alpha,
                Pointer a,
                int lda,
                Pointer b,
                int ldb,
                Pointer beta,
                Pointer c,
                int ldc);
    }

    /** Products of one element type, whose matrices are fixed distances apart. */
    private interface Products {
        int queue(
                cublasHandle handle,
                int opA,
                int opB,
                int m,
                int n,
                int k,
                Pointer alpha,
                Pointer a,
                int lda,
                long stepA,
                Pointer b,
                int ldb,
                long stepB,
                Pointer beta,
                Pointer c,
                int ldc,
                long stepC,
                int count);
    }

    private static Product product(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> JCublas2::cublasSgemm;
            case FLOAT64 -> JCublas2::cublasDgemm;
            case COMPLEX64 -> JCublas2::cublasCgemm;
            case COMPLEX128 -> JCublas2::cublasZgemm;
            default -> throw new IllegalArgumentException("no matrix products of " + dtype);
        };
    }

    private static Products products(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> JCublas2::cublasSgemmStridedBatched;
            case FLOAT64 -> JCublas2::cublasDgemmStridedBatched;
            case COMPLEX64 -> JCublas2::cublasCgemmStridedBatched;
            case COMPLEX128 -> JCublas2::cublasZgemmStridedBatched;
            default -> throw new IllegalArgumentException("no matrix products of " + dtype);
        };
    }

    /** Queues one call of a plan, on matrices (the first of each kind) at those addresses. */
    void multiply(DType dtype, GemmPlan plan, long a, long b, long result) {
        Pointer one = dtype.isDouble() ? ONE : SINGLE_ONE;
        Pointer left = new CudaDriver.DeviceAddress(b);
        Pointer right = new CudaDriver.DeviceAddress(a);
        Pointer to = new CudaDriver.DeviceAddress(result);
        stream.queue();
        check(
                "matmul",
                plan.batch() == 1
                        ? single(product(dtype), plan, one, left, right, to)
                        : batch(products(dtype), plan, one, left, right, to));
    }

    // Column by column, what is asked for is Bᵀ·Aᵀ: the library's left factor is b.

    private int single(
            Product product, GemmPlan p, Pointer one, Pointer left, Pointer right, Pointer to) {
        return product.queue(
                handle,
                p.b().operation().ordinal(),
                p.a().operation().ordinal(),
                p.columns(),
                p.rows(),
                p.inner(),
                one,
                left,
                p.b().leading(),
                right,
                p.a().leading(),
                ZERO,
                to,
                p.leading());
    }

    private int batch(
            Products products, GemmPlan p, Pointer one, Pointer left, Pointer right, Pointer to) {
        return products.queue(
                handle,
                p.b().operation().ordinal(),
                p.a().operation().ordinal(),
                p.columns(),
                p.rows(),
                p.inner(),
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
