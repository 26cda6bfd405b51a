package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.array.Shape;

/**
 * An index space as a reduction sees it: slices, each with a first reduced axis and then kept and reduced axes in turn.
 *
 * <p>Neighbouring axes of one kind are merged and extents of 1 vanish; where nothing is reduced, an axis of extent 1 is.
 */
final class Extents {
    private final long slices;
    private final long[] dims;
    private final long slice;
    private final long kept;

    Extents(Shape shape, int[] axes) {
        long lead = 1;
        long[] merged = new long[shape.rank() + 1];
        int n = 0;
        for (int a = 0; a < shape.rank(); a++) {
            long d = shape.dim(a);
            boolean reduced = Arrays.binarySearch(axes, a) >= 0;
            if (d == 1) {
                continue;
            }
            if (n == 0 && !reduced) {
                lead *= d;
            } else if (n > 0 && reduced == isReduced(n - 1)) {
                merged[n - 1] *= d;
            } else {
                merged[n++] = d;
            }
        }
        if (n == 0) {
            merged[n++] = 1;
        }
        this.slices = lead;
        this.dims = Arrays.copyOf(merged, n);
        long all = 1;
        for (long d : dims) {
            all *= d;
        }
        this.slice = all;
        long k = 1;
        for (int a = 1; a < n; a += 2) {
            k *= dims[a];
        }
        this.kept = k;
    }

    /** Whether an axis of a slice is reduced: the first, and then every other. */
    static boolean isReduced(int axis) {
        return axis % 2 == 0;
    }

    /** Number of slices. */
    long slices() {
        return slices;
    }

    /** Number of axes of a slice. */
    int rank() {
        return dims.length;
    }

    /** Extent along an axis of a slice. */
    long dim(int axis) {
        return dims[axis];
    }

    /** Number of elements of a slice. */
    long slice() {
        return slice;
    }

    /** Extent of the first axis of a slice, which is reduced. */
    long rows() {
        return dims[0];
    }

    /** Number of results of a slice. */
    long kept() {
        return kept;
    }

    /** The first cell of the run along the last axis with number {@code q}, where a run that is kept has so many cells. */
    long cell(long q, long firstSlice, long columns) {
        long rest = q;
        long cell = 0;
        long step = columns;
        for (int a = dims.length - 2; a >= 0; a--) {
            long next = rest / dims[a];
            if (!isReduced(a)) {
                cell += (rest - next * dims[a]) * step;
                step *= dims[a];
            }
            rest = next;
        }
        return cell + (rest - firstSlice) * step;
    }

    /** Extent of the last axis of a slice if it is kept, else 1. */
    long width() {
        return isReduced(dims.length - 1) ? 1 : dims[dims.length - 1];
    }
}
