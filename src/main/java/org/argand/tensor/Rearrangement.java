package org.argand.tensor;

import java.util.List;

/**
 * Further ways to move and pick elements: tile, repeat, split, take along an axis, scatter, masks.
 *
 * <p>Negative axes count from the end; an index outside its axis, negative ones included, is an error.
 */
public sealed interface Rearrangement permits Tensor {
    // ---- Shape

    /** The whole {@code times[a]} times along axis a; the shorter of the two shapes gets leading ones, as in NumPy. */
    default Tensor tile(long... times) {
        return Tiling.tile((Tensor) this, times);
    }

    /** Each element {@code times} times in a row along {@code axis}. */
    default Tensor repeat(long times, int axis) {
        return Tiling.repeat((Tensor) this, times, axis);
    }

    /** Element k {@code times[k]} times in a row along {@code axis}. */
    default Tensor repeat(long[] times, int axis) {
        return Tiling.repeat((Tensor) this, times, axis);
    }

    /** Without the axes named, of extent 1; without every axis of extent 1 if none is named. */
    default Tensor squeeze(int... axes) {
        return Tiling.squeeze((Tensor) this, axes);
    }

    /** New axes of extent 1 that are at {@code axes} of the result; {@link Tensor#broadcastTo} stretches to a shape. */
    default Tensor expand(int... axes) {
        return Tiling.expand((Tensor) this, axes);
    }

    /** Axis {@code from} becomes axis {@code to}; the others keep their order. */
    default Tensor moveaxis(int from, int to) {
        return Tiling.moveaxis((Tensor) this, from, to);
    }

    /** Turned by quarters from axis {@code from} towards axis {@code to}. */
    default Tensor rot90(int quarters, int from, int to) {
        return Tiling.rot90((Tensor) this, quarters, from, to);
    }

    /** Parts of those sizes along {@code axis}, which they add up to. */
    default List<Tensor> split(long[] sizes, int axis) {
        return Tiling.split((Tensor) this, sizes, axis);
    }

    /** So many equal parts along {@code axis}. */
    default List<Tensor> split(int parts, int axis) {
        return Tiling.split((Tensor) this, parts, axis);
    }

    /** So many parts along {@code axis} or fewer, of equal size but for a smaller last one. */
    default List<Tensor> chunk(int parts, int axis) {
        return Tiling.chunk((Tensor) this, parts, axis);
    }

    /** Every part along {@code axis}, without it. */
    default List<Tensor> unstack(int axis) {
        return Tiling.unstack((Tensor) this, axis);
    }

    // ---- Indices, int32 or int64

    /**
     * {@code y[i, j, k] = x[i, indices[i, j, k], k]} for axis 1 and so on; beside the axis both broadcast. The gradient adds up
     * where an element was taken.
     */
    default Tensor takeAlong(Tensor indices, int axis) {
        return Indexing.takeAlong((Tensor) this, indices, axis);
    }

    /**
     * {@code y[i, indices[i, j, k], k] += updates[i, j, k]} for axis 1 and so on, in row-major order; indices and updates
     * broadcast to each other and to the axes beside.
     */
    default Tensor scatterAdd(Tensor indices, Tensor updates, int axis) {
        return Indexing.scatterAdd((Tensor) this, indices, updates, axis);
    }

    /**
     * As {@link #scatterAdd}, but in place of what is there; of several updates to one place the last in row-major order
     * stays. What is replaced, and updates that do not stay, get gradient 0.
     */
    default Tensor scatter(Tensor indices, Tensor updates, int axis) {
        return Indexing.scatter((Tensor) this, indices, updates, axis);
    }

    /** {@code y[i…, …] = x[indices₀[i…], indices₁[i…], …]}: index tensors, broadcast, for the leading axes. */
    default Tensor index(Tensor... indices) {
        return Indexing.index((Tensor) this, indices);
    }

    /**
     * {@code x[indices₀[i…], indices₁[i…], …] = values[i…, …]}, or += with {@code accumulate}, on a copy; values broadcast.
     * Repeated places and gradients as in {@link #scatter} and {@link #scatterAdd}.
     */
    default Tensor indexPut(Tensor values, boolean accumulate, Tensor... indices) {
        return Indexing.indexPut((Tensor) this, values, accumulate, indices);
    }

    /** Sums along {@code axis}: element k is added to sum {@code segments[k]} of {@code count}, in any order of segments. */
    default Tensor segmentSum(Tensor segments, long count, int axis) {
        return Indexing.segmentSum((Tensor) this, segments, count, axis);
    }

    // ---- Masks, bool

    /**
     * Positions of the elements that are not 0, row-major: int64 {@code [count, rank]}. Waits for the device, since the size
     * depends on the elements.
     */
    default Tensor nonzero() {
        return Masking.nonzero((Tensor) this);
    }

    /**
     * The parts where {@code mask}, over the leading axes, is true, one after the other: {@code [count, …]}. Waits for the
     * device, since the size depends on the mask; {@link Tensor#where} does not.
     */
    default Tensor maskedSelect(Tensor mask) {
        return Masking.select((Tensor) this, mask);
    }

    /** {@code value} where the mask, which broadcasts, is true; gradient 0 there. */
    default Tensor maskedFill(Tensor mask, double value) {
        return Masking.fill((Tensor) this, mask, value);
    }

    /** The inverse of {@link #maskedSelect}: puts parts of {@code source} one after the other where the mask is true. */
    default Tensor maskedScatter(Tensor mask, Tensor source) {
        return Masking.scatter((Tensor) this, mask, source);
    }
}
