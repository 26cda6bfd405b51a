package org.argand.benchmarks.gpu;

import java.util.List;
import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/**
 * One thing to time: what it is, so that peers can do the same, and how Argand does it.
 *
 * @param op name that peers know it by
 * @param dtype of the operands
 * @param shape of the operands, or what else says how large it is
 * @param bytes that must at least be read and written, 0 where that says nothing
 * @param flops that the usual algorithm needs, 0 where that says nothing
 * @param start makes the operands and gives the work, whose result nobody reads
 */
record GpuCase(
        String op,
        DType dtype,
        List<Long> shape,
        double bytes,
        double flops,
        Supplier<Supplier<Tensor>> start) {
    /** What one speaks of it as. */
    String name() {
        return op
                + " "
                + dtype
                + " "
                + String.join("x", shape.stream().map(String::valueOf).toList());
    }
}
