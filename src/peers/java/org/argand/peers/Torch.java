package org.argand.peers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** To libtorch and back, and the words its C++ signatures ask for. */
final class Torch {
    private static final Map<String, BytePointer> NORMS = new HashMap<>();

    private Torch() {}

    /** A tensor's type, shape and elements, complex ones interleaved. */
    record Numbers(DType dtype, Shape shape, double[] elements) {
        static Numbers of(org.argand.tensor.Tensor t) {
            double[] x =
                    t.dtype().isInexact()
                            ? t.toDoubles()
                            : Arrays.stream(t.cast(DType.INT64).toLongs())
                                    .asDoubleStream()
                                    .toArray();
            return new Numbers(t.dtype(), t.shape(), x);
        }

        static Numbers of(Tensor t) {
            Tensor plain = t.detach().resolve_conj().resolve_neg();
            Tensor parts = plain.is_complex() ? torch.view_as_real(plain) : plain;
            Tensor wide = parts.to(ScalarType.Double).contiguous();
            double[] x = new double[(int) wide.numel()];
            new DoublePointer(wide.data_ptr()).get(x);
            return new Numbers(dtype(t), Shape.of(dims(t)), x);
        }

        private static long[] dims(Tensor t) {
            long[] dims = new long[(int) t.dim()];
            for (int a = 0; a < dims.length; a++) {
                dims[a] = t.size(a);
            }
            return dims;
        }

        private static DType dtype(Tensor t) {
            ScalarType type = t.scalar_type().intern();
            return switch (type) {
                case Bool -> DType.BOOL;
                case Int -> DType.INT32;
                case Long -> DType.INT64;
                case Float -> DType.FLOAT32;
                case Double -> DType.FLOAT64;
                case ComplexFloat -> DType.COMPLEX64;
                case ComplexDouble -> DType.COMPLEX128;
                default -> throw new IllegalArgumentException("no such type in Argand: " + type);
            };
        }
    }

    /** A copy in libtorch of a tensor of inexact type. */
    static Tensor of(org.argand.tensor.Tensor t) {
        long[] dims = t.shape().dims();
        TensorOptions options = new TensorOptions().dtype(new ScalarTypeOptional(type(t.dtype())));
        return t.dtype().isDouble()
                ? torch.from_blob(new DoublePointer(t.toDoubles()), dims, options).clone()
                : torch.from_blob(new FloatPointer(t.toFloats()), dims, options).clone();
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

    /** The gradients of {@code Re Σ conj(upstream)·out}; zeros for an operand that {@code out} does not depend on. */
    static List<Tensor> gradients(Tensor out, List<Tensor> in, Tensor upstream) {
        if (!out.requires_grad()) {
            return in.stream().map(torch::zeros_like).toList();
        }
        TensorVector found =
                torch.grad(
                        new TensorVector(out),
                        vector(in),
                        new TensorVector(upstream),
                        new BoolOptional(),
                        false,
                        true);
        return IntStream.range(0, in.size())
                .mapToObj(k -> sum(torch.zeros_like(in.get(k)), found.get(k)))
                .toList();
    }

    /** Added to zeros, as libtorch may leave a gradient undefined, or without memory where it is zero. */
    private static Tensor sum(Tensor zeros, Tensor gradient) {
        return gradient.defined() ? zeros.add(gradient) : zeros;
    }

    static TensorVector vector(List<Tensor> in) {
        return new TensorVector(in.toArray(Tensor[]::new));
    }

    /** {@code re + i·im}, broadcast. */
    static Tensor complex(Tensor re, Tensor im) {
        TensorVector parts = torch.broadcast_tensors(vector(List.of(re, im)));
        return torch.view_as_complex(torch.stack(parts, -1));
    }

    static Scalar number(double x) {
        return new Scalar(x);
    }

    static LongOptional length(long n) {
        return new LongOptional(n);
    }

    /** The reference needs numbers that stay where they are, as long as the scope is open. */
    static LongArrayRefOptional axes(long... axes) {
        return new LongArrayRefOptional(new LongArrayRef(new LongPointer(axes), axes.length));
    }

    /** One of "forward", "ortho" and "backward"; a view needs characters that stay where they are. */
    static StringViewOptional norm(String name) {
        return new StringViewOptional(
                NORMS.computeIfAbsent(name, n -> new BytePointer(n).retainReference()));
    }

    /** Indices, int64. */
    static Tensor indices(long... at) {
        return torch.tensor(at);
    }
}
