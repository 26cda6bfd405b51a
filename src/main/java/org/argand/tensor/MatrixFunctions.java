package org.argand.tensor;

import java.util.List;
import java.util.Locale;
import org.argand.array.ArgandException;
import org.argand.array.Shape;

/** Functions of square matrices: exponential, principal square root, integer powers. */
final class MatrixFunctions {
    /** Coefficients of the Padé approximant of degree 13 to exp. */
    private static final double[] PADE = {
        64764752532480000.0,
        32382376266240000.0,
        7771770303897600.0,
        1187353796428800.0,
        129060195264000.0,
        10559470521600.0,
        670442572800.0,
        33522128640.0,
        1323241920.0,
        40840800.0,
        960960.0,
        16380.0,
        182.0,
        1.0
    };

    /** 1-norm up to which that approximant is exact to double precision. */
    private static final double THETA = 5.371920351148152;

    /** Two exponents of that size together are within double precision. */
    private static final double FAR_FROM_OVERFLOW = 300;

    private static final int MAX_ITERATIONS = 60;

    private MatrixFunctions() {}

    /** f(A); the adjoint of its differential at G is the upper right block of f at {@code [[Aᴴ, G], [0, Aᴴ]]}. */
    enum Function implements Op.Smooth {
        EXPM {
            @Override
            Tensor at(Tensor a) {
                return exponential(a);
            }
        },
        SQRTM {
            @Override
            Tensor at(Tensor a) {
                return root(a);
            }
        };

        abstract Tensor at(Tensor a);

        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Dense.inDouble(x.getFirst(), a -> at(Dense.finite(label(), a)));
        }

        @Override
        public List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g) {
            Tensor a = x.getFirst().adjoint();
            long n = a.dim(-1);
            if (g.size() == 0) {
                return List.of(g);
            }
            // The block is linear in G, so that G may be brought to a size that does not spoil the
            // scaling.
            Tensor size = g.stopGradient().abs().max(true, -2, -1);
            Tensor unit = Tensor.where(size.equalTo(0), size.fill(1), size);
            Tensor upper = Tensor.concat(List.of(a, g.div(unit)), -1);
            Tensor lower = Tensor.concat(List.of(a.fill(0).broadcastTo(a.shape()), a), -1);
            Tensor f = Engine.apply(this, Tensor.concat(List.of(upper, lower), -2));
            return List.of(f.slice(-2, 0, n).slice(-1, n, 2 * n).mul(unit));
        }
    }

    static Tensor expm(Tensor a) {
        return Engine.apply(Function.EXPM, Dense.square("expm", a));
    }

    static Tensor sqrtm(Tensor a) {
        return Engine.apply(Function.SQRTM, Dense.square("sqrtm", a));
    }

    /** A⁰ = 1; A⁻ᵏ = (A⁻¹)ᵏ. */
    static Tensor power(Tensor a, long k) {
        Dense.square("matrixPower", a);
        Tensor base =
                k < 0 ? Engine.apply(new Solutions.Inverse("matrixPower", OnFailure.ERROR), a) : a;
        Tensor result = Diagonals.eye(a.dim(-1), a).broadcastTo(a.shape());
        boolean started = false;
        for (long e = Math.abs(k); e > 0; e /= 2) {
            if (e % 2 == 1) {
                result = started ? result.matmul(base) : base;
                started = true;
            }
            if (e > 1) {
                base = base.matmul(base);
            }
        }
        return result;
    }

    /** exp(A) = exp(μ)·exp(A − μ), μ the mean of the diagonal where that makes A smaller and nothing can overflow. */
    private static Tensor exponential(Tensor a) {
        if (a.size() == 0) {
            return a;
        }
        Tensor mean = Diagonals.diagonal(a, 0).mean(true, -1).expand(-1);
        Tensor eye = Diagonals.eye(a.dim(-1), a);
        Tensor rest = norm(a.sub(eye.mul(mean)));
        Tensor safe = rest.maximum(mean.abs()).less(FAR_FROM_OVERFLOW);
        Tensor shift = Tensor.where(rest.less(norm(a)).and(safe), mean, mean.fill(0)).realise();
        return squared(a.sub(eye.mul(shift))).mul(shift.exp());
    }

    private static Tensor norm(Tensor a) {
        return a.matrixNorm(MatrixNorm.ONE).expand(-1).expand(-1);
    }

    /**
     * Scaling and squaring: exp(A) = r(A/2ˢ)^(2ˢ), with s by the 1-norm of each matrix. Source: Higham, "The scaling and
     * squaring method for the matrix exponential revisited", SIAM J. Matrix Anal. Appl. 26 (2005).
     */
    private static Tensor squared(Tensor a) {
        Tensor norm = norm(a);
        double[] norms = norm.toDoubles();
        double[] halvings = new double[norms.length];
        double[] scales = new double[norms.length];
        double most = 0;
        for (int k = 0; k < norms.length; k++) {
            int s = norms[k] > THETA ? Math.getExponent(norms[k] / THETA) + 1 : 0;
            halvings[k] = s;
            scales[k] = Math.scalb(1.0, -s);
            most = Math.max(most, halvings[k]);
        }
        Tensor r = approximant(a.mul(like(norm, scales)));
        Tensor times = like(norm, halvings);
        for (int s = 0; s < most; s++) {
            r = Tensor.where(times.greater(s), r.matmul(r), r).realise();
        }
        return r;
    }

    private static Tensor like(Tensor x, double[] values) {
        return Creation.of(x.shape(), values).to(x.device());
    }

    private static Tensor approximant(Tensor a) {
        Tensor eye = Diagonals.eye(a.dim(-1), a);
        Tensor a2 = a.matmul(a).realise();
        Tensor a4 = a2.matmul(a2);
        Tensor a6 = a2.matmul(a4);
        Tensor odd =
                a6.matmul(a6.mul(PADE[13]).add(a4.mul(PADE[11])).add(a2.mul(PADE[9])))
                        .add(polynomial(a6, a4, a2, eye, 1));
        Tensor even =
                a6.matmul(a6.mul(PADE[12]).add(a4.mul(PADE[10])).add(a2.mul(PADE[8])))
                        .add(polynomial(a6, a4, a2, eye, 0));
        Tensor u = a.matmul(odd);
        return Solutions.solve(even.sub(u), even.add(u), OnFailure.ERROR);
    }

    private static Tensor polynomial(Tensor a6, Tensor a4, Tensor a2, Tensor eye, int first) {
        return a6.mul(PADE[6 + first])
                .add(a4.mul(PADE[4 + first]))
                .add(a2.mul(PADE[2 + first]))
                .add(eye.mul(PADE[first]));
    }

    /**
     * The Denman–Beavers iteration in product form, scaled by determinants: M → ½(1 + (M + M⁻¹)/2) and
     * X → ½X(1 + M⁻¹). Source: Higham, "Functions of Matrices" (2008), equations (6.28) and (6.29).
     */
    private static Tensor root(Tensor a) {
        if (a.size() == 0) {
            return a;
        }
        long n = a.dim(-1);
        Tensor eye = Diagonals.eye(n, a);
        Tensor m = a;
        Tensor x = a;
        double error = Double.POSITIVE_INFINITY;
        double close = Math.sqrt(a.dtype().epsilon());
        for (int k = 0; k < MAX_ITERATIONS && !Double.isNaN(error); k++) {
            Tensor inverse = Engine.apply(new Solutions.Inverse("sqrtm", OnFailure.NAN), m);
            if (error > 0.01) {
                Tensor scale = scale(m, n);
                m = m.mul(scale);
                inverse = inverse.div(scale);
                x = x.mul(scale.sqrt());
            }
            x = x.matmul(inverse.add(eye)).mul(0.5).realise();
            m = m.add(inverse).mul(0.5).add(eye).mul(0.5).realise();
            if (error < close) {
                return x;
            }
            error = m.sub(eye).abs().max().item();
        }
        throw new ArgandException.InvalidArgument(
                "sqrtm",
                "no principal root was found; an eigenvalue is on or near the closed"
                        + " negative real axis"
                        + (a.dtype().isComplex()
                                ? ""
                                : ", or the root is complex: cast to complex"));
    }

    /** |det M|^(−1/n), which becomes 1 as the iteration converges. */
    private static Tensor scale(Tensor m, long n) {
        Tensor log = Determinants.slogdet(m).logabsdet();
        Shape ones = Dense.matrices(log.shape(), 1, 1);
        return log.mul(-1.0 / n).exp().reshape(ones);
    }
}
