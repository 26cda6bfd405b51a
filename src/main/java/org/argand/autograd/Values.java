package org.argand.autograd;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** A tensor's elements on the host, and how far one set of them is from another in units in the last place. */
record Values(DType dtype, Shape shape, double[] numbers, long[] wholes) {
    /** What an error is measured in: the spacing of numbers of the result's type at some magnitude. */
    enum Scale {
        /** At the reference's element: what a pointwise function is held to. */
        ELEMENT,
        /** At the largest element: sums of terms that cancel have no better one. */
        LARGEST,
        /** As {@link #ELEMENT}, and zeros differ in sign. */
        SIGNED
    }

    /** The worst element: its error, its row-major index. */
    record Worst(double error, int index) {}

    /** Fetches the elements. */
    static Values of(Tensor t) {
        double[] numbers = t.dtype().isInexact() ? t.toDoubles() : new double[0];
        long[] wholes = new long[0];
        if (t.dtype() == DType.BOOL) {
            boolean[] b = t.toBooleans();
            wholes = new long[b.length];
            for (int i = 0; i < b.length; i++) {
                wholes[i] = b[i] ? 1 : 0;
            }
        } else if (t.dtype().isInteger()) {
            wholes = t.toLongs();
        }
        return new Values(t.dtype(), t.shape(), numbers, wholes);
    }

    /** The largest error of this against {@code reference}; infinite where kinds differ, type and shape included. */
    Worst against(Values reference, Scale scale) {
        return against(reference, scale, 0);
    }

    /** As {@link #against(Values, Scale)}, with a magnitude of at least {@code floor}. */
    Worst against(Values reference, Scale scale, double floor) {
        if (dtype != reference.dtype || !shape.equals(reference.shape)) {
            return new Worst(Double.POSITIVE_INFINITY, 0);
        }
        for (int i = 0; i < wholes.length; i++) {
            if (wholes[i] != reference.wholes[i]) {
                return new Worst(Double.POSITIVE_INFINITY, i);
            }
        }
        double largest = reference.largest();
        Worst worst = new Worst(0, 0);
        int parts = dtype.components();
        for (int i = 0; i < numbers.length / parts; i++) {
            double magnitude =
                    scale == Scale.LARGEST ? largest : reference.magnitude(i * parts, parts);
            double error =
                    scale == Scale.SIGNED && differsInSign(reference, i * parts, parts)
                            ? Double.POSITIVE_INFINITY
                            : error(reference, i * parts, parts, Math.max(floor, magnitude));
            if (error > worst.error) {
                worst = new Worst(error, i);
            }
        }
        return worst;
    }

    /** The largest finite number, a complex element counting by its larger part. */
    double largest() {
        double largest = 0;
        for (double x : numbers) {
            largest = Double.isFinite(x) ? Math.max(largest, Math.abs(x)) : largest;
        }
        return largest;
    }

    private boolean differsInSign(Values reference, int at, int parts) {
        for (int k = at; k < at + parts; k++) {
            double x = numbers[k];
            double r = reference.numbers[k];
            if (x == 0 && r == 0 && Double.compare(x, r) != 0) {
                return true;
            }
        }
        return false;
    }

    private double magnitude(int at, int parts) {
        double a = Math.abs(numbers[at]);
        double b = parts == 2 ? Math.abs(numbers[at + 1]) : 0;
        return Double.isFinite(a) && Double.isFinite(b)
                ? Math.max(a, b)
                : Double.isFinite(a) ? a : Double.isFinite(b) ? b : 0;
    }

    private double error(Values reference, int at, int parts, double magnitude) {
        double sum = 0;
        for (int k = at; k < at + parts; k++) {
            double x = numbers[k];
            double r = reference.numbers[k];
            if (x == r) {
                continue;
            }
            if (Double.isFinite(x) && Double.isFinite(r)) {
                sum = Math.hypot(sum, (x - r) / ulp(magnitude));
            } else if (Double.compare(x, r) != 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return sum;
    }

    /** The spacing of numbers of this type at {@code magnitude}. */
    private double ulp(double magnitude) {
        return dtype.isDouble() ? Math.ulp(magnitude) : Math.ulp((float) magnitude);
    }

    /** The element at a row-major index, for people. */
    String element(int index) {
        if (index < 0 || index * dtype.components() >= numbers.length + wholes.length) {
            return dtype.toString() + shape;
        }
        if (!dtype.isInexact()) {
            return String.valueOf(wholes[index]);
        }
        if (!dtype.isComplex()) {
            return text(numbers[index]);
        }
        String im = text(numbers[2 * index + 1]);
        return text(numbers[2 * index]) + (im.startsWith("-") ? "" : "+") + im + "i";
    }

    private String text(double x) {
        return dtype.isDouble() ? String.valueOf(x) : String.valueOf((float) x);
    }
}
