package org.argand.optim;

import org.argand.array.DType;
import org.argand.tensor.Tensor;

/** What a complex variable's running mean of squares measures; for real variables both are g². */
public enum SecondMoment {
    /** |g|², one real number: the step does not depend on how the complex plane is turned. */
    MODULUS {
        @Override
        DType dtype(DType variable) {
            return variable.real();
        }

        @Override
        Tensor square(Tensor g) {
            return g.abs2();
        }

        @Override
        Tensor divide(Tensor m, Tensor v, double scale, double epsilon) {
            return m.mul(denominator(v, scale, epsilon).reciprocal());
        }
    },
    /**
     * (Re g)² and (Im g)², held as the parts of one complex number: as if the parts were variables
     * of their own.
     */
    PER_COMPONENT {
        @Override
        DType dtype(DType variable) {
            return variable;
        }

        @Override
        Tensor square(Tensor g) {
            return g.dtype().isComplex()
                    ? Tensor.complex(g.real().square(), g.imag().square())
                    : g.square();
        }

        @Override
        Tensor divide(Tensor m, Tensor v, double scale, double epsilon) {
            if (!m.dtype().isComplex()) {
                return MODULUS.divide(m, v, scale, epsilon);
            }
            return Tensor.complex(
                    m.real().div(denominator(v.real(), scale, epsilon)),
                    m.imag().div(denominator(v.imag(), scale, epsilon)));
        }
    };

    /** The type of the slot. */
    abstract DType dtype(DType variable);

    abstract Tensor square(Tensor g);

    /** {@code m/(scale·√v + ε)}, each part by its own v or both by one. */
    abstract Tensor divide(Tensor m, Tensor v, double scale, double epsilon);

    private static Tensor denominator(Tensor v, double scale, double epsilon) {
        return v.sqrt().mul(scale).add(epsilon);
    }
}
