package org.argand.tensor;

/**
 * The elementary functions of a tensor, real or complex; {@link Holomorphic} has their references, derivatives and
 * domains. Branch cuts and special values are those of C99 Annex G; an integer tensor is refused.
 */
public sealed interface Elementary permits Tensor {
    private Tensor apply(Holomorphic f) {
        return Engine.apply(f, (Tensor) this);
    }

    default Tensor exp() {
        return apply(Holomorphic.EXP);
    }

    default Tensor expm1() {
        return apply(Holomorphic.EXPM1);
    }

    default Tensor log() {
        return apply(Holomorphic.LOG);
    }

    default Tensor log1p() {
        return apply(Holomorphic.LOG1P);
    }

    default Tensor log10() {
        return apply(Holomorphic.LOG10);
    }

    default Tensor sqrt() {
        return apply(Holomorphic.SQRT);
    }

    default Tensor sin() {
        return apply(Holomorphic.SIN);
    }

    default Tensor cos() {
        return apply(Holomorphic.COS);
    }

    default Tensor tan() {
        return apply(Holomorphic.TAN);
    }

    default Tensor sinh() {
        return apply(Holomorphic.SINH);
    }

    default Tensor cosh() {
        return apply(Holomorphic.COSH);
    }

    default Tensor tanh() {
        return apply(Holomorphic.TANH);
    }

    default Tensor asin() {
        return apply(Holomorphic.ASIN);
    }

    default Tensor acos() {
        return apply(Holomorphic.ACOS);
    }

    default Tensor atan() {
        return apply(Holomorphic.ATAN);
    }

    default Tensor asinh() {
        return apply(Holomorphic.ASINH);
    }

    default Tensor acosh() {
        return apply(Holomorphic.ACOSH);
    }

    default Tensor atanh() {
        return apply(Holomorphic.ATANH);
    }

    /** {@code 1/(1 + exp(−z))}. */
    default Tensor sigmoid() {
        return apply(Holomorphic.SIGMOID);
    }
}
