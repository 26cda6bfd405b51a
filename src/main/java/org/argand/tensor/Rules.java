package org.argand.tensor;

/** Derivatives that take more than a line, because the plain formula fails at a point or overflows. */
final class Rules {
    /** Terms of the series of sinc′ that matter for |z| below a half. */
    private static final int SINC_TERMS = 11;

    private Rules() {}

    /** √(1−z)·√(1+z), the root in the derivatives of asin and acos with the right cuts; no square overflows. */
    static Tensor crossRoot(Tensor z) {
        return z.neg().add(1).sqrt().mul(z.add(1).sqrt());
    }

    /** 1/z, and 0 at 0, where also its own derivatives are 0. */
    static Tensor inverseOrZero(Tensor z) {
        Tensor zero = z.equalTo(0);
        return Tensor.where(zero, z.fill(0), Tensor.where(zero, z.fill(1), z).reciprocal());
    }

    /** 1/z; at a complex 0, which is a pole in no direction, 0 as for |z|. */
    static Tensor directed(Tensor z) {
        return z.dtype().isComplex() ? inverseOrZero(z) : z.reciprocal();
    }

    /** 1/(1 + z²) in factors that do not overflow. */
    static Tensor atanSlope(Tensor z) {
        if (!z.dtype().isComplex()) {
            return z.hypot(z.fill(1)).reciprocal().square();
        }
        Tensor iz = z.timesI();
        return iz.add(1).reciprocal().mul(iz.neg().add(1).reciprocal());
    }

    /** 1/√(1 + z²) on the right branch. */
    static Tensor asinhSlope(Tensor z) {
        Tensor root = z.dtype().isComplex() ? crossRoot(z.timesI()) : z.hypot(z.fill(1));
        return root.reciprocal();
    }

    /** sinc′(z) = (cos πz − s)/z; by its series near 0, where that difference cancels. */
    static Tensor sincSlope(Tensor z, Tensor s) {
        Tensor small = z.abs().less(0.5);
        Tensor near = Tensor.where(small, z, z.fill(0));
        Tensor far = Tensor.where(small, z.fill(1), z);
        Tensor turns = far.real().mul(0.5).round().mul(2);
        Tensor direct = far.sub(turns).mul(Math.PI).cos().sub(s).div(far);
        return Tensor.where(small, sincSeries(near), direct);
    }

    /** Σ (−1)^k 2k π^{2k} z^{2k−1}/(2k+1)! from k = 1. */
    private static Tensor sincSeries(Tensor z) {
        double[] coefficients = new double[SINC_TERMS + 1];
        double power = 1;
        for (int k = 1; k <= SINC_TERMS; k++) {
            power *= -Math.PI * Math.PI / ((2 * k) * (2 * k + 1));
            coefficients[k] = 2 * k * power;
        }
        Tensor u = z.square();
        Tensor sum = z.fill(coefficients[SINC_TERMS]);
        for (int k = SINC_TERMS - 1; k > 0; k--) {
            sum = sum.mul(u).add(coefficients[k]);
        }
        return sum.mul(z);
    }

    /** ∂z^w/∂z = w z^{w−1}; 0 for w = 0, and at a complex 0 where z^{w−1} is infinite in no direction. */
    static Tensor powerInBase(Tensor z, Tensor w) {
        Tensor singular = w.dtype().isComplex() ? w.real().less(1) : w.equalTo(0);
        Tensor pole = z.equalTo(0).and(singular);
        Tensor factor = Tensor.where(pole, w.fill(0), w);
        return factor.mul(z.pow(Tensor.where(pole, w.fill(1), w.sub(1))));
    }

    /** ∂z^w/∂w = s log z; 0 for z = 0 and Re w ≥ 0. */
    static Tensor powerInExponent(Tensor z, Tensor w, Tensor s) {
        Tensor flat = z.equalTo(0).and(w.real().less(0).not());
        return s.mul(Tensor.where(flat, z.fill(1), z).log());
    }
}
