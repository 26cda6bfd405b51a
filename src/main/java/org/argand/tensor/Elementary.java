package org.argand.tensor;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.backend.Signature;

/**
 * The elementary functions of a tensor, real or complex; {@link Holomorphic} has their references, derivatives, branch
 * cuts and domains, {@link PiecewiseConstant} those of rounding. Special values are those of C99 Annex G; an integer
 * tensor is refused.
 */
public sealed interface Elementary permits Tensor {
    private Tensor apply(Op.Pointwise f) {
        return Engine.apply(f, (Tensor) this);
    }

    default Tensor exp() {
        return apply(Holomorphic.EXP);
    }

    /** {@code 2^z}. */
    default Tensor exp2() {
        return apply(Holomorphic.EXP2);
    }

    /** {@code exp(z) − 1}, accurate near 0. */
    default Tensor expm1() {
        return apply(Holomorphic.EXPM1);
    }

    default Tensor log() {
        return apply(Holomorphic.LOG);
    }

    default Tensor log1p() {
        return apply(Holomorphic.LOG1P);
    }

    default Tensor log2() {
        return apply(Holomorphic.LOG2);
    }

    default Tensor log10() {
        return apply(Holomorphic.LOG10);
    }

    default Tensor sqrt() {
        return apply(Holomorphic.SQRT);
    }

    /** {@code 1/√z}. */
    default Tensor rsqrt() {
        return apply(Holomorphic.RSQRT);
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

    /** {@code sin(πz)/(πz)}, 1 at 0; of NumPy and PyTorch. */
    default Tensor sinc() {
        return apply(Holomorphic.SINC);
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

    // ---- Of two operands, which broadcast and promote

    /** Refuses operands in the name of a composition, which its first step would otherwise do in its own. */
    private static void check(String op, Signature wants, Tensor a, Tensor b) {
        wants.result(op, List.of(DType.promote(a.dtype(), b.dtype())));
    }

    /** The angle of {@code x + iy} in [−π, π], y being this; real operands; gradient 0 at the origin. */
    default Tensor atan2(Tensor x) {
        check("atan2", Signature.FLOATING, (Tensor) this, x);
        return Tensor.complex(x, (Tensor) this).angle();
    }

    /** {@code √(x² + y²)} of real operands, without needless overflow; gradient 0 at the origin. */
    default Tensor hypot(Tensor y) {
        check("hypot", Signature.FLOATING, (Tensor) this, y);
        return Tensor.complex((Tensor) this, y).abs();
    }

    /** {@code z·log w}, and 0 with all its gradients where z is 0, whatever w is there. */
    default Tensor xlogy(Tensor w) {
        check("xlogy", Signature.INEXACT, (Tensor) this, w);
        Tensor[] zw = Engine.promoted((Tensor) this, w);
        Tensor zero = zw[0].equalTo(0);
        Tensor log = Tensor.where(zero, zw[1].fill(1), zw[1]).log();
        return Tensor.where(zero, zw[0].fill(0), zw[0].mul(log));
    }

    /** {@code z/w}, and 0 with all its gradients where z is 0, whatever w is there. */
    default Tensor xdivy(Tensor w) {
        Tensor z = (Tensor) this;
        check("xdivy", Signature.INEXACT, z, w);
        Tensor zero = z.equalTo(0);
        return Tensor.where(zero, z.fill(0), z.div(Tensor.where(zero, w.fill(1), w)));
    }

    /** {@code |z − w|²}, real. */
    default Tensor squaredDifference(Tensor w) {
        return ((Tensor) this).sub(w).abs2();
    }

    // ---- Real, with corners and jumps

    /** Real x between two bounds; gradient 1 where min ≤ x ≤ max, ends included, as in PyTorch; NaN stays NaN. */
    default Tensor clamp(double min, double max) {
        if (!(min <= max)) {
            throw new ArgandException.InvalidArgument("clamp", "bounds " + min + " and " + max);
        }
        Tensor x = (Tensor) this;
        check("clamp", Signature.ORDERED, x, x);
        Tensor low = Creation.number(x, min);
        Tensor high = Creation.number(x, max);
        return Tensor.where(x.less(low), low, Tensor.where(x.greater(high), high, x));
    }

    /** The largest integer that is not above; real, no gradient passes. */
    default Tensor floor() {
        return apply(PiecewiseConstant.FLOOR);
    }

    /** The smallest integer that is not below; real, no gradient passes. */
    default Tensor ceil() {
        return apply(PiecewiseConstant.CEIL);
    }

    /** The nearest integer, half to even; real, no gradient passes. */
    default Tensor round() {
        return apply(PiecewiseConstant.ROUND);
    }

    /** The integer part, towards zero; real, no gradient passes. */
    default Tensor trunc() {
        return apply(PiecewiseConstant.TRUNC);
    }

    /** −1, 0 or 1; real, no gradient passes. {@link Tensor#sgn} is its extension to the plane, which has gradients. */
    default Tensor sign() {
        return apply(PiecewiseConstant.SIGN);
    }
}
