package org.argand.tensor;

import static org.argand.tensor.Partial.ONE;
import static org.argand.tensor.Partial.ZERO;
import static org.argand.tensor.Partial.realValued;
import static org.argand.tensor.Partial.realValuedFrom;

import java.util.List;
import java.util.Locale;
import org.argand.backend.ComplexMath;
import org.argand.backend.Signature;

/** Functions that see z and z̄: each row states ∂f/∂z and ∂f/∂z̄ per operand. */
public enum NonHolomorphic implements Op.Pointwise {
    /** z̄. */
    CONJ(Signature.NUMBER, Domain.PLANE, "z̄", "0 ; 1", "", new Partial(ZERO, ONE)) {
        @Override
        public double real(double a, double b, double c) {
            return a;
        }

        @Override
        public void complex(double[] in, double[] out) {
            out[0] = in[0];
            out[1] = -in[1];
        }
    },
    /** Re z. */
    REAL(Signature.TO_REAL, Domain.PLANE, "Re z", "½ ; ½", "", realValued((in, s) -> s.fill(0.5))) {
        @Override
        public double real(double a, double b, double c) {
            return a;
        }

        @Override
        public void complex(double[] in, double[] out) {
            out[0] = in[0];
        }
    },
    /** Im z. */
    IMAG(
            Signature.TO_REAL,
            Domain.PLANE,
            "Im z",
            "−i/2 ; i/2",
            "0 of a real operand",
            realValued((in, s) -> s.fill(0, 0.5))) {
        @Override
        public double real(double a, double b, double c) {
            return 0;
        }

        @Override
        public void complex(double[] in, double[] out) {
            out[0] = in[1];
        }
    },
    /** |z|, without needless overflow; gradient 0 at 0. */
    ABS(
            Signature.TO_REAL,
            Domain.NOT_ZERO,
            "|z|",
            "sgn(z̄)/2 ; sgn(z)/2",
            "neither overflows nor underflows needlessly; gradient 0 at 0, to every order",
            realValued((in, s) -> in.getFirst().sgn().mul(0.5))) {
        @Override
        public double real(double a, double b, double c) {
            return Math.abs(a);
        }

        @Override
        public void complex(double[] in, double[] out) {
            out[0] = ComplexMath.abs(in[0], in[1]);
        }
    },
    /** |z|². */
    ABS2(
            Signature.TO_REAL,
            Domain.PLANE,
            "|z|²",
            "z̄ ; z",
            "",
            realValued((in, s) -> in.getFirst())) {
        @Override
        public double real(double a, double b, double c) {
            return a * a;
        }

        @Override
        public void complex(double[] in, double[] out) {
            out[0] = in[0] * in[0] + in[1] * in[1];
        }
    },
    /** arg z in [−π, π], smooth across its cut as far as the gradient goes; gradient 0 at 0. */
    ANGLE(
            Signature.TO_REAL,
            Domain.NOT_ZERO,
            "arg z",
            "−i/(2z) ; i/(2z̄)",
            "in [−π, π], cut (−∞, 0] with the sign of Im z; the gradient is smooth across the cut,"
                    + " and 0 at 0",
            realValuedFrom((in, s) -> Rules.inverseOrZero(in.getFirst()).timesI().mul(-0.5))) {
        @Override
        public double real(double a, double b, double c) {
            return Math.atan2(0, a);
        }

        @Override
        public void complex(double[] in, double[] out) {
            out[0] = ComplexMath.arg(in[0], in[1]);
        }
    },
    /** z/|z|, and 0 at 0 with gradient 0. */
    SGN(
            Signature.NUMBER,
            Domain.NOT_ZERO,
            "z/|z|",
            "1/(2|z|) ; −s²/(2|z|)",
            "0 at 0 with gradient 0; a unit for tiny and huge |z| also",
            new Partial(
                    (in, s) -> inverseAbs(in).mul(0.5),
                    (in, s) -> s.square().mul(inverseAbs(in)).mul(-0.5))) {
        @Override
        public double real(double a, double b, double c) {
            return Math.signum(a);
        }

        @Override
        public void complex(double[] in, double[] out) {
            ComplexMath.sgn(in[0], in[1], out);
        }
    },
    /** x + iy of two real operands. */
    COMPLEX(
            Signature.TO_COMPLEX,
            Domain.PLANE,
            "x + iy",
            "1 ; i for real x and y",
            "real operands",
            onLine(ONE),
            onLine((in, s) -> s.fill(0, 1))) {
        @Override
        public double real(double a, double b, double c) {
            throw new IllegalStateException("complex: has a complex result");
        }

        @Override
        public void complex(double[] in, double[] out) {
            out[0] = in[0];
            out[1] = in[2];
        }
    },
    /** r·exp(iθ) of two real operands. */
    POLAR(
            Signature.TO_COMPLEX,
            Domain.PLANE,
            "r e^{iθ}",
            "e^{iθ} ; is for real r and θ",
            "real operands; r may be negative",
            onLine((in, s) -> Tensor.polar(in.get(0).fill(1), in.get(1))),
            onLine((in, s) -> s.timesI())) {
        @Override
        public double real(double a, double b, double c) {
            throw new IllegalStateException("polar: has a complex result");
        }

        @Override
        public void complex(double[] in, double[] out) {
            ComplexMath.polar(in[0], in[2], out);
        }
    };

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Signature signature;
    private final Domain domain;
    private final Text text;
    private final List<Partial> partials;

    NonHolomorphic(
            Signature signature,
            Domain domain,
            String formula,
            String derivative,
            String note,
            Partial... partials) {
        this.signature = signature;
        this.domain = domain;
        this.text = new Text(formula, derivative, note);
        this.partials = List.of(partials);
    }

    /** The derivative along the real line, for an operand that is real. */
    private static Partial onLine(Partial.Rule derivative) {
        return new Partial(derivative, ZERO);
    }

    /** 1/|z|, and 0 at 0. */
    private static Tensor inverseAbs(List<Tensor> in) {
        return Rules.inverseOrZero(in.getFirst().abs());
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return partials.size();
    }

    @Override
    public boolean isPlain() {
        return switch (this) {
            case CONJ, REAL, IMAG, ABS2, COMPLEX -> true;
            case ABS, ANGLE, SGN, POLAR -> false;
        };
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public Text text() {
        return text;
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public Partial partial(int index) {
        return partials.get(index);
    }
}
