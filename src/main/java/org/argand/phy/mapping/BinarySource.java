package org.argand.phy.mapping;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/** Fair random bits. */
public final class BinarySource {
    private final RandomStream random;

    /** Draws from {@code random}. */
    public BinarySource(RandomStream random) {
        this.random = random;
    }

    /** Bits 0 and 1 of any number type, drawn now: sender and error count both read them. */
    public Tensor bits(DType dtype, long... dims) {
        return random.bits(dtype, Shape.of(dims)).realise();
    }
}
