package org.argand.nn;

import java.util.List;
import java.util.Locale;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Pointwise functions without variables, as layers; {@link ModRelu} has a bias and is a class of
 * its own.
 *
 * <p>Those that need an order take real input only, and say which one to take for complex input.
 * Gradients are those of the tensor ops they are made of, {@code ∂L/∂x + i ∂L/∂y}.
 */
public enum Activation implements Layer {
    /** max(x, 0), real; gradient 0 at 0. */
    RELU {
        @Override
        public Tensor apply(Tensor x) {
            needReal(x, "CRELU, ZRELU, CARDIOID or ModRelu");
            return x.relu();
        }
    },
    /** relu(Re z) + i·relu(Im z), complex. */
    CRELU {
        @Override
        public Tensor apply(Tensor z) {
            needComplex(z, "RELU");
            return Tensor.complex(z.real().relu(), z.imag().relu());
        }
    },
    /**
     * z where Re z &gt; 0 and Im z &gt; 0, and 0 elsewhere, complex (Guberman 2016); the gradient
     * passes where z does.
     */
    ZRELU {
        @Override
        public Tensor apply(Tensor z) {
            needComplex(z, "RELU");
            Tensor inside = z.real().greater(0).and(z.imag().greater(0));
            return Tensor.where(inside, z, Tensor.zeros(z.dtype(), Shape.SCALAR).to(z.device()));
        }
    },
    /**
     * ½(1 + cos∠z)·z, and RELU on the real line (Virtue, Yu, Lustig 2017).
     *
     * <p>Gradient {@code ½(1+cosθ)G − ½ sinθ·Re(z̄G)·i z/|z|²}, and ½G at 0.
     */
    CARDIOID {
        @Override
        public Tensor apply(Tensor z) {
            return z.sgn().real().add(1).mul(0.5).mul(z);
        }
    },
    /** x for x &gt; 0 and 0.01·x otherwise, real; see {@link #leakyRelu}. */
    LEAKY_RELU {
        @Override
        public Tensor apply(Tensor x) {
            return leakyRelu(x, 0.01);
        }
    },
    /**
     * ½x(1 + tanh(√(2/π)(x + 0.044715x³))), real: the tanh form of the Gaussian error linear unit
     * (Hendrycks and Gimpel 2016), within 5e-4 of x·Φ(x).
     */
    GELU_TANH {
        @Override
        public Tensor apply(Tensor x) {
            needReal(x, "CARDIOID or ModRelu");
            Tensor inner = x.square().mul(0.044715).add(1).mul(x).mul(Math.sqrt(2 / Math.PI));
            return inner.tanh().add(1).mul(0.5).mul(x);
        }
    },
    /** tanh, real or complex; holomorphic, with poles at i(π/2 + kπ). */
    TANH {
        @Override
        public Tensor apply(Tensor z) {
            return z.tanh();
        }
    },
    /** 1/(1 + exp(−z)), real or complex; holomorphic, with poles at i(π + 2kπ). */
    SIGMOID {
        @Override
        public Tensor apply(Tensor z) {
            return z.sigmoid();
        }
    };

    /** The function of each element. */
    public abstract Tensor apply(Tensor x);

    /** x for x &gt; 0 and {@code slope·x} otherwise, real; the gradient at 0 is the slope. */
    public static Tensor leakyRelu(Tensor x, double slope) {
        LEAKY_RELU.needReal(x, "CRELU or ModRelu");
        return Tensor.where(x.greater(0), x, x.mul(slope));
    }

    @Override
    public Tensor forward(Tensor x, Mode mode) {
        return apply(x);
    }

    @Override
    public List<Variable> variables() {
        return List.of();
    }

    void needReal(Tensor x, String alternative) {
        if (!x.dtype().isFloating()) {
            String remedy = x.dtype().isComplex() ? "; for complex input say " + alternative : "";
            throw new ArgandException.DTypeMismatch(
                    label(), "needs a real floating type, got " + x.dtype() + remedy);
        }
    }

    void needComplex(Tensor z, String alternative) {
        if (!z.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    label(),
                    "needs a complex type, got "
                            + z.dtype()
                            + "; for real input say "
                            + alternative);
        }
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
