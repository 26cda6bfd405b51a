package org.argand.nn;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * The affine map {@code x·W + b} over the last axis, real or complex.
 *
 * <p>{@code x} is {@code [..., in]}, the kernel W {@code [in, out]}, the bias b {@code [out]}, the
 * result {@code [..., out]}. A complex kernel is one complex variable; a real input meets it as the
 * complex number it is. The product does not conjugate.
 */
public final class Dense implements Layer {
    private final Variable kernel;
    private final Optional<Variable> bias;

    private Dense(Variable kernel, Optional<Variable> bias) {
        this.kernel = kernel;
        this.bias = bias;
    }

    /**
     * A layer with variables {@code name/kernel} and {@code name/bias}, the bias zero.
     *
     * @param random split by the variable's name, so that a kernel does not depend on the
     *     layers made before it
     */
    public static Dense create(
            String name, long in, long out, DType dtype, Initializer kernel, RandomStream random) {
        Variable bias = new Variable(name + "/bias", Tensor.zeros(dtype, Shape.of(out)));
        return new Dense(kernel(name, in, out, dtype, kernel, random), Optional.of(bias));
    }

    /** The linear map {@code x·W}. */
    public static Dense withoutBias(
            String name, long in, long out, DType dtype, Initializer kernel, RandomStream random) {
        return new Dense(kernel(name, in, out, dtype, kernel, random), Optional.empty());
    }

    private static Variable kernel(
            String name,
            long in,
            long out,
            DType dtype,
            Initializer initializer,
            RandomStream random) {
        if (in < 1 || out < 1) {
            throw new ArgandException.InvalidArgument(
                    "dense", name + " from " + in + " to " + out + " features");
        }
        if (!dtype.isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    "dense", name + " needs a floating or complex type, got " + dtype);
        }
        String full = name + "/kernel";
        return new Variable(full, initializer.create(dtype, Shape.of(in, out), random.split(full)));
    }

    /** The variable W, {@code [in, out]}. */
    public Variable kernel() {
        return kernel;
    }

    /** The variable b, {@code [out]}, unless there is none. */
    public Optional<Variable> bias() {
        return bias;
    }

    @Override
    public Tensor forward(Tensor x, Mode mode) {
        long in = kernel.shape().dim(0);
        if (x.rank() == 0 || x.dim(-1) != in) {
            throw new ArgandException.ShapeMismatch(
                    "dense",
                    kernel.name() + " is " + kernel.shape() + ", it cannot take " + x.shape());
        }
        // One matrix product over all leading axes, and so one for the kernel's gradient.
        Shape leading = x.shape().without(-1);
        Tensor rows = x.rank() == 2 ? x : x.reshape(leading.size(), in);
        Tensor y = rows.matmul(kernel.value());
        y = x.rank() == 2 ? y : y.reshape(leading.inserted(-1, kernel.shape().dim(1)));
        // The bias comes last: it is pending, and becomes one pass with the activation that
        // follows, or none, where that meets the rows of the product as they come.
        return bias.isPresent() ? y.add(bias.get().value()) : y;
    }

    @Override
    public List<Variable> variables() {
        return Stream.concat(Stream.of(kernel), bias.stream()).toList();
    }
}
