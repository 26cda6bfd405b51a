package org.argand.tensor;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.argand.backend.Signature;

/** Real functions that are constant but for jumps: rounding and the sign; no gradient passes. */
public enum PiecewiseConstant implements Op.Pointwise {
    FLOOR("⌊x⌋", "the largest integer ≤ x", Math::floor),
    CEIL("⌈x⌉", "the smallest integer ≥ x", Math::ceil),
    ROUND("the nearest integer", "half to even", Math::rint),
    TRUNC("the integer part", "towards zero", x -> x < 0 ? Math.ceil(x) : Math.floor(x)),
    SIGN("sign x", "±1, ±0 at ±0; sgn is its differentiable extension to the plane", Math::signum);

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Text text;
    private final DoubleUnaryOperator line;

    PiecewiseConstant(String formula, String note, DoubleUnaryOperator line) {
        this.text = new Text(formula, "none, " + reason(), note);
        this.line = line;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Signature signature() {
        return Signature.FLOATING;
    }

    @Override
    public Text text() {
        return text;
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
    public String reason() {
        return "piecewise constant: its derivative is 0 wherever it exists";
    }

    @Override
    public double real(double a, double b, double c) {
        return line.applyAsDouble(a);
    }

    @Override
    public void complex(double[] in, double[] out) {
        throw new IllegalStateException(label() + ": has no complex form");
    }
}
