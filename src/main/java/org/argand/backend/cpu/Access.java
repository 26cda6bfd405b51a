package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/**
 * Reads and writes runs of an operand's row-major index space, whatever its strides.
 *
 * <p>Axes that can be walked as one are merged first, and axes of extent 1 vanish, so that most operands have one or two
 * axes left. The two innermost are walked by one loop of {@link Moves}; an odometer turns the others.
 */
final class Access {
    private static final long[] NONE = {};

    private final DType dtype;
    private final Object array;
    private final long offset;
    private final long[] dims;
    private final long[] strides;
    private final boolean contiguous;

    private Access(
            DType dtype,
            Object array,
            long offset,
            long[] dims,
            long[] strides,
            boolean contiguous) {
        this.dtype = dtype;
        this.array = array;
        this.offset = offset;
        this.dims = dims;
        this.strides = strides;
        this.contiguous = contiguous;
    }

    /** The elements of an operand of that program, which is named if the buffer was freed. */
    static Access of(Operand operand, Program program) {
        return of(operand, CpuBuffer.array(operand, program));
    }

    /** The operand's elements; {@code op} is named if its buffer was freed. */
    static Access of(Operand operand, String op) {
        return of(operand, CpuBuffer.array(operand, op));
    }

    private static Access of(Operand operand, Object array) {
        Layout layout = operand.layout();
        if (layout.isContiguous()) {
            return new Access(operand.dtype(), array, layout.offset(), NONE, NONE, true);
        }
        int rank = layout.shape().rank();
        long[] dims = new long[rank];
        long[] strides = new long[rank];
        int n = 0;
        for (int a = 0; a < rank; a++) {
            long d = layout.shape().dim(a);
            if (d == 1) {
                continue;
            }
            if (n > 0 && strides[n - 1] == layout.stride(a) * d) {
                dims[n - 1] *= d;
                strides[n - 1] = layout.stride(a);
            } else {
                dims[n] = d;
                strides[n++] = layout.stride(a);
            }
        }
        return new Access(
                operand.dtype(),
                array,
                layout.offset(),
                Arrays.copyOf(dims, n),
                Arrays.copyOf(strides, n),
                false);
    }

    DType dtype() {
        return dtype;
    }

    Object array() {
        return array;
    }

    /** Position of the first element. */
    int offset() {
        return (int) offset;
    }

    /** Whether a run of the index space is a run of the array. */
    boolean isContiguous() {
        return contiguous;
    }

    /** Whether every index reads the same element. */
    boolean isUniform() {
        return !contiguous && (dims.length == 0 || (dims.length == 1 && strides[0] == 0));
    }

    /** Copies the elements at row-major indices {@code p …} to {@code to} from element {@code at}. */
    void gather(long p, int n, Object to, int at) {
        walk(p, n, to, at, false);
    }

    /** Copies elements of {@code from}, from element {@code at}, to the row-major indices {@code p …}. */
    void scatter(Object from, int at, long p, int n) {
        walk(p, n, from, at, true);
    }

    private void walk(long p, int n, Object other, int at, boolean out) {
        int last = dims.length - 1;
        if (contiguous) {
            tile(offset + p, 0, 1, other, at, out, 1, n);
            return;
        }
        if (isUniform()) {
            tile(offset, 0, 0, other, at, out, 1, n);
            return;
        }
        long inner = dims[last];
        long second = last > 0 ? dims[last - 1] : 1;
        long row = last > 0 ? strides[last - 1] : 0;
        long q = p / inner;
        long c = p - q * inner;
        int done = 0;
        while (done < n) {
            long start = position(q) + c * strides[last];
            int left = n - done;
            int rows = 1;
            int columns = (int) Math.min(left, inner - c);
            if (c == 0 && left >= inner) {
                rows = (int) Math.min(left / inner, second - (last > 0 ? q % second : 0));
            }
            tile(start, row, strides[last], other, at + done, out, rows, columns);
            done += rows * columns;
            c += columns;
            if (c == inner) {
                c = 0;
                q += rows;
            }
        }
    }

    /** Where row {@code q} starts, the rows being counted over all axes but the last. */
    private long position(long q) {
        long at = offset;
        long rest = q;
        for (int a = dims.length - 2; a >= 0; a--) {
            long next = a == 0 ? 0 : rest / dims[a];
            at += (rest - next * dims[a]) * strides[a];
            rest = next;
        }
        return at;
    }

    private void tile(
            long start, long row, long step, Object other, int at, boolean out, int rows, int n) {
        Moves.Side strided = new Moves.Side(array, (int) start, (int) row, (int) step);
        Moves.Side dense = new Moves.Side(other, at, n, 1);
        Moves.move(dtype, out ? dense : strided, out ? strided : dense, rows, n);
    }
}
