package org.argand.backend.cpu;

import org.argand.array.DType;

/**
 * Single elements at places that indices name: {@code at + index[j]·stride} for j from {@code start} to {@code end}.
 *
 * <p>Complex elements are pairs of numbers, moved and added part by part.
 */
record Picks(int[] index, int start, int end, int at, int stride) {
    /** Copies them out of {@code from}, to {@code o}, {@code o + t} and so on. */
    void take(DType dtype, Object from, Object to, int o, int t) {
        switch (dtype) {
            case BOOL -> {
                byte[] x = (byte[]) from;
                byte[] y = (byte[]) to;
                for (int j = start; j < end; j++) {
                    y[o + (j - start) * t] = x[at + index[j] * stride];
                }
            }
            case INT32 -> {
                int[] x = (int[]) from;
                int[] y = (int[]) to;
                for (int j = start; j < end; j++) {
                    y[o + (j - start) * t] = x[at + index[j] * stride];
                }
            }
            case INT64 -> {
                long[] x = (long[]) from;
                long[] y = (long[]) to;
                for (int j = start; j < end; j++) {
                    y[o + (j - start) * t] = x[at + index[j] * stride];
                }
            }
            case FLOAT32 -> takeFloats((float[]) from, (float[]) to, o, t);
            case FLOAT64 -> takeDoubles((double[]) from, (double[]) to, o, t);
            case COMPLEX64 -> {
                real().takeFloats((float[]) from, (float[]) to, 2 * o, 2 * t);
                imaginary().takeFloats((float[]) from, (float[]) to, 2 * o + 1, 2 * t);
            }
            case COMPLEX128 -> {
                real().takeDoubles((double[]) from, (double[]) to, 2 * o, 2 * t);
                imaginary().takeDoubles((double[]) from, (double[]) to, 2 * o + 1, 2 * t);
            }
        }
    }

    /** Adds elements of {@code from}, at {@code i}, {@code i + s} and so on, to them, in order; for bool, or. */
    void add(DType dtype, Object from, int i, int s, Object to) {
        switch (dtype) {
            case BOOL -> {
                byte[] x = (byte[]) from;
                byte[] y = (byte[]) to;
                for (int j = start; j < end; j++) {
                    y[at + index[j] * stride] |= x[i + (j - start) * s];
                }
            }
            case INT32 -> {
                int[] x = (int[]) from;
                int[] y = (int[]) to;
                for (int j = start; j < end; j++) {
                    y[at + index[j] * stride] += x[i + (j - start) * s];
                }
            }
            case INT64 -> {
                long[] x = (long[]) from;
                long[] y = (long[]) to;
                for (int j = start; j < end; j++) {
                    y[at + index[j] * stride] += x[i + (j - start) * s];
                }
            }
            case FLOAT32 -> addFloats((float[]) from, i, s, (float[]) to);
            case FLOAT64 -> addDoubles((double[]) from, i, s, (double[]) to);
            case COMPLEX64 -> {
                real().addFloats((float[]) from, 2 * i, 2 * s, (float[]) to);
                imaginary().addFloats((float[]) from, 2 * i + 1, 2 * s, (float[]) to);
            }
            case COMPLEX128 -> {
                real().addDoubles((double[]) from, 2 * i, 2 * s, (double[]) to);
                imaginary().addDoubles((double[]) from, 2 * i + 1, 2 * s, (double[]) to);
            }
        }
    }

    /** The places of real parts in an array of numbers. */
    private Picks real() {
        return new Picks(index, start, end, 2 * at, 2 * stride);
    }

    /** The places of imaginary parts in an array of numbers. */
    private Picks imaginary() {
        return new Picks(index, start, end, 2 * at + 1, 2 * stride);
    }

    private void takeFloats(float[] x, float[] y, int o, int t) {
        for (int j = start; j < end; j++) {
            y[o + (j - start) * t] = x[at + index[j] * stride];
        }
    }

    private void takeDoubles(double[] x, double[] y, int o, int t) {
        for (int j = start; j < end; j++) {
            y[o + (j - start) * t] = x[at + index[j] * stride];
        }
    }

    private void addFloats(float[] x, int i, int s, float[] y) {
        for (int j = start; j < end; j++) {
            y[at + index[j] * stride] += x[i + (j - start) * s];
        }
    }

    private void addDoubles(double[] x, int i, int s, double[] y) {
        for (int j = start; j < end; j++) {
            y[at + index[j] * stride] += x[i + (j - start) * s];
        }
    }
}
