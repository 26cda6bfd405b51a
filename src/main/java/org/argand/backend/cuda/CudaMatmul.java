package org.argand.backend.cuda;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Operand;

/**
 * Matrix products by cuBLAS. Matrices that lie by rows or by columns are read in place, also conjugated if they lie by
 * columns; any other is copied first.
 */
final class CudaMatmul {
    private static final String OP = "matmul";

    /** The most calls for one product; batches that are more irregular are copied to one that is regular. */
    private static final int MOST_CALLS = 32;

    private final CudaContext context;
    private final Input a;
    private final Input b;
    private final Operand result;

    private CudaMatmul(CudaContext context, Input a, Input b, Operand result) {
        this.context = context;
        this.a = a;
        this.b = b;
        this.result = result;
    }

    /** A factor as cuBLAS gets it, which is a copy that lasts until {@link #close} or the operand itself. */
    private record Input(Operand operand, boolean conjugated, boolean copied)
            implements AutoCloseable {
        Layout layout() {
            return operand.layout();
        }

        @Override
        public void close() {
            if (copied) {
                operand.buffer().free();
            }
        }
    }

    /** Queues the product; or says why it cannot. */
    static Optional<String> run(CudaContext context, Matrix a, Matrix b, Operand result) {
        if (result.shape().isEmpty()) {
            return Optional.empty();
        }
        if (a.operand().shape().isEmpty()) {
            clear(context, result);
            return Optional.empty();
        }
        if (!Natives.hasCublas()) {
            return Optional.of(Natives.cublas());
        }
        if (!fits(a.operand()) || !fits(b.operand())) {
            return Optional.of("an extent of 2^31 or more");
        }
        boolean byColumns = !isByRows(result.layout()) && isByRows(transposed(result).layout());
        try {
            if (byColumns) {
                product(context, transposed(b), transposed(a), transposed(result));
            } else {
                product(context, a, b, result);
            }
        } finally {
            // Until the calls are queued, nobody may free these.
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
            Reference.reachabilityFence(result);
        }
        return Optional.empty();
    }

    private static boolean fits(Operand x) {
        return Arrays.stream(x.shape().dims()).allMatch(d -> d <= Integer.MAX_VALUE);
    }

    private static Matrix transposed(Matrix x) {
        return new Matrix(transposed(x.operand()), x.conjugated());
    }

    private static Operand transposed(Operand x) {
        int rank = x.shape().rank();
        int[] axes = IntStream.range(0, rank).toArray();
        axes[rank - 2] = rank - 1;
        axes[rank - 1] = rank - 2;
        return new Operand(x.buffer(), x.layout().permuted(axes));
    }

    /** A sum of no products. */
    private static void clear(CudaContext context, Operand result) {
        try (Dense zeros = Dense.result(context, result, OP)) {
            zeros.clear(OP);
            zeros.store();
        }
    }

    private static boolean isByRows(Layout x) {
        return isOrdered(x)
                && BlasMatrix.of(x, false)
                        .filter(m -> m.operation() == BlasMatrix.Operation.NONE)
                        .isPresent();
    }

    /** Whether no batch axis runs backwards. */
    private static boolean isOrdered(Layout x) {
        return IntStream.range(0, x.shape().rank() - 2)
                .allMatch(a -> x.shape().dim(a) == 1 || x.stride(a) >= 0);
    }

    private static void product(CudaContext context, Matrix a, Matrix b, Operand result) {
        try (Input left = input(context, a, false);
                Input right = input(context, b, false)) {
            if (isByRows(result.layout())) {
                new CudaMatmul(context, left, right, result).multiply();
                return;
            }
            try (Dense dense = Dense.result(context, result, OP)) {
                new CudaMatmul(context, left, right, dense.view()).multiply();
                dense.store();
            }
        }
    }

    /** The factor itself if cuBLAS can read it, unless a copy without gaps is asked for. */
    private static Input input(CudaContext context, Matrix x, boolean whole) {
        boolean conjugated = x.conjugated() && x.operand().dtype().isComplex();
        Layout layout = x.operand().layout();
        if (!whole && isOrdered(layout) && BlasMatrix.of(layout, conjugated).isPresent()) {
            return new Input(x.operand(), conjugated, false);
        }
        if (whole && layout.isContiguous() && !conjugated) {
            return new Input(x.operand(), false, false);
        }
        return copy(context, x.operand(), conjugated, whole);
    }

    /** A copy, conjugated already; of matrices that repeat along a batch axis one is enough, if not {@code whole}. */
    private static Input copy(CudaContext context, Operand x, boolean conjugated, boolean whole) {
        Layout once = x.layout();
        for (int axis = 0; !whole && axis < once.shape().rank() - 2; axis++) {
            if (once.stride(axis) == 0) {
                once = once.sliced(axis, 0, 1, 1);
            }
        }
        Shape shape = once.shape();
        CudaBuffer buffer = Dense.scratch(context, x.dtype(), shape.size());
        Operand to = new Operand(buffer, Layout.contiguous(shape));
        try {
            if (conjugated) {
                Copies.conjugated(context, new Operand(x.buffer(), once), to);
            } else {
                Copies.plain(context, new Operand(x.buffer(), once), to);
            }
        } catch (RuntimeException e) {
            buffer.free();
            throw e;
        }
        Layout stretched = to.layout().broadcastTo(x.shape());
        return new Input(new Operand(buffer, stretched), false, true);
    }

    private void multiply() {
        GemmPlan plan = plan();
        if (plan.calls().size() <= MOST_CALLS) {
            run(plan);
            return;
        }
        Matrix left = new Matrix(a.operand, a.conjugated);
        Matrix right = new Matrix(b.operand, b.conjugated);
        try (Input first = input(context, left, true);
                Input second = input(context, right, true);
                Dense to = Dense.result(context, result, OP)) {
            CudaMatmul regular = new CudaMatmul(context, first, second, to.view());
            regular.run(regular.plan());
            to.store();
        }
    }

    private GemmPlan plan() {
        return GemmPlan.of(a.layout(), a.conjugated, b.layout(), b.conjugated, result.layout())
                .orElseThrow(() ->
                        new IllegalStateException(
                                a.layout() + " times " + b.layout() + " has no plan"));
    }

    private void run(GemmPlan plan) {
        CudaStream stream = context.stream();
        Cublas cublas = stream.cublas();
        DType dtype = result.dtype();
        long left = address(stream, a.operand);
        long right = address(stream, b.operand);
        long to = address(stream, result);
        Axes calls = plan.calls();
        for (long k = 0; k < calls.size(); k++) {
            cublas.multiply(
                    dtype,
                    plan,
                    left + calls.position(0, k) * dtype.bytes(),
                    right + calls.position(1, k) * dtype.bytes(),
                    to + calls.position(2, k) * dtype.bytes());
        }
    }

    private static long address(CudaStream stream, Operand x) {
        return CudaBuffer.of(x.buffer(), stream.context(), OP).use(stream)
                + x.layout().offset() * x.dtype().bytes();
    }
}
