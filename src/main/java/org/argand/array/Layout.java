package org.argand.array;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the elements of a strided view lie in its buffer: element (i₀, i₁, …) at {@code offset + Σ iₖ·strideₖ}.
 *
 * <p>Offsets and strides count elements. A stride is 0 along a broadcast axis and may be negative along a flipped one.
 */
public final class Layout {
    private final long offset;
    private final Shape shape;
    private final long[] strides;

    private Layout(long offset, Shape shape, long[] strides) {
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
    }

    /** Row-major from the start of the buffer. */
    public static Layout contiguous(Shape shape) {
        return shape.contiguous();
    }

    static Layout rowMajor(Shape shape) {
        long[] s = new long[shape.rank()];
        long step = 1;
        for (int a = s.length - 1; a >= 0; a--) {
            s[a] = step;
            step *= Math.max(1, shape.dim(a));
        }
        return new Layout(0, shape, s);
    }

    /** Position of the first element. */
    public long offset() {
        return offset;
    }

    public Shape shape() {
        return shape;
    }

    /** Distance between neighbours along {@code axis}. */
    public long stride(int axis) {
        return strides[axis];
    }

    /** Whether the elements lie row-major without gaps (extents of 1 do not matter). */
    public boolean isContiguous() {
        long step = 1;
        for (int a = strides.length - 1; a >= 0; a--) {
            long d = shape.dim(a);
            if (d == 0) {
                return true;
            }
            if (d != 1 && strides[a] != step) {
                return false;
            }
            step *= d;
        }
        return true;
    }

    /** The view whose axis k is this one's axis {@code axes[k]} (a permutation, counted from 0). */
    public Layout permuted(int[] axes) {
        long[] d = new long[axes.length];
        long[] s = new long[axes.length];
        for (int k = 0; k < axes.length; k++) {
            d[k] = shape.dim(axes[k]);
            s[k] = strides[axes[k]];
        }
        return new Layout(offset, Shape.of(d), s);
    }

    /** Elements {@code start, start + step, …}, {@code count} of them, along {@code axis}; the caller has checked. */
    public Layout sliced(int axis, long start, long count, long step) {
        long[] s = strides.clone();
        s[axis] *= step;
        return new Layout(
                offset + (count == 0 ? 0 : start * strides[axis]), shape.with(axis, count), s);
    }

    /**
     * Windows of {@code size} elements that are {@code dilation} apart, one beginning every {@code step} elements of
     * {@code axis}, as many as fit; the elements of a window lie along a new last axis. The caller has checked that one fits.
     */
    public Layout windowed(int axis, long size, long step, long dilation) {
        int rank = strides.length;
        long count = (shape.dim(axis) - dilation * (size - 1) - 1) / step + 1;
        long[] s = Arrays.copyOf(strides, rank + 1);
        s[axis] = strides[axis] * step;
        s[rank] = strides[axis] * dilation;
        return new Layout(offset, shape.with(axis, count).inserted(rank, size), s);
    }

    /** The view whose index along {@code axis} is also that along the last axis, which has the same extent and vanishes. */
    public Layout diagonal(int axis) {
        int last = strides.length - 1;
        long[] s = Arrays.copyOf(strides, last);
        s[axis] += strides[last];
        return new Layout(offset, shape.without(last), s);
    }

    /** The view stretched to {@code to}, which this shape must broadcast to. */
    public Layout broadcastTo(Shape to) {
        if (to.equals(shape)) {
            return this;
        }
        int lead = to.rank() - shape.rank();
        if (lead < 0 || !Shape.broadcast("broadcast", shape, to).equals(to)) {
            throw new ArgandException.ShapeMismatch(
                    "broadcast", shape + " does not stretch to " + to);
        }
        long[] s = new long[to.rank()];
        for (int a = lead; a < s.length; a++) {
            s[a] = shape.dim(a - lead) == 1 && to.dim(a) != 1 ? 0 : strides[a - lead];
        }
        return new Layout(offset, to, s);
    }

    /** The same elements in another shape of the same size, where strides can say it without a copy. */
    public Optional<Layout> reshaped(Shape to) {
        if (isContiguous() || shape.isEmpty()) {
            return Optional.of(new Layout(offset, to, contiguous(to).strides));
        }
        int[] axes = IntStream.range(0, strides.length).filter(a -> shape.dim(a) != 1).toArray();
        long[] s = new long[to.rank()];
        int from = 0;
        int axis = 0;
        while (axis < s.length && from < axes.length) {
            int last = axis;
            int lastFrom = from;
            long want = to.dim(last);
            long have = shape.dim(axes[lastFrom]);
            while (want != have) {
                if (want < have) {
                    want *= to.dim(++last);
                } else {
                    have *= shape.dim(axes[++lastFrom]);
                    if (strides[axes[lastFrom - 1]]
                            != strides[axes[lastFrom]] * shape.dim(axes[lastFrom])) {
                        return Optional.empty();
                    }
                }
            }
            long step = strides[axes[lastFrom]];
            for (int a = last; a >= axis; a--) {
                s[a] = step;
                step *= to.dim(a);
            }
            axis = last + 1;
            from = lastFrom + 1;
        }
        return Optional.of(new Layout(offset, to, s));
    }

    /** One past the highest position of an element, 0 if there is none. */
    public long end() {
        if (shape.isEmpty()) {
            return 0;
        }
        long last = offset;
        for (int a = 0; a < strides.length; a++) {
            last += Math.max(0, (shape.dim(a) - 1) * strides[a]);
        }
        return last + 1;
    }

    @Override
    public boolean equals(Object o) {
        return this == o
                || (o instanceof Layout l
                        && offset == l.offset
                        && shape.equals(l.shape)
                        && Arrays.equals(strides, l.strides));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset) * 31 + Arrays.hashCode(strides) * 17 + shape.hashCode();
    }

    @Override
    public String toString() {
        return shape + " from " + offset + " by " + Arrays.toString(strides);
    }
}
