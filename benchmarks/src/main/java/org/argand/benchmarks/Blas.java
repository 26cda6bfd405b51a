package org.argand.benchmarks;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.argand.array.DType;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;

/** Products of square matrices by OpenBLAS, called directly. */
final class Blas {
    private static final int ROWS = openblas.CblasRowMajor;
    private static final int PLAIN = openblas.CblasNoTrans;

    private final DType dtype;

    Blas(DType dtype) {
        Loader.load(openblas.class);
        this.dtype = dtype;
    }

    /** {@code out = a·b}. */
    Runnable gemm(Tensor a, Tensor b, Tensor out) {
        int n = Math.toIntExact(a.size(0));
        Pointer x = a.data_ptr();
        Pointer y = b.data_ptr();
        Pointer z = out.data_ptr();
        Pointer one = number(1);
        Pointer zero = number(0);
        FloatPointer fx = new FloatPointer(x);
        FloatPointer fy = new FloatPointer(y);
        FloatPointer fz = new FloatPointer(z);
        DoublePointer dx = new DoublePointer(x);
        DoublePointer dy = new DoublePointer(y);
        DoublePointer dz = new DoublePointer(z);
        return switch (dtype) {
            case FLOAT32 ->
                    () ->
                            openblas.cblas_sgemm(
                                    ROWS, PLAIN, PLAIN, n, n, n, 1, fx, n, fy, n, 0, fz, n);
            case FLOAT64 ->
                    () ->
                            openblas.cblas_dgemm(
                                    ROWS, PLAIN, PLAIN, n, n, n, 1, dx, n, dy, n, 0, dz, n);
            case COMPLEX64 ->
                    () ->
                            openblas.cblas_cgemm(
                                    ROWS, PLAIN, PLAIN, n, n, n, one, x, n, y, n, zero, z, n);
            default ->
                    () ->
                            openblas.cblas_zgemm(
                                    ROWS, PLAIN, PLAIN, n, n, n, one, x, n, y, n, zero, z, n);
        };
    }

    /** The same by three real products instead of four, which the presets do not bind. */
    Runnable gemm3m(Tensor a, Tensor b, Tensor out) {
        int n = Math.toIntExact(a.size(0));
        MethodHandle product = function(dtype.isDouble() ? "cblas_zgemm3m" : "cblas_cgemm3m");
        MemorySegment x = MemorySegment.ofAddress(a.data_ptr().address());
        MemorySegment y = MemorySegment.ofAddress(b.data_ptr().address());
        MemorySegment z = MemorySegment.ofAddress(out.data_ptr().address());
        MemorySegment one = MemorySegment.ofAddress(number(1).address());
        MemorySegment zero = MemorySegment.ofAddress(number(0).address());
        return () -> {
            try {
                product.invokeExact(ROWS, PLAIN, PLAIN, n, n, n, one, x, n, y, n, zero, z, n);
            } catch (Throwable e) {
                throw new IllegalStateException("gemm3m", e);
            }
        };
    }

    private static MethodHandle function(String name) {
        MemoryLayout i = ValueLayout.JAVA_INT;
        MemoryLayout p = ValueLayout.ADDRESS;
        MemoryLayout[] arguments = {i, i, i, i, i, i, p, p, i, p, i, p, p, i};
        return Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.loaderLookup().findOrThrow(name),
                        FunctionDescriptor.ofVoid(Arrays.copyOf(arguments, arguments.length)));
    }

    /** A complex factor, in memory that stays. */
    private Pointer number(double re) {
        return dtype.isDouble()
                ? new DoublePointer(re, 0).retainReference()
                : new FloatPointer((float) re, 0).retainReference();
    }
}
