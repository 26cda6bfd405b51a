package org.argand.backend.cpu;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.argand.array.DType;
import org.argand.backend.Cast;
import org.jspecify.annotations.Nullable;

/**
 * The loops of {@link Cast}, for each pair of types.
 *
 * <p>Integers to floating types are rounded once; floating to integer types truncate and saturate.
 */
final class ConversionKernels {
    /** Kernels by operand type and label. */
    private static final Map<DType, Map<String, Kernel>> TABLES = tables();

    private ConversionKernels() {}

    /** The kernel of that label for operands of that type, if it is a conversion. */
    static @Nullable Kernel find(DType operand, String label) {
        return TABLES.getOrDefault(operand, Map.of()).get(label);
    }

    private static Map<DType, Map<String, Kernel>> tables() {
        Map<DType, Map<String, Kernel>> all = new EnumMap<>(DType.class);
        for (DType from : DType.values()) {
            Map<String, Kernel> of = new HashMap<>();
            for (DType to : DType.values()) {
                if (!from.isComplex() || to.isComplex() || to == DType.BOOL) {
                    of.put(new Cast(to).label(), kernel(from, to));
                }
            }
            all.put(from, of);
        }
        return all;
    }

    private static Kernel kernel(DType from, DType to) {
        return switch (from) {
            case BOOL -> ofBytes(to);
            case INT32 -> ofInts(to);
            case INT64 -> ofLongs(to);
            case FLOAT32 -> ofFloats(to);
            case FLOAT64 -> ofDoubles(to);
            case COMPLEX64 -> ofFloatPairs(to);
            case COMPLEX128 -> ofDoublePairs(to);
        };
    }

    private static Kernel ofBytes(DType to) {
        return switch (to) {
            case BOOL ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((byte[]) r)[o + x] = ((byte[]) a)[i + x] != 0 ? (byte) 1 : 0;
                        }
                    };
            case INT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((int[]) r)[o + x] = ((byte[]) a)[i + x];
                        }
                    };
            case INT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((long[]) r)[o + x] = ((byte[]) a)[i + x];
                        }
                    };
            case FLOAT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[o + x] = ((byte[]) a)[i + x];
                        }
                    };
            case FLOAT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[o + x] = ((byte[]) a)[i + x];
                        }
                    };
            case COMPLEX64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[2 * (o + x)] = ((byte[]) a)[i + x];
                            ((float[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
            case COMPLEX128 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[2 * (o + x)] = ((byte[]) a)[i + x];
                            ((double[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
        };
    }

    private static Kernel ofInts(DType to) {
        return switch (to) {
            case BOOL ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((byte[]) r)[o + x] = ((int[]) a)[i + x] != 0 ? (byte) 1 : 0;
                        }
                    };
            case INT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((int[]) r)[o + x] = ((int[]) a)[i + x];
                        }
                    };
            case INT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((long[]) r)[o + x] = ((int[]) a)[i + x];
                        }
                    };
            case FLOAT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[o + x] = (float) ((int[]) a)[i + x];
                        }
                    };
            case FLOAT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[o + x] = ((int[]) a)[i + x];
                        }
                    };
            case COMPLEX64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[2 * (o + x)] = (float) ((int[]) a)[i + x];
                            ((float[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
            case COMPLEX128 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[2 * (o + x)] = ((int[]) a)[i + x];
                            ((double[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
        };
    }

    private static Kernel ofLongs(DType to) {
        return switch (to) {
            case BOOL ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((byte[]) r)[o + x] = ((long[]) a)[i + x] != 0 ? (byte) 1 : 0;
                        }
                    };
            case INT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((int[]) r)[o + x] = (int) ((long[]) a)[i + x];
                        }
                    };
            case INT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((long[]) r)[o + x] = ((long[]) a)[i + x];
                        }
                    };
            case FLOAT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[o + x] = (float) ((long[]) a)[i + x];
                        }
                    };
            case FLOAT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[o + x] = (double) ((long[]) a)[i + x];
                        }
                    };
            case COMPLEX64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[2 * (o + x)] = (float) ((long[]) a)[i + x];
                            ((float[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
            case COMPLEX128 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[2 * (o + x)] = (double) ((long[]) a)[i + x];
                            ((double[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
        };
    }

    private static Kernel ofFloats(DType to) {
        return switch (to) {
            case BOOL ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((byte[]) r)[o + x] = ((float[]) a)[i + x] != 0 ? (byte) 1 : 0;
                        }
                    };
            case INT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((int[]) r)[o + x] = (int) ((float[]) a)[i + x];
                        }
                    };
            case INT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((long[]) r)[o + x] = (long) ((float[]) a)[i + x];
                        }
                    };
            case FLOAT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[o + x] = ((float[]) a)[i + x];
                        }
                    };
            case FLOAT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[o + x] = ((float[]) a)[i + x];
                        }
                    };
            case COMPLEX64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[2 * (o + x)] = ((float[]) a)[i + x];
                            ((float[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
            case COMPLEX128 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[2 * (o + x)] = ((float[]) a)[i + x];
                            ((double[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
        };
    }

    private static Kernel ofDoubles(DType to) {
        return switch (to) {
            case BOOL ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((byte[]) r)[o + x] = ((double[]) a)[i + x] != 0 ? (byte) 1 : 0;
                        }
                    };
            case INT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((int[]) r)[o + x] = (int) ((double[]) a)[i + x];
                        }
                    };
            case INT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((long[]) r)[o + x] = (long) ((double[]) a)[i + x];
                        }
                    };
            case FLOAT32 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[o + x] = (float) ((double[]) a)[i + x];
                        }
                    };
            case FLOAT64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[o + x] = ((double[]) a)[i + x];
                        }
                    };
            case COMPLEX64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((float[]) r)[2 * (o + x)] = (float) ((double[]) a)[i + x];
                            ((float[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
            case COMPLEX128 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < n; x++) {
                            ((double[]) r)[2 * (o + x)] = ((double[]) a)[i + x];
                            ((double[]) r)[2 * (o + x) + 1] = 0;
                        }
                    };
        };
    }

    private static Kernel ofFloatPairs(DType to) {
        return switch (to) {
            case BOOL ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        float[] u = (float[]) a;
                        for (int x = 0; x < n; x++) {
                            boolean zero = u[2 * (i + x)] == 0 && u[2 * (i + x) + 1] == 0;
                            ((byte[]) r)[o + x] = zero ? 0 : (byte) 1;
                        }
                    };
            case COMPLEX64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < 2 * n; x++) {
                            ((float[]) r)[2 * o + x] = ((float[]) a)[2 * i + x];
                        }
                    };
            case COMPLEX128 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < 2 * n; x++) {
                            ((double[]) r)[2 * o + x] = ((float[]) a)[2 * i + x];
                        }
                    };
            default -> throw new AssertionError("a complex number has no " + to + " value");
        };
    }

    private static Kernel ofDoublePairs(DType to) {
        return switch (to) {
            case BOOL ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        double[] u = (double[]) a;
                        for (int x = 0; x < n; x++) {
                            boolean zero = u[2 * (i + x)] == 0 && u[2 * (i + x) + 1] == 0;
                            ((byte[]) r)[o + x] = zero ? 0 : (byte) 1;
                        }
                    };
            case COMPLEX64 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < 2 * n; x++) {
                            ((float[]) r)[2 * o + x] = (float) ((double[]) a)[2 * i + x];
                        }
                    };
            case COMPLEX128 ->
                    (a, i, b, j, c, k, r, o, n) -> {
                        for (int x = 0; x < 2 * n; x++) {
                            ((double[]) r)[2 * o + x] = ((double[]) a)[2 * i + x];
                        }
                    };
            default -> throw new AssertionError("a complex number has no " + to + " value");
        };
    }
}
