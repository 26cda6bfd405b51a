package org.argand.backend.cpu;

import java.util.stream.IntStream;
import org.argand.array.DType;

/** Single elements at places that indices name: {@code at + index[j]·stride} for j from 0 to {@code n - 1}. */
record Picks(int[] index, int n, int at, int stride) {
    /** For complex64 where the other side lies in a row. */
    static final Warm<PairPicker> PAIRS =
            new Warm<>(new Plain(), () -> new FloatVectorPicker(), Picks::rehearse);

    private static final Picks REHEARSED = new Picks(IntStream.range(0, 64).toArray(), 64, 1, 1);

    private static double rehearse(PairPicker picker) {
        float[] x = new float[2 * REHEARSED.n + 2];
        float[] y = new float[x.length];
        picker.take(REHEARSED, x, y, 1);
        picker.add(REHEARSED, x, 1, y);
        return 2.0 * REHEARSED.n;
    }

    /** One number after the other. */
    private static final class Plain implements PairPicker {
        @Override
        public void take(Picks picks, float[] x, float[] y, int o) {
            picks.takeFloatPairs(x, y, o, 1);
        }

        @Override
        public void add(Picks picks, float[] x, int i, float[] y) {
            picks.addFloatPairs(x, i, 1, y);
        }
    }

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
            case COMPLEX64 -> takeComplex64((float[]) from, (float[]) to, o, t);
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
            case COMPLEX64 -> addComplex64((float[]) from, i, s, (float[]) to);
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

    private void takeComplex64(float[] x, float[] y, int o, int t) {
        if (t == 1) {
            PAIRS.get().take(this, x, y, o);
        } else {
            takeFloatPairs(x, y, o, t);
        }
    }

    private void addComplex64(float[] x, int i, int s, float[] y) {
        if (s == 1) {
            PAIRS.get().add(this, x, i, y);
        } else {
            addFloatPairs(x, i, s, y);
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
