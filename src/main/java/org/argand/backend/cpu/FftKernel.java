package org.argand.backend.cpu;

/**
 * The loops of Fourier transforms over {@link Planes} in one precision.
 *
 * <p>Every implementation does the same operations on a number in the same order, so that all give the same bits. Results
 * never overlap what they are made of, so that a vector may do some numbers twice.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface FftKernel<T> {
    /**
     * One pass of Stockham's algorithm, {@code y[q + s(r·p + k)] = w_{p,k} Σ_j x[q + s(p + count·j)] e^{−2πi jk/r}}.
     *
     * @param factors w for each p and each k from 1, as (re, im); none in the last pass, whose count is 1
     * @param roots for radices without a formula of their own, see {@link FftArrays#roots}
     */
    void pass(int radix, int count, int s, T factors, T roots, Planes<T> x, Planes<T> y);

    /** {@code y = x · w} for {@code count} elements from there on; {@code lanes} numbers share a factor. */
    void multiply(Planes<T> x, int from, Planes<T> w, int first, Planes<T> y, int count, int lanes);

    /** Transposes a matrix; the pitches are those of the rows. */
    void transpose(T x, int from, int pitch, int rows, int columns, T y, int to, int newPitch);

    /**
     * Multiplies and transposes a matrix whose entries are {@code lanes} numbers each, which share a factor; the first ones of
     * entry i, j are {@code y[to + j·newPitch + i·lanes] = x[from + i·pitch + j·lanes] · w[first + i·wPitch + j]}.
     */
    void turn(
            Planes<T> x,
            int from,
            int pitch,
            int rows,
            int columns,
            int lanes,
            Planes<T> w,
            int first,
            int wPitch,
            Planes<T> y,
            int to,
            int newPitch);

    /** Fetches the first n complex numbers of lines, each of which lies interleaved in the array, one line to a lane. */
    void gather(T array, int[] at, int lanes, int n, Planes<T> x);

    /** Stores what gather fetches, times {@code scale}. */
    void scatter(Planes<T> x, int lanes, int n, double scale, T array, int[] at);

    /** Fetches interleaved complex numbers. */
    void separate(T array, int at, int count, Planes<T> x, int to);

    /** Stores complex numbers, times {@code scale}, interleaved. */
    void interleave(Planes<T> x, int from, int count, double scale, T array, int at);

    /**
     * {@code Y_k = ½(Z_k + conj Z_{h−k}) − ½i w_k (Z_k − conj Z_{h−k})} for 0 ≤ k ≤ h: the half spectrum of real numbers from
     * the transform of their pairs.
     */
    void split(int h, Planes<T> z, Planes<T> w, Planes<T> y, int lanes);

    /** {@code Z_k = Y_k + conj Y_{h−k} + i conj(w_k) (Y_k − conj Y_{h−k})} for 0 ≤ k < h: twice the inverse of split. */
    void join(int h, Planes<T> y, Planes<T> w, Planes<T> z, int lanes);

    /** Completes a half spectrum of odd length n by its conjugates; the imaginary part of its first entry does not count. */
    void mirror(Planes<T> x, int n, int lanes);

    /** {@code y = x · scale}. */
    void scale(T x, int from, int count, double scale, T y, int to);

    /** Makes numbers zero. */
    void clear(T x, int from, int count);
}
