package org.argand.backend.cpu;

import org.argand.array.Layout;
import org.argand.backend.Operand;

/**
 * Fourier transforms along one axis of strided operands.
 *
 * <p>Lines are done a block at a time: fetched side by side into planes of doubles, transformed, and stored, rounded once.
 * A line's result depends neither on its block nor on the thread.
 */
final class Transforms {
    /** Numbers in a block: both pairs of planes fit into the second-level cache. */
    private static final int BLOCK = 6144;

    /** Lines in a block at most, before the number is made odd. */
    private static final int MOST_LINES = 32;

    /** Numbers of a task: enough to be worth a thread. */
    private static final int TASK = 1 << 14;

    /** Planes up to this length stay with their thread. */
    private static final int KEPT = 1 << 17;

    private static final ThreadLocal<Planes[]> SCRATCH =
            ThreadLocal.withInitial(() -> new Planes[] {Planes.of(0), Planes.of(0)});

    private final Fft fft;
    private final Object from;
    private final Object to;
    private final Layout fromLayout;
    private final Layout toLayout;
    private final boolean inverse;
    private final double scale;

    private Transforms(Operand x, int axis, boolean inverse, double scale, Operand result) {
        int last = x.shape().rank() - 1;
        int[] order = new int[last + 1];
        for (int a = 0; a < last; a++) {
            order[a] = a < axis ? a : a + 1;
        }
        order[last] = axis;
        this.from = CpuBuffer.array(x, "fft");
        this.to = CpuBuffer.array(result, "fft");
        this.fromLayout = x.layout().permuted(order);
        this.toLayout = result.layout().permuted(order);
        this.fft = FftPlans.of((int) x.shape().dim(axis));
        this.inverse = inverse;
        this.scale = scale;
    }

    /** {@code X_k = scale · Σ_j x_j e^{∓2πi jk/n}} along {@code axis}. */
    static void run(Operand x, int axis, boolean inverse, double scale, Operand result) {
        if (!x.shape().isEmpty()) {
            new Transforms(x, axis, inverse, scale, result).run();
        }
    }

    private void run() {
        int room = fft.room();
        int block = odd(Math.min(MOST_LINES, Math.max(1, BLOCK / room)));
        long lines = toLayout.shape().size() / fft.length();
        long chunk = (long) block * Math.max(1, TASK / (block * room));
        int tasks = Math.toIntExact((lines + chunk - 1) / chunk);
        Workers.run(tasks, t -> run(t * chunk, Math.min(lines, (t + 1) * chunk), block));
    }

    /** Lines {@code start} to {@code end}, a block after the other. */
    private void run(long start, long end, int block) {
        int n = fft.length();
        int axis = toLayout.shape().rank() - 1;
        int most = (int) Math.min(block, end - start);
        Planes[] planes = planes(most * fft.room());
        Planes x = inverse ? planes[0].swapped() : planes[0];
        Planes work = inverse ? planes[1].swapped() : planes[1];
        int[] sources = new int[most];
        int[] targets = new int[most];
        Odometer at = new Odometer(axis, toLayout, fromLayout);
        at.turnTo(start);
        long line = start;
        while (line < end) {
            int count = odd((int) Math.min(most, end - line));
            for (int b = 0; b < count; b++, at.next()) {
                targets[b] = at.at(0);
                sources[b] = at.at(1);
            }
            planes[0].gather(
                    from, new Planes.Lines(sources, count, (int) fromLayout.stride(axis)), n);
            Planes y = fft.transform(x, work, count);
            Planes straight = inverse ? y.swapped() : y;
            straight.scatter(
                    to, new Planes.Lines(targets, count, (int) toLayout.stride(axis)), n, scale);
            line += count;
        }
    }

    /**
     * The odd number at or below {@code lines}: an even one times a length that is a power of two would put the inputs of a
     * butterfly at the same place of the first-level cache, which costs up to twice the time.
     */
    private static int odd(int lines) {
        return lines - 1 | 1;
    }

    /** Two pairs of planes for so many numbers each, with any content. */
    private static Planes[] planes(int length) {
        if (length > KEPT) {
            return new Planes[] {Planes.of(length), Planes.of(length)};
        }
        Planes[] kept = SCRATCH.get();
        if (kept[0].re().length < length) {
            kept[0] = Planes.of(length);
            kept[1] = Planes.of(length);
        }
        return kept;
    }
}
