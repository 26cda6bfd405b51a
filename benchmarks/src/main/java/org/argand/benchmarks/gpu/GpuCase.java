package org.argand.benchmarks.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.cuda.DirectCall;
import org.argand.tensor.Tensor;

/**
 * One thing to time: what it is, so that peers can do the same, and how Argand does it.
 *
 * @param op name that peers know it by
 * @param dtype of the operands
 * @param shape of the operands, or what else says how large it is
 * @param bytes that must at least be read and written, 0 where that says nothing
 * @param flops that the usual algorithm needs, 0 where that says nothing
 * @param steps that one call of the work makes
 * @param watched whether it is of interest how much memory it takes
 * @param direct makes the library's call that Argand makes, where there is one
 * @param start makes the operands and gives the work, whose result nobody reads
 */
record GpuCase(
        String op,
        DType dtype,
        List<Long> shape,
        double bytes,
        double flops,
        int steps,
        boolean watched,
        Optional<Function<Device, DirectCall>> direct,
        Supplier<Supplier<Tensor>> start) {

    /** Work of which nothing is known but what it is. */
    static GpuCase of(String op, DType dtype, long[] shape, Supplier<Supplier<Tensor>> start) {
        List<Long> dims = Arrays.stream(shape).boxed().toList();
        return new GpuCase(op, dtype, dims, 0, 0, 1, false, Optional.empty(), start);
    }

    /** With the least traffic. */
    GpuCase moving(double least) {
        return new GpuCase(op, dtype, shape, least, flops, steps, watched, direct, start);
    }

    /** With the operations of the usual algorithm. */
    GpuCase computing(double usual) {
        return new GpuCase(op, dtype, shape, bytes, usual, steps, watched, direct, start);
    }

    /** Of several steps at a time. */
    GpuCase stepping(int several) {
        return new GpuCase(op, dtype, shape, bytes, flops, several, watched, direct, start);
    }

    /** With its memory watched. */
    GpuCase watchingMemory() {
        return new GpuCase(op, dtype, shape, bytes, flops, steps, true, direct, start);
    }

    /** Beside the library's own call. */
    GpuCase beside(Function<Device, DirectCall> call) {
        return new GpuCase(
                op, dtype, shape, bytes, flops, steps, watched, Optional.of(call), start);
    }

    /** What one speaks of it as. */
    String name() {
        return op
                + " "
                + dtype
                + " "
                + String.join("x", shape.stream().map(String::valueOf).toList());
    }
}
