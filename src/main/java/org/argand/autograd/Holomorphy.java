package org.argand.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Engine;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Whether a function is holomorphic at a point, by the Cauchy–Riemann equation ∂f/∂z̄ = 0, and its derivative f′ if so.
 *
 * <p>The equation is tried in random directions, {@code (∂f/∂z̄)ᵀ·ū = ½(J*·u + i J*·(iu))} with |u| = 1, at four passes
 * backward whatever the size. It is asked at the given point: |z|² satisfies it at 0, and nowhere near it. What no
 * gradient passes counts as a constant.
 */
public final class Holomorphy {
    private static final int DIRECTIONS = 2;

    private Holomorphy() {}

    /**
     * How far a function is from satisfying the Cauchy–Riemann equation.
     *
     * @param relative ‖∂f/∂z̄‖ over the larger of ‖∂f/∂z‖ and ‖∂f/∂z̄‖, in random directions; 0 for a constant
     * @param largest the largest element of {@code (∂f/∂z̄)ᵀ·ū}; for an elementwise f that of |∂f/∂z̄|
     * @param where index of that element in z
     * @param tolerance what rounding may make of 0, by the element type
     */
    public record Report(double relative, double largest, List<Long> where, double tolerance) {
        /** Whether the equation holds within rounding. */
        public boolean isHolomorphic() {
            return relative <= tolerance;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "|∂f/∂z̄| is up to %.3g, at %s, and %.3g relative to the larger of ∂f/∂z and"
                            + " ∂f/∂z̄",
                    largest,
                    where,
                    relative);
        }
    }

    /** Whether {@code f} is holomorphic at the complex point {@code z}, within rounding. */
    public static boolean isHolomorphic(Function<Tensor, Tensor> f, Tensor z) {
        return report(f, z).isHolomorphic();
    }

    /** As {@link #isHolomorphic}, with the figures. */
    public static Report report(Function<Tensor, Tensor> f, Tensor z) {
        needComplex("isHolomorphic", z);
        return Engine.constant(() -> {
            try (Linearisation j = Linearisation.of(f, z)) {
                return report(j, z);
            }
        });
    }

    /**
     * The function {@code z ↦ f′(z)} of a holomorphic f that acts on each element by itself, or has a single value: then
     * f′ is ∂f/∂z, of the shape of z. It can be differentiated again.
     *
     * @return a function that throws {@link ArgandException.NoGradient} where f is not holomorphic, with the size and the
     *     place of ∂f/∂z̄, or where f mixes elements, with what to take instead
     */
    public static UnaryOperator<Tensor> derivative(Function<Tensor, Tensor> f) {
        return z -> {
            needComplex("derivative", z);
            try (Linearisation j = Linearisation.of(f, z)) {
                Engine.unrecorded(() -> needDerivative(j, z));
                return j.adjointTimes(Tensor.ones(j.value().dtype(), j.value().shape()))
                        .getFirst()
                        .conj();
            }
        };
    }

    private static Report report(Linearisation j, Tensor z) {
        RandomStream random = new RandomStream(1);
        Tensor crossed = Tensor.zeros(z.dtype().real(), z.shape());
        double against = 0;
        double along = 0;
        for (int d = 0; d < DIRECTIONS; d++) {
            Tensor u = phases(random, j.value());
            Tensor[] split = split(j, u);
            along = Math.hypot(along, norm(split[0]));
            against = Math.hypot(against, norm(split[1]));
            crossed = crossed.maximum(split[1].abs());
        }
        double[] sizes = crossed.toDoubles();
        int at = 0;
        for (int k = 1; k < sizes.length; k++) {
            at = sizes[k] > sizes[at] ? k : at;
        }
        double larger = Math.max(along, against);
        return new Report(
                larger == 0 ? 0 : against / larger,
                sizes.length == 0 ? 0 : sizes[at],
                index(at, z.shape().dims()),
                tolerance(z.dtype()));
    }

    /** {@code conj(∂f/∂z)ᵀ·u} and {@code (∂f/∂z̄)ᵀ·ū}; of a real value both have the same size. */
    private static Tensor[] split(Linearisation j, Tensor u) {
        Tensor plain = j.adjointTimes(u).getFirst();
        if (!j.value().dtype().isComplex()) {
            Tensor half = plain.mul(0.5);
            return new Tensor[] {half, half};
        }
        Tensor turned = j.adjointTimes(u.timesI()).getFirst().timesI();
        return new Tensor[] {plain.sub(turned).mul(0.5), plain.add(turned).mul(0.5)};
    }

    private static Tensor phases(RandomStream random, Tensor like) {
        Tensor angle = random.uniform(like.dtype().real(), like.shape(), 0, 2 * Math.PI);
        return like.dtype().isComplex()
                ? Tensor.polar(angle.mul(0).add(1), angle)
                : angle.cos().sgn();
    }

    private static double norm(Tensor t) {
        return Math.sqrt(t.abs2().sum().item());
    }

    private static double tolerance(DType dtype) {
        return 1e4 * (dtype.isDouble() ? Math.ulp(1.0) : Math.ulp(1f));
    }

    private static void needDerivative(Linearisation j, Tensor z) {
        Tensor y = j.value();
        boolean elementwise = y.shape().equals(z.shape());
        if (!elementwise && y.size() != 1) {
            throw mixes(z.shape() + " to " + y.shape());
        }
        Report report = report(j, z);
        if (!report.isHolomorphic()) {
            throw new ArgandException.NoGradient("derivative", "f is not holomorphic: " + report);
        }
        if (elementwise && y.size() > 1) {
            Tensor u = phases(new RandomStream(2), y);
            Tensor ones = Tensor.ones(y.dtype(), y.shape());
            Tensor each = j.adjointTimes(ones).getFirst().mul(u);
            Tensor off = j.adjointTimes(u).getFirst().sub(each);
            if (norm(off) > tolerance(z.dtype()) * norm(each)) {
                throw mixes("elements of " + z.shape() + " together");
            }
        }
    }

    private static ArgandException mixes(String what) {
        return new ArgandException.NoGradient(
                "derivative",
                "f does not act on each element by itself but takes "
                        + what
                        + "; take Wirtinger.of(f, z).dz()");
    }

    private static void needComplex(String op, Tensor z) {
        if (!z.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    op, "needs a complex point, got " + z.dtype() + " " + z.shape());
        }
    }

    private static List<Long> index(long linear, long[] dims) {
        Long[] at = new Long[dims.length];
        long rest = linear;
        for (int a = dims.length - 1; a >= 0; a--) {
            at[a] = rest % Math.max(1, dims[a]);
            rest /= Math.max(1, dims[a]);
        }
        return Arrays.asList(at);
    }
}
