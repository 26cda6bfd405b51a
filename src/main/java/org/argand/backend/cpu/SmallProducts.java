package org.argand.backend.cpu;

import java.util.function.Supplier;
import org.argand.array.Layout;
import org.argand.backend.cpu.BatchKernel.Batch;
import org.argand.backend.cpu.GemmMemory.Box;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * Batches of matrices of at most {@link BatchKernel#SMALL} rows and columns: cut into tasks, and into runs in which each
 * product lies as far behind the one before as that behind its own.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class SmallProducts<T> {

    static final SmallProducts<float[]> FLOATS =
            new SmallProducts<>(new FloatMemory(), () -> new FloatBatchKernel());

    static final SmallProducts<double[]> DOUBLES =
            new SmallProducts<>(new DoubleMemory(), () -> new DoubleBatchKernel());

    /** Multiply-adds of one task. */
    private static final long TASK = 1 << 17;

    private final GemmMemory<T> memory;

    /** Package-private so that tests can wait for it. */
    final Warm<BatchKernel<T>> kernel;

    private SmallProducts(GemmMemory<T> memory, Supplier<BatchKernel<T>> vector) {
        this.memory = memory;
        this.kernel = new Warm<>(new PlainBatchKernel<>(memory), vector, this::rehearse);
    }

    /**
     * The batch of {@code x}, whose offsets count from where {@code layouts} of C, A and B begin; strides count elements.
     *
     * @param rank how many leading axes of the layouts are the batch
     */
    void multiply(Batch<T> x, int rank, Layout... layouts) {
        int count = Math.toIntExact(new Odometer(rank, layouts).count());
        int evenly = evenly(rank, layouts);
        long each = Gemm.multiplyAdds(x.complex(), x.m(), x.n(), Math.max(1, x.k()));
        boolean parallel = each * count >= Gemm.PARALLEL;
        int group = parallel ? (int) Math.max(1, TASK / each) : count;
        BatchKernel<T> now = kernel(x);
        Workers.run(
                Math.ceilDiv(count, group),
                t -> {
                    Odometer at = new Odometer(rank, layouts);
                    int end = Math.min(count, (t + 1) * group);
                    for (int i = t * group, run = 0; i < end; i += run) {
                        run = Math.min(end - i, evenly - i % evenly);
                        at.turnTo(i);
                        multiply(now, placed(x, at), run);
                    }
                });
    }

    private BatchKernel<T> kernel(Batch<T> x) {
        BatchKernel<T> now = kernel.get();
        return now.suits(x.n() * (x.complex() ? 2 : 1)) ? now : new PlainBatchKernel<>(memory);
    }

    /** How many products lie one behind the other at even distances. */
    private static int evenly(int rank, Layout... layouts) {
        int last = rank - 1;
        long run = layouts[0].shape().dim(last);
        for (int axis = last - 1; axis >= 0; axis--) {
            for (Layout l : layouts) {
                if (l.stride(axis) != run * l.stride(last)) {
                    return (int) run;
                }
            }
            run *= layouts[0].shape().dim(axis);
        }
        return (int) run;
    }

    private static <T> Batch<T> placed(Batch<T> x, Odometer at) {
        int unit = x.complex() ? 2 : 1;
        return new Batch<>(
                x.complex(),
                x.m(),
                x.n(),
                x.k(),
                x.a().shifted(at.at(1)).times(unit),
                x.aStep() * unit,
                x.b().shifted(at.at(2)).times(unit),
                x.bStep() * unit,
                x.c().shifted(at.at(0)).times(unit),
                x.cStep() * unit);
    }

    /** {@code count} products with that kernel; strides count numbers of the arrays. */
    void multiply(BatchKernel<T> now, Batch<T> x, int count) {
        boolean contiguous = x.b().colStride() == (x.complex() ? 2 : 1);
        now.multiply(contiguous || now.turns(x) ? x : packed(x, count), 0, count);
    }

    /** With copies of B whose rows are contiguous. */
    private Batch<T> packed(Batch<T> x, int count) {
        int width = x.n() * (x.complex() ? 2 : 1);
        int size = x.k() * width;
        int different = x.bStep() == 0 ? 1 : count;
        T copy = memory.scratch(Slot.PANEL, different * size);
        Box all = new Box(0, 0, 0, x.n(), 0, x.k());
        for (int i = 0; i < different; i++) {
            memory.packPanels(
                    x.complex(), x.b().shifted(i * x.bStep()), all, copy, i * size, width, size);
        }
        return new Batch<>(
                x.complex(),
                x.m(),
                x.n(),
                x.k(),
                x.a(),
                x.aStep(),
                new Strided<>(copy, 0, width, 1, false),
                x.bStep() == 0 ? 0 : size,
                x.c(),
                x.cStep());
    }

    /** Whole and partial vectors, all numbers of rows that are left over, conjugated and not, transposed and not. */
    private double rehearse(BatchKernel<T> now) {
        double work = 0;
        for (int form = 0; form < 4; form++) {
            work += rehearse(now, true, 4, 8, 2, form);
        }
        for (int width : new int[] {16, 6}) {
            if (now.suits(width)) {
                for (int m = 5; m < 9; m++) {
                    work +=
                            rehearse(now, false, m, width, 1, m)
                                    + rehearse(now, true, m, width, 2, m);
                }
            }
        }
        return work;
    }

    /** Two products; {@code form} chooses the forms of A and, where the kernel can read it so, of B. */
    private double rehearse(
            BatchKernel<T> now, boolean complex, int m, int width, int unit, int form) {
        int k = 4;
        int n = width / unit;
        int count = 2;
        T a = memory.scratch(Slot.STRIPS, count * m * k * unit);
        T b = memory.scratch(Slot.PANEL, count * k * width);
        T c = memory.scratch(Slot.TILE, count * m * width);
        Strided<T> left = new Strided<>(a, 0, k * unit, unit, form % 2 == 0);
        Strided<T> right = new Strided<>(b, 0, width, unit, form / 2 % 2 == 0);
        Strided<T> to = new Strided<>(c, 0, width, unit, false);
        boolean turn = m == k && n == k;
        Batch<T> batch =
                new Batch<>(
                        complex,
                        m,
                        n,
                        k,
                        turn && form % 2 == 0 ? left.transposed() : left,
                        m * k * unit,
                        turn && form / 2 % 2 == 0 ? right.transposed() : right,
                        k * width,
                        to,
                        m * width);
        multiply(now, batch, count);
        return count * m * width;
    }
}
