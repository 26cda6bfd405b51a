package org.argand.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** Numbers that arithmetic is easily wrong at: zeros, infinities, NaN, subnormals, and where functions overflow. */
final class SpecialNumbers {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static final double[] BOTH_PRECISIONS = {
        0,
        1,
        0.5,
        2,
        3,
        1e-20,
        1e-10,
        1e-4,
        0.3,
        0.9999,
        1.0001,
        1.5,
        Math.PI / 2,
        Math.PI,
        10,
        17.5,
        50,
        100,
        1000,
        1e5,
        1e10,
        1e20,
        INF
    };

    private static final double[] SINGLE = {
        Float.MIN_VALUE,
        1e-42,
        Float.MIN_NORMAL,
        Math.ulp(1f),
        1 - Math.ulp(0.5f),
        1 + Math.ulp(1f),
        44.3,
        87.3,
        88.72283,
        88.7229,
        89.4,
        103.9,
        104.1,
        1.8e19,
        1.9e19,
        Float.MAX_VALUE / 2,
        Float.MAX_VALUE
    };

    private static final double[] DOUBLE = {
        Double.MIN_VALUE,
        1e-310,
        Double.MIN_NORMAL,
        Math.ulp(1.0),
        1 - Math.ulp(0.5),
        1 + Math.ulp(1.0),
        354.8,
        709.78271289338,
        709.782712893385,
        710.4,
        745.1,
        745.2,
        1.3e154,
        1.4e154,
        1e300,
        Double.MAX_VALUE / 2,
        Double.MAX_VALUE
    };

    /** Parts of complex operands of functions of one complex number. */
    private static final double[] PARTS = {0, 1, 0.5, 2, 1e-10, 1e-30, 100, 1e10, 1e18, INF};

    /**
     * Parts of complex operands of functions of two. No product of two underflows in single precision: the sign of a
     * zero that a term left there says nothing.
     */
    private static final double[] FEW_PARTS = {0, 1, 1.5, 1e-18, 1e10, INF};

    private static final long[] INT32 = {
        0,
        1,
        -1,
        2,
        -3,
        7,
        46_340,
        46_341,
        -46_341,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE - 1,
        Integer.MIN_VALUE + 1
    };

    private static final long[] INT64 = {
        0,
        1,
        -1,
        2,
        -3,
        7,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        (1L << 53) + 1,
        -(1L << 53) - 1,
        3_037_000_499L,
        3_037_000_500L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 1
    };

    private SpecialNumbers() {}

    /** Tensors on the engine's device that together hold every combination of numbers of these types. */
    static List<Tensor> operands(List<DType> types) {
        int[] counts =
                types.stream()
                        .mapToInt(d -> numbers(d, types.size()).length / d.components())
                        .toArray();
        int total = Arrays.stream(counts).reduce(1, Math::multiplyExact);
        List<Tensor> list = new ArrayList<>();
        int inner = total;
        for (int k = 0; k < counts.length; k++) {
            DType d = types.get(k);
            inner /= counts[k];
            double[] some = d.isInexact() ? numbers(d, types.size()) : new double[0];
            long[] wholes = d.isInexact() ? new long[0] : wholes(d);
            int p = d.components();
            double[] numbers = new double[d.isInexact() ? total * p : 0];
            long[] integers = new long[d.isInexact() ? 0 : total];
            for (int i = 0; i < total; i++) {
                int from = i / inner % counts[k];
                if (d.isInexact()) {
                    System.arraycopy(some, from * p, numbers, i * p, p);
                } else {
                    integers[i] = wholes[from];
                }
            }
            list.add(tensor(d, numbers, integers));
        }
        return list;
    }

    private static Tensor tensor(DType d, double[] numbers, long[] wholes) {
        Shape shape = Shape.of(d.isInexact() ? numbers.length / d.components() : wholes.length);
        return switch (d) {
            case BOOL -> {
                boolean[] b = new boolean[wholes.length];
                for (int i = 0; i < b.length; i++) {
                    b[i] = wholes[i] != 0;
                }
                yield Tensor.of(b);
            }
            case INT32 -> Tensor.of(Arrays.stream(wholes).mapToInt(w -> (int) w).toArray());
            case INT64 -> Tensor.of(wholes);
            case FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 -> Presentation.tensor(d, shape, numbers);
        };
    }

    private static long[] wholes(DType d) {
        return d == DType.BOOL ? new long[] {0, 1} : d == DType.INT32 ? INT32 : INT64;
    }

    /** The numbers of a type, complex ones interleaved; of integers, as many zeros. */
    private static double[] numbers(DType d, int operands) {
        if (!d.isInexact()) {
            return new double[wholes(d).length];
        }
        double[] own = d.isDouble() ? DOUBLE : SINGLE;
        double[] extremes = {own[0], own[own.length - 1]};
        if (!d.isComplex()) {
            return signed(joined(BOTH_PRECISIONS, own));
        }
        double[] parts = signed(operands == 1 ? joined(PARTS, extremes) : FEW_PARTS);
        double[] pairs = new double[2 * parts.length * parts.length];
        for (int i = 0; i < pairs.length / 2; i++) {
            pairs[2 * i] = parts[i / parts.length];
            pairs[2 * i + 1] = parts[i % parts.length];
        }
        return pairs;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /** The numbers, their negatives, and NaN. */
    private static double[] signed(double[] numbers) {
        double[] all = Arrays.copyOf(numbers, 2 * numbers.length + 1);
        for (int i = 0; i < numbers.length; i++) {
            all[numbers.length + i] = -numbers[i];
        }
        all[2 * numbers.length] = Double.NaN;
        return all;
    }
}
