package org.argand.tensor;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.argand.array.Shape;
import org.argand.tensor.Convolution.Axis;

/**
 * The product of a kernel with every window of an operand that was padded before: {@code [B, C, n…] with [O, C/groups, k…]
 * → [B, O, m…]}, strides of one.
 *
 * <p>The windows lie side by side in memory for the time of a matrix product only, so that a tape keeps the operand and
 * not its windows, as many times larger as the kernel has elements. The adjoint is a product of the same kind.
 *
 * @param axes what happens along each spatial axis; padding is done
 * @param groups blocks of channels that do not see each other
 */
record WindowProduct(List<Axis> axes, long groups) implements Op.Bilinear {
    @Override
    public String label() {
        return "conv" + axes.size() + "d";
    }

    @Override
    public Tensor forward(Tensor x, Tensor kernel) {
        return Engine.constant(() -> {
            try (Scope scope = Scope.open()) {
                Tensor columns = columns(x);
                long out = kernel.dim(0) / groups;
                Tensor rows = kernel.reshape(groups, out, columns.dim(-2));
                long[] places =
                        IntStream.range(0, axes.size())
                                .mapToLong(a -> x.dim(a + 2) - axes.get(a).reach() + 1)
                                .toArray();
                Tensor y = rows.matmul(columns);
                return scope.keep(y.reshape(dims(x.dim(0), kernel.dim(0), places)));
            }
        });
    }

    /** The reversed kernel, input and output channels exchanged, with all windows that touch {@code g}. */
    @Override
    public Tensor left(Tensor g, Tensor kernel) {
        Tensor padded = g;
        for (int a = 0; a < axes.size(); a++) {
            long around = axes.get(a).reach() - 1;
            padded = padded.pad(a + 2, around, around);
        }
        long out = kernel.dim(0) / groups;
        long in = kernel.dim(1);
        long[] sizes = LongStream.of(kernel.shape().dims()).skip(2).toArray();
        Shape fields = Shape.of(dims(groups, in, sizes)).inserted(-1, out);
        Tensor reversed =
                kernel.reshape(groups, out, fields.size() / groups / out)
                        .adjoint()
                        .reshape(fields)
                        .moveaxis(-1, 2)
                        .flip(IntStream.range(3, 3 + axes.size()).toArray())
                        .reshape(dims(groups * in, out, sizes));
        return Engine.apply(this, padded, reversed);
    }

    @Override
    public Tensor right(Tensor x, Tensor g) {
        Tensor columns = columns(x);
        Tensor rows = g.reshape(g.dim(0), groups, g.dim(1) / groups, columns.dim(-1));
        Tensor products = rows.matmul(columns.adjoint());
        long[] sizes = axes.stream().mapToLong(Axis::size).toArray();
        return products.sum(0).reshape(dims(g.dim(1), x.dim(1) / groups, sizes));
    }

    /** The windows as columns, {@code [B, C, n…] → [B, groups, C/groups·k, m]}. */
    private Tensor columns(Tensor x) {
        int n = axes.size();
        Tensor w = x;
        long size = 1;
        long places = 1;
        for (int a = 0; a < n; a++) {
            Axis s = axes.get(a);
            w = Windows.windows(label(), w, a + 2, s.size(), 1, s.dilation());
            size *= s.size();
            places *= w.dim(a + 2);
        }
        IntStream within = IntStream.range(2 + n, 2 + 2 * n);
        IntStream outside = IntStream.range(2, 2 + n);
        int[] order =
                IntStream.concat(IntStream.of(0, 1), IntStream.concat(within, outside)).toArray();
        return w.permute(order).reshape(x.dim(0), groups, x.dim(1) / groups * size, places);
    }

    private static long[] dims(long first, long second, long[] rest) {
        return LongStream.concat(LongStream.of(first, second), LongStream.of(rest)).toArray();
    }
}
