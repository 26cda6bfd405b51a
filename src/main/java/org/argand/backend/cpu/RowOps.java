package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.jspecify.annotations.Nullable;

/**
 * Which ops are put off to a {@link RowPipeline}: products along the rows, or down the columns, of large matrices of many
 * rows; then programs and folds of columns that read what these make.
 *
 * <p>Every method says whether it has put the op off; if not, the op is to be done as ever.
 */
final class RowOps {
    /** The fewest rows, and numbers in the large matrices of a product: less is in a cache anyway. */
    private static final int LEAST_ROWS = 2048;

    private static final long LEAST_NUMBERS = 1 << 19;

    /** Numbers of a row of a product: some rows of all ops have to fit into a cache. */
    private static final int LONGEST_ROW = 1024;

    private final BufferPool pool;

    /** Arrays for copies and parts are from that pool. */
    RowOps(BufferPool pool) {
        this.pool = pool;
    }

    /** A program that reads what this thread's pipeline makes. */
    boolean run(Program program, Bindings bindings, List<Operand> results) {
        RowPipeline p = pending(bindings.inputs());
        if (p == null) {
            return false;
        }
        return p.takes(() -> {
            if (!fits(p, bindings, bindings.inputs(), results)) {
                return false;
            }
            String op = Plan.name(program);
            Bindings in = with(bindings, p.lent(bindings.inputs(), op));
            List<Operand> out = p.lent(results, op);
            long row = bindings.shape().size() / p.rows();
            p.add(
                    new ProgramStage(program, in, out, row),
                    () -> Pointwise.run(program, in, out),
                    results,
                    row);
            return true;
        });
    }

    /** A fold that reads what this thread's pipeline makes, of columns row by row. */
    boolean reduce(Fold fold, Program prologue, Bindings bindings, int[] axes, Operand result) {
        RowPipeline p = pending(bindings.inputs());
        if (p == null) {
            return false;
        }
        return p.takes(() -> {
            if (!fits(p, bindings, bindings.inputs(), List.of(result))) {
                return false;
            }
            String op = Plan.name(prologue);
            Bindings in = with(bindings, p.lent(bindings.inputs(), op));
            Operand out = p.lent(result, op);
            Runnable alone = () -> Reductions.run(fold, prologue, in, axes, out, pool);
            RowStage stage =
                    ColumnStage.of(fold, prologue, in, axes, out, p.rows())
                            .orElseGet(() -> new LastStage(alone));
            p.add(stage, alone, List.of(result), 0);
            return true;
        });
    }

    /** A product of many rows, or one as deep as others have rows. */
    boolean matmul(Matrix a, Matrix b, Operand result) {
        boolean tall = isTall(a, b);
        RowPipeline p = tall || isDeep(a, b) ? pipeline(a, b, tall) : null;
        if (p == null) {
            return false;
        }
        return p.takes(() -> {
            if (!fits(p, a, b, tall) || !p.canWrite(result)) {
                return false;
            }
            boolean nearA = p.hasUsed(a.operand());
            boolean nearB = p.hasUsed(b.operand());
            Matrix x = lent(p, a);
            Matrix y = lent(p, b);
            Operand z = p.lent(result, "matmul");
            Matmul.Precision<?> precision = Matmul.precision(result.dtype());
            RowStage stage =
                    tall ? tall(precision, x, y, z, nearA) : deep(precision, x, y, z, nearA, nearB);
            p.add(
                    stage,
                    () -> BatchedMatmul.run(x, y, z),
                    List.of(result),
                    tall ? result.shape().dim(1) : 0);
            return true;
        });
    }

    private <T> RowStage tall(
            Matmul.Precision<T> precision, Matrix a, Matrix b, Operand result, boolean nearA) {
        Strided<T> c = precision.strided(result, false);
        return new ProductStage<>(
                precision.product(a, b, c, nearA, true), GemmRows.in(c), precision.scrap(pool));
    }

    private <T> RowStage deep(
            Matmul.Precision<T> precision,
            Matrix a,
            Matrix b,
            Operand result,
            boolean nearA,
            boolean nearB) {
        Strided<T> c = precision.strided(result, false);
        return new DeepStage<>(
                precision.product(a, b, c, nearA, nearB).turned(),
                (int) b.operand().shape().dim(0),
                precision.scrap(pool));
    }

    /** A product of many rows, and a program that takes them as they come. */
    boolean runOnProduct(
            Matrix a,
            Matrix b,
            int input,
            Program program,
            Bindings bindings,
            List<Operand> results) {
        RowPipeline p = isTall(a, b) ? pipeline(a, b, true) : null;
        if (p == null) {
            return false;
        }
        List<Operand> others = new ArrayList<>(bindings.inputs());
        Operand room = others.remove(input);
        settle(p, others);
        return p.takes(() -> {
            if (!fits(p, a, b, true) || !fits(p, bindings, others, results)) {
                return false;
            }
            boolean nearA = p.hasUsed(a.operand());
            List<Operand> read = new ArrayList<>(p.lent(others, "matmul"));
            // Memory for the product, which nobody uses.
            read.add(input, room);
            ProductRows<?> rows =
                    ProductRows.of(
                            Matmul.precision(room.dtype()),
                            lent(p, a),
                            lent(p, b),
                            input,
                            program,
                            with(bindings, read),
                            p.lent(results, "matmul"));
            long row = bindings.shape().size() / p.rows();
            p.add(rows.stage(nearA, pool), rows::run, results, row);
            return true;
        });
    }

    private static boolean isTall(Matrix a, Matrix b) {
        Shape left = a.operand().shape();
        Shape right = b.operand().shape();
        DType dtype = a.operand().dtype();
        return left.rank() == 2
                && right.rank() == 2
                && isMany(left.dim(0))
                && left.dim(1) > 0
                && left.dim(1) <= Gemm.DEPTH
                && right.dim(1) * dtype.components() <= LONGEST_ROW
                && !isBy3(dtype, left, right);
    }

    private static boolean isDeep(Matrix a, Matrix b) {
        Shape left = a.operand().shape();
        Shape right = b.operand().shape();
        DType dtype = a.operand().dtype();
        return left.rank() == 2
                && right.rank() == 2
                && isMany(left.dim(1))
                && left.dim(0) <= LONGEST_ROW
                && right.dim(1) <= LONGEST_ROW
                && GemmChunks.suit(
                        (int) left.dim(0),
                        (int) right.dim(1),
                        (int) left.dim(1),
                        dtype.components())
                && !isBy3(dtype, left, right);
    }

    private static boolean isMany(long rows) {
        return rows >= LEAST_ROWS && rows <= RowPipeline.MOST_ROWS;
    }

    private static boolean isBy3(DType dtype, Shape left, Shape right) {
        return dtype.isComplex()
                && Gemm3m.chosen((int) left.dim(0), (int) right.dim(1), (int) left.dim(1));
    }

    /** The pipeline that a product along rows, or down columns, may join, a new one if that is worth it. */
    private static @Nullable RowPipeline pipeline(Matrix a, Matrix b, boolean tall) {
        int rows = (int) a.operand().shape().dim(tall ? 0 : 1);
        long row = a.operand().shape().size() / rows + b.operand().shape().dim(1);
        boolean large = rows * row * a.operand().dtype().components() >= LEAST_NUMBERS;
        RowPipeline p = RowPipeline.current(rows);
        p = p == null && large ? RowPipeline.open(rows) : p;
        if (p != null) {
            settle(p, List.of(a.operand(), b.operand()));
        }
        return p;
    }

    /** This thread's pipeline, if one of these is what it makes. */
    private static @Nullable RowPipeline pending(List<Operand> operands) {
        for (int k = 0; k < operands.size(); k++) {
            if (operands.get(k).buffer() instanceof CpuBuffer b) {
                RowPipeline p = b.writer();
                if (p != null && p.isMine()) {
                    settle(p, operands);
                    return p;
                }
            }
        }
        return null;
    }

    /** Has written what pipelines of other threads are to write. */
    private static void settle(RowPipeline mine, List<Operand> operands) {
        for (Operand o : operands) {
            if (o.buffer() instanceof CpuBuffer b && b.writer() != mine) {
                b.settle();
            }
        }
    }

    /** Whether each row of a program's results needs that row of what the pipeline writes, and no other. */
    private static boolean fits(
            RowPipeline p, Bindings bindings, List<Operand> inputs, List<Operand> results) {
        int axes = rowAxes(bindings.shape(), p.rows());
        return axes > 0
                && inputs.stream().allMatch(o -> p.fits(o, 0, axes))
                && results.stream().allMatch(p::canWrite);
    }

    /** How many leading axes number so many rows together; 0 if none do. */
    private static int rowAxes(Shape shape, int rows) {
        long all = 1;
        for (int a = 0; a < shape.rank() && all < rows; a++) {
            all *= shape.dim(a);
            if (all == rows) {
                return a + 1;
            }
        }
        return 0;
    }

    /** Whether that is so of a product; or, of one that is not tall, whether it goes down columns of the pipeline's rows. */
    private static boolean fits(RowPipeline p, Matrix a, Matrix b, boolean tall) {
        return (tall ? p.fits(a.operand(), 0, 1) : p.fits(a.operand(), 1, 2))
                && (tall ? !p.writes(b.operand().buffer()) : p.fits(b.operand(), 0, 1));
    }

    private static Matrix lent(RowPipeline p, Matrix m) {
        return new Matrix(p.lent(m.operand(), "matmul"), m.conjugated());
    }

    private static Bindings with(Bindings bindings, List<Operand> inputs) {
        return new Bindings(bindings.shape(), inputs, bindings.constants(), bindings.keys());
    }
}
