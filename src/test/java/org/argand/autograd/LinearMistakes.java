package org.argand.autograd;

import static org.argand.autograd.Mistake.draw;
import static org.argand.autograd.Mistake.of;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/** Mistakes in linear algebra and in Fourier transforms, on forwards written out for small sizes. */
final class LinearMistakes {
    private LinearMistakes() {}

    private static final Tensor EYE = Tensor.arange(DType.INT64, 2).oneHot(2, DType.FLOAT64);
    private static final Tensor A = draw(21, 2, 2);

    static List<Mistake> all() {
        return List.of(
                determinant(),
                slogdet(),
                lstsq(),
                squareRoot(),
                tridiagonal(),
                irfft("irfft even n", 6),
                irfft("irfft odd n", 5),
                of(
                        "fftshift odd n as its own adjoint",
                        in -> in.getFirst().fftshift(),
                        (in, out, g) -> List.of(g.ifftshift()),
                        (in, out, g) -> List.of(g.fftshift()),
                        draw(29, 5)));
    }

    private static Tensor at(Tensor m, int i, int j) {
        return m.select(-2, i).select(-1, j);
    }

    private static Tensor matrix(Tensor a, Tensor b, Tensor c, Tensor d) {
        return Tensor.stack(List.of(a, b, c, d), 0).reshape(2, 2);
    }

    private static Tensor det(Tensor m) {
        return at(m, 0, 0).mul(at(m, 1, 1)).sub(at(m, 0, 1).mul(at(m, 1, 0)));
    }

    private static Tensor cofactors(Tensor m) {
        return matrix(at(m, 1, 1), at(m, 0, 1).neg(), at(m, 1, 0).neg(), at(m, 0, 0));
    }

    private static Tensor inverse(Tensor m) {
        return cofactors(m).div(det(m));
    }

    private static Mistake determinant() {
        return of(
                "det",
                in -> det(in.getFirst()),
                (in, out, g) -> List.of(inverse(in.getFirst()).adjoint().mul(out.conj()).mul(g)),
                (in, out, g) -> List.of(inverse(in.getFirst()).transpose().mul(out).mul(g)),
                A);
    }

    /** Of the vector (ŝ, ℓ) with det = ŝ·exp ℓ. */
    private static Mistake slogdet() {
        return of(
                "slogdet",
                in -> {
                    Tensor d = det(in.getFirst());
                    return Tensor.stack(List.of(d.sgn(), d.abs().log().cast(d.dtype())), 0);
                },
                (in, out, g) ->
                        List.of(inverse(in.getFirst()).adjoint().mul(slogdetFactor(out, g))),
                (in, out, g) ->
                        List.of(inverse(in.getFirst()).transpose().mul(slogdetFactor(out, g))),
                A);
    }

    private static Tensor slogdetFactor(Tensor out, Tensor g) {
        Tensor turn = out.select(0, 0).conj().mul(g.select(0, 0)).imag();
        return Tensor.complex(g.select(0, 1).real(), turn);
    }

    /** Least squares of a tall system; transposes where adjoints belong. */
    private static Mistake lstsq() {
        return of(
                "lstsq",
                in -> leastSquares(in.get(0), in.get(1)),
                (in, x, g) -> {
                    Tensor a = in.get(0);
                    Tensor k = inverse(a.adjoint().matmul(a)).matmul(g);
                    Tensor rest = in.get(1).sub(a.matmul(x));
                    Tensor ak = a.matmul(k);
                    return List.of(rest.matmul(k.adjoint()).sub(ak.matmul(x.adjoint())), ak);
                },
                (in, x, g) -> {
                    Tensor a = in.get(0);
                    Tensor k = inverse(a.adjoint().matmul(a)).matmul(g);
                    Tensor rest = in.get(1).sub(a.matmul(x));
                    Tensor ak = a.matmul(k);
                    return List.of(rest.matmul(k.transpose()).sub(ak.matmul(x.transpose())), ak);
                },
                draw(22, 3, 2),
                draw(23, 3, 1));
    }

    private static Tensor leastSquares(Tensor a, Tensor b) {
        return inverse(a.adjoint().matmul(a)).matmul(a.adjoint()).matmul(b);
    }

    /** √A = (A + sI)/t with s = √det A and t = √(tr A + 2s). */
    private static Tensor root(Tensor a) {
        Tensor s = det(a).sqrt();
        Tensor t = at(a, 0, 0).add(at(a, 1, 1)).add(s.mul(2)).sqrt();
        return a.add(EYE.mul(s)).div(t);
    }

    /** X with MX + XM = G: by Cayley and Hamilton (det M·G + N·G·N)/(2 tr M·det M), N = tr M·I − M. */
    private static Tensor sylvester(Tensor m, Tensor g) {
        Tensor trace = at(m, 0, 0).add(at(m, 1, 1));
        Tensor n = EYE.mul(trace).sub(m);
        Tensor d = det(m);
        return g.mul(d).add(n.matmul(g).matmul(n)).div(trace.mul(d).mul(2));
    }

    private static Mistake squareRoot() {
        return of(
                "matrix square root",
                in -> root(in.getFirst()),
                (in, out, g) -> List.of(sylvester(out.adjoint(), g)),
                (in, out, g) -> List.of(sylvester(out.transpose(), g)),
                A);
    }

    /** x with l_i x_{i−1} + d_i x_i + u_i x_{i+1} = b_i, by elimination. */
    private static Tensor solve(Tensor l, Tensor d, Tensor u, Tensor b) {
        int n = (int) d.dim(0);
        List<Tensor> diagonal = new ArrayList<>(List.of(d.select(0, 0)));
        List<Tensor> right = new ArrayList<>(List.of(b.select(0, 0)));
        for (int i = 1; i < n; i++) {
            Tensor factor = l.select(0, i - 1).div(diagonal.getLast());
            diagonal.add(d.select(0, i).sub(factor.mul(u.select(0, i - 1))));
            right.add(b.select(0, i).sub(factor.mul(right.getLast())));
        }
        List<Tensor> x = new ArrayList<>(List.of(right.getLast().div(diagonal.getLast())));
        for (int i = n - 2; i >= 0; i--) {
            x.addFirst(right.get(i).sub(u.select(0, i).mul(x.getFirst())).div(diagonal.get(i)));
        }
        return Tensor.stack(x, 0);
    }

    /** Of (lower, diagonal, upper, right side): −y·x̄ along the diagonals with y = T^{−H}·g. */
    private static Mistake tridiagonal() {
        return of(
                "tridiagonal solve",
                in -> solve(in.get(0), in.get(1), in.get(2), in.get(3)),
                (in, x, g) -> {
                    Tensor y = solve(in.get(2).conj(), in.get(1).conj(), in.get(0).conj(), g);
                    return diagonals(y, x.conj());
                },
                (in, x, g) -> diagonals(solve(in.get(2), in.get(1), in.get(0), g), x),
                draw(24, 2),
                draw(25, 3),
                draw(26, 2),
                draw(27, 3));
    }

    private static List<Tensor> diagonals(Tensor y, Tensor x) {
        return List.of(
                y.slice(0, 1, 3).mul(x.slice(0, 0, 2)).neg(),
                y.mul(x).neg(),
                y.slice(0, 0, 2).mul(x.slice(0, 1, 3)).neg(),
                y);
    }

    /** e^{2πi jk/n} for j < n and the frequencies k of half a spectrum. */
    private static Tensor waves(int n) {
        Tensor j = Tensor.arange(DType.FLOAT64, n).expand(-1);
        Tensor k = Tensor.arange(DType.FLOAT64, n / 2 + 1);
        return j.mul(k).mul(2 * Math.PI / n).timesI().exp();
    }

    /** How often a frequency of the half counts in the whole spectrum; {@code lastOnce} as for even n. */
    private static Tensor weights(int n, boolean lastOnce) {
        double[] w = new double[n / 2 + 1];
        java.util.Arrays.fill(w, 2);
        w[0] = 1;
        w[n / 2] = lastOnce ? 1 : 2;
        return Tensor.of(w);
    }

    /** x = Re Σ_k w_k X_k e^{2πi jk/n}/n of half a spectrum, and the adjoint w∘rfft(g)/n without its weights. */
    private static Mistake irfft(String name, int n) {
        Tensor w = weights(n, n % 2 == 0);
        List<Tensor> at = List.of(draw(28, n / 2 + 1));
        List<Mistake.Wrong> wrong = new ArrayList<>();
        wrong.add(new Mistake.Wrong((in, out, g) -> List.of(rfft(g, n).div(n)), at));
        if (n % 2 == 1) {
            wrong.add(
                    new Mistake.Wrong(
                            (in, out, g) -> List.of(rfft(g, n).mul(weights(n, true)).div(n)), at));
        }
        return new Mistake(
                name,
                in -> waves(n).matmul(in.getFirst().mul(w).expand(-1)).squeeze(-1).real().div(n),
                (in, out, g) -> List.of(rfft(g, n).mul(w).div(n)),
                1,
                wrong);
    }

    private static Tensor rfft(Tensor g, int n) {
        return waves(n).adjoint().matmul(g.expand(-1).cast(DType.COMPLEX128)).squeeze(-1);
    }
}
