package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Distribution;
import org.argand.backend.Philox;
import org.argand.backend.Program.Key;

/** Fills runs of elements with the random numbers of their row-major indices. */
final class Draws {
    private Draws() {}

    /** The numbers at indices {@code p …} that {@code key} draws. */
    static void fill(
            Distribution distribution, DType dtype, Key key, long p, int n, Object to, int at) {
        long seed = key.seed();
        long stream = key.stream();
        switch (distribution) {
            case UNIFORM -> {
                if (dtype == DType.FLOAT32) {
                    Philox.uniform(seed, stream, p, (float[]) to, at, n);
                } else {
                    Philox.uniform(seed, stream, p, (double[]) to, at, n);
                }
            }
            case NORMAL -> normal(dtype, key, p, n, to, at);
            case INTEGER -> {
                if (dtype == DType.INT32) {
                    Philox.integer(seed, stream, p, key.bound(), (int[]) to, at, n);
                } else {
                    Philox.integer(seed, stream, p, key.bound(), (long[]) to, at, n);
                }
            }
        }
    }

    private static void normal(DType dtype, Key key, long p, int n, Object to, int at) {
        long seed = key.seed();
        long stream = key.stream();
        switch (dtype) {
            case FLOAT32 -> Philox.normal(seed, stream, p, (float[]) to, at, n);
            case FLOAT64 -> Philox.normal(seed, stream, p, (double[]) to, at, n);
            case COMPLEX64 -> Philox.complexNormal(seed, stream, p, (float[]) to, at, n);
            case COMPLEX128 -> Philox.complexNormal(seed, stream, p, (double[]) to, at, n);
            case BOOL, INT32, INT64 -> throw new AssertionError("normal numbers of type " + dtype);
        }
    }
}
