package org.argand.backend.dense;

/**
 * Householder reflections {@code H = I − τ v vᴴ} whose adjoints turn a vector x into a real multiple of a unit vector.
 *
 * <p>Source: LAPACK's zlarfg, which takes τ complex so that β is real.
 */
final class Reflectors {
    /** The vectors v, with zeros before element k of the k-th and 1 there. */
    private final Vectors v;

    private final int first;
    private final double[] tauRe;
    private final double[] tauIm;

    /** As many reflections as there are those zero vectors; the k-th acts on elements {@code first + k} onwards. */
    Reflectors(Vectors zeros, int first) {
        this.v = zeros;
        this.first = first;
        this.tauRe = new double[zeros.count];
        this.tauIm = new double[zeros.count];
    }

    Vectors vectors() {
        return v;
    }

    double tauRe(int k) {
        return tauRe[k];
    }

    double tauIm(int k) {
        return tauIm[k];
    }

    /** Makes reflection k from that vector, elements {@code first + k} onwards; gives β. */
    double make(int k, Vectors from, int w) {
        int at = first + k;
        double re = from.re(w, at);
        double im = from.im(w, at);
        double rest = from.norm(w, at + 1, from.length);
        v.set(k, at, 1, 0);
        if (rest == 0 && im == 0) {
            return re;
        }
        double beta = -Math.copySign(Vectors.length(re, im, rest), re);
        tauRe[k] = (beta - re) / beta;
        tauIm[k] = -im / beta;
        v.divide(k, from, w, re - beta, im, at + 1, v.length);
        return beta;
    }

    /** Applies reflection k, or its adjoint, to vector w of {@code to}. */
    void apply(int k, boolean adjoint, Vectors to, int w) {
        double re = tauRe[k];
        double im = adjoint ? -tauIm[k] : tauIm[k];
        if (re == 0 && im == 0) {
            return;
        }
        v.dot(k, to, w, first + k, v.length);
        double a = re * v.x - im * v.y;
        double b = re * v.y + im * v.x;
        to.add(w, v, k, -a, -b, first + k, v.length);
    }

    /** The first columns of {@code H₀·H₁⋯}; a reflection leaves alone the unit vectors before its elements. */
    Vectors product(int columns) {
        Vectors q = v.units(columns, v.length);
        for (int w = 0; w < columns; w++) {
            for (int k = Math.min(v.count - 1, w - first); k >= 0; k--) {
                apply(k, false, q, w);
            }
        }
        return q;
    }

    /** Applies {@code H₀·H₁⋯} to every vector of {@code to}. */
    void applyAll(Vectors to) {
        for (int w = 0; w < to.count; w++) {
            for (int k = v.count - 1; k >= 0; k--) {
                apply(k, false, to, w);
            }
        }
    }
}
