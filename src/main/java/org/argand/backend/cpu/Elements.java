package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Program;

/** Single elements of the arrays of buffers, as doubles. */
final class Elements {
    private Elements() {}

    /** One element as (re, im). */
    static void load(DType dtype, Object array, int at, double[] to, int slot) {
        to[slot] = real(dtype, array, at);
        to[slot + 1] =
                switch (dtype) {
                    case COMPLEX64 -> ((float[]) array)[2 * at + 1];
                    case COMPLEX128 -> ((double[]) array)[2 * at + 1];
                    default -> 0;
                };
    }

    private static double real(DType dtype, Object array, int at) {
        return switch (dtype) {
            case BOOL -> ((byte[]) array)[at];
            case INT32 -> ((int[]) array)[at];
            case INT64 -> ((long[]) array)[at];
            case FLOAT32 -> ((float[]) array)[at];
            case FLOAT64 -> ((double[]) array)[at];
            case COMPLEX64 -> ((float[]) array)[2 * at];
            case COMPLEX128 -> ((double[]) array)[2 * at];
        };
    }

    /** Stores one element, rounded to its type. */
    static void store(DType dtype, Object array, int at, double re, double im) {
        switch (dtype) {
            case BOOL -> ((byte[]) array)[at] = re != 0 ? (byte) 1 : 0;
            case INT32 -> ((int[]) array)[at] = (int) re;
            case INT64 -> ((long[]) array)[at] = (long) re;
            case FLOAT32 -> ((float[]) array)[at] = (float) re;
            case FLOAT64 -> ((double[]) array)[at] = re;
            case COMPLEX64 -> {
                ((float[]) array)[2 * at] = (float) re;
                ((float[]) array)[2 * at + 1] = (float) im;
            }
            case COMPLEX128 -> {
                ((double[]) array)[2 * at] = re;
                ((double[]) array)[2 * at + 1] = im;
            }
        }
    }

    /** An array of that one element. */
    static Object one(DType dtype, Program.Value value) {
        Object one = Storage.of(dtype).allocate(dtype.components());
        store(dtype, one, 0, value.re(), value.im());
        return one;
    }
}
