package org.argand.backend;

import org.argand.array.DType;
import org.argand.array.Device;

/**
 * A run of elements of one type in the memory of one device.
 *
 * <p>A buffer is written once, by the primitive that fills it, and read-only from then on. Complex elements are
 * interleaved. After {@link #free()} every use is an {@link org.argand.array.ArgandException.UseAfterFree}, also when
 * the memory behind it has long been given to another buffer.
 */
public interface Buffer {
    /** Where the memory is. */
    Device device();

    /** Type of the elements. */
    DType dtype();

    /** Number of elements. */
    long length();

    /** Gives the memory back to the backend's pool; a second call does nothing. */
    void free();

    /** Whether {@link #free()} was called. */
    boolean isFreed();
}
