package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Factorisation;
import org.argand.backend.Operand;

/** Factorisations of small matrices, a block to each, in double; {@code kernels/linalg_*.cu}. */
final class CudaFactorisation {
    /** The largest extent of a matrix; those beyond are worth the whole device each, or the host. */
    private static final long LARGEST = 64;

    /** The most right-hand sides, so that positions in their matrix fit 32 bits. */
    private static final long MOST_COLUMNS = 1 << 24;

    /** Bytes of shared memory for a matrix, beside those that the kernels have for themselves. */
    private static final long SHARED = 40 << 10;

    /** Bytes of scratch for all blocks together, where one has not enough shared memory. */
    private static final long SCRATCH = 64L << 20;

    private CudaFactorisation() {}

    /** The extents of a matrix and of what is solved for. */
    private record Problem(Factorisation kind, DType dtype, int m, int n, int columns) {
        /** Doubles, or pairs of them, that a block needs; each kernel's file says so. */
        long numbers() {
            long least = Math.min(m, n);
            long most = Math.max(m, n);
            return switch (kind) {
                case SOLVE, SOLVE_LOWER, SOLVE_UPPER, DET, SLOGDET, CHOLESKY ->
                        (long) n * (n + columns);
                case QR -> 2L * n * (m | 1) + 2L * n;
                case EIGH -> 2L * n * (n | 1) + 6L * n;
                case SVD -> 2 * least * (most | 1) + 2 * least * (least | 1) + 7 * least;
            };
        }

        DType wide() {
            return dtype.isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
        }

        boolean isShared() {
            return numbers() * wide().bytes() <= SHARED;
        }

        /** More for larger matrices; results depend on no more than that. */
        int threads() {
            int largest = Math.max(Math.max(m, n), Math.min(columns, 17));
            return largest <= 8 ? 32 : largest <= 16 ? 64 : 128;
        }

        String file() {
            return switch (kind) {
                case SOLVE, SOLVE_LOWER, SOLVE_UPPER, DET, SLOGDET, CHOLESKY ->
                        "linalg_elimination";
                case QR -> "linalg_qr";
                case EIGH -> "linalg_eigh";
                case SVD -> "linalg_svd";
            };
        }

        String kernel() {
            return PtxScalars.libraryName("linalg_" + kind.name().toLowerCase(Locale.ROOT), dtype);
        }
    }

    /** Queues the factorisation; or says why it cannot. */
    static Optional<String> run(
            CudaContext context,
            Factorisation kind,
            List<Operand> operands,
            Operand result,
            Operand status) {
        Shape a = operands.getFirst().shape();
        long columns = operands.size() > 1 ? operands.get(1).shape().dim(-1) : 0;
        if (Math.max(a.dim(-2), a.dim(-1)) > LARGEST || columns > MOST_COLUMNS) {
            return Optional.of(
                    "kernels are for matrices up to "
                            + LARGEST
                            + "×"
                            + LARGEST
                            + ", and "
                            + MOST_COLUMNS
                            + " right-hand sides");
        }
        if (status.shape().isEmpty()) {
            return Optional.empty();
        }
        Problem problem =
                new Problem(kind, result.dtype(), (int) a.dim(-2), (int) a.dim(-1), (int) columns);
        List<Dense> in = new ArrayList<>();
        try (Dense to = Dense.result(context, result, kind.name());
                Dense outcome = Dense.result(context, status, kind.name())) {
            operands.forEach(o -> in.add(Dense.of(context, o, kind.name())));
            launch(context, problem, in, to, outcome);
            to.store();
            outcome.store();
        } finally {
            in.forEach(Dense::close);
        }
        return Optional.empty();
    }

    private static void launch(
            CudaContext context, Problem p, List<Dense> in, Dense to, Dense outcome) {
        long batch = outcome.operand().shape().size() / 2;
        long bytes = p.numbers() * p.wide().bytes();
        Dense a = in.getFirst();
        Dense b = in.getLast();
        try (Scratch scratch = new Scratch(context)) {
            Launch launch =
                    context.stream().launch(context.modules().shipped(p.file(), p.kernel()));
            long blocks = launch.blocks(batch, 1);
            launch.pointer(a.buffer(), a.offset())
                    .pointer(b.buffer(), b.offset())
                    .pointer(to.buffer(), to.offset())
                    .pointer(outcome.buffer(), outcome.offset());
            if (p.isShared()) {
                launch.address(0);
            } else {
                blocks = Math.clamp(SCRATCH / bytes, 1, blocks);
                launch.pointer(scratch.take(p.wide(), blocks * p.numbers()), 0);
            }
            launch.i64(batch).i32(p.m()).i32(p.n()).i32(p.columns()).i64(p.numbers());
            int shared = p.isShared() ? (int) bytes : 0;
            launch.run(p.kind().name(), blocks, 1, p.threads(), 1, shared);
        }
    }
}
