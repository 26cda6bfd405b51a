package org.argand.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jcuda.Pointer;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import jcuda.runtime.cudaStream_t;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Layout;
import org.argand.array.Shape;

/** The product of square matrices by a call of cuBLAS through JCuda: the function that {@link Cublas} calls. */
public final class DirectMatmul extends DirectCall {
    /** As much as the backend gives on GPUs for which it is not too much. */
    private static final long WORKSPACE = 32L << 20;

    private final cublasHandle handle = new cublasHandle();
    private final DType dtype;
    private final GemmPlan plan;
    private final Pointer one;
    private final Pointer zero;
    private final Pointer left;
    private final Pointer right;
    private final Pointer to;

    private DirectMatmul(Device device, DType dtype, Shape shape, boolean adjoint) {
        super(device);
        require(Natives.hasCublas(), "cuBLAS");
        if (shape.rank() > 2 && dtype != DType.COMPLEX64) {
            throw new IllegalArgumentException("batches of " + dtype);
        }
        this.dtype = dtype;
        this.plan = plan(shape, adjoint);
        MemorySegment constants = Arena.global().allocate(32, 16);
        if (dtype.isDouble()) {
            constants.set(ValueLayout.JAVA_DOUBLE, 0, 1);
        } else {
            constants.set(ValueLayout.JAVA_FLOAT, 0, 1);
        }
        this.one = new CudaDriver.HostAddress(constants.address());
        this.zero = new CudaDriver.HostAddress(constants.address() + 16);
        this.left = address(drawn(dtype, shape.size()));
        this.right = address(drawn(dtype, shape.size()));
        this.to = address(buffer(dtype, shape.size()));
        check("cuBLAS", JCublas2.cublasCreate(handle));
        check("cuBLAS", JCublas2.cublasSetStream(handle, new cudaStream_t(stream().handle())));
        Pointer workspace = address(buffer(DType.BOOL, WORKSPACE));
        check("cuBLAS", JCublas2.cublasSetWorkspace(handle, workspace, WORKSPACE));
    }

    /** Products of matrices of that shape, {@code [n, n]} or {@code [batch, n, n]}; of the adjoint of the first, if asked for. */
    public static DirectMatmul of(Device device, DType dtype, Shape shape, boolean adjoint) {
        return new DirectMatmul(device, dtype, shape, adjoint);
    }

    private static GemmPlan plan(Shape shape, boolean adjoint) {
        Layout plain = Layout.contiguous(shape);
        Layout a = adjoint ? plain.permuted(new int[] {1, 0}) : plain;
        return GemmPlan.of(a, adjoint, plain, false, plain).orElseThrow();
    }

    @Override
    public void run() {
        check("cuBLAS", plan.batch() == 1 ? single() : batch());
    }

    // Column by column, the product is Bᵀ·Aᵀ, as the backend has it.

    private int single() {
        Single f =
                switch (dtype) {
                    case FLOAT32 -> JCublas2::cublasSgemm;
                    case FLOAT64 -> JCublas2::cublasDgemm;
                    case COMPLEX64 -> JCublas2::cublasCgemm;
                    default -> JCublas2::cublasZgemm;
                };
        return f.call(
                handle,
                plan.b().operation().ordinal(),
                plan.a().operation().ordinal(),
                plan.columns(),
                plan.rows(),
                plan.inner(),
                one,
                right,
                plan.b().leading(),
                left,
                plan.a().leading(),
                zero,
                to,
                plan.leading());
    }

    /** Of complex64, of which alone batches are timed. */
    private int batch() {
        return JCublas2.cublasCgemmStridedBatched(
                handle,
                plan.b().operation().ordinal(),
                plan.a().operation().ordinal(),
                plan.columns(),
                plan.rows(),
                plan.inner(),
                one,
                right,
                plan.b().leading(),
                plan.stepB(),
                left,
                plan.a().leading(),
                plan.stepA(),
                zero,
                to,
                plan.leading(),
                plan.stepResult(),
                plan.batch());
    }

    /** One product of one element type. */
    private interface Single {
        int call(
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

    @Override
    public void close() {
        stream().synchronise("direct call");
        JCublas2.cublasDestroy(handle);
        super.close();
    }
}
