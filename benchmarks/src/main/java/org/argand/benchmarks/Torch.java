package org.argand.benchmarks;

import org.argand.array.DType;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** To libtorch and back. */
final class Torch {
    private Torch() {}

    /** Has libtorch compute on that many threads; those of OpenBLAS are set by the environment. */
    static void start(int threads) {
        String blas = System.getenv("OPENBLAS_NUM_THREADS");
        if (!String.valueOf(threads).equals(blas)) {
            throw new IllegalStateException(
                    "OPENBLAS_NUM_THREADS is " + blas + ", not " + threads + "; use run.sh");
        }
        torch.set_num_threads(threads);
    }

    /** A copy of an Argand tensor of inexact type. */
    static Tensor of(org.argand.tensor.Tensor t) {
        long[] dims = t.shape().dims();
        TensorOptions options = new TensorOptions().dtype(new ScalarTypeOptional(type(t.dtype())));
        return t.dtype().isDouble()
                ? torch.from_blob(new DoublePointer(t.toDoubles()), dims, options).clone()
                : torch.from_blob(new FloatPointer(t.toFloats()), dims, options).clone();
    }

    /** A tensor of that type and shape, to write into. */
    static Tensor empty(DType dtype, long... dims) {
        return torch.zeros(dims, new TensorOptions().dtype(new ScalarTypeOptional(type(dtype))));
    }

    private static ScalarType type(DType d) {
        return switch (d) {
            case BOOL -> ScalarType.Bool;
            case INT32 -> ScalarType.Int;
            case INT64 -> ScalarType.Long;
            case FLOAT32 -> ScalarType.Float;
            case FLOAT64 -> ScalarType.Double;
            case COMPLEX64 -> ScalarType.ComplexFloat;
            case COMPLEX128 -> ScalarType.ComplexDouble;
        };
    }

    /** The first elements, in row-major order. */
    static Tensor head(Tensor t, long most) {
        Tensor flat = t.detach().resolve_conj().resolve_neg().reshape(-1);
        return flat.narrow(0, 0, Math.min(flat.numel(), most));
    }

    /** The elements as numbers, complex ones interleaved. */
    static double[] numbers(Tensor t) {
        Tensor parts = t.is_complex() ? torch.view_as_real(t) : t;
        Tensor wide = parts.to(ScalarType.Double).contiguous();
        double[] x = new double[(int) wide.numel()];
        new DoublePointer(wide.data_ptr()).get(x);
        return x;
    }
}
