package org.argand.phy.fec;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * A fixed order of the n elements along the last axis: element j of the interleaved ones is element {@code order[j]}.
 *
 * <p>Of bits, symbols or llrs of any type; linear, and gradients go back to where the elements came from.
 */
public final class Interleaver {
    private final Tensor order;
    private final Tensor inverse;

    private Interleaver(int[] order) {
        int[] inverse = new int[order.length];
        Arrays.fill(inverse, -1);
        for (int j = 0; j < order.length; j++) {
            if (order[j] < 0 || order[j] >= order.length || inverse[order[j]] >= 0) {
                throw new ArgandException.InvalidArgument(
                        "interleaver",
                        "entry " + j + ", " + order[j] + ", makes no order of " + order.length);
            }
            inverse[order[j]] = j;
        }
        this.order = Tensor.of(order);
        this.inverse = Tensor.of(inverse);
    }

    /** Any order; each of 0 … n − 1 once. */
    public static Interleaver of(int... order) {
        return new Interleaver(order);
    }

    /**
     * The block interleaver: n elements are written into rows of {@code columns}, the last of which may be short, and read
     * column by column.
     */
    public static Interleaver rowColumn(int n, int columns) {
        if (n < 1 || columns < 1) {
            throw new ArgandException.InvalidArgument(
                    "interleaver", n + " elements in " + columns + " columns");
        }
        return new Interleaver(
                IntStream.range(0, columns)
                        .flatMap(c -> IntStream.iterate(c, i -> i < n, i -> i + columns))
                        .toArray());
    }

    /** A random order of n elements, the same for the same seed. */
    public static Interleaver random(int n, long seed) {
        if (n < 1) {
            throw new ArgandException.InvalidArgument("interleaver", n + " elements");
        }
        Tensor keys = new RandomStream(seed).uniform(DType.FLOAT64, Shape.of(n));
        return new Interleaver(keys.argsort(0).cast(DType.INT32).toInts());
    }

    /** n. */
    public int length() {
        return (int) order.dim(0);
    }

    /** {@code y[..., j] = x[..., order[j]]}. */
    public Tensor interleave(Tensor x) {
        return taken("interleave", x, order);
    }

    /** The inverse of {@link #interleave}. */
    public Tensor deinterleave(Tensor y) {
        return taken("deinterleave", y, inverse);
    }

    private static Tensor taken(String op, Tensor x, Tensor places) {
        if (x.rank() == 0 || x.dim(-1) != places.dim(0)) {
            throw new ArgandException.ShapeMismatch(
                    op, "needs [..., " + places.dim(0) + "], got " + x.shape());
        }
        return x.gather(places.to(x.device()), -1);
    }
}
