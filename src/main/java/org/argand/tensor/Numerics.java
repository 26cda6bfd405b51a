package org.argand.tensor;

import java.util.Arrays;
import org.argand.array.ArgandException;
import org.argand.backend.Fold;

/** Numerics checking: finds the op that made the first NaN or infinity, at the price of all fusion. */
public final class Numerics {
    private static volatile boolean checking = Boolean.getBoolean("argand.checkNumerics");

    private Numerics() {}

    /** Switches checking on or off for all threads (also on by the property {@code argand.checkNumerics=true}). */
    public static void setChecking(boolean on) {
        checking = on;
    }

    /** Whether every result is checked. */
    public static boolean isChecking() {
        return checking;
    }

    /** Refuses {@code x}, the result of {@code op}, if an element is NaN or infinite. */
    static void check(String op, Tensor x) {
        if (!x.dtype().isInexact() || x.shape().isEmpty()) {
            return;
        }
        x.realise();
        Tensor finite = pending(Predicate.ISFINITE, x);
        int[] axes = x.shape().axes(new int[0], op);
        if (Engine.reduce(Fold.ALL, finite, axes, false).toBooleans()[0]) {
            return;
        }
        boolean[] ok = finite.toBooleans();
        int first = 0;
        while (ok[first]) {
            first++;
        }
        double[] values = x.toDoubles();
        String value =
                x.dtype().isComplex()
                        ? values[2 * first]
                                + (values[2 * first + 1] < 0 ? "" : "+")
                                + values[2 * first + 1]
                                + "i"
                        : String.valueOf(values[first]);
        throw new ArgandException.NonFinite(
                op,
                "first non-finite element is "
                        + value
                        + " at "
                        + Arrays.toString(index(first, x.shape().dims())));
    }

    /** The op's value without recording or checking it. */
    private static Tensor pending(Op.Pointwise f, Tensor x) {
        return new Tensor(
                x.shape(),
                f.result(java.util.List.of(x.dtype())),
                x.device(),
                new Expression.Apply(f, java.util.List.of(x)));
    }

    private static long[] index(long linear, long[] dims) {
        long[] at = new long[dims.length];
        long rest = linear;
        for (int a = dims.length - 1; a >= 0; a--) {
            at[a] = rest % dims[a];
            rest /= dims[a];
        }
        return at;
    }
}
