package org.argand.backend.cpu;

import org.argand.array.DType;

/** Adds strided runs of elements to others, in order. */
final class Adds {
    private Adds() {}

    /** {@code to[o + x·t] += from[i + x·s]} for x from 0 to {@code n - 1}; for bool, or. */
    static void add(DType dtype, Object from, int i, int s, Object to, int o, int t, int n) {
        switch (dtype) {
            case BOOL -> {
                for (int x = 0; x < n; x++) {
                    ((byte[]) to)[o + x * t] |= ((byte[]) from)[i + x * s];
                }
            }
            case INT32 -> {
                for (int x = 0; x < n; x++) {
                    ((int[]) to)[o + x * t] += ((int[]) from)[i + x * s];
                }
            }
            case INT64 -> {
                for (int x = 0; x < n; x++) {
                    ((long[]) to)[o + x * t] += ((long[]) from)[i + x * s];
                }
            }
            case FLOAT32 -> floats((float[]) from, i, s, (float[]) to, o, t, n);
            case FLOAT64 -> doubles((double[]) from, i, s, (double[]) to, o, t, n);
            case COMPLEX64 -> {
                floats((float[]) from, 2 * i, 2 * s, (float[]) to, 2 * o, 2 * t, n);
                floats((float[]) from, 2 * i + 1, 2 * s, (float[]) to, 2 * o + 1, 2 * t, n);
            }
            case COMPLEX128 -> {
                doubles((double[]) from, 2 * i, 2 * s, (double[]) to, 2 * o, 2 * t, n);
                doubles((double[]) from, 2 * i + 1, 2 * s, (double[]) to, 2 * o + 1, 2 * t, n);
            }
        }
    }

    private static void floats(float[] from, int i, int s, float[] to, int o, int t, int n) {
        for (int x = 0; x < n; x++) {
            to[o + x * t] += from[i + x * s];
        }
    }

    private static void doubles(double[] from, int i, int s, double[] to, int o, int t, int n) {
        for (int x = 0; x < n; x++) {
            to[o + x * t] += from[i + x * s];
        }
    }
}
