package org.argand.backend.cuda;

import jcuda.Pointer;
import jcuda.jcufft.JCufft;
import jcuda.jcufft.cufftHandle;
import jcuda.jcufft.cufftType;
import jcuda.runtime.cudaStream_t;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Layout;
import org.argand.array.Shape;

/** Transforms of a matrix's rows or columns by a call of cuFFT through JCuda: the function that {@link Cufft} calls. */
public final class DirectFft extends DirectCall {
    private final cufftHandle handle = new cufftHandle();
    private final boolean isReal;
    private final Pointer from;
    private final Pointer to;

    private DirectFft(Device device, DType dtype, Shape shape, int axis) {
        super(device);
        require(Natives.hasCufft(), "cuFFT");
        this.isReal = !dtype.isComplex();
        long length = shape.dim(axis);
        Shape result = isReal ? shape.with(axis, length / 2 + 1) : shape;
        this.from = address(drawn(dtype, shape.size()));
        this.to = address(buffer(DType.COMPLEX64, result.size()));
        FftGeometry g =
                FftGeometry.of(length, axis, Layout.contiguous(shape), Layout.contiguous(result))
                        .geometry();
        check("cuFFT", JCufft.cufftCreate(handle));
        check("cuFFT", JCufft.cufftSetAutoAllocation(handle, 0));
        long[] n = {length};
        long[] bytes = new long[1];
        check(
                "cuFFT",
                JCufft.cufftMakePlanMany64(
                        handle,
                        1,
                        n,
                        n,
                        g.in().stride(),
                        g.in().distance(),
                        n,
                        g.out().stride(),
                        g.out().distance(),
                        isReal ? cufftType.CUFFT_R2C : cufftType.CUFFT_C2C,
                        g.batch(),
                        bytes));
        check("cuFFT", JCufft.cufftSetStream(handle, new cudaStream_t(stream().handle())));
        if (bytes[0] > 0) {
            Pointer area = address(buffer(DType.BOOL, bytes[0]));
            check("cuFFT", JCufft.cufftSetWorkArea(handle, area));
        }
    }

    /** Along an axis of a matrix of complex64 or, to half spectra, float32. */
    public static DirectFft of(Device device, DType dtype, Shape shape, int axis) {
        return new DirectFft(device, dtype, shape, axis);
    }

    @Override
    public void run() {
        check(
                "cuFFT",
                isReal
                        ? JCufft.cufftExecR2C(handle, from, to)
                        : JCufft.cufftExecC2C(handle, from, to, JCufft.CUFFT_FORWARD));
    }

    @Override
    public void close() {
        stream().synchronise("direct call");
        JCufft.cufftDestroy(handle);
        super.close();
    }
}
