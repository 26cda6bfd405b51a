package org.argand.nn;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Convolution;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Convolution of images with channels, {@code y = x ⋆ K + b}, real or complex; see {@link Tensor#conv2d}.
 *
 * <p>{@code x} is {@code [B, C, h, w]}, the kernel K {@code [O, C/groups, k, l]}, the bias b {@code [O]}, the result
 * {@code [B, O, h′, w′]}. As in neural networks the kernel is neither reversed nor conjugated.
 */
public final class Conv2d implements Layer {
    private final Variable kernel;
    private final Variable bias;
    private final Convolution moves;

    private Conv2d(Variable kernel, Variable bias, Convolution moves) {
        this.kernel = kernel;
        this.bias = bias;
        this.moves = moves;
    }

    /**
     * A layer with variables {@code name/kernel} and {@code name/bias}, the bias zero.
     *
     * @param in channels, a multiple of the groups of {@code moves}, as {@code out}
     * @param height of the kernel
     * @param width of the kernel
     * @param moves strides, padding, dilation, groups; {@code Convolution.PLAIN.padding(Convolution.Mode.SAME)} keeps
     *     height and width
     * @param random split by the variable's name, so that a kernel does not depend on the layers made before it
     */
    public static Conv2d create(
            String name,
            long in,
            long out,
            long height,
            long width,
            Convolution moves,
            DType dtype,
            Initializer initializer,
            RandomStream random) {
        long groups = moves.groups();
        boolean sound = in > 0 && out > 0 && height > 0 && width > 0 && groups > 0;
        if (!sound || in % groups != 0 || out % groups != 0) {
            throw new ArgandException.InvalidArgument(
                    "conv2d",
                    "%s from %d to %d channels in %d groups, a kernel of %d by %d"
                            .formatted(name, in, out, groups, height, width));
        }
        if (!dtype.isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    "conv2d", name + " needs a floating or complex type, got " + dtype);
        }
        String full = name + "/kernel";
        // Initialisers know kernels as [field..., in, out].
        Shape field = Shape.of(height, width, in / groups, out);
        Tensor start =
                initializer.create(dtype, field, random.split(full)).permute(3, 2, 0, 1).copied();
        Variable bias = new Variable(name + "/bias", Tensor.zeros(dtype, Shape.of(out)));
        return new Conv2d(new Variable(full, start), bias, moves);
    }

    /** The variable K, {@code [O, C/groups, k, l]}. */
    public Variable kernel() {
        return kernel;
    }

    /** The variable b, {@code [O]}. */
    public Variable bias() {
        return bias;
    }

    @Override
    public Tensor forward(Tensor x, Mode mode) {
        return x.conv2d(kernel.value(), moves).add(bias.value().reshape(-1, 1, 1));
    }

    @Override
    public List<Variable> variables() {
        return List.of(kernel, bias);
    }
}
