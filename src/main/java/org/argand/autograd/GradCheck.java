package org.argand.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;

/**
 * Holds gradients to finite differences, in real and imaginary directions, with a complex upstream gradient.
 *
 * <p>For random c it compares the gradient of {@code Re Σ conj(c)·f(z)} with fourth-order central differences in every
 * component of every input. Inputs are float64 or complex128; each is moved by itself, also where one tensor is given
 * twice.
 *
 * <p>Errors are relative. An entry much smaller than others is compared as if it were 1e-3 of the largest of them, or 1e-3
 * of the largest element of f if that is smaller than 1: a small function is held to the same as a large one. One that is
 * nowhere larger than 1e-13 counts as 0 but for rounding, with an element of 1.
 *
 * <pre>{@code
 * GradCheck.of(in -> in.getFirst().exp().mul(in.get(1))).inputs(z, w).seed(7).check(1e-7);
 * GradCheck.of(f).inputs(z).secondOrder().check(1e-5);
 * GradCheck.of(f).inputs(z).directions(3).check(1e-7);    // the adjoint identity, at any size
 * }</pre>
 */
public final class GradCheck {
    /** Step of the differences, relative to the size of the component: error ~ h⁴ and ε/h, both below 1e-11. */
    private static final double STEP = 1e-3;

    /**
     * A gradient smaller than this part of the largest one, or of the largest element of f or of 1, whichever is less, is
     * compared as if it were so large: differences of a loss of that size do not see more.
     */
    private static final double FLOOR = 1e-3;

    /** What is nowhere larger is 0 but for the rounding of terms of size 1. */
    private static final double ROUNDING = 1e-13;

    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> inputs;
    private final long seed;

    /**
     * The worst entry of a check.
     *
     * @param error |gradient − difference| relative to the larger of both and the largest gradient entry of that input,
     *     or to 1e-3 of that of all inputs, or to 1e-3 of the largest element of f up to 1; NaN where either is NaN or
     *     infinite
     * @param where which input, element and part, or which random direction
     * @param gradient what the tape says
     * @param difference what finite differences say
     */
    public record Report(double error, String where, double gradient, double difference) {
        /** Before anything is compared. */
        private static final Report NOTHING = new Report(0, "nothing to check", 0, 0);

        /** Whether the worst error is within the tolerance; NaN is not. */
        public boolean passes(double tolerance) {
            return error <= tolerance;
        }

        /** Throws with the worst entry if that is beyond {@code tolerance}. */
        public void check(double tolerance) {
            if (!passes(tolerance)) {
                throw new ArgandException.NoGradient(
                        "gradcheck", this + ", tolerance " + tolerance);
            }
        }

        /** The worse of this and another comparison, at a size that is at least {@code scale}; NaN is worst. */
        private Report and(String where, double gradient, double difference, double scale) {
            double size = Math.max(scale, Math.max(Math.abs(difference), Math.abs(gradient)));
            double off = Math.abs(difference - gradient) / size;
            return Double.isNaN(error) || (this != NOTHING && off <= error)
                    ? this
                    : new Report(off, where, gradient, difference);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "worst error %.3g at %s: gradient %.12g, finite difference %.12g",
                    error,
                    where,
                    gradient,
                    difference);
        }
    }

    private GradCheck(
            Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs, long seed) {
        this.function = function;
        this.inputs = inputs;
        this.seed = seed;
    }

    /** A check of {@code f}, a function of the inputs to come. */
    public static GradCheck of(Function<List<Tensor>, Tensor> f) {
        return new GradCheck(in -> List.of(f.apply(in)), List.of(), 1);
    }

    /** Where to check. */
    public GradCheck inputs(Tensor... at) {
        for (Tensor t : at) {
            if (t.dtype() != DType.FLOAT64 && t.dtype() != DType.COMPLEX128) {
                throw new ArgandException.DTypeMismatch(
                        "gradcheck", "needs float64 or complex128 inputs, got " + t.dtype());
            }
        }
        return new GradCheck(function, distinct(at), seed);
    }

    /** These, with a copy in place of one that was there before: a tape tells sources apart by identity. */
    private static List<Tensor> distinct(Tensor... at) {
        Set<Tensor> all = new LinkedHashSet<>();
        for (Tensor t : at) {
            all.add(all.contains(t) ? Engine.constant(t::copied) : t);
        }
        return List.copyOf(all);
    }

    /** Seed of the upstream gradients. */
    public GradCheck seed(long next) {
        return new GradCheck(function, inputs, next);
    }

    /** The check of the gradient's own gradient: of the map from inputs to the gradients of {@code Re Σ conj(c)·f}. */
    public GradCheck secondOrder() {
        Function<List<Tensor>, List<Tensor>> gradients =
                in -> {
                    try (GradientTape tape = GradientTape.open()) {
                        in.forEach(tape::watch);
                        List<Tensor> out = function.apply(in);
                        Gradients g = tape.gradient(paired(out, seed + 1));
                        return in.stream().map(g::orZeros).toList();
                    }
                };
        return new GradCheck(gradients, inputs, seed);
    }

    /** Runs the check; throws with the worst entry if it is beyond {@code tolerance}. */
    public void check(double tolerance) {
        run().check(tolerance);
    }

    /** Runs the check. */
    public Report run() {
        needComponents();
        List<double[]> gradients = gradients(seed);
        double all = gradients.stream().mapToDouble(GradCheck::largest).max().orElse(0);
        double floor = Math.max(floor(), FLOOR * all);
        Report worst = Report.NOTHING;
        for (int k = 0; k < inputs.size(); k++) {
            double scale = Math.max(floor, largest(gradients.get(k)));
            double[] at = inputs.get(k).toDoubles();
            int parts = inputs.get(k).dtype().components();
            for (int j = 0; j < at.length; j++) {
                String where =
                        "element %d of input %d, %s direction"
                                .formatted(j / parts, k, j % parts == 1 ? "imaginary" : "real");
                worst = worst.and(where, gradients.get(k)[j], difference(k, at, j), scale);
            }
        }
        return worst;
    }

    /**
     * Checks the adjoint identity {@code Re⟨J·t, u⟩ = Re⟨t, J*·u⟩} in random directions t of all inputs together and with
     * a random upstream gradient u for each: {@code J*·u} from the tape, {@code J·t} by five-point differences.
     *
     * <p>A direction costs four values and one gradient, however many elements there are, where {@link #run} costs four
     * values per component. It sees every wrong entry, but does not say which.
     */
    public Report directions(int count) {
        needComponents();
        if (count < 1) {
            throw new ArgandException.InvalidArgument("gradcheck", count + " directions");
        }
        double floor = floor();
        Report worst = Report.NOTHING;
        SplittableRandom random = new SplittableRandom(seed);
        for (int d = 0; d < count; d++) {
            long upstream = random.nextLong();
            List<double[]> gradients = gradients(upstream);
            List<double[]> at = inputs.stream().map(Tensor::toDoubles).toList();
            List<double[]> t =
                    at.stream()
                            .map(x ->
                                    Arrays.stream(x)
                                            .map(v -> random.nextDouble(-1, 1) * reach(v))
                                            .toArray())
                            .toList();
            double along = 0;
            double size = 0;
            for (int k = 0; k < t.size(); k++) {
                for (int j = 0; j < t.get(k).length; j++) {
                    double term = t.get(k)[j] * gradients.get(k)[j];
                    along += term;
                    size += Math.abs(term);
                }
            }
            double fd = fivePoint(h -> loss(moved(at, t, h), upstream), STEP);
            worst = worst.and("random direction " + d, along, fd, Math.max(floor, size));
        }
        return worst;
    }

    private void needComponents() {
        if (inputs.stream().allMatch(x -> x.size() == 0)) {
            throw new ArgandException.InvalidArgument(
                    "gradcheck", "nothing to check; say inputs(…), with elements");
        }
    }

    /** What is compared as if it were no smaller, by the size of f. */
    private double floor() {
        List<Tensor> values = Engine.constant(() -> function.apply(inputs));
        double size = values.stream().mapToDouble(t -> largest(t.toDoubles())).max().orElse(0);
        return size < ROUNDING ? FLOOR : FLOOR * Math.min(1, size);
    }

    /** The gradients of {@code Re Σ conj(c)·f}, with c drawn from that seed. */
    private List<double[]> gradients(long upstream) {
        try (GradientTape tape = GradientTape.open()) {
            inputs.forEach(tape::watch);
            Gradients g = tape.gradient(paired(function.apply(inputs), upstream));
            return inputs.stream().map(x -> g.orZeros(x).toDoubles()).toList();
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /** How far a component may move, relative to the step: as its own size, within limits. */
    private static double reach(double component) {
        return Math.max(1e-2, Math.min(1, Math.abs(component)));
    }

    /** ∂/∂component j of input k. */
    private double difference(int k, double[] at, int j) {
        return fivePoint(
                h -> {
                    double[] moved = at.clone();
                    moved[j] += h;
                    List<Tensor> in = new ArrayList<>(inputs);
                    in.set(k, like(inputs.get(k), moved));
                    return loss(in, seed);
                },
                STEP * reach(at[j]));
    }

    /** f′(0) by the five-point rule. */
    private static double fivePoint(DoubleUnaryOperator f, double h) {
        double near = f.applyAsDouble(h) - f.applyAsDouble(-h);
        double far = f.applyAsDouble(2 * h) - f.applyAsDouble(-2 * h);
        return (8 * near - far) / (12 * h);
    }

    private List<Tensor> moved(List<double[]> at, List<double[]> along, double h) {
        List<Tensor> in = new ArrayList<>();
        for (int k = 0; k < at.size(); k++) {
            double[] moved = at.get(k).clone();
            for (int j = 0; j < moved.length; j++) {
                moved[j] += h * along.get(k)[j];
            }
            in.add(like(inputs.get(k), moved));
        }
        return in;
    }

    private static Tensor like(Tensor x, double[] components) {
        return x.dtype().isComplex()
                ? Tensor.ofInterleaved(x.shape(), components)
                : Tensor.of(x.shape(), components);
    }

    private double loss(List<Tensor> in, long upstream) {
        return Engine.constant(() -> paired(function.apply(in), upstream).item());
    }

    /** Re Σ conj(c)·out with c drawn from the seed: a real loss whatever the type of {@code out}. */
    private static Tensor paired(List<Tensor> out, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor total = Tensor.scalar(0);
        for (Tensor t : out) {
            if (!t.dtype().isInexact()) {
                throw new ArgandException.DTypeMismatch(
                        "gradcheck", "f gives " + t.dtype() + ", which has no gradient");
            }
            double[] c = random.doubles(t.size() * t.dtype().components(), -1, 1).toArray();
            Tensor upstream = like(t, c);
            // Re(conj(c)·t) without leaving it to complex products: the parts weighted each.
            Tensor part =
                    t.dtype().isComplex()
                            ? upstream.real().mul(t.real()).add(upstream.imag().mul(t.imag()))
                            : upstream.mul(t);
            total = total.add(part.sum());
        }
        return total;
    }
}
