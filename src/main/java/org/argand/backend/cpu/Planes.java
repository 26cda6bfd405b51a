package org.argand.backend.cpu;

import java.util.Arrays;

/**
 * Complex numbers with their real and imaginary parts in two arrays, as the Fourier transforms work on them.
 *
 * <p>Several lines lie side by side: element j of line b at {@code j·lines + b}, so that a butterfly does all lines in one
 * loop.
 */
record Planes(double[] re, double[] im) {
    /**
     * Numbers by which an array is longer than asked for: four arrays of a power of two, one after the other, would share
     * the same places of the first-level cache, which costs up to twice the time.
     */
    private static final int PADDING = 72;

    /** Elements of a line that are moved before the next line, so that both sides stay in the first-level cache. */
    private static final int TILE = 1024;

    /**
     * Where a block of lines lies in an operand's array, counted in its numbers.
     *
     * @param at the first real part of each line
     * @param step from one real part to the next
     * @param imaginary from a real part to its imaginary part; 0 where there is none
     */
    record Lines(Object array, int[] at, int count, int step, int imaginary) {}

    /** New planes for so many numbers at least. */
    static Planes of(int length) {
        return new Planes(new double[length + PADDING], new double[length + PADDING]);
    }

    /** The planes exchanged: multiplied by i and conjugated. */
    Planes swapped() {
        return new Planes(im, re);
    }

    /** Fetches the first {@code n} elements of each line from a {@code float[]} or {@code double[]}. */
    void gather(Lines from, int n) {
        int tile = Math.max(1, TILE / from.count);
        for (int j = 0; j < n; j += tile) {
            int end = Math.min(n, j + tile);
            for (int b = 0; b < from.count; b++) {
                if (from.array instanceof float[] x) {
                    gather(x, from, b, j, end);
                } else {
                    gather((double[]) from.array, from, b, j, end);
                }
            }
        }
        if (from.imaginary == 0) {
            Arrays.fill(im, 0, n * from.count, 0);
        }
    }

    /** Stores the first {@code n} elements of each line, times {@code scale}, rounded to the array's type. */
    void scatter(Lines to, int n, double scale) {
        int tile = Math.max(1, TILE / to.count);
        for (int j = 0; j < n; j += tile) {
            int end = Math.min(n, j + tile);
            for (int b = 0; b < to.count; b++) {
                if (to.array instanceof float[] y) {
                    scatter(y, to, b, j, end, scale);
                } else {
                    scatter((double[]) to.array, to, b, j, end, scale);
                }
            }
        }
    }

    private void gather(float[] x, Lines from, int line, int start, int end) {
        int at = from.at[line] + start * from.step;
        for (int j = start; j < end; j++, at += from.step) {
            re[j * from.count + line] = x[at];
            im[j * from.count + line] = x[at + from.imaginary];
        }
    }

    private void gather(double[] x, Lines from, int line, int start, int end) {
        int at = from.at[line] + start * from.step;
        for (int j = start; j < end; j++, at += from.step) {
            re[j * from.count + line] = x[at];
            im[j * from.count + line] = x[at + from.imaginary];
        }
    }

    private void scatter(float[] y, Lines to, int line, int start, int end, double scale) {
        int at = to.at[line] + start * to.step;
        for (int j = start; j < end; j++, at += to.step) {
            // The real part last: it stays where the line has no imaginary parts.
            y[at + to.imaginary] = (float) (scale * im[j * to.count + line]);
            y[at] = (float) (scale * re[j * to.count + line]);
        }
    }

    private void scatter(double[] y, Lines to, int line, int start, int end, double scale) {
        int at = to.at[line] + start * to.step;
        for (int j = start; j < end; j++, at += to.step) {
            // The real part last: it stays where the line has no imaginary parts.
            y[at + to.imaginary] = scale * im[j * to.count + line];
            y[at] = scale * re[j * to.count + line];
        }
    }
}
