package org.argand.array;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The extents of a tensor along its axes; immutable, rank 0 is a scalar, an extent may be 0. */
public final class Shape {
    /** The shape of a zero-dimensional tensor: one element. */
    public static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dims;
    private final long size;

    /** Row-major, once somebody has asked; as good as any other that is equal. */
    private @Nullable Layout contiguous;

    private Shape(long[] dims) {
        this.dims = dims;
        this.size = size(dims);
    }

    private static long size(long[] dims) {
        long n = 1;
        boolean fits = true;
        for (long d : dims) {
            if (d == 0) {
                return 0;
            }
            fits &= d <= Long.MAX_VALUE / n;
            n = fits ? n * d : 1;
        }
        if (!fits) {
            throw new ArgandException.OutOfMemory(
                    "shape", Arrays.toString(dims) + " has more elements than a long counts");
        }
        return n;
    }

    /** The shape with these extents, each at least 0. */
    public static Shape of(long... dims) {
        for (long d : dims) {
            if (d < 0) {
                throw new ArgandException.InvalidArgument(
                        "shape", "negative extent in " + Arrays.toString(dims));
            }
        }
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /** Number of axes. */
    public int rank() {
        return dims.length;
    }

    /** Extent along {@code axis}; a negative axis counts from the end. */
    public long dim(int axis) {
        return dims[axis(axis, "shape")];
    }

    /** Number of elements. */
    public long size() {
        return size;
    }

    /** The extents, a copy. */
    public long[] dims() {
        return dims.clone();
    }

    /** These extents row-major from the start of a buffer. */
    Layout contiguous() {
        Layout layout = contiguous;
        if (layout == null) {
            layout = Layout.rowMajor(this);
            contiguous = layout;
        }
        return layout;
    }

    /** Whether there is no element. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The axis counted from 0, for one that may count from the end; {@code op} is named in the error. */
    public int axis(int axis, String op) {
        int a = axis < 0 ? axis + dims.length : axis;
        if (a < 0 || a >= dims.length) {
            throw new ArgandException.InvalidArgument(
                    op, "axis " + axis + " is outside shape " + this);
        }
        return a;
    }

    /** Distinct axes counted from 0 and sorted; no axis given means all of them. */
    public int[] axes(int[] axes, String op) {
        if (axes.length == 0) {
            int[] all = new int[dims.length];
            for (int a = 0; a < all.length; a++) {
                all[a] = a;
            }
            return all;
        }
        int[] sorted = axes.clone();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = axis(sorted[i], op);
        }
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw new ArgandException.InvalidArgument(
                        op, "axis " + sorted[i] + " is named twice");
            }
        }
        return sorted;
    }

    /** This shape with another extent along {@code axis}. */
    public Shape with(int axis, long extent) {
        long[] d = dims.clone();
        d[axis(axis, "shape")] = extent;
        return of(d);
    }

    /** This shape without {@code axis}. */
    public Shape without(int axis) {
        int a = axis(axis, "shape");
        long[] d = new long[dims.length - 1];
        System.arraycopy(dims, 0, d, 0, a);
        System.arraycopy(dims, a + 1, d, a, d.length - a);
        return of(d);
    }

    /** This shape with a new axis of that extent that is {@code axis} of the result: 0 … rank, or −1 for the last. */
    public Shape inserted(int axis, long extent) {
        int a = axis < 0 ? axis + dims.length + 1 : axis;
        if (a < 0 || a > dims.length) {
            throw new ArgandException.InvalidArgument(
                    "expand", "axis " + axis + " does not fit shape " + this);
        }
        long[] d = new long[dims.length + 1];
        System.arraycopy(dims, 0, d, 0, a);
        d[a] = extent;
        System.arraycopy(dims, a, d, a + 1, dims.length - a);
        return of(d);
    }

    /** This shape reduced along {@code axes} (counted from 0, sorted), which become 1 or vanish. */
    public Shape reduced(int[] axes, boolean keepDims) {
        long[] d = new long[keepDims ? dims.length : dims.length - axes.length];
        int reduced = 0;
        for (int a = 0; a < dims.length; a++) {
            boolean gone = reduced < axes.length && axes[reduced] == a;
            if (keepDims) {
                d[a] = gone ? 1 : dims[a];
            } else if (!gone) {
                d[a - reduced] = dims[a];
            }
            reduced += gone ? 1 : 0;
        }
        return of(d);
    }

    /** NumPy broadcasting: trailing axes align, an extent of 1 stretches; {@code op} is named in the error. */
    public static Shape broadcast(String op, Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        int r = Math.max(a.rank(), b.rank());
        long[] d = new long[r];
        for (int i = 1; i <= r; i++) {
            long x = i <= a.rank() ? a.dims[a.rank() - i] : 1;
            long y = i <= b.rank() ? b.dims[b.rank() - i] : 1;
            if (x != y && x != 1 && y != 1) {
                throw new ArgandException.ShapeMismatch(op, a + " and " + b + " do not broadcast");
            }
            d[r - i] = x == 1 ? y : x;
        }
        return of(d);
    }

    @Override
    public boolean equals(Object o) {
        return this == o || (o instanceof Shape s && Arrays.equals(dims, s.dims));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As NumPy and this library's messages print it: {@code [2, 3]}. */
    @Override
    public String toString() {
        return Arrays.stream(dims)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
