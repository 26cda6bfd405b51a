package org.argand.backend.cpu;

/**
 * Complex numbers with their real and imaginary parts in two arrays, as the Fourier transforms work on them.
 *
 * <p>Several lines may lie side by side, one in each lane: element j of the line in lane l at {@code j·lanes + l}.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
record Planes<T>(T re, T im) {
    /** The planes exchanged: multiplied by i and conjugated. */
    Planes<T> swapped() {
        return new Planes<>(im, re);
    }
}
