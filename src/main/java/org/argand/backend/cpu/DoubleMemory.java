package org.argand.backend.cpu;

import java.util.Arrays;

/** Packing, unpacking and direct products of float64 and complex128 matrices. */
final class DoubleMemory implements GemmMemory<double[]> {

    /** A thread keeps scratch arrays up to this length; a longer one is made for the call. */
    private static final int KEPT = 1 << 22;

    /** Numbers of a cache line. */
    private static final int LINE = 8;

    private static final ThreadLocal<double[][]> SCRATCH =
            ThreadLocal.withInitial(() -> new double[Slot.values().length][0]);

    @Override
    public int length(double[] array) {
        return array.length;
    }

    @Override
    public double[] scratch(Slot slot, int length) {
        double[][] mine = SCRATCH.get();
        double[] array = mine[slot.ordinal()];
        if (array.length < length) {
            array = new double[length];
            if (length <= KEPT) {
                mine[slot.ordinal()] = array;
            }
        }
        return array;
    }

    @Override
    public void touch(double[] array, int at, int row, int rows, int numbers) {
        double sum = 0;
        for (int r = 0, begin = at; r < rows; r++, begin += row) {
            for (int i = begin; i < begin + numbers; i += LINE) {
                sum += array[i];
            }
        }
        // Or the compiler would leave out what is only read.
        scratch(Slot.SUMS, 1)[0] = sum;
    }

    @Override
    public void packPanels(
            boolean complex,
            Strided<double[]> b,
            Box box,
            double[] panels,
            int at,
            int width,
            int apart) {
        int cols = complex ? width / 2 : width;
        for (int j = box.j0(); j < box.j1(); j += cols, at += apart) {
            int used = Math.min(cols, box.j1() - j);
            int from = b.at(box.k0(), j);
            gather(complex, b.shifted(from - b.offset()), box.depth(), used, panels, at, width);
            for (int k = 0; used < cols && k < box.depth(); k++) {
                int end = at + (k + 1) * width;
                Arrays.fill(panels, end - width / cols * (cols - used), end, 0);
            }
        }
    }

    /** Copies a matrix of any strides to contiguous rows that begin {@code apart} numbers after each other. */
    private static void gather(
            boolean complex,
            Strided<double[]> x,
            int rows,
            int cols,
            double[] to,
            int at,
            int apart) {
        double[] from = x.data();
        int row = x.rowStride();
        int col = x.colStride();
        if (row == (complex ? 2 : 1)) {
            Transposers.DOUBLES.transpose(
                    complex, from, x.offset(), col, to, at, apart, rows, cols, x.conj());
            return;
        }
        if (complex) {
            DoubleScalarTransposer.copyPairs(
                    from, x.offset(), row, col, to, at, apart, rows, cols, x.conj());
        } else {
            DoubleScalarTransposer.copySingles(
                    from, x.offset(), row, col, to, at, apart, rows, cols);
        }
    }

    @Override
    public void unpack(
            boolean complex, double[] tile, int width, Strided<double[]> c, Box box, boolean add) {
        int unit = complex ? 2 : 1;
        for (int i = 0; i < box.rows(); i++) {
            int to = c.at(box.i0() + i, box.j0());
            int from = i * width;
            if (c.colStride() == unit) {
                put(tile, from, c.data(), to, box.cols() * unit, add);
                continue;
            }
            for (int j = 0; j < box.cols(); j++, to += c.colStride(), from += unit) {
                put(tile[from], c.data(), to, add);
                if (complex) {
                    put(tile[from + 1], c.data(), to + 1, add);
                }
            }
        }
    }

    private static void put(double s, double[] c, int at, boolean add) {
        c[at] = add ? s + c[at] : s;
    }

    @Override
    public void direct(
            boolean complex,
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            Box box,
            boolean add) {
        int group = complex ? 2 : 4;
        boolean along =
                !complex && box.depth() >= LONG_ROW && a.colStride() == 1 && b.rowStride() == 1;
        for (int i = box.i0(); i < box.i1(); i++) {
            int j = box.j0();
            for (; along && j + 8 <= box.j1(); j += 8) {
                eightSums(a, b, c, i, j, box.k0(), box.depth(), add);
            }
            for (; j + group <= box.j1(); j += group) {
                if (complex) {
                    complexSums(a, b, c, i, j, 1, box.k0(), box.depth(), add);
                } else {
                    realSums(a, b, c, i, j, box.k0(), box.depth(), add);
                }
            }
            for (; j < box.j1(); j++) {
                if (complex) {
                    complexSums(a, b, c, i, j, 0, box.k0(), box.depth(), add);
                } else {
                    realSum(a, b, c, i, j, box.k0(), box.depth(), add);
                }
            }
        }
    }

    private static void realSum(
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            int i,
            int j,
            int k,
            int depth,
            boolean add) {
        int aAt = a.at(i, k);
        int bAt = b.at(k, j);
        double p = 0;
        for (int x = 0; x < depth; x++, aAt += a.colStride(), bAt += b.rowStride()) {
            p = Math.fma(a.data()[aAt], b.data()[bAt], p);
        }
        put(p, c.data(), c.at(i, j), add);
    }

    private static void realSums(
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            int i,
            int j,
            int k,
            int depth,
            boolean add) {
        double[] from = b.data();
        int aAt = a.at(i, k);
        int b0 = b.at(k, j);
        int b1 = b0 + b.colStride();
        int b2 = b1 + b.colStride();
        int b3 = b2 + b.colStride();
        double p0 = 0;
        double p1 = 0;
        double p2 = 0;
        double p3 = 0;
        for (int x = 0, step = 0; x < depth; x++, step += b.rowStride()) {
            double s = a.data()[aAt];
            aAt += a.colStride();
            p0 = Math.fma(s, from[b0 + step], p0);
            p1 = Math.fma(s, from[b1 + step], p1);
            p2 = Math.fma(s, from[b2 + step], p2);
            p3 = Math.fma(s, from[b3 + step], p3);
        }
        int at = c.at(i, j);
        put(p0, c.data(), at, add);
        put(p1, c.data(), at + c.colStride(), add);
        put(p2, c.data(), at + 2 * c.colStride(), add);
        put(p3, c.data(), at + 3 * c.colStride(), add);
    }

    /** Sums of a row of A with eight columns of B, both contiguous: as many as it takes to have an addition begin at all times. */
    private static void eightSums(
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            int i,
            int j,
            int k,
            int depth,
            boolean add) {
        double[] row = a.data();
        double[] from = b.data();
        int aAt = a.at(i, k);
        int col = b.colStride();
        int b0 = b.at(k, j);
        double p0 = 0;
        double p1 = 0;
        double p2 = 0;
        double p3 = 0;
        double p4 = 0;
        double p5 = 0;
        double p6 = 0;
        double p7 = 0;
        for (int x = 0; x < depth; x++) {
            double s = row[aAt + x];
            p0 = Math.fma(s, from[b0 + x], p0);
            p1 = Math.fma(s, from[b0 + col + x], p1);
            p2 = Math.fma(s, from[b0 + 2 * col + x], p2);
            p3 = Math.fma(s, from[b0 + 3 * col + x], p3);
            p4 = Math.fma(s, from[b0 + 4 * col + x], p4);
            p5 = Math.fma(s, from[b0 + 5 * col + x], p5);
            p6 = Math.fma(s, from[b0 + 6 * col + x], p6);
            p7 = Math.fma(s, from[b0 + 7 * col + x], p7);
        }
        int at = c.at(i, j);
        put(p0, c.data(), at, add);
        put(p1, c.data(), at + c.colStride(), add);
        put(p2, c.data(), at + 2 * c.colStride(), add);
        put(p3, c.data(), at + 3 * c.colStride(), add);
        put(p4, c.data(), at + 4 * c.colStride(), add);
        put(p5, c.data(), at + 5 * c.colStride(), add);
        put(p6, c.data(), at + 6 * c.colStride(), add);
        put(p7, c.data(), at + 7 * c.colStride(), add);
    }

    /** Columns j and j + {@code next} of row i; with next = 0 the one column twice. */
    private static void complexSums(
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            int i,
            int j,
            int next,
            int k,
            int depth,
            boolean add) {
        double[] from = b.data();
        int aAt = a.at(i, k);
        int b0 = b.at(k, j);
        int b1 = b0 + next * b.colStride();
        double signB = b.conj() ? -1 : 1;
        double p0 = 0;
        double p1 = 0;
        double p2 = 0;
        double p3 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        double q3 = 0;
        for (int x = 0, step = 0; x < depth; x++, step += b.rowStride()) {
            double re = a.data()[aAt];
            double im = a.data()[aAt + 1];
            aAt += a.colStride();
            double s0 = from[b0 + step];
            double s1 = signB * from[b0 + step + 1];
            double s2 = from[b1 + step];
            double s3 = signB * from[b1 + step + 1];
            p0 = Math.fma(re, s0, p0);
            p1 = Math.fma(re, s1, p1);
            p2 = Math.fma(re, s2, p2);
            p3 = Math.fma(re, s3, p3);
            q0 = Math.fma(im, s0, q0);
            q1 = Math.fma(im, s1, q1);
            q2 = Math.fma(im, s2, q2);
            q3 = Math.fma(im, s3, q3);
        }
        double sign = a.conj() ? -1 : 1;
        int at = c.at(i, j);
        put(p0 - sign * q1, c.data(), at, add);
        put(p1 + sign * q0, c.data(), at + 1, add);
        if (next != 0) {
            put(p2 - sign * q3, c.data(), at + c.colStride(), add);
            put(p3 + sign * q2, c.data(), at + c.colStride() + 1, add);
        }
    }

    @Override
    public void sum(
            boolean complex,
            double[] parts,
            int count,
            int size,
            int rowLength,
            Strided<double[]> c,
            int i,
            boolean add) {
        int unit = complex ? 2 : 1;
        for (int p = 0; p < count; p++) {
            int from = p * size + i * rowLength;
            int to = c.at(i, 0);
            if (c.colStride() == unit) {
                put(parts, from, c.data(), to, rowLength, add || p > 0);
                continue;
            }
            for (int j = 0; j < rowLength; j += unit, to += c.colStride()) {
                put(parts[from + j], c.data(), to, add || p > 0);
                if (complex) {
                    put(parts[from + j + 1], c.data(), to + 1, add || p > 0);
                }
            }
        }
    }

    private static void put(double[] from, int at, double[] c, int to, int length, boolean add) {
        if (!add) {
            System.arraycopy(from, at, c, to, length);
            return;
        }
        for (int j = 0; j < length; j++) {
            c[to + j] += from[at + j];
        }
    }

    @Override
    public void split(Strided<double[]> x, int i, int cols, double[] to, int at, int apart) {
        double[] from = x.data();
        int step = x.colStride();
        double sign = x.conj() ? -1 : 1;
        for (int j = 0, f = x.at(i, 0); j < cols; j++, f += step) {
            double re = from[f];
            double im = sign * from[f + 1];
            to[at + j] = re;
            to[at + apart + j] = im;
            to[at + 2 * apart + j] = re + im;
        }
    }

    @Override
    public void merge(
            double[] products,
            int at,
            int apart,
            Strided<double[]> c,
            int i,
            int cols,
            boolean add) {
        for (int j = 0, to = c.at(i, 0); j < cols; j++, to += c.colStride()) {
            double p = products[at + j];
            double q = products[at + apart + j];
            put(p - q, c.data(), to, add);
            put(products[at + 2 * apart + j] - p - q, c.data(), to + 1, add);
        }
    }
}
