package org.argand.backend.cuda;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.cuda.BlasMatrix.Operation;

/**
 * A batched product of row-major matrices as calls of a column-major library: {@code Cᵀ = Bᵀ·Aᵀ}, one call for all products
 * that are a fixed distance apart.
 *
 * @param rows of a and of the result
 * @param columns of b and of the result
 * @param inner the extent that is summed over
 * @param leading elements from one row of the result to the next
 * @param batch how many products each call does
 * @param stepA elements from one a of a call to the next; likewise for b and the result
 * @param calls the index space of the calls, with the strides of a, b and the result
 */
record GemmPlan(
        int rows,
        int columns,
        int inner,
        BlasMatrix a,
        BlasMatrix b,
        int leading,
        int batch,
        long stepA,
        long stepB,
        long stepResult,
        Axes calls) {

    /** The last axis of the matrices and what becomes of it when a batch axis joins the rows. */
    private record Rows(long count, long strideA, long strideResult) {}

    /** How to call; empty if an operand must be copied first, or if an extent is more than the library takes. */
    static Optional<GemmPlan> of(
            Layout a, boolean conjugatedA, Layout b, boolean conjugatedB, Layout result) {
        int rank = result.shape().rank();
        Rows rows =
                new Rows(result.shape().dim(rank - 2), a.stride(rank - 2), result.stride(rank - 2));
        Axes batches = batches(result.shape(), List.of(a, b, result));
        Optional<Rows> joined = joined(rows, batches);
        if (joined.isPresent()) {
            Optional<GemmPlan> plan =
                    of(a, conjugatedA, b, conjugatedB, result, joined.get(), without(batches));
            if (plan.isPresent()) {
                return plan;
            }
        }
        return of(a, conjugatedA, b, conjugatedB, result, rows, batches);
    }

    private static Optional<GemmPlan> of(
            Layout a,
            boolean conjugatedA,
            Layout b,
            boolean conjugatedB,
            Layout result,
            Rows rows,
            Axes batches) {
        int last = result.shape().rank() - 1;
        long columns = result.shape().dim(last);
        long inner = a.shape().dim(last);
        Optional<BlasMatrix> left =
                BlasMatrix.of(rows.count, inner, rows.strideA, a.stride(last), conjugatedA);
        Optional<BlasMatrix> right = BlasMatrix.of(b, conjugatedB);
        Optional<BlasMatrix> to =
                BlasMatrix.of(rows.count, columns, rows.strideResult, result.stride(last), false);
        int longest = batches.longest();
        long batch = batches.extents()[longest];
        boolean fits =
                left.isPresent()
                        && right.isPresent()
                        && to.isPresent()
                        && to.get().operation() == Operation.NONE
                        && batches.strides().stream()
                                .allMatch(
                                        s -> IntStream.range(0, s.length).allMatch(k -> s[k] >= 0))
                        && Math.max(Math.max(rows.count, columns), Math.max(inner, batch))
                                <= Integer.MAX_VALUE;
        return fits
                ? Optional.of(
                        new GemmPlan(
                                (int) rows.count,
                                (int) columns,
                                (int) inner,
                                left.get(),
                                right.get(),
                                to.get().leading(),
                                (int) batch,
                                batches.strides().get(0)[longest],
                                batches.strides().get(1)[longest],
                                batches.strides().get(2)[longest],
                                batches.without(longest)))
                : Optional.empty();
    }

    private static Axes batches(Shape shape, List<Layout> layouts) {
        int[] which = IntStream.range(0, shape.rank() - 2).toArray();
        return Axes.of(shape, which, layouts.stream().map(x -> Axes.strides(x, 1)).toList());
    }

    private static Axes without(Axes batches) {
        return batches.without(batches.rank() - 1);
    }

    /** The rows of all matrices of the last batch axis, where they share b: then they are one matrix. */
    private static Optional<Rows> joined(Rows rows, Axes batches) {
        int last = batches.rank() - 1;
        long extent = batches.extents()[last];
        long stepA = batches.strides().get(0)[last];
        long stepResult = batches.strides().get(2)[last];
        if (extent == 1 || batches.strides().get(1)[last] != 0 || stepA == 0) {
            return Optional.empty();
        }
        if (rows.count == 1) {
            return Optional.of(new Rows(extent, stepA, stepResult));
        }
        return stepA == rows.count * rows.strideA && stepResult == rows.count * rows.strideResult
                ? Optional.of(new Rows(extent * rows.count, rows.strideA, rows.strideResult))
                : Optional.empty();
    }
}
