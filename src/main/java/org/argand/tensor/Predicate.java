package org.argand.tensor;

import java.util.Locale;
import org.argand.backend.Signature;

/** Questions with a bool answer: comparisons, tests and logic; no gradient passes. */
public enum Predicate implements Op.Pointwise {
    EQUAL(2, Signature.TEST, "z = w", "NaN equals nothing") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar == br && ai == bi;
        }
    },
    NOT_EQUAL(2, Signature.TEST, "z ≠ w", "true with NaN") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar != br || ai != bi;
        }
    },
    LESS(2, Signature.COMPARE, "x < y", "false with NaN") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar < br;
        }
    },
    LESS_EQUAL(2, Signature.COMPARE, "x ≤ y", "false with NaN") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar <= br;
        }
    },
    GREATER(2, Signature.COMPARE, "x > y", "false with NaN") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar > br;
        }
    },
    GREATER_EQUAL(2, Signature.COMPARE, "x ≥ y", "false with NaN") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar >= br;
        }
    },
    /** Whether any part is NaN. */
    ISNAN(1, Signature.TEST, "z is NaN", "any part of z") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return Double.isNaN(ar) || Double.isNaN(ai);
        }
    },
    /** Whether all parts are finite. */
    ISFINITE(1, Signature.TEST, "z is finite", "all parts of z") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return Double.isFinite(ar) && Double.isFinite(ai);
        }
    },
    /** Whether any part is infinite. */
    ISINF(1, Signature.TEST, "z is infinite", "any part of z") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return Double.isInfinite(ar) || Double.isInfinite(ai);
        }
    },
    LOGICAL_NOT(1, Signature.LOGICAL, "¬p", "bool operands") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar == 0;
        }
    },
    LOGICAL_AND(2, Signature.LOGICAL, "p ∧ q", "bool operands") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar != 0 && br != 0;
        }
    },
    LOGICAL_OR(2, Signature.LOGICAL, "p ∨ q", "bool operands") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return ar != 0 || br != 0;
        }
    },
    LOGICAL_XOR(2, Signature.LOGICAL, "p ⊻ q", "bool operands") {
        @Override
        boolean holds(double ar, double ai, double br, double bi) {
            return (ar != 0) != (br != 0);
        }
    };

    private final String label = name().toLowerCase(Locale.ROOT);
    private final int arity;
    private final Signature signature;
    private final Text text;

    Predicate(int arity, Signature signature, String formula, String note) {
        this.arity = arity;
        this.signature = signature;
        this.text = new Text(formula, "none, " + reason(), note);
    }

    abstract boolean holds(double ar, double ai, double br, double bi);

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return arity;
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
    public String reason() {
        return "a truth value has no derivative";
    }

    @Override
    public Partial partial(int index) {
        return Partial.NONE;
    }

    @Override
    public boolean isDifferentiable() {
        return false;
    }

    @Override
    public double real(double a, double b, double c) {
        return holds(a, 0, b, 0) ? 1 : 0;
    }

    @Override
    public void complex(double[] in, double[] out) {
        boolean two = arity == 2;
        out[0] = holds(in[0], in[1], two ? in[2] : 0, two ? in[3] : 0) ? 1 : 0;
    }
}
