package org.argand.autograd;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** How the elements of an operand lie in memory; the elements themselves are the same. */
enum Presentation {
    /** Row-major without gaps. */
    DENSE,
    /** Column-major: axes reversed. */
    TRANSPOSED,
    /** Axes reversed, every second element along each, the first axis running down. */
    STRIDED;

    /** A tensor on the engine's device of these row-major elements (complex ones interleaved). */
    Tensor present(DType dtype, Shape shape, double[] elements) {
        if (this == DENSE || shape.rank() == 0) {
            return tensor(dtype, shape, elements);
        }
        int rank = shape.rank();
        int step = this == STRIDED ? 2 : 1;
        long[] outer = new long[rank];
        for (int a = 0; a < rank; a++) {
            outer[rank - 1 - a] = step * shape.dim(a) + (step - 1);
        }
        Shape larger = Shape.of(outer);
        int parts = dtype.components();
        double[] spread = new double[(int) larger.size() * parts];
        Arrays.fill(spread, Double.NaN);
        for (int p = 0; p < shape.size(); p++) {
            int at = parts * position(shape, larger, p);
            System.arraycopy(elements, parts * p, spread, at, parts);
        }
        Tensor view =
                tensor(dtype, larger, spread)
                        .permute(IntStream.range(0, rank).map(a -> rank - 1 - a).toArray());
        if (this == TRANSPOSED) {
            return view;
        }
        for (int a = 0; a < rank; a++) {
            view = view.slice(a, 1, 2 * shape.dim(a) + 1, 2);
        }
        return view.flip(0);
    }

    /** Where row-major element {@code p} stands in the larger tensor. */
    private int position(Shape shape, Shape larger, int p) {
        int at = 0;
        int rest = p;
        int stride = (int) larger.size();
        int[] index = new int[shape.rank()];
        for (int a = shape.rank() - 1; a >= 0; a--) {
            int extent = (int) shape.dim(a);
            index[a] = rest % extent;
            rest /= extent;
        }
        if (this == STRIDED) {
            index[0] = (int) shape.dim(0) - 1 - index[0];
        }
        for (int b = 0; b < index.length; b++) {
            stride /= (int) larger.dim(b);
            int i = index[shape.rank() - 1 - b];
            at += stride * (this == STRIDED ? 2 * i + 1 : i);
        }
        return at;
    }

    /** Contiguous elements of that type, rounded on the host. */
    static Tensor tensor(DType dtype, Shape shape, double[] elements) {
        if (!dtype.isInexact()) {
            throw new IllegalArgumentException(dtype + " operands");
        }
        if (dtype.isDouble()) {
            return dtype.isComplex()
                    ? Tensor.ofInterleaved(shape, elements)
                    : Tensor.of(shape, elements);
        }
        float[] single = new float[elements.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) elements[i];
        }
        return dtype.isComplex() ? Tensor.ofInterleaved(shape, single) : Tensor.of(shape, single);
    }
}
