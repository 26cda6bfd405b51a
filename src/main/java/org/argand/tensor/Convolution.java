package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.argand.array.ArgandException;

/**
 * How a kernel moves over its operand; {@link #PLAIN} is the start of any other: {@code
 * Convolution.PLAIN.stride(2).padding(1).groups(4)}.
 *
 * <p>A list of one element holds for every spatial axis.
 *
 * @param stride from one position of the kernel to the next
 * @param dilation from one element of the kernel to the next
 * @param mode which positions count
 * @param before further zeros before the first element
 * @param after further zeros after the last element
 * @param outputPadding further elements at the end of the result of a transposed convolution, which says which of the
 *     lengths that a strided convolution makes equal is meant
 * @param groups blocks of channels that do not see each other
 * @param method how it is computed
 */
public record Convolution(
        List<Long> stride,
        List<Long> dilation,
        Mode mode,
        List<Long> before,
        List<Long> after,
        List<Long> outputPadding,
        long groups,
        Method method) {
    /** Every position where the kernel lies wholly inside, one after the other. */
    public static final Convolution PLAIN =
            new Convolution(
                    List.of(1L),
                    List.of(1L),
                    Mode.VALID,
                    List.of(0L),
                    List.of(0L),
                    List.of(0L),
                    1,
                    Method.AUTO);

    /** Which positions of a kernel count. */
    public enum Mode {
        /** Those where the kernel touches the operand. */
        FULL,
        /** As many as the operand has elements, over the stride; where padding cannot be even, one more zero at the end. */
        SAME,
        /** Those where the kernel lies wholly inside. */
        VALID
    }

    /** How a convolution is computed; the results agree to rounding. */
    public enum Method {
        /** Whichever should be faster. */
        AUTO,
        /** As matrix products with the windows of the operand. */
        DIRECT,
        /** As products of Fourier transforms. */
        FFT;

        /**
         * What a column, an n log₂ n of a transform, and a product of two spectra cost beside each other, and the many small
         * steps of a transform beside them; measured on the CPU, real and complex alike.
         */
        private static final double TRANSFORM = 2;

        private static final double PRODUCT = 2;
        private static final double START = 50_000;

        /** Multiplications of a matrix product that take as long as one column. */
        private static final double REUSE = 24;

        /**
         * Whether to go by way of the Fourier transform.
         *
         * @param columns elements of all windows
         * @param products multiplications of them with the kernel
         * @param signals how many signals are transformed, there and back
         * @param places elements of each of them
         * @param pairs how many pairs of spectra are multiplied
         */
        boolean byFourier(
                double columns, double products, double signals, double places, double pairs) {
            double direct = columns + products / REUSE;
            double log = Math.log(Math.max(2, places)) / Math.log(2);
            double fourier = places * (TRANSFORM * signals * log + PRODUCT * pairs) + START;
            return this == FFT || this == AUTO && direct > fourier;
        }
    }

    /** With other strides. */
    public Convolution stride(long... next) {
        return new Convolution(
                list(next), dilation, mode, before, after, outputPadding, groups, method);
    }

    /** With other dilations. */
    public Convolution dilation(long... next) {
        return new Convolution(
                stride, list(next), mode, before, after, outputPadding, groups, method);
    }

    /** With other positions. */
    public Convolution padding(Mode next) {
        return new Convolution(
                stride, dilation, next, before, after, outputPadding, groups, method);
    }

    /** With so many zeros on both sides. */
    public Convolution padding(long... both) {
        return padding(both, both);
    }

    /** With so many zeros on either side. */
    public Convolution padding(long[] first, long[] last) {
        return new Convolution(
                stride, dilation, mode, list(first), list(last), outputPadding, groups, method);
    }

    /** With so many further elements at the end of the result of a transposed convolution. */
    public Convolution outputPadding(long... next) {
        return new Convolution(stride, dilation, mode, before, after, list(next), groups, method);
    }

    /** With so many groups of channels. */
    public Convolution groups(long next) {
        return new Convolution(stride, dilation, mode, before, after, outputPadding, next, method);
    }

    /** Computed in that way. */
    public Convolution method(Method next) {
        return new Convolution(stride, dilation, mode, before, after, outputPadding, groups, next);
    }

    private static List<Long> list(long[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.toUnmodifiableList());
    }

    /** What happens along one spatial axis. */
    record Axis(long size, long stride, long dilation, long before, long after, long extra) {
        /** Elements from the first to the last of the kernel, both counted. */
        long reach() {
            return dilation * (size - 1) + 1;
        }
    }

    /** Along spatial axis {@code a}, for a kernel of {@code size} elements on {@code length} of them. */
    Axis along(String op, int a, int axes, long size, long length) {
        Axis plain = plain(op, a, axes, size);
        long total =
                (Math.ceilDiv(length, plain.stride) - 1) * plain.stride + plain.reach() - length;
        return padded(plain, Math.max(0, total));
    }

    /** As {@link #along}, for the transposed convolution, whose result is what was padded. */
    Axis alongTransposed(String op, int a, int axes, long size) {
        Axis plain = plain(op, a, axes, size);
        return padded(plain, Math.max(0, plain.reach() - plain.stride));
    }

    private Axis padded(Axis plain, long same) {
        long first =
                switch (mode) {
                    case FULL -> plain.reach() - 1;
                    case SAME -> same / 2;
                    case VALID -> 0;
                };
        long last = mode == Mode.SAME ? same - first : first;
        return new Axis(
                plain.size,
                plain.stride,
                plain.dilation,
                plain.before + first,
                plain.after + last,
                plain.extra);
    }

    private Axis plain(String op, int a, int axes, long size) {
        Axis axis =
                new Axis(
                        size,
                        at(op, "stride", stride, a, axes),
                        at(op, "dilation", dilation, a, axes),
                        at(op, "padding", before, a, axes),
                        at(op, "padding", after, a, axes),
                        at(op, "output padding", outputPadding, a, axes));
        boolean sound =
                axis.size > 0
                        && axis.stride > 0
                        && axis.dilation > 0
                        && axis.before >= 0
                        && axis.after >= 0
                        && axis.extra >= 0;
        if (!sound) {
            throw new ArgandException.InvalidArgument(
                    op,
                    "a kernel of "
                            + size
                            + ", stride "
                            + axis.stride
                            + ", dilation "
                            + axis.dilation
                            + ", padding "
                            + axis.before
                            + " and "
                            + axis.after
                            + ", output padding "
                            + axis.extra);
        }
        return axis;
    }

    private static long at(String op, String what, List<Long> values, int a, int axes) {
        if (values.size() != 1 && values.size() != axes) {
            throw new ArgandException.InvalidArgument(
                    op, what + " " + values + " for " + axes + " spatial axes");
        }
        return values.get(values.size() == 1 ? 0 : a);
    }
}
