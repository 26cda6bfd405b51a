package org.argand.backend.cuda;

import org.argand.array.DType;
import org.argand.backend.cuda.Ptx.Kind;
import org.argand.backend.cuda.Ptx.Register;

/** Conversions between types as instructions; what they mean is said in {@link org.argand.backend.Cast}. */
final class PtxCasts {
    private PtxCasts() {}

    /** Whether there is a conversion: not from a complex type to a real one, which would lose a part. */
    static boolean exists(DType from, DType to) {
        return !from.isComplex() || to.isComplex() || to == DType.BOOL;
    }

    /** {@code x} as a number of type {@code to}. */
    static Quantity cast(Ptx p, Quantity x, DType to) {
        if (x.dtype() == to) {
            return x;
        }
        Register re = part(p, x.real(), x.re(), to.real());
        if (to.isComplex()) {
            Register im =
                    x.dtype().isComplex()
                            ? part(p, x.real(), x.im(), to.real())
                            : PtxReals.zero(p, to.real()).re();
            return Quantity.of(to, re, im);
        }
        if (x.dtype().isComplex()) {
            Register im = part(p, x.real(), x.im(), to);
            return Quantity.of(to, p.set(Kind.PREDICATE, "or.pred", re, im));
        }
        return Quantity.of(to, re);
    }

    private static Register part(Ptx p, DType from, Register x, DType to) {
        if (from == to) {
            return x;
        }
        if (to == DType.BOOL) {
            return p.test(from, from.isFloating() ? "neu" : "ne", x, Ptx.literal(from, 0));
        }
        if (from == DType.BOOL) {
            return p.compute(to, "selp", Ptx.literal(to, 1), Ptx.literal(to, 0), x);
        }
        if (to.isInteger() && from.isFloating()) {
            return toInteger(p, from, x, to);
        }
        // Only towards what cannot hold every number is there anything to round.
        boolean rounds = to.isFloating() && !(from == DType.FLOAT32 && to == DType.FLOAT64);
        String types = Ptx.suffix(to) + Ptx.suffix(from);
        return p.set(Kind.of(to), (rounds ? "cvt.rn" : "cvt") + types, x);
    }

    /** The instruction saturates; what it makes of NaN differs between devices. */
    private static Register toInteger(Ptx p, DType from, Register x, DType to) {
        Register number = p.set(Kind.of(to), "cvt.rzi" + Ptx.suffix(to) + Ptx.suffix(from), x);
        Register nan = p.test(from, "nan", x, x);
        return p.select(to, nan, 0, number);
    }
}
