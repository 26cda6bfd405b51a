package org.argand.backend.cpu;

import org.argand.array.Layout;
import org.argand.backend.Operand;

/**
 * Fourier transforms along one axis of strided operands, in the precision of the operands.
 *
 * <p>Lines are done a block at a time: fetched into planes, transformed, and stored. A line's result depends neither on its
 * block nor on the thread.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Transforms<T> {
    /** Numbers in a block of lines side by side: the planes stay in the first-level cache. */
    private static final int BLOCK = 2048;

    /** Lines side by side at least, where there are so many: they fill a vector of 512 bits. */
    private static final int LANES = 16;

    /** Numbers of a task: enough to be worth a thread. */
    private static final int TASK = 1 << 14;

    /** What happens to a block of lines: fetched into the planes, transformed, stored. */
    private interface Passage<T> {
        void run(FftKernel<T> kernel, FftLines<T> from, FftLines<T> to, Planes<T> x, Planes<T> work);
    }

    /** Makes lines of real or complex numbers of places in an array. */
    private interface Lining<T> {
        FftLines<T> of(T array, int[] at, int count, int step);
    }

    /** One side: where its lines are, and what their numbers are. */
    private record Side<T>(T array, Layout layout, Lining<T> lining) {
        FftLines<T> lines(int[] at, int count) {
            return lining.of(array, at, count, step());
        }

        int step() {
            return (int) layout.stride(layout.shape().rank() - 1);
        }
    }

    private final FftArrays<T> arrays;
    private final Operand x;
    private final Operand result;
    private final int axis;
    private final double scale;

    private Transforms(FftArrays<T> arrays, Operand x, int axis, double scale, Operand result) {
        this.arrays = arrays;
        this.x = x;
        this.axis = axis;
        this.scale = scale;
        this.result = result;
    }

    private static Transforms<?> of(Operand x, int axis, double scale, Operand result) {
        FftArrays<?> arrays =
                CpuBuffer.array(x, "fft") instanceof float[] ? FftArrays.FLOATS : FftArrays.DOUBLES;
        return new Transforms<>(arrays, x, axis, scale, result);
    }

    /** {@code X_k = scale · Σ_j x_j e^{∓2πi jk/n}} along {@code axis}. */
    static void fft(Operand x, int axis, boolean inverse, double scale, Operand result) {
        of(x, axis, scale, result).fft(inverse);
    }

    /** The half spectrum of real lines. */
    static void rfft(Operand x, int axis, double scale, Operand result) {
        of(x, axis, scale, result).rfft();
    }

    /** The real lines of half spectra. */
    static void irfft(Operand x, int axis, double scale, Operand result) {
        of(x, axis, scale, result).irfft();
    }

    private void fft(boolean inverse) {
        Fft<T> fft = arrays.plan((int) result.shape().dim(axis));
        run(fft, fft, complex(x), complex(result), (kernel, from, to, p, work) -> {
            from.gather(kernel, fft.length(), p, work);
            // Exchanged parts before and after make the forward transform the inverse one.
            Planes<T> y =
                    inverse
                            ? fft.transform(kernel, p.swapped(), work.swapped(), from.count())
                                    .swapped()
                            : fft.transform(kernel, p, work, from.count());
            to.scatter(kernel, fft.length(), y, y.re() == p.re() ? work : p, scale);
        });
    }

    private void rfft() {
        RealFft<T> fft = arrays.realPlan((int) x.shape().dim(axis));
        run(
                fft,
                fft.complex(),
                side(x, fft::lines),
                complex(result),
                (kernel, from, to, p, work) -> fft.forward(kernel, from, to, p, work, scale));
    }

    private void irfft() {
        RealFft<T> fft = arrays.realPlan((int) result.shape().dim(axis));
        run(
                fft,
                fft.complex(),
                complex(x),
                side(result, fft::lines),
                (kernel, from, to, p, work) -> fft.inverse(kernel, from, to, p, work, scale));
    }

    private Side<T> complex(Operand o) {
        return side(
                o,
                (array, at, count, step) -> {
                    for (int l = 0; l < count; l++) {
                        at[l] *= 2;
                    }
                    return new FftLines<>(array, at, count, 2 * step, 1);
                });
    }

    /** The lines of an operand, whose type of array is the plans'. */
    @SuppressWarnings("unchecked")
    private Side<T> side(Operand o, Lining<T> lining) {
        int last = o.shape().rank() - 1;
        int[] order = new int[last + 1];
        for (int a = 0; a < last; a++) {
            order[a] = a < axis ? a : a + 1;
        }
        order[last] = axis;
        return new Side<>((T) CpuBuffer.array(o, "fft"), o.layout().permuted(order), lining);
    }

    private void run(FftPlans.Plan plan, Fft<T> fft, Side<T> from, Side<T> to, Passage<T> passage) {
        if (to.layout.shape().isEmpty()) {
            return;
        }
        int room = plan.room();
        boolean alone = fft.fillsVectors() && (from.step() == 1 || to.step() == 1);
        int block = alone ? 1 : Math.max(LANES, BLOCK / room / LANES * LANES);
        long lines = to.layout.shape().size() / to.layout.shape().dim(-1);
        long chunk = (long) block * Math.max(1, TASK / ((long) block * room));
        int tasks = Math.toIntExact((lines + chunk - 1) / chunk);
        FftKernel<T> kernel = arrays.kernel.get();
        Workers.run(
                tasks,
                t -> {
                    long end = Math.min(lines, (t + 1) * chunk);
                    int most = (int) Math.min(block, end - t * chunk);
                    Planes<T> planes = arrays.scratch(0, most * room);
                    Planes<T> work = arrays.scratch(1, most * room);
                    run(t * chunk, end, most, from, to, (source, target) ->
                            passage.run(kernel, source, target, planes, work));
                });
    }

    /** What is done to a block of lines of both sides. */
    private interface Block<T> {
        void run(FftLines<T> from, FftLines<T> to);
    }

    /** Lines {@code start} to {@code end}, a block after the other. */
    private static <T> void run(
            long start, long end, int most, Side<T> from, Side<T> to, Block<T> work) {
        int[] sources = new int[most];
        int[] targets = new int[most];
        Odometer at = new Odometer(to.layout.shape().rank() - 1, to.layout, from.layout);
        at.turnTo(start);
        for (long line = start; line < end; line += most) {
            int count = (int) Math.min(most, end - line);
            for (int l = 0; l < count; l++, at.next()) {
                targets[l] = at.at(0);
                sources[l] = at.at(1);
            }
            work.run(from.lines(sources, count), to.lines(targets, count));
        }
    }
}
