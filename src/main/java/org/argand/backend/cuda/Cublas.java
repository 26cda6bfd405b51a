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
import org.argand.array.Device;
import org.argand.backend.cuda.BlasMatrix.Operation;

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

    private static final CudaDriver.HostAddress ONE = new CudaDriver.HostAddress(CONSTANTS.address());
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

    /** A matrix of each product: the first one's address, and the elements from one to the next. */
    record Batch(long address, long step) {}

    /** Queues {@code Cᵀ = Bᵀ·Aᵀ} for each product of one call of the plan. */
    void multiply(DType dtype, GemmPlan plan, Batch a, Batch b, Batch result) {
        CudaDriver.HostAddress one = dtype.isDouble() ? ONE : SINGLE_ONE;
        CudaDriver.DeviceAddress left = new CudaDriver.DeviceAddress(b.address);
        CudaDriver.DeviceAddress right = new CudaDriver.DeviceAddress(a.address);
        CudaDriver.DeviceAddress to = new CudaDriver.DeviceAddress(result.address);
        int m = plan.columns();
        int n = plan.rows();
        int k = plan.inner();
        int opLeft = code(plan.b().operation());
        int opRight = code(plan.a().operation());
        int ldLeft = plan.b().leading();
        int ldRight = plan.a().leading();
        int ld = plan.leading();
        int count = plan.batch();
        stream.queue();
    }

    private static int code(Operation operation) {
        return operation.ordinal();
    }
}
