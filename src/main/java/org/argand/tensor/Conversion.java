package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import org.argand.array.DType;
import org.argand.backend.Cast;
import org.argand.backend.Signature;

/** A change of element type, see {@link Cast}; the gradient goes back in the operand's type, real for a real operand. */
record Conversion(Cast cast) implements Op.Pointwise {
    private static final List<Conversion> ALL =
            Arrays.stream(DType.values()).map(d -> new Conversion(new Cast(d))).toList();

    static Conversion to(DType to) {
        return ALL.get(to.ordinal());
    }

    @Override
    public String label() {
        return cast.label();
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Signature signature() {
        return Signature.TEST;
    }

    @Override
    public DType result(List<DType> operands) {
        return cast.result(operands);
    }

    @Override
    public boolean isDifferentiable() {
        return cast.to().isInexact();
    }

    @Override
    public String reason() {
        return cast.to() + " has no gradient";
    }

    @Override
    public Text text() {
        return new Text("z in " + cast.to(), isDifferentiable() ? "1" : "none, " + reason(), "");
    }

    @Override
    public Partial partial(int index) {
        return Partial.holomorphic(Partial.ONE);
    }

    @Override
    public double real(double a, double b, double c) {
        return cast.real(a, b, c);
    }

    @Override
    public void complex(double[] in, double[] out) {
        cast.complex(in, out);
    }
}
