package org.argand.backend.cpu;

/**
 * Where some lines lie in an operand's array, counted in its numbers, and how they get from there to {@link Planes} and back,
 * one line to a lane.
 *
 * <p>Lines whose elements follow each other are taken one by one and transposed; lines side by side are taken row by row, as
 * the planes have them; others number by number.
 *
 * @param at the first real part of each line
 * @param step from one real part to the next
 * @param imaginary from a real part to its imaginary part, or {@link #NONE}
 */
record FftLines<T>(T array, int[] at, int count, int step, int imaginary) {
    /** Says that numbers have no imaginary part. */
    static final int NONE = Integer.MIN_VALUE;

    private boolean dense() {
        return imaginary == NONE ? step == 1 : imaginary == 1 && step == 2;
    }

    /** Fetches the first {@code n} elements of each line; the content of {@code work} is lost. */
    void gather(FftKernel<T> kernel, int n, Planes<T> x, Planes<T> work) {
        if (dense() && imaginary == 1 && count > 1) {
            kernel.gather(array, at, count, n, x);
            return;
        }
        if (dense()) {
            Planes<T> to = count == 1 ? x : work;
            for (int l = 0; l < count; l++) {
                fetch(kernel, at[l], n, to, l * n);
            }
            if (count > 1) {
                kernel.transpose(work.re(), 0, n, count, n, x.re(), 0, count);
                kernel.transpose(work.im(), 0, n, count, n, x.im(), 0, count);
            }
            return;
        }
        for (int l = 0; l < count; ) {
            int run = run(l);
            for (int j = 0; j < n; j++) {
                fetch(kernel, at[l] + j * step, run, x, j * count + l);
            }
            l += run;
        }
    }

    /** Stores the first {@code n} elements of each line, times {@code scale}; the content of {@code work} is lost. */
    void scatter(FftKernel<T> kernel, int n, Planes<T> y, Planes<T> work, double scale) {
        if (dense() && imaginary == 1 && count > 1) {
            kernel.scatter(y, count, n, scale, array, at);
            return;
        }
        if (dense()) {
            Planes<T> from = count == 1 ? y : work;
            if (count > 1) {
                kernel.transpose(y.re(), 0, count, n, count, work.re(), 0, n);
                kernel.transpose(y.im(), 0, count, n, count, work.im(), 0, n);
            }
            for (int l = 0; l < count; l++) {
                store(kernel, from, l * n, n, scale, at[l]);
            }
            return;
        }
        for (int l = 0; l < count; ) {
            int run = run(l);
            for (int j = 0; j < n; j++) {
                store(kernel, y, j * count + l, run, scale, at[l] + j * step);
            }
            l += run;
        }
    }

    /** How many lines from that one on lie side by side. */
    private int run(int first) {
        int unit = imaginary == 1 ? 2 : 1;
        int l = first + 1;
        while (l < count && at[l] == at[l - 1] + unit) {
            l++;
        }
        return l - first;
    }

    /** Fetches numbers that follow each other. */
    private void fetch(FftKernel<T> kernel, int from, int numbers, Planes<T> x, int to) {
        if (imaginary == 1) {
            kernel.separate(array, from, numbers, x, to);
            return;
        }
        System.arraycopy(array, from, x.re(), to, numbers);
        if (imaginary == NONE) {
            kernel.clear(x.im(), to, numbers);
        } else {
            System.arraycopy(array, from + imaginary, x.im(), to, numbers);
        }
    }

    /** Stores numbers that follow each other. */
    private void store(
            FftKernel<T> kernel, Planes<T> y, int from, int numbers, double scale, int to) {
        if (imaginary == 1) {
            kernel.interleave(y, from, numbers, scale, array, to);
            return;
        }
        kernel.scale(y.re(), from, numbers, scale, array, to);
        if (imaginary != NONE) {
            kernel.scale(y.im(), from, numbers, scale, array, to + imaginary);
        }
    }
}
