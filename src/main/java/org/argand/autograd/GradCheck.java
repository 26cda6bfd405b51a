package org.argand.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;

/**
 * Holds gradients to finite differences, in real and imaginary directions, with a complex upstream gradient.
 *
 * <p>For random c it compares the gradient of {@code Re Σ conj(c)·f(z)} with fourth-order central differences in every
 * component of every input. Inputs are float64 or complex128.
 *
 * <pre>{@code
 * GradCheck.of(in -> in.getFirst().exp().mul(in.get(1))).inputs(z, w).seed(7).check(1e-7);
 * GradCheck.of(f).inputs(z).secondOrder().check(1e-5);
 * }</pre>
 */
public final class GradCheck {
    /** Step of the differences, relative to the size of the component: error ~ h⁴ and ε/h, both below 1e-11. */
    private static final double STEP = 1e-3;

    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> inputs;
    private final long seed;

    /**
     * The worst entry of a check.
     *
     * @param error |gradient − difference| relative to the larger of 1, both values, and the largest gradient entry
     * @param input which input, from 0
     * @param element row-major position in it
     * @param direction "real" or "imaginary"
     * @param gradient what the tape says
     * @param difference what finite differences say
     */
    public record Report(
            double error,
            int input,
            int element,
            String direction,
            double gradient,
            double difference) {
        /** Whether the worst error is within the tolerance; NaN is not. */
        public boolean passes(double tolerance) {
            return error <= tolerance;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "worst error %.3g at element %d of input %d, %s direction: gradient %.12g, finite difference %.12g",
                    error,
                    element,
                    input,
                    direction,
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
        return new GradCheck(function, List.of(at), seed);
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
        Report report = run();
        if (!report.passes(tolerance)) {
            throw new ArgandException.NoGradient("gradcheck", report + ", tolerance " + tolerance);
        }
    }

    /** Runs the check. */
    public Report run() {
        List<double[]> gradients = new ArrayList<>();
        try (GradientTape tape = GradientTape.open()) {
            inputs.forEach(tape::watch);
            Gradients g = tape.gradient(paired(function.apply(inputs), seed));
            inputs.forEach(t -> gradients.add(g.orZeros(t).toDoubles()));
        }
        double scale =
                gradients.stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
        Report worst = new Report(0, 0, 0, "real", 0, 0);
        for (int k = 0; k < inputs.size(); k++) {
            double[] at = inputs.get(k).toDoubles();
            int parts = inputs.get(k).dtype().components();
            for (int j = 0; j < at.length; j++) {
                double fd = difference(k, at, j);
                double ad = gradients.get(k)[j];
                double size = Math.max(Math.max(1, scale), Math.max(Math.abs(fd), Math.abs(ad)));
                double error = Math.abs(fd - ad) / size;
                // Written so that NaN counts as worst.
                if (!(error <= worst.error)) {
                    worst =
                            new Report(
                                    error,
                                    k,
                                    j / parts,
                                    j % parts == 1 ? "imaginary" : "real",
                                    ad,
                                    fd);
                }
            }
        }
        return worst;
    }

    /** ∂/∂component j of input k, by the five-point rule. */
    private double difference(int k, double[] at, int j) {
        double h = STEP * Math.max(1e-2, Math.min(1, Math.abs(at[j])));
        double near = loss(k, at, j, h) - loss(k, at, j, -h);
        double far = loss(k, at, j, 2 * h) - loss(k, at, j, -2 * h);
        return (8 * near - far) / (12 * h);
    }

    private double loss(int k, double[] at, int j, double h) {
        double[] moved = at.clone();
        moved[j] += h;
        Tensor x = inputs.get(k);
        List<Tensor> in = new ArrayList<>(inputs);
        in.set(
                k,
                x.dtype().isComplex()
                        ? Tensor.ofInterleaved(x.shape(), moved)
                        : Tensor.of(x.shape(), moved));
        double[] value = new double[1];
        Engine.unrecorded(() -> value[0] = paired(function.apply(in), seed).item());
        return value[0];
    }

    /** Re Σ conj(c)·out with c drawn from the seed: a real loss whatever the type of {@code out}. */
    private static Tensor paired(List<Tensor> out, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor total = Tensor.scalar(0);
        for (Tensor t : out) {
            double[] c = random.doubles(t.size() * t.dtype().components(), -1, 1).toArray();
            boolean complex = t.dtype().isComplex();
            Tensor upstream =
                    complex ? Tensor.ofInterleaved(t.shape(), c) : Tensor.of(t.shape(), c);
            // Re(conj(c)·t) without leaving it to complex products: the parts weighted each.
            Tensor part =
                    complex
                            ? upstream.real().mul(t.real()).add(upstream.imag().mul(t.imag()))
                            : upstream.mul(t);
            total = total.add(part.sum());
        }
        return total;
    }
}
