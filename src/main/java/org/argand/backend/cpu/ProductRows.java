package org.argand.backend.cpu;

import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Backend.Matrix;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * A program that reads the rows of a product while they are in a cache, as a bias and an activation do: what would be one
 * pass over memory to store the product, and one to read it, is none.
 */
final class ProductRows<T> implements GemmRows<T> {
    /** The least numbers in a product: less is in a cache anyway. */
    private static final long LEAST = 1 << 17;

    /** Numbers in a row: more than a narrow product has, and so few that some rows fit into a cache. */
    private static final long SHORT_ROW = 32;

    private static final long LONG_ROW = 1 << 13;

    private final Matmul.Precision<T> precision;
    private final Matrix a;
    private final Matrix b;
    private final int unit;
    private final int n;
    private final Frame frame;
    private final int register;

    private ProductRows(
            Matmul.Precision<T> precision, Matrix a, Matrix b, Frame frame, int register) {
        this.precision = precision;
        this.a = a;
        this.b = b;
        this.unit = a.operand().dtype().components();
        this.n = (int) b.operand().shape().dim(1);
        this.frame = frame;
        this.register = register;
    }

    /**
     * Whether products like this are better taken row by row: of one chain, so that the program runs once on each row, and
     * cheap enough to be made again, should somebody need it after all.
     */
    static boolean pay(DType dtype, Shape product, long depth) {
        if (product.rank() != 2 || depth < 1 || depth > Gemm.DEPTH) {
            return false;
        }
        long row = product.dim(1) * (dtype.isComplex() ? 2 : 1);
        long numbers = row * product.dim(0);
        return row >= SHORT_ROW
                && row <= LONG_ROW
                && numbers >= LEAST
                && numbers <= Integer.MAX_VALUE
                && product.dim(0) > Gemm.COLUMN_ROWS
                && !(dtype.isComplex()
                        && Gemm3m.chosen((int) product.dim(0), (int) product.dim(1), (int) depth));
    }

    /** A program, one input of which is the product of a and b. */
    static <T> ProductRows<T> of(
            Matmul.Precision<T> precision,
            Matrix a,
            Matrix b,
            int input,
            Program program,
            Program.Bindings bindings,
            List<Operand> results) {
        Frame frame = Frame.of(program, bindings, results);
        return new ProductRows<>(precision, a, b, frame, register(program, input));
    }

    /** Runs the program on so many rows of the product at a time. */
    void run() {
        precision.product(a, b, begin(0, 0)).runRows(this);
    }

    /** The same some rows at a time, for which memory is from that pool; rows of A may be in a cache when they come. */
    ProductStage<T> stage(boolean nearA, BufferPool pool) {
        return new ProductStage<>(
                precision.product(a, b, begin(0, 0), nearA, true), this, precision.scrap(pool));
    }

    /** The register of the input at that position. */
    private static int register(Program program, int input) {
        int left = input;
        for (int r = 0; ; r++) {
            if (program.sources().get(r) instanceof Program.Input && left-- == 0) {
                return r;
            }
        }
    }

    @Override
    public Strided<T> begin(int i0, int i1) {
        int row = n * unit;
        T rows = precision.memory().scratch(Slot.ROWS, (i1 - i0) * row);
        return new Strided<>(rows, -i0 * row, row, unit, false);
    }

    @Override
    public void end(int i0, int i1) {
        T rows = precision.memory().scratch(Slot.ROWS, (i1 - i0) * n * unit);
        frame.with(register, rows, (long) i0 * n).run((long) i0 * n, (long) i1 * n);
    }
}
