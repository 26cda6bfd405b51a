package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * Tiles of float64 and complex128 products in plain Java, in loops that the JIT compiler makes vectors of: what runs without the
 * Vector API, and until the vector kernel is compiled.
 *
 * <p>HotSpot does so where it sees that what is stored is not what is loaded next, as at constant distances in one array:
 * sums and rows of B lie side by side in one, to which B is copied four rows at a time.
 */
final class DoublePlainKernel implements GemmKernel<double[]> {

    private static final int HEIGHT = 4;
    private static final int WIDTH = 128;

    /** Numbers in a row of C below which a tile in registers is faster. */
    private static final int FEW = 64;

    /** Where the rows of B are, after the sums. */
    private static final int B = HEIGHT * WIDTH;

    private static final GemmKernel<double[]> TILE = new DoubleScalarKernel();

    private final GemmMemory<double[]> memory;

    /** Sums lie in scratch arrays of that memory. */
    DoublePlainKernel(GemmMemory<double[]> memory) {
        this.memory = memory;
    }

    @Override
    public GemmKernel<double[]> forColumns(int numbers) {
        return numbers < FEW ? TILE : this;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void multiply(
            boolean complex,
            int rows,
            int depth,
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            boolean add) {
        double[] sums = memory.scratch(Slot.SUMS, B + 4 * WIDTH);
        double sign = a.conj() ? -1 : 1;
        int tile = rows(complex);
        int ao = a.offset();
        for (int i = 0; i < rows; i += tile, ao += a.rowStride()) {
            sum(depth, a.data(), ao, b.data(), b.offset(), sums);
            for (int r = 0; r < Math.min(tile, rows - i); r++) {
                int row = r * HEIGHT / tile * WIDTH;
                if (complex) {
                    combine(sums, row, sign);
                }
                put(sums, row, c.data(), c.at(i + r, 0), add);
            }
        }
    }

    /** The products of a strip and a panel, row after row. */
    private static void sum(int depth, double[] a, int ao, double[] b, int bo, double[] sums) {
        Arrays.fill(sums, 0, B, 0);
        int k = 0;
        for (; k < depth - 3; k += 4) {
            System.arraycopy(b, bo + k * WIDTH, sums, B, 4 * WIDTH);
            four(sums, a, ao + k * HEIGHT);
        }
        for (; k < depth; k++) {
            System.arraycopy(b, bo + k * WIDTH, sums, B, WIDTH);
            one(sums, a, ao + k * HEIGHT);
        }
    }

    /** Adds the products of four columns of a strip with four rows of B. */
    private static void four(double[] sums, double[] a, int at) {
        double w0 = a[at];
        double w1 = a[at + 1];
        double w2 = a[at + 2];
        double w3 = a[at + 3];
        double x0 = a[at + 4];
        double x1 = a[at + 5];
        double x2 = a[at + 6];
        double x3 = a[at + 7];
        double y0 = a[at + 8];
        double y1 = a[at + 9];
        double y2 = a[at + 10];
        double y3 = a[at + 11];
        double z0 = a[at + 12];
        double z1 = a[at + 13];
        double z2 = a[at + 14];
        double z3 = a[at + 15];
        for (int j = 0; j < WIDTH; j++) {
            double b = sums[j + B];
            double c = sums[j + B + WIDTH];
            double d = sums[j + B + 2 * WIDTH];
            double e = sums[j + B + 3 * WIDTH];
            sums[j] = chain(sums[j], w0, b, x0, c, y0, d, z0, e);
            sums[j + WIDTH] = chain(sums[j + WIDTH], w1, b, x1, c, y1, d, z1, e);
            sums[j + 2 * WIDTH] = chain(sums[j + 2 * WIDTH], w2, b, x2, c, y2, d, z2, e);
            sums[j + 3 * WIDTH] = chain(sums[j + 3 * WIDTH], w3, b, x3, c, y3, d, z3, e);
        }
    }

    /** s and four products, one after another. */
    private static double chain(
            double s,
            double w,
            double b,
            double x,
            double c,
            double y,
            double d,
            double z,
            double e) {
        return Math.fma(z, e, Math.fma(y, d, Math.fma(x, c, Math.fma(w, b, s))));
    }

    /** As {@link #four}, of one column and one row. */
    private static void one(double[] sums, double[] a, int at) {
        double x0 = a[at];
        double x1 = a[at + 1];
        double x2 = a[at + 2];
        double x3 = a[at + 3];
        for (int j = 0; j < WIDTH; j++) {
            double b = sums[j + B];
            sums[j] = Math.fma(x0, b, sums[j]);
            sums[j + WIDTH] = Math.fma(x1, b, sums[j + WIDTH]);
            sums[j + 2 * WIDTH] = Math.fma(x2, b, sums[j + 2 * WIDTH]);
            sums[j + 3 * WIDTH] = Math.fma(x3, b, sums[j + 3 * WIDTH]);
        }
    }

    /** Makes the complex row of sums with the real parts of A, and with its imaginary parts, which are the next row. */
    private static void combine(double[] sums, int row, double sign) {
        for (int j = row; j < row + WIDTH; j += 2) {
            double re = sums[j] - sign * sums[j + WIDTH + 1];
            sums[j + 1] += sign * sums[j + WIDTH];
            sums[j] = re;
        }
    }

    private static void put(double[] sums, int row, double[] c, int at, boolean add) {
        for (int j = 0; add && j < WIDTH; j++) {
            sums[row + j] += c[at + j];
        }
        System.arraycopy(sums, row, c, at, WIDTH);
    }
}
