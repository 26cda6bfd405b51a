package org.argand.backend.cuda;

import jcuda.jcufft.JCufft;
import jcuda.jcufft.cufftHandle;
import jcuda.jcufft.cufftResult;
import jcuda.jcufft.cufftType;
import jcuda.runtime.cudaStream_t;
import org.argand.array.ArgandException;
import org.argand.array.DType;

/** A plan of cuFFT on one stream, which works in memory that it is given: the only class that names the binding. */
final class Cufft {
    private final CudaStream stream;
    private final int type;
    private final cufftHandle handle = new cufftHandle();
    private final long workBytes;
    private long workArea;

    /** What is planned: the lines, and the types of input and output. */
    record Key(FftGeometry geometry, DType in, DType out) {}

    /** Plans, or throws; {@link Refused} if the library does not do such transforms. */
    Cufft(CudaStream stream, Key key) throws Refused {
        this.stream = stream;
        this.type = type(key);
        check("cufftCreate", JCufft.cufftCreate(handle));
        try {
            this.workBytes = plan(key.geometry());
        } catch (Refused | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** cuFFT has no plan for this, and why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private Refused(String message) {
            super(message);
        }
    }

    private static int type(Key key) {
        boolean isDouble = key.in.isDouble();
        if (!key.in.isComplex()) {
            return isDouble ? cufftType.CUFFT_D2Z : cufftType.CUFFT_R2C;
        }
        if (!key.out.isComplex()) {
            return isDouble ? cufftType.CUFFT_Z2D : cufftType.CUFFT_C2R;
        }
        return isDouble ? cufftType.CUFFT_Z2Z : cufftType.CUFFT_C2C;
    }

    private long plan(FftGeometry g) throws Refused {
        check("cufftSetAutoAllocation", JCufft.cufftSetAutoAllocation(handle, 0));
        long[] n = {g.length()};
        long[] bytes = new long[1];
        // Without extents of the storage, which one axis does not need, strides would not count.
        int code =
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
                        type,
                        g.batch(),
                        bytes);
        if (code == cufftResult.CUFFT_INVALID_SIZE || code == cufftResult.CUFFT_NOT_SUPPORTED) {
            throw new Refused("cuFFT does no transforms of " + g.length() + " elements");
        }
        check("cufftMakePlanMany64", code);
        check("cufftSetStream", JCufft.cufftSetStream(handle, new cudaStream_t(stream.handle())));
        return bytes[0];
    }

    /** How much memory a transform works in. */
    long workBytes() {
        return workBytes;
    }

    /** Queues the transforms from {@code in} to {@code out}, working at address {@code area}. */
    void execute(long in, long out, boolean inverse, long area) {
        if (workBytes > 0 && area != workArea) {
            check(
                    "cufftSetWorkArea",
                    JCufft.cufftSetWorkArea(handle, new CudaDriver.DeviceAddress(area)));
            workArea = area;
        }
        CudaDriver.DeviceAddress from = new CudaDriver.DeviceAddress(in);
        CudaDriver.DeviceAddress to = new CudaDriver.DeviceAddress(out);
        int direction = inverse ? JCufft.CUFFT_INVERSE : JCufft.CUFFT_FORWARD;
        stream.queue();
        check(
                "fft",
                switch (type) {
                    case cufftType.CUFFT_C2C -> JCufft.cufftExecC2C(handle, from, to, direction);
                    case cufftType.CUFFT_Z2Z -> JCufft.cufftExecZ2Z(handle, from, to, direction);
                    case cufftType.CUFFT_R2C -> JCufft.cufftExecR2C(handle, from, to);
                    case cufftType.CUFFT_D2Z -> JCufft.cufftExecD2Z(handle, from, to);
                    case cufftType.CUFFT_C2R -> JCufft.cufftExecC2R(handle, from, to);
                    default -> JCufft.cufftExecZ2D(handle, from, to);
                });
    }

    private void check(String op, int code) {
        if (code == cufftResult.CUFFT_SUCCESS) {
            return;
        }
        stream.checkSound(op);
        String fact = stream.context().device() + ": cuFFT answered " + cufftResult.stringFor(code);
        throw code == cufftResult.CUFFT_ALLOC_FAILED
                ? new ArgandException.OutOfMemory(op, fact)
                : new ArgandException.DeviceFailure(op, fact);
    }

    /** Destroys the plan; its transforms must be done. */
    void close() {
        JCufft.cufftDestroy(handle);
    }
}
