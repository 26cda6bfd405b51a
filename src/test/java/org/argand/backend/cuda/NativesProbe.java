package org.argand.backend.cuda;

import java.util.Arrays;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import jcuda.jcufft.JCufft;
import jcuda.jcufft.cufftHandle;
import jcuda.jcufft.cufftType;

/** Loads the natives in a JVM of its own and says what came of it, a fact a line; run by {@link NativesTest}. */
final class NativesProbe {
    private NativesProbe() {}

    public static void main(String[] arguments) {
        Natives.Outcome outcome = Natives.load();
        System.out.println("cublas " + Natives.hasCublas() + " " + Natives.cublas());
        System.out.println("cufft " + Natives.hasCufft() + " " + Natives.cufft());
        switch (outcome) {
            case Natives.Absent absent -> System.out.println("absent " + absent.reason());
            case Natives.Ready ready -> {
                System.out.println("ready " + ready.driver());
                ready.softwareDriver().ifPresent(path -> System.out.println("software " + path));
                if (ready.softwareDriver().isPresent() && Natives.hasCublas()) {
                    Bindings.compute();
                }
            }
        }
        System.out.println("folder " + System.getProperty("java.io.tmpdir"));
        System.out.println("again " + (Natives.load() == outcome));
    }

    /** Names JCuda, so that it must not be loaded without a driver. */
    private static final class Bindings {
        /** Every binding once: pinned memory by our JNI, a product and a transform on the device. */
        static void compute() {
            CUcontext context = new CUcontext();
            codes(
                    JCudaDriver.cuInit(0),
                    JCudaDriver.cuDevicePrimaryCtxRetain(context, new CUdevice()),
                    JCudaDriver.cuCtxSetCurrent(context));
            long[] address = new long[1];
            codes(CudaExtras.allocateHost(64, 0, address), CudaExtras.freeHost(address[0]));
            CUdeviceptr device = new CUdeviceptr();
            double[] x = {1, 2, 3, 4};
            codes(
                    JCudaDriver.cuMemAlloc(device, 32),
                    JCudaDriver.cuMemcpyHtoD(device, Pointer.to(x), 32));
            multiply(device);
            transform(device);
            codes(
                    JCudaDriver.cuMemcpyDtoH(Pointer.to(x), device, 32),
                    JCudaDriver.cuMemFree(device));
            System.out.println("computed " + Arrays.toString(x));
        }

        /** x ← x·x, as matrices of two by two. */
        private static void multiply(CUdeviceptr x) {
            cublasHandle handle = new cublasHandle();
            Pointer one = Pointer.to(new double[] {1});
            Pointer none = Pointer.to(new double[] {0});
            codes(
                    JCublas2.cublasCreate(handle),
                    JCublas2.cublasDgemm(handle, 0, 0, 2, 2, 2, one, x, 2, x, 2, none, x, 2),
                    JCublas2.cublasDestroy(handle));
        }

        /** The transform of two complex numbers, in place. */
        private static void transform(CUdeviceptr x) {
            cufftHandle handle = new cufftHandle();
            codes(
                    JCufft.cufftPlan1d(handle, 2, cufftType.CUFFT_Z2Z, 1),
                    JCufft.cufftExecZ2Z(handle, x, x, JCufft.CUFFT_FORWARD),
                    JCufft.cufftDestroy(handle));
        }

        private static void codes(int... codes) {
            if (Arrays.stream(codes).anyMatch(code -> code != 0)) {
                throw new IllegalStateException(Arrays.toString(codes));
            }
        }
    }
}
