package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * U over singular values over V, one matrix per lane: operation by operation those of {@link org.argand.backend.dense}.
 *
 * <p>Lanes go through the sweeps together; whichever is done waits for the others. Those with a singular value of 0 refuse.
 */
final class SideSvd {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;
    private static final int MAX_SWEEPS = 60;
    private static final double NEGLIGIBLE = 1e-280;

    private final SideScratch scratch;
    private final boolean wide;
    private final boolean complex;
    private final int n;

    /** The matrix, or if it is wide its adjoint. */
    private final SideMatrix a;

    private final SideExponent exponent;
    private final SideOrthogonalTriangular qr;
    private final SideMatrix x;
    private final SideMatrix w;
    private final List<SideMatrix> both;
    private final SideMatrix u;
    private final SideMatrix result;

    private final int squares;

    /** Of the squares of columns, and what is taken for 0. */
    private final int least;

    /** Which lanes have rotated in the sweep before, and which in this one. */
    private final int going;

    private final int rotated;
    private final int by;

    SideSvd(SideScratch scratch, int rows, int columns, boolean complex) {
        int m = Math.max(rows, columns);
        this.scratch = scratch;
        this.wide = rows < columns;
        this.complex = complex;
        this.n = Math.min(rows, columns);
        this.a = scratch.columns(m, n, complex);
        this.exponent = new SideExponent(scratch);
        this.qr = new SideOrthogonalTriangular(a);
        this.x = scratch.columns(n, n, complex);
        this.w = scratch.columns(n, n, complex);
        this.both = List.of(x, w);
        this.u = scratch.columns(m, n, complex);
        this.result = scratch.columns(rows + 1 + columns, n, complex);
        this.squares = scratch.vectors(n);
        this.least = scratch.vectors(1);
        this.going = scratch.vectors(1);
        this.rotated = scratch.vectors(1);
        this.by = scratch.vectors(4);
    }

    SideMatrix operand() {
        return wide ? a.transposed() : a;
    }

    SideMatrix result() {
        return result;
    }

    private VectorMask<Double> lanes(int at) {
        return get(a.data(), at).compare(VectorOperators.NE, 0);
    }

    private int square(int k) {
        return squares + k * L;
    }

    /** The numbers of a column. */
    private static int numbers(SideMatrix m) {
        return m.complex() ? 2 * m.rows() : m.rows();
    }

    void factor() {
        scratch.refuseNotFinite(a);
        if (wide && complex) {
            conjugate();
        }
        exponent.takeFrom(a);
        qr.factor(true);
        adjointOfR();
        converge();
        normalise();
        for (int k = 0; k < n; k++) {
            int column = u.at(0, k);
            System.arraycopy(a.data(), w.at(0, k), a.data(), column, numbers(w) * L);
            scratch.clear(column + numbers(w) * L, u.at(0, k + 1));
        }
        qr.reflectors().applyAll(u);
        exponent.giveTo(squares, n);
        write();
    }

    private void conjugate() {
        double[] p = a.data();
        for (int j = 0; j < n; j++) {
            for (int i = a.at(0, j) + L; i < a.at(a.rows(), j); i += 2 * L) {
                get(p, i).neg().intoArray(p, i);
            }
        }
    }

    /** Column i of X becomes the conjugate of row i of R, and W the identity. */
    private void adjointOfR() {
        double[] p = a.data();
        scratch.clear(x.base(), x.at(0, n));
        scratch.clear(w.base(), w.at(0, n));
        for (int i = 0; i < n; i++) {
            DoubleVector.broadcast(S, 1).intoArray(p, w.at(i, i));
            get(p, qr.diagonal(i)).intoArray(p, x.at(i, i));
            if (complex) {
                DoubleVector.zero(S).neg().intoArray(p, x.at(i, i) + L);
            }
            for (int j = i + 1; j < n; j++) {
                int from = a.at(i, j);
                int to = x.at(j, i);
                get(p, from).intoArray(p, to);
                if (complex) {
                    get(p, from + L).neg().intoArray(p, to + L);
                }
            }
        }
    }

    /** Rotates pairs of columns until all are orthogonal, longer ones first. */
    private void converge() {
        double[] p = a.data();
        DoubleVector largest = DoubleVector.zero(S);
        for (int k = 0; k < n; k++) {
            SideKernel.square(p, x.at(0, k), n, complex, square(k));
            largest = largest.max(get(p, square(k)));
        }
        largest.mul(NEGLIGIBLE).intoArray(p, least);
        begin(scratch.accepted());
        for (int sweep = 0; lanes(going).anyTrue(); sweep++) {
            if (sweep == MAX_SWEEPS) {
                scratch.refuse(lanes(going));
                return;
            }
            for (int i = 0; i < n - 1; i++) {
                for (int j = i + 1; j < n; j++) {
                    sort(i, j);
                    SideKernel.dot(p, x.at(0, i), x.at(0, j), n, complex, scratch.square());
                    if (findRotation(i, j)) {
                        rotate(i, j);
                    }
                }
            }
            begin(lanes(rotated).and(scratch.accepted()));
        }
    }

    /** Those lanes take part in the next sweep. */
    private void begin(VectorMask<Double> lanes) {
        double[] p = a.data();
        DoubleVector.zero(S).blend(1, lanes).intoArray(p, going);
        DoubleVector.zero(S).intoArray(p, rotated);
    }

    /** The longer one of two columns comes first. */
    private void sort(int i, int j) {
        double[] p = a.data();
        DoubleVector first = get(p, square(i));
        DoubleVector second = get(p, square(j));
        VectorMask<Double> some = first.compare(VectorOperators.LT, second).and(lanes(going));
        if (some.anyTrue()) {
            first.blend(second, some).intoArray(p, square(i));
            second.blend(first, some).intoArray(p, square(j));
            DoubleVector.zero(S).blend(1, some).intoArray(p, by);
            for (SideMatrix m : both) {
                SideKernel.swap(p, m.at(0, i), m.at(0, j), numbers(m), by);
            }
        }
    }

    /** Whether some lanes have columns that are not orthogonal, and by which rotation they would be. */
    private boolean findRotation(int i, int j) {
        double[] p = a.data();
        int sums = scratch.square();
        DoubleVector first = get(p, square(i));
        DoubleVector second = get(p, square(j));
        DoubleVector re = get(p, sums);
        DoubleVector im = get(p, sums + L);
        DoubleVector product = re.mul(re).add(im.mul(im));
        VectorMask<Double> some =
                lanes(going)
                        .and(second.compare(VectorOperators.GT, get(p, least)))
                        .and(
                                re.compare(VectorOperators.NE, 0)
                                        .or(im.compare(VectorOperators.NE, 0)));
        VectorMask<Double> odd = SideKernel.ordinary(product).not().and(some);
        scratch.refuse(odd);
        DoubleVector size = product.sqrt();
        DoubleVector small = first.sqrt().mul(Math.ulp(1.0) * Math.sqrt(n)).mul(second.sqrt());
        some = some.and(size.compare(VectorOperators.GT, small)).andNot(odd);
        DoubleVector zeta = second.sub(first).div(size.mul(2));
        DoubleVector one = DoubleVector.broadcast(S, 1);
        DoubleVector t = one.div(zeta.abs().add(zeta.mul(zeta).add(1).sqrt()));
        t = SideReflectors.opposed(t, zeta).neg();
        DoubleVector c = one.div(t.mul(t).add(1).sqrt());
        DoubleVector s = c.mul(t);
        c.intoArray(p, by);
        s.mul(re.div(size)).intoArray(p, by + L);
        s.mul(im.div(size)).intoArray(p, by + 2 * L);
        DoubleVector.zero(S).blend(1, some).intoArray(p, by + 3 * L);
        return some.anyTrue();
    }

    private void rotate(int i, int j) {
        double[] p = a.data();
        get(p, rotated).blend(1, lanes(by + 3 * L)).intoArray(p, rotated);
        for (SideMatrix m : both) {
            SideKernel.rotate(p, m.at(0, i), m.at(0, j), n, complex, by);
        }
        length(i);
        length(j);
    }

    /** Measures a column anew, in the lanes that have rotated it. */
    private void length(int k) {
        double[] p = a.data();
        int sums = scratch.square();
        SideKernel.square(p, x.at(0, k), n, complex, sums);
        get(p, square(k)).blend(get(p, sums), lanes(by + 3 * L)).intoArray(p, square(k));
    }

    /** The columns become unit vectors and their squares the singular values. */
    private void normalise() {
        double[] p = a.data();
        DoubleVector largest = DoubleVector.zero(S);
        for (int k = 0; k < n; k++) {
            SideKernel.norm(scratch, x.at(0, k), n, complex, square(k));
            largest = largest.max(get(p, square(k)));
        }
        for (int k = 0; k < n; k++) {
            scratch.refuse(
                    get(p, square(k))
                            .compare(VectorOperators.GT, largest.mul(Math.sqrt(NEGLIGIBLE)))
                            .not());
            SideKernel.divide(p, x.at(0, k), x.at(0, k), numbers(x), square(k));
        }
    }

    /** Copies the result, the rows of V, or of U if the matrix is wide, where each lane's order of columns says. */
    private void write() {
        double[] p = a.data();
        int m = operand().rows();
        int step = x.down();
        for (int k = 0; k < n; k++) {
            int left = result.at(0, k);
            int right = result.at(m + 1, k);
            System.arraycopy(p, u.at(0, k), p, wide ? right : left, numbers(u) * L);
            int value = result.at(m, k);
            get(p, square(k)).intoArray(p, value);
            if (complex) {
                DoubleVector.zero(S).intoArray(p, value + L);
            }
            int to = wide ? left : right;
            for (int i = 0; i < n; i++) {
                for (int lane = 0; lane < L; lane++) {
                    int from = x.at(i, k) + lane;
                    int place = to + (int) p[qr.order(i) + lane] * step + lane;
                    p[place] = p[from];
                    if (complex) {
                        p[place + L] = p[from + L];
                    }
                }
            }
        }
    }
}
