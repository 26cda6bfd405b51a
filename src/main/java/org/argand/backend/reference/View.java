package org.argand.backend.reference;

import org.argand.array.Layout;
import org.argand.backend.Operand;

/** A strided view of a reference buffer, addressed by the row-major number of an element. */
record View(ReferenceBuffer buffer, Layout layout, boolean contiguous) {
    /** The view that an operand is; {@code op} is named if its buffer cannot be used. */
    static View of(Operand operand, String op) {
        Layout layout = operand.layout();
        return new View(ReferenceBuffer.of(operand.buffer(), op), layout, layout.isContiguous());
    }

    /** Where row-major element {@code p} of a layout is. */
    static long position(Layout layout, long p) {
        long at = layout.offset();
        long rest = p;
        for (int axis = layout.shape().rank() - 1; axis >= 0; axis--) {
            long extent = layout.shape().dim(axis);
            at += rest % extent * layout.stride(axis);
            rest /= extent;
        }
        return at;
    }

    /** Reads row-major element {@code p}. */
    Scalar get(long p, Scalar to) {
        return to.load(buffer, position(p));
    }

    /** Writes row-major element {@code p}. */
    void set(long p, Scalar x) {
        buffer.set(position(p), x);
    }

    private long position(long p) {
        return contiguous ? layout.offset() + p : position(layout, p);
    }

    long size() {
        return layout.shape().size();
    }
}
