package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.cuda.BlasMatrix.Operation;
import org.junit.jupiter.api.Test;

/** Plans of matrix products, index by index against what they stand for. */
class GemmPlanTest {
    private static final long[] EXTENTS = {1, 2, 3, 5};

    /** Matrices of a batch by rows or by columns, with gaps, in any order of the batch axes, perhaps repeated. */
    private static Layout layout(Shape shape, Random random, boolean result) {
        int rank = shape.rank();
        boolean byColumns = !result && random.nextBoolean();
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank - 2).boxed().toList());
        if (random.nextInt(3) == 0) {
            Collections.shuffle(order, random);
        }
        order.add(byColumns ? rank - 1 : rank - 2);
        order.add(byColumns ? rank - 2 : rank - 1);
        long[] stored = new long[rank];
        int[] back = new int[rank];
        for (int k = 0; k < rank; k++) {
            int axis = order.get(k);
            boolean repeated = !result && axis < rank - 2 && random.nextInt(3) == 0;
            stored[k] = repeated ? 1 : shape.dim(axis);
            back[axis] = k;
        }
        Shape gaps = Shape.of(stored);
        if (random.nextInt(3) == 0) {
            gaps = gaps.with(-1, stored[rank - 1] + 2);
        }
        return Layout.contiguous(gaps)
                .sliced(rank - 1, 0, stored[rank - 1], 1)
                .permuted(back)
                .broadcastTo(shape);
    }

    private static Shape with(Shape batch, long rows, long columns) {
        return batch.inserted(batch.rank(), rows).inserted(batch.rank() + 1, columns);
    }

    private static long position(Layout x, long[] index) {
        long at = 0;
        for (int a = 0; a < index.length; a++) {
            at += index[a] * x.stride(a);
        }
        return at;
    }

    /** Every product of two elements: where they lie, and where their sum goes. */
    private static TreeSet<String> products(
            Layout a, boolean conjA, Layout b, boolean conjB, Layout c) {
        TreeSet<String> all = new TreeSet<>();
        int rank = c.shape().rank();
        long inner = a.shape().dim(rank - 1);
        for (long p = 0; p < c.shape().size(); p++) {
            long[] index = new long[rank];
            long rest = p;
            for (int axis = rank - 1; axis >= 0; axis--) {
                index[axis] = rest % c.shape().dim(axis);
                rest /= c.shape().dim(axis);
            }
            for (long t = 0; t < inner; t++) {
                long[] left = index.clone();
                left[rank - 1] = t;
                long[] right = index.clone();
                right[rank - 2] = t;
                all.add(
                        term(
                                position(a, left),
                                conjA,
                                position(b, right),
                                conjB,
                                position(c, index)));
            }
        }
        return all;
    }

    private static String term(long a, boolean conjA, long b, boolean conjB, long c) {
        return a + (conjA ? "*" : "") + " " + b + (conjB ? "*" : "") + " " + c;
    }

    /** Element (row, column) of what a column-major library makes of a matrix. */
    private static long element(BlasMatrix x, long row, long column) {
        return x.operation() == Operation.NONE
                ? row + column * x.leading()
                : column + row * x.leading();
    }

    private static TreeSet<String> products(GemmPlan plan) {
        TreeSet<String> all = new TreeSet<>();
        boolean conjA = plan.a().operation() == Operation.ADJOINT;
        boolean conjB = plan.b().operation() == Operation.ADJOINT;
        for (long call = 0; call < plan.calls().size(); call++) {
            for (long p = 0; p < plan.batch(); p++) {
                long a = plan.calls().position(0, call) + p * plan.stepA();
                long b = plan.calls().position(1, call) + p * plan.stepB();
                long c = plan.calls().position(2, call) + p * plan.stepResult();
                for (long i = 0; i < plan.columns(); i++) {
                    for (long j = 0; j < plan.rows(); j++) {
                        for (long t = 0; t < plan.inner(); t++) {
                            all.add(
                                    term(
                                            a + element(plan.a(), t, j),
                                            conjA,
                                            b + element(plan.b(), i, t),
                                            conjB,
                                            c + i + j * plan.leading()));
                        }
                    }
                }
            }
        }
        return all;
    }

    @Test
    void plan_isTheProductIndexByIndex() {
        Random random = new Random(1);
        for (int k = 0; k < 3000; k++) {
            one(random);
        }
    }

    private static void one(Random random) {
        Shape batch = Shape.SCALAR;
        for (int k = random.nextInt(4); k > 0; k--) {
            batch = batch.inserted(0, EXTENTS[random.nextInt(3)]);
        }
        long m = EXTENTS[random.nextInt(4)];
        long k = EXTENTS[random.nextInt(4)];
        long n = EXTENTS[random.nextInt(4)];
        Layout a = layout(with(batch, m, k), random, false);
        Layout b = layout(with(batch, k, n), random, false);
        Layout c = layout(with(batch, m, n), random, true);
        boolean conjA = random.nextBoolean();
        boolean conjB = random.nextBoolean();
        boolean readable =
                BlasMatrix.of(a, conjA).isPresent() && BlasMatrix.of(b, conjB).isPresent();
        var plan = GemmPlan.of(a, conjA, b, conjB, c);
        assertEquals(readable, plan.isPresent(), a + " times " + b + " to " + c);
        if (plan.isPresent()) {
            assertEquals(products(a, conjA, b, conjB, c), products(plan.get()), plan.toString());
        }
    }

    @Test
    void batchThatSharesOneFactor_isOneProduct() {
        Layout a = Layout.contiguous(Shape.of(4, 6, 5, 7));
        Layout b = Layout.contiguous(Shape.of(7, 3)).broadcastTo(Shape.of(4, 6, 7, 3));
        Layout c = Layout.contiguous(Shape.of(4, 6, 5, 3));
        GemmPlan plan = GemmPlan.of(a, false, b, false, c).orElseThrow();
        assertEquals(120, plan.rows());
        assertEquals(1, plan.batch());
        assertEquals(1, plan.calls().size());
    }

    @Test
    void adjoint_isReadInPlace() {
        Layout h = Layout.contiguous(Shape.of(5, 7)).permuted(new int[] {1, 0});
        assertEquals(Operation.ADJOINT, BlasMatrix.of(h, true).orElseThrow().operation());
        assertEquals(Operation.TRANSPOSE, BlasMatrix.of(h, false).orElseThrow().operation());
        assertTrue(BlasMatrix.of(Layout.contiguous(Shape.of(5, 7)), true).isEmpty());
    }

    @Test
    void overlappingRows_areCopied() {
        Layout windows = Layout.contiguous(Shape.of(20)).windowed(0, 5, 1, 1);
        assertTrue(BlasMatrix.of(windows, false).isEmpty());
    }
}
