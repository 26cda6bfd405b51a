package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.backend.Fold;

/** Every fold of integers and truth values that is not a position, exact and wrapping around on overflow. */
final class IntegerFolder extends Folder {
    private final Fold fold;
    private final long[] value;

    IntegerFolder(Fold fold, int cells) {
        this.fold = fold;
        this.value = new long[cells];
        Arrays.fill(value, identity(fold));
    }

    private static long identity(Fold fold) {
        return switch (fold) {
            case SUM, ANY -> 0;
            case PROD, ALL -> 1;
            case MAX -> Long.MIN_VALUE;
            case MIN -> Long.MAX_VALUE;
            case ARGMAX, ARGMIN -> throw new AssertionError(fold);
        };
    }

    @Override
    void across(Object v, int at, int cell, int n, long position) {
        across(fold, (long[]) v, at, value, cell, n);
    }

    private static void across(Fold fold, long[] v, int i, long[] r, int o, int n) {
        switch (fold) {
            case SUM -> {
                for (int x = 0; x < n; x++) {
                    r[o + x] += v[i + x];
                }
            }
            case PROD -> {
                for (int x = 0; x < n; x++) {
                    r[o + x] *= v[i + x];
                }
            }
            case MAX -> {
                for (int x = 0; x < n; x++) {
                    r[o + x] = Math.max(r[o + x], v[i + x]);
                }
            }
            case MIN -> {
                for (int x = 0; x < n; x++) {
                    r[o + x] = Math.min(r[o + x], v[i + x]);
                }
            }
            case ANY -> {
                for (int x = 0; x < n; x++) {
                    r[o + x] |= v[i + x];
                }
            }
            case ALL -> {
                for (int x = 0; x < n; x++) {
                    r[o + x] &= v[i + x];
                }
            }
            case ARGMAX, ARGMIN -> throw new AssertionError(fold);
        }
    }

    @Override
    void along(Object v, int at, int cell, int n, long position) {
        value[cell] = along(fold, (long[]) v, at, value[cell], n);
    }

    private static long along(Fold fold, long[] v, int i, long start, int n) {
        long r = start;
        switch (fold) {
            case SUM -> {
                for (int x = 0; x < n; x++) {
                    r += v[i + x];
                }
            }
            case PROD -> {
                for (int x = 0; x < n; x++) {
                    r *= v[i + x];
                }
            }
            case MAX -> {
                for (int x = 0; x < n; x++) {
                    r = Math.max(r, v[i + x]);
                }
            }
            case MIN -> {
                for (int x = 0; x < n; x++) {
                    r = Math.min(r, v[i + x]);
                }
            }
            case ANY -> {
                for (int x = 0; x < n; x++) {
                    r |= v[i + x];
                }
            }
            case ALL -> {
                for (int x = 0; x < n; x++) {
                    r &= v[i + x];
                }
            }
            case ARGMAX, ARGMIN -> throw new AssertionError(fold);
        }
        return r;
    }

    @Override
    void merge(Folder later) {
        across(((IntegerFolder) later).value, 0, 0, value.length, 0);
    }

    @Override
    Object finish() {
        return value;
    }
}
