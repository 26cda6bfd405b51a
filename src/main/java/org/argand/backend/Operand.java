package org.argand.backend;

import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;

/** A strided view of a buffer, as a primitive reads or writes it. */
public record Operand(Buffer buffer, Layout layout) {
    /** Type of the elements. */
    public DType dtype() {
        return buffer.dtype();
    }

    /** Extents of the view. */
    public Shape shape() {
        return layout.shape();
    }
}
