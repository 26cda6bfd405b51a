package org.argand.backend.dense;

import java.util.Arrays;
import java.util.List;
import org.argand.array.Layout;
import org.argand.backend.Factorisation;

/**
 * A batch of matrices to factor, as a device hands it over; each matrix can be done by itself, on any thread.
 *
 * <p>Elements are read from strided views into double precision and results rounded once when they are stored, so that
 * every device that computes with this package gets the same numbers.
 */
public final class DenseBatch {
    /**
     * Complex pivots with |re| + |im| from this to 1 / this are divided by through their inverse; those beyond, whose square
     * may overflow or underflow, and real ones by true quotients.
     */
    public static final double TINY = 0x1p-500;

    private final Factorisation kind;
    private final List<View> operands;
    private final View result;
    private final View status;
    private final VectorLoops loops;

    /** Elements of a device's buffer, as doubles. */
    public interface Memory {
        double re(long at);

        double im(long at);

        void set(long at, double re, double im);
    }

    /** A strided view of elements, {@code [batch…, rows, columns]}. */
    public record View(Memory memory, Layout layout, boolean complex) {
        private int rows() {
            return (int) layout.shape().dim(-2);
        }

        private int columns() {
            return (int) layout.shape().dim(-1);
        }

        /** Where matrix {@code item} begins. */
        private long start(long item, int inner) {
            long at = layout.offset();
            long rest = item;
            for (int a = layout.shape().rank() - 1 - inner; a >= 0; a--) {
                long d = layout.shape().dim(a);
                at += rest % d * layout.stride(a);
                rest /= d;
            }
            return at;
        }
    }

    /** The batch; shapes are as {@link Factorisation} says, {@code status} is {@code [batch…, 2]}; done by those loops. */
    public DenseBatch(
            Factorisation kind, List<View> operands, View result, View status, VectorLoops loops) {
        this.kind = kind;
        this.operands = operands;
        this.result = result;
        this.status = status;
        this.loops = loops;
    }

    /** How many matrices there are. */
    public int size() {
        return Math.toIntExact(status.layout.shape().size() / 2);
    }

    /** About how many numbers the work on one matrix touches. */
    public long work() {
        View a = operands.getFirst();
        return (long) a.rows() * a.columns() * (1 + Math.min(a.rows(), a.columns()));
    }

    /** Factors one matrix and returns whether that went well. If not, its result is NaN and its status says why. */
    public boolean run(int item) {
        Status s = new Status();
        Vectors out = new Vectors(result.rows(), result.columns(), result.complex, loops);
        switch (kind) {
            case SOLVE, SOLVE_LOWER, SOLVE_UPPER -> solve(item, out, s);
            case DET, SLOGDET -> determinant(item, out, s);
            case CHOLESKY -> {
                Vectors a = rows(item, 0, s);
                if (s.isFine()) {
                    Cholesky.factor(a, s);
                    store(a, out, 0, 0, false);
                }
            }
            case QR -> qr(item, out, s);
            case EIGH -> eigh(item, out, s);
            case SVD -> svd(item, out, s);
        }
        if (!s.isFine()) {
            Arrays.fill(out.re, Double.NaN);
            Arrays.fill(out.im, Double.NaN);
        }
        write(item, out);
        long at = status.start(item, 1);
        long step = status.layout.stride(status.layout.shape().rank() - 1);
        status.memory.set(at, s.code(), 0);
        status.memory.set(at + step, s.value(), 0);
        return s.isFine();
    }

    private void solve(int item, Vectors out, Status s) {
        Vectors a = rows(item, 0, s);
        Vectors b = rows(item, 1, s);
        if (!s.isFine()) {
            return;
        }
        int n = a.count;
        Vectors both = a.zeros(n, n + b.length);
        store(a, both, 0, 0, false);
        store(b, both, 0, n, false);
        Elimination elimination = new Elimination(both);
        if (kind == Factorisation.SOLVE) {
            elimination.solve(s);
        } else {
            elimination.substitute(kind == Factorisation.SOLVE_UPPER, s);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < b.length; j++) {
                out.set(i, j, both.re(i, n + j), both.im(i, n + j));
            }
        }
    }

    private void determinant(int item, Vectors out, Status s) {
        Vectors a = rows(item, 0, s);
        if (!s.isFine()) {
            return;
        }
        Determinant d = new Elimination(a).determinant();
        if (kind == Factorisation.DET) {
            out.set(0, 0, d.re(), d.im());
        } else {
            out.set(0, 0, d.signRe(), d.signIm());
            out.set(0, 1, d.log(), 0);
        }
    }

    private void qr(int item, Vectors out, Status s) {
        Vectors a = columns(item, s);
        if (!s.isFine()) {
            return;
        }
        int exponent = a.exponent();
        a.shift(-exponent);
        OrthogonalTriangular qr = new OrthogonalTriangular(a, false);
        store(qr.q(), out, 0, 0, true);
        for (int i = 0; i < a.count; i++) {
            for (int j = i; j < a.count; j++) {
                double re = Math.scalb(qr.sign(i) * qr.re(i, j), exponent);
                double im = Math.scalb(qr.sign(i) * qr.im(i, j), exponent);
                out.set(a.length + i, j, re, i == j ? 0 : im);
            }
        }
    }

    private void eigh(int item, Vectors out, Status s) {
        Vectors a = columns(item, s);
        if (!s.isFine()) {
            return;
        }
        for (int j = 0; j < a.count; j++) {
            a.set(j, j, a.re(j, j), 0);
            for (int i = j + 1; i < a.count; i++) {
                a.set(i, j, a.re(j, i), -a.im(j, i));
            }
        }
        HermitianEigen e = new HermitianEigen(a, s);
        int[] order = e.ascending();
        for (int k = 0; k < order.length; k++) {
            out.set(0, k, e.value(order[k]), 0);
            for (int i = 0; i < order.length; i++) {
                out.set(1 + i, k, e.vectors().re(order[k], i), e.vectors().im(order[k], i));
            }
        }
    }

    /** A wide matrix is decomposed as its adjoint. */
    private void svd(int item, Vectors out, Status s) {
        boolean wide = operands.getFirst().rows() < operands.getFirst().columns();
        Vectors a = wide ? rows(item, 0, s) : columns(item, s);
        if (!s.isFine()) {
            return;
        }
        if (wide) {
            for (int i = 0; i < a.im.length; i++) {
                a.im[i] = -a.im[i];
            }
        }
        int m = wide ? a.count : a.length;
        JacobiSvd svd = new JacobiSvd(a, s);
        store(wide ? svd.right() : svd.left(), out, 0, 0, true);
        store(wide ? svd.left() : svd.right(), out, m + 1, 0, true);
        for (int k = 0; k < a.count; k++) {
            out.set(m, k, svd.value(k), 0);
        }
    }

    /** Puts vectors, or if {@code transposed} their elements of one number, into the rows of {@code out}. */
    private static void store(Vectors v, Vectors out, int row, int column, boolean transposed) {
        for (int k = 0; k < v.count; k++) {
            for (int i = 0; i < v.length; i++) {
                int r = transposed ? i : k;
                int c = transposed ? k : i;
                out.set(row + r, column + c, v.re(k, i), v.im(k, i));
            }
        }
    }

    private Vectors rows(int item, int operand, Status s) {
        View from = operands.get(operand);
        return read(from, item, from.rows(), from.columns(), 2, s);
    }

    private Vectors columns(int item, Status s) {
        View from = operands.getFirst();
        return read(from, item, from.columns(), from.rows(), 1, s);
    }

    /** Vectors along the last axis but {@code axis}, counted from 1. */
    private Vectors read(View from, int item, int count, int length, int axis, Status s) {
        int rank = from.layout.shape().rank();
        long across = from.layout.stride(rank - axis);
        long along = from.layout.stride(rank - 3 + axis);
        long start = from.start(item, 2);
        Vectors v = new Vectors(count, length, from.complex, loops);
        boolean finite = true;
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < length; i++) {
                long at = start + k * across + i * along;
                double re = from.memory.re(at);
                double im = from.complex ? from.memory.im(at) : 0;
                finite &= Double.isFinite(re) && Double.isFinite(im);
                v.set(k, i, re, im);
            }
        }
        if (!finite) {
            s.fail(Status.NOT_FINITE);
        }
        return v;
    }

    private void write(int item, Vectors out) {
        int rank = result.layout.shape().rank();
        long start = result.start(item, 2);
        for (int i = 0; i < out.count; i++) {
            for (int j = 0; j < out.length; j++) {
                long at =
                        start
                                + i * result.layout.stride(rank - 2)
                                + j * result.layout.stride(rank - 1);
                result.memory.set(at, out.re(i, j), out.im(i, j));
            }
        }
    }
}
