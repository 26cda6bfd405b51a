package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.Operand;

/**
 * The order of the elements of each line along an axis, by keys that sort as unsigned 64-bit integers: short lines by
 * insertion, longer ones by their keys' bytes, least significant first. Both are stable.
 */
final class Sorts {
    /** Lines up to this length are sorted by insertion. */
    private static final int SHORT = 40;

    /** The key of NaN: above every number's, whichever way they are sorted. */
    private static final long NAN = -1;

    private final Object from;
    private final DType dtype;
    private final boolean descending;
    private final int step;
    private long[] keys;
    private int[] order;
    private long[] spareKeys;
    private int[] spareOrder;

    private Sorts(Object from, DType dtype, boolean descending, AxisLines lines) {
        this.from = from;
        this.dtype = dtype;
        this.descending = descending;
        this.step = lines.step();
        int n = lines.length();
        this.keys = new long[n];
        this.order = new int[n];
        this.spareKeys = new long[n > SHORT ? n : 0];
        this.spareOrder = new int[n > SHORT ? n : 0];
    }

    /** Positions of the elements of each line, smallest or largest first, NaN last. */
    static void run(Operand x, int axis, boolean descending, Operand result) {
        AxisLines lines = AxisLines.of(x, axis, result);
        Object from = CpuBuffer.array(x, "argsort");
        long[] to = (long[]) CpuBuffer.array(result, "argsort");
        lines.each(() -> {
            Sorts line = new Sorts(from, x.dtype(), descending, lines);
            return (i, o) -> {
                line.fetch(i);
                line.sort();
                for (int k = 0; k < lines.length(); k++) {
                    to[o + k * lines.resultStep()] = line.order[k];
                }
            };
        });
    }

    /** The keys of the line that begins at {@code i}. */
    private void fetch(int i) {
        for (int k = 0, at = i; k < keys.length; k++, at += step) {
            order[k] = k;
            long key =
                    switch (dtype) {
                        case INT32 -> ((int[]) from)[at];
                        case INT64 -> ((long[]) from)[at];
                        case FLOAT32 -> key(((float[]) from)[at]);
                        case FLOAT64 -> key(((double[]) from)[at]);
                        case BOOL, COMPLEX64, COMPLEX128 ->
                                throw new IllegalStateException("argsort: of " + dtype);
                    };
            boolean nan = dtype.isFloating() && key == Long.MAX_VALUE;
            keys[k] = nan ? NAN : descending ? ~(key ^ Long.MIN_VALUE) : key ^ Long.MIN_VALUE;
        }
    }

    /** A signed integer in the order of the numbers, the largest there is for NaN; 0 and −0 are one. */
    private static long key(double x) {
        long bits = Double.doubleToRawLongBits(x + 0.0);
        return Double.isNaN(x) ? Long.MAX_VALUE : bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    private void sort() {
        if (keys.length <= SHORT) {
            insert();
            return;
        }
        int[][] counts = new int[8][257];
        for (long key : keys) {
            for (int b = 0; b < 8; b++) {
                counts[b][(int) (key >>> 8 * b & 255) + 1]++;
            }
        }
        for (int b = 0; b < 8; b++) {
            int[] start = counts[b];
            // A byte that all keys share orders nothing.
            if (start[(int) (keys[0] >>> 8 * b & 255) + 1] < keys.length) {
                distribute(start, 8 * b);
            }
        }
    }

    private void insert() {
        for (int k = 1; k < keys.length; k++) {
            long key = keys[k];
            int position = order[k];
            int at = k - 1;
            for (; at >= 0 && Long.compareUnsigned(keys[at], key) > 0; at--) {
                keys[at + 1] = keys[at];
                order[at + 1] = order[at];
            }
            keys[at + 1] = key;
            order[at + 1] = position;
        }
    }

    /** One pass by the byte at {@code shift}; {@code start} counts the keys of each value, one place up. */
    private void distribute(int[] start, int shift) {
        for (int v = 1; v < 256; v++) {
            start[v] += start[v - 1];
        }
        for (int k = 0; k < keys.length; k++) {
            int to = start[(int) (keys[k] >>> shift & 255)]++;
            spareKeys[to] = keys[k];
            spareOrder[to] = order[k];
        }
        long[] sortedKeys = spareKeys;
        int[] sortedOrder = spareOrder;
        spareKeys = keys;
        spareOrder = order;
        keys = sortedKeys;
        order = sortedOrder;
    }
}
