package org.argand.nn;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Makes the first value of a variable; see {@link Initializers}. */
@FunctionalInterface
public interface Initializer {
    /**
     * A tensor of that type and shape; kernels are {@code [..., in, out]}, the leading axes a
     * receptive field.
     */
    Tensor create(DType dtype, Shape shape, RandomStream random);
}
