package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.backend.Fold;
import org.jspecify.annotations.Nullable;

/**
 * Numerics checking: finds the op that made the first NaN or infinity, forward or backward, at the price of all fusion.
 *
 * <pre>{@code
 * try (Numerics.Checking on = Numerics.checking(true)) {
 *     tape.gradient(loss(x));     // NonFinite: backward of sqrt: …
 * }
 * }</pre>
 */
public final class Numerics {
    private static volatile boolean everywhere = Boolean.getBoolean("argand.checkNumerics");

    /** Open switches of all threads: as long as there are none, no thread looks for its own. */
    private static final AtomicInteger SWITCHES = new AtomicInteger();

    private static final ThreadLocal<@Nullable Checking> HERE = new ThreadLocal<>();

    private Numerics() {}

    /** A switch for this thread, back to what was before when it closes. */
    public static final class Checking implements AutoCloseable {
        private final boolean on;
        private final @Nullable Checking outer;
        private boolean closed;

        private Checking(boolean on) {
            this.on = on;
            this.outer = HERE.get();
            SWITCHES.incrementAndGet();
            HERE.set(this);
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            if (HERE.get() != this) {
                throw new ArgandException.InvalidArgument(
                        "numerics", "closed out of order or by another thread");
            }
            closed = true;
            SWITCHES.decrementAndGet();
            if (outer == null) {
                HERE.remove();
            } else {
                HERE.set(outer);
            }
        }
    }

    /** Checks the ops and gradients of this thread, or does not, until the switch is closed. */
    public static Checking checking(boolean on) {
        return new Checking(on);
    }

    /** Switches checking on or off for all threads (also on by the property {@code argand.checkNumerics=true}). */
    public static void setChecking(boolean on) {
        everywhere = on;
    }

    /** Whether every result on this thread is checked. */
    public static boolean isChecking() {
        if (SWITCHES.get() == 0) {
            return everywhere;
        }
        Checking here = HERE.get();
        return here == null ? everywhere : here.on;
    }

    /** Refuses the result of {@code op} if an element is NaN or infinite; for a pointwise op says of what. */
    static void check(Op op, List<Tensor> in, Tensor out) {
        int first = firstBad(out);
        if (first < 0) {
            return;
        }
        long[] at = index(first, out.shape().dims());
        String cause = op instanceof Op.Pointwise ? " where " + named(in, at) : origin(in);
        throw new ArgandException.NonFinite(
                op.label(),
                "first non-finite element is "
                        + value(out, first)
                        + " at "
                        + Arrays.toString(at)
                        + ","
                        + cause);
    }

    /**
     * Refuses {@code gradient}, which the adjoint of {@code op} made for one operand from {@code upstream}, if an element
     * is NaN or infinite.
     */
    public static void checkGradient(
            Op op, List<Tensor> in, Tensor out, Tensor upstream, int operand, Tensor gradient) {
        int first = firstBad(gradient);
        if (first < 0) {
            return;
        }
        Tensor x = in.get(operand);
        long[] at = index(first, x.shape().dims());
        boolean alike = out.shape().equals(x.shape());
        String around =
                alike
                        ? ", the result is "
                                + value(out, first)
                                + " and the upstream gradient "
                                + value(upstream, first)
                        : "";
        boolean inherited = firstBad(upstream) >= 0;
        throw new ArgandException.NonFinite(
                "backward of " + op.label(),
                "first non-finite element of the gradient of operand "
                        + operand
                        + " is "
                        + value(gradient, first)
                        + " at "
                        + Arrays.toString(at)
                        + ", where the operand is "
                        + value(x, first)
                        + around
                        + (inherited && !alike ? "; the upstream gradient is not finite" : ""));
    }

    /** Row-major position of the first NaN or infinity, −1 if there is none. */
    private static int firstBad(Tensor x) {
        if (!x.dtype().isInexact() || x.shape().isEmpty()) {
            return -1;
        }
        x.realise();
        Tensor finite = Engine.pending(Predicate.ISFINITE, List.of(x));
        int[] axes = x.shape().axes(new int[0], "numerics");
        if (Engine.reduce(Fold.ALL, finite, axes, false).toBooleans()[0]) {
            return -1;
        }
        boolean[] ok = finite.toBooleans();
        int first = 0;
        while (ok[first]) {
            first++;
        }
        return first;
    }

    private static String named(List<Tensor> in, long[] at) {
        List<String> values = in.stream().map(t -> value(t, position(t.shape(), at))).toList();
        return values.size() == 1
                ? "the operand is " + values.getFirst()
                : "the operands are "
                        + String.join(", ", values.subList(0, values.size() - 1))
                        + " and "
                        + values.getLast();
    }

    /** Whether the operands of an op that mixes elements were finite. */
    private static String origin(List<Tensor> in) {
        for (int i = 0; i < in.size(); i++) {
            Tensor x = in.get(i);
            int first = firstBad(x);
            if (first >= 0) {
                return " from operand "
                        + i
                        + ", which is "
                        + value(x, first)
                        + " at "
                        + Arrays.toString(index(first, x.shape().dims()));
            }
        }
        return " from finite operands";
    }

    private static String value(Tensor x, int at) {
        double[] v = Engine.constant(x::toDoubles);
        return x.dtype().isComplex()
                ? v[2 * at] + (v[2 * at + 1] < 0 ? "" : "+") + v[2 * at + 1] + "i"
                : String.valueOf(v[at]);
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

    /** Row-major position in an operand that broadcasts to where {@code at} is an index. */
    private static int position(Shape shape, long[] at) {
        long linear = 0;
        for (int a = 0; a < shape.rank(); a++) {
            long i = at[at.length - shape.rank() + a];
            linear = linear * shape.dim(a) + (shape.dim(a) == 1 ? 0 : i);
        }
        return (int) linear;
    }
}
