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

    /** What happens to a block of lines: fetched into the planes, transformed, stored. */
    private interface Passage {
        void run(Planes.Lines from, Planes.Lines to, Planes x, Planes work);
    }

    /** Makes lines of real or complex numbers of places in an array. */
    private interface Lining {
        Planes.Lines of(Object array, int[] at, int count, int step);
    }

    /** One side: where its lines are, and what their numbers are. */
    private record Side(Object array, Layout layout, Lining lining) {
        static Side of(Operand x, int axis, Lining lining) {
            int last = x.shape().rank() - 1;
            int[] order = new int[last + 1];
            for (int a = 0; a < last; a++) {
                order[a] = a < axis ? a : a + 1;
            }
            order[last] = axis;
            return new Side(CpuBuffer.array(x, "fft"), x.layout().permuted(order), lining);
        }

        Planes.Lines lines(int[] at, int count) {
            int step = (int) layout.stride(layout.shape().rank() - 1);
            return lining.of(array, at, count, step);
        }
    }

    private final FftPlans.Plan plan;
    private final Side from;
    private final Side to;
    private final Passage passage;

    private Transforms(FftPlans.Plan plan, Side from, Side to, Passage passage) {
        this.plan = plan;
        this.from = from;
        this.to = to;
        this.passage = passage;
    }

    /** {@code X_k = scale · Σ_j x_j e^{∓2πi jk/n}} along {@code axis}. */
    static void fft(Operand x, int axis, boolean inverse, double scale, Operand result) {
        Fft fft = FftPlans.of((int) result.shape().dim(axis));
        Passage passage =
                (from, to, p, work) -> {
                    p.gather(from, fft.length());
                    // Exchanged parts before and after make the forward transform the inverse one.
                    Planes y =
                            inverse
                                    ? fft.transform(p.swapped(), work.swapped(), from.count())
                                            .swapped()
                                    : fft.transform(p, work, from.count());
                    y.scatter(to, fft.length(), scale);
                };
        run(fft, complex(x, axis), complex(result, axis), passage);
    }

    /** The half spectrum of real lines. */
    static void rfft(Operand x, int axis, double scale, Operand result) {
        RealFft fft = FftPlans.ofReal((int) x.shape().dim(axis));
        run(
                fft,
                Side.of(x, axis, fft::lines),
                complex(result, axis),
                (from, to, p, work) -> fft.forward(from, to, p, work, scale));
    }

    /** The real lines of half spectra. */
    static void irfft(Operand x, int axis, double scale, Operand result) {
        RealFft fft = FftPlans.ofReal((int) result.shape().dim(axis));
        run(
                fft,
                complex(x, axis),
                Side.of(result, axis, fft::lines),
                (from, to, p, work) -> fft.inverse(from, to, p, work, scale));
    }

    private static Side complex(Operand x, int axis) {
        return Side.of(
                x,
                axis,
                (array, at, count, step) -> {
                    for (int b = 0; b < count; b++) {
                        at[b] *= 2;
                    }
                    return new Planes.Lines(array, at, count, 2 * step, 1);
                });
    }

    private static void run(FftPlans.Plan plan, Side from, Side to, Passage passage) {
        if (!to.layout.shape().isEmpty()) {
            new Transforms(plan, from, to, passage).run();
        }
    }

    private void run() {
        int room = plan.room();
        int block = odd(Math.min(MOST_LINES, Math.max(1, BLOCK / room)));
        long lines = to.layout.shape().size() / to.layout.shape().dim(-1);
        long chunk = (long) block * Math.max(1, TASK / (block * room));
        int tasks = Math.toIntExact((lines + chunk - 1) / chunk);
        Workers.run(tasks, t -> run(t * chunk, Math.min(lines, (t + 1) * chunk), block));
    }

    /** Lines {@code start} to {@code end}, a block after the other. */
    private void run(long start, long end, int block) {
        int axis = to.layout.shape().rank() - 1;
        int most = (int) Math.min(block, end - start);
        Planes[] planes = planes(most * plan.room());
        int[] sources = new int[most];
        int[] targets = new int[most];
        Odometer at = new Odometer(axis, to.layout, from.layout);
        at.turnTo(start);
        long line = start;
        while (line < end) {
            int count = odd((int) Math.min(most, end - line));
            for (int b = 0; b < count; b++, at.next()) {
                targets[b] = at.at(0);
                sources[b] = at.at(1);
            }
            passage.run(from.lines(sources, count), to.lines(targets, count), planes[0], planes[1]);
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
