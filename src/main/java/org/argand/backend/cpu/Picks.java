package org.argand.backend.cpu;

import org.argand.array.DType;

/** Single elements at places that indices name: {@code at + index[j]·stride} for j from 0 to {@code n - 1}. */
record Picks(int[] index, int n, int at, int stride) {
    /** Copies them out of {@code from}, to {@code o}, {@code o + t} and so on. */
    void take(DType dtype, Object from, Object to, int o, int t) {
        switch (dtype) {
            case BOOL -> {
                byte[] x = (byte[]) from;
                byte[] y = (byte[]) to;
                for (int j = 0; j < n; j++) {
                    y[o + j * t] = x[at + index[j] * stride];
                }
            }
            case INT32 -> {
                int[] x = (int[]) from;
                int[] y = (int[]) to;
                for (int j = 0; j < n; j++) {
                    y[o + j * t] = x[at + index[j] * stride];
                }
            }
            case INT64 -> {
                long[] x = (long[]) from;
                long[] y = (long[]) to;
                for (int j = 0; j < n; j++) {
                    y[o + j * t] = x[at + index[j] * stride];
                }
            }
            case FLOAT32 -> takeFloats((float[]) from, (float[]) to, o, t);
            case FLOAT64 -> takeDoubles((double[]) from, (double[]) to, o, t);
            case COMPLEX64 -> takeFloatPairs((float[]) from, (float[]) to, o, t);
            case COMPLEX128 -> takeDoublePairs((double[]) from, (double[]) to, o, t);
        }
    }

    /** Adds elements of {@code from}, at {@code i}, {@code i + s} and so on, to them, in order; for bool, or. */
    void add(DType dtype, Object from, int i, int s, Object to) {
        switch (dtype) {
            case BOOL -> {
                byte[] x = (byte[]) from;
                byte[] y = (byte[]) to;
                for (int j = 0; j < n; j++) {
                    y[at + index[j] * stride] |= x[i + j * s];
                }
            }
            case INT32 -> {
                int[] x = (int[]) from;
                int[] y = (int[]) to;
                for (int j = 0; j < n; j++) {
                    y[at + index[j] * stride] += x[i + j * s];
                }
            }
            case INT64 -> {
                long[] x = (long[]) from;
                long[] y = (long[]) to;
                for (int j = 0; j < n; j++) {
                    y[at + index[j] * stride] += x[i + j * s];
                }
            }
            case FLOAT32 -> addFloats((float[]) from, i, s, (float[]) to);
            case FLOAT64 -> addDoubles((double[]) from, i, s, (double[]) to);
            case COMPLEX64 -> addFloatPairs((float[]) from, i, s, (float[]) to);
            case COMPLEX128 -> addDoublePairs((double[]) from, i, s, (double[]) to);
        }
    }

    private void takeFloats(float[] x, float[] y, int o, int t) {
        for (int j = 0; j < n; j++) {
            y[o + j * t] = x[at + index[j] * stride];
        }
    }

    private void takeDoubles(double[] x, double[] y, int o, int t) {
        for (int j = 0; j < n; j++) {
            y[o + j * t] = x[at + index[j] * stride];
        }
    }

    private void addFloats(float[] x, int i, int s, float[] y) {
        for (int j = 0; j < n; j++) {
            y[at + index[j] * stride] += x[i + j * s];
        }
    }

    private void addDoubles(double[] x, int i, int s, double[] y) {
        for (int j = 0; j < n; j++) {
            y[at + index[j] * stride] += x[i + j * s];
        }
    }

    private void takeFloatPairs(float[] x, float[] y, int o, int t) {
        for (int j = 0; j < n; j++) {
            int p = 2 * (at + index[j] * stride);
            int q = 2 * (o + j * t);
            y[q] = x[p];
            y[q + 1] = x[p + 1];
        }
    }

    private void takeDoublePairs(double[] x, double[] y, int o, int t) {
        for (int j = 0; j < n; j++) {
            int p = 2 * (at + index[j] * stride);
            int q = 2 * (o + j * t);
            y[q] = x[p];
            y[q + 1] = x[p + 1];
        }
    }

    private void addFloatPairs(float[] x, int i, int s, float[] y) {
        for (int j = 0; j < n; j++) {
            int p = 2 * (at + index[j] * stride);
            int q = 2 * (i + j * s);
            y[p] += x[q];
            y[p + 1] += x[q + 1];
        }
    }

    private void addDoublePairs(double[] x, int i, int s, double[] y) {
        for (int j = 0; j < n; j++) {
            int p = 2 * (at + index[j] * stride);
            int q = 2 * (i + j * s);
            y[p] += x[q];
            y[p + 1] += x[q + 1];
        }
    }
}
