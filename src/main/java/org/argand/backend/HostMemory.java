package org.argand.backend;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Copies between memory segments, the way that is safe for short ones.
 *
 * <p>On JDK 25.0.3 {@code MemorySegment.copy} without layouts, which copies fewer than 64 bytes by a loop of its own, was
 * seen to leave out the middle word of a 24-byte copy into a new array minutes into a training, until the method was
 * compiled anew (docs/adr/0009). With layouts it goes through the copy of {@code Unsafe}. A test keeps the other one out.
 */
public final class HostMemory {
    private HostMemory() {}

    /** Copies all of {@code from} to {@code to}, which is as long. */
    public static void copy(MemorySegment from, MemorySegment to) {
        if (from.byteSize() != to.byteSize()) {
            throw new IllegalArgumentException(from.byteSize() + " bytes to " + to.byteSize());
        }
        MemorySegment.copy(from, JAVA_BYTE, 0, to, JAVA_BYTE, 0, from.byteSize());
    }
}
