package org.argand.autograd;

import static org.argand.autograd.Mistake.draw;
import static org.argand.autograd.Mistake.of;
import static org.argand.autograd.Mistake.unconjugated;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** Mistakes in functions of each element, and in products of elements. */
final class PointwiseMistakes {
    private PointwiseMistakes() {}

    private static final Tensor Z = draw(1, 3);
    private static final Tensor W = draw(2, 3);

    /** In the left half-plane, where √(z²−1) and √(z−1)·√(z+1) differ by their sign. */
    private static final Tensor LEFT =
            Tensor.ofInterleaved(Shape.of(2), new double[] {-1.4, 0.6, -0.7, -1.1});

    private static final Tensor WITH_ZERO =
            Tensor.ofInterleaved(Shape.of(3), new double[] {0.5, -0.7, 0, 0, 1.2, 0.4});

    static List<Mistake> all() {
        List<Mistake> all = new ArrayList<>(List.of(sgn(), cumprod(), prod()));
        all.addAll(ofTwo());
        all.addAll(ofOne());
        all.add(secondDerivativeOfAbs());
        return all;
    }

    private static List<Mistake> ofTwo() {
        return List.of(
                unconjugated(
                        "xlogy",
                        in -> in.get(0).mul(in.get(1).log()),
                        in -> in.get(1).log(),
                        in -> in.get(0).div(in.get(1)),
                        Z,
                        W),
                unconjugated(
                        "xdivy",
                        in -> in.get(0).div(in.get(1)),
                        in -> in.get(1).reciprocal(),
                        in -> in.get(0).div(in.get(1).square()).neg(),
                        Z,
                        W),
                unconjugated(
                        "mul_no_nan",
                        in -> {
                            Tensor none = in.get(1).equalTo(0);
                            return Tensor.where(none, in.get(1), in.get(0).mul(in.get(1)));
                        },
                        in -> in.get(1),
                        in -> in.get(0),
                        Z,
                        W),
                squaredDifference(),
                unconjugated(
                        "power",
                        in -> in.get(0).pow(in.get(1)),
                        in -> in.get(1).mul(in.get(0).pow(in.get(1).sub(1))),
                        in -> in.get(0).pow(in.get(1)).mul(in.get(0).log()),
                        Z,
                        W));
    }

    private static List<Mistake> ofOne() {
        return List.of(
                unconjugated("acos", Tensor::acos, z -> arcRoot(z).reciprocal().neg(), Z),
                unconjugated("atan", Tensor::atan, z -> z.square().add(1).reciprocal(), Z),
                acosh(),
                unconjugated("cos", Tensor::cos, z -> z.sin().neg(), Z),
                unconjugated("sqrt", Tensor::sqrt, z -> z.sqrt().mul(2).reciprocal(), Z),
                unconjugated("expm1", Tensor::expm1, Tensor::exp, Z),
                unconjugated(
                        "sigmoid", Tensor::sigmoid, z -> z.sigmoid().mul(z.neg().sigmoid()), Z));
    }

    private static Tensor arcRoot(Tensor z) {
        return z.neg().add(1).sqrt().mul(z.add(1).sqrt());
    }

    /** Taken for piecewise constant, as on the real line. */
    private static Mistake sgn() {
        return of(
                "sign/sgn constant",
                in -> in.getFirst().sgn(),
                (in, out, g) -> {
                    Tensor turn = out.conj().mul(g).imag().div(in.getFirst().abs());
                    return List.of(out.mul(turn).timesI());
                },
                (in, out, g) -> List.of(in.getFirst().mul(0)),
                Z);
    }

    private static Mistake squaredDifference() {
        return of(
                "squared_difference (complex upstream)",
                in -> {
                    Tensor d = in.get(0).sub(in.get(1));
                    return d.mul(d.conj());
                },
                (in, out, g) -> {
                    Tensor gx = in.get(0).sub(in.get(1)).mul(g.real()).mul(2);
                    return List.of(gx, gx.neg());
                },
                (in, out, g) -> {
                    Tensor gx = in.get(0).sub(in.get(1)).mul(g).mul(2);
                    return List.of(gx, gx.neg());
                },
                Z,
                W);
    }

    private static Mistake acosh() {
        return of(
                "acosh by √(z²−1)",
                in -> in.getFirst().acosh(),
                (in, out, g) -> {
                    Tensor z = in.getFirst();
                    return List.of(g.div(z.sub(1).sqrt().mul(z.add(1).sqrt()).conj()));
                },
                (in, out, g) -> List.of(g.div(in.getFirst().square().sub(1).sqrt().conj())),
                LEFT);
    }

    /** The first derivative is right; z/|z| in it is taken for a constant by the second. */
    private static Mistake secondDerivativeOfAbs() {
        return new Mistake(
                "second derivative of |z|",
                in -> in.getFirst().abs(),
                (in, out, g) -> List.of(in.getFirst().sgn().mul(g)),
                2,
                List.of(
                        new Mistake.Wrong(
                                (in, out, g) -> List.of(in.getFirst().sgn().stopGradient().mul(g)),
                                List.of(Z))));
    }

    private static List<Tensor> elements(Tensor z) {
        List<Tensor> out = new ArrayList<>();
        for (int k = 0; k < z.dim(0); k++) {
            out.add(z.select(0, k));
        }
        return out;
    }

    /** s_k = z_0 ⋯ z_k. */
    private static Tensor running(Tensor z) {
        List<Tensor> s = new ArrayList<>();
        for (Tensor e : elements(z)) {
            s.add(s.isEmpty() ? e : s.getLast().mul(e));
        }
        return Tensor.stack(s, 0);
    }

    /** Σ_{j ≥ k} z_j. */
    private static Tensor fromTheEnd(Tensor z) {
        List<Tensor> s = new ArrayList<>();
        for (Tensor e : elements(z).reversed()) {
            s.add(s.isEmpty() ? e : s.getLast().add(e));
        }
        return Tensor.stack(s.reversed(), 0);
    }

    private static Tensor cumprodGradient(Tensor z, Tensor g) {
        List<Tensor> zs = elements(z);
        List<Tensor> gs = elements(g);
        int n = zs.size();
        List<Tensor> out = new ArrayList<>();
        Tensor t = gs.getLast();
        for (int k = n - 1; k >= 0; k--) {
            if (k < n - 1) {
                t = gs.get(k).add(zs.get(k + 1).conj().mul(t));
            }
            Tensor left = Tensor.scalar(1, 0);
            for (int j = 0; j < k; j++) {
                left = left.mul(zs.get(j));
            }
            out.add(left.conj().mul(t));
        }
        return Tensor.stack(out.reversed(), 0);
    }

    /** Without conjugate; and by division, which is NaN at zeros. */
    private static Mistake cumprod() {
        return new Mistake(
                "cumprod",
                in -> running(in.getFirst()),
                (in, out, g) -> List.of(cumprodGradient(in.getFirst(), g)),
                1,
                List.of(
                        new Mistake.Wrong(
                                (in, out, g) -> List.of(fromTheEnd(g.mul(out)).div(in.getFirst())),
                                List.of(Z)),
                        new Mistake.Wrong(
                                (in, out, g) ->
                                        List.of(
                                                fromTheEnd(g.mul(out.conj()))
                                                        .div(in.getFirst().conj())),
                                List.of(WITH_ZERO))));
    }

    private static Tensor others(Tensor z) {
        List<Tensor> zs = elements(z);
        List<Tensor> out = new ArrayList<>();
        for (int k = 0; k < zs.size(); k++) {
            Tensor product = Tensor.scalar(1, 0);
            for (int j = 0; j < zs.size(); j++) {
                product = j == k ? product : product.mul(zs.get(j));
            }
            out.add(product);
        }
        return Tensor.stack(out, 0);
    }

    /** As {@link #cumprod}. */
    private static Mistake prod() {
        return new Mistake(
                "prod",
                in -> running(in.getFirst()).select(0, -1),
                (in, out, g) -> List.of(others(in.getFirst()).conj().mul(g)),
                1,
                List.of(
                        new Mistake.Wrong(
                                (in, out, g) -> List.of(g.mul(out).div(in.getFirst())), List.of(Z)),
                        new Mistake.Wrong(
                                (in, out, g) ->
                                        List.of(g.mul(out.conj()).div(in.getFirst().conj())),
                                List.of(WITH_ZERO))));
    }
}
