package org.argand.phy.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.phy.NoiseVariance;
import org.argand.tensor.Tensor;

/**
 * Symbols in noise to logits of their bits, LLR = log P(b = 1 | y)/P(b = 0 | y).
 *
 * <p>With s_c = −|y − c|²/no plus the prior logits of the bits that are 1 in c, bit j has the LLR
 * {@code reduce(s_c : bit j of c is 1) − reduce(s_c : bit j of c is 0)}, where reduce is logsumexp for the exact demapper
 * (app) and max for max-log. Differentiable in y, no, the prior and the points.
 *
 * <p>Where the points are a grid of levels ({@link Constellation#levels}), the bits of one axis do not depend on the other:
 * each axis is demapped on its own, over 2^{m/2} levels in place of 2^m points, with the same result.
 */
public final class Demapper {
    private final Method method;
    private final Constellation constellation;

    private Demapper(Method method, Constellation constellation) {
        this.method = method;
        this.constellation = constellation;
    }

    /** The exact demapper, a posteriori probabilities. */
    public static Demapper app(Constellation constellation) {
        return new Demapper(Method.APP, constellation);
    }

    /** The max-log approximation: only the nearest point of each kind counts. */
    public static Demapper maxLog(Constellation constellation) {
        return new Demapper(Method.MAX_LOG, constellation);
    }

    /**
     * Logits log P(1)/P(0) of the bits, all equally likely before.
     *
     * @param y complex [..., n], the points' dtype
     * @param no noise variance per complex sample, E|w|², real, broadcastable to [..., n]
     * @return real [..., n·m]
     */
    public Tensor llr(Tensor y, Tensor no) {
        return demap(y, no, List.of());
    }

    /** The same with one noise variance for all. */
    public Tensor llr(Tensor y, double no) {
        return llr(y, NoiseVariance.of("demap", no, y));
    }

    /**
     * Logits log P(1)/P(0) of the bits, given what was known of them before, which is included.
     *
     * @param prior logits, real, [m] or [..., n·m]
     */
    public Tensor llr(Tensor y, Tensor no, Tensor prior) {
        int m = constellation.bitsPerSymbol();
        boolean shared = prior.rank() == 1 && prior.dim(0) == m;
        Shape flat = flat(y.shape());
        if (!shared && !prior.shape().equals(flat)) {
            throw new ArgandException.ShapeMismatch(
                    "demap", "prior " + prior.shape() + " is neither [" + m + "] nor " + flat);
        }
        Tensor bits = shared ? prior : prior.reshape(y.shape().inserted(-1, m));
        return demap(y, no, bits.unstack(-1));
    }

    /** The same with one noise variance for all. */
    public Tensor llr(Tensor y, double no, Tensor prior) {
        return llr(y, NoiseVariance.of("demap", no, y), prior);
    }

    /**
     * Logits of the points, −|y − c|²/no: their softmax is P(c | y).
     *
     * @return real [..., n, 2^m]
     */
    public Tensor logits(Tensor y, Tensor no) {
        Tensor level = level(y, no);
        Tensor points = constellation.points().to(y.device());
        return y.expand(-1).sub(points).abs2().div(level.expand(-1)).neg();
    }

    /**
     * Logits of the bits from logits of the points, whatever made them.
     *
     * @param logits real [..., n, 2^m], up to a constant per symbol
     * @return real [..., n·m]
     */
    public Tensor llrOfPoints(Tensor logits) {
        long points = 1L << constellation.bitsPerSymbol();
        if (logits.rank() < 2 || logits.dim(-1) != points) {
            throw new ArgandException.ShapeMismatch(
                    "demap", "needs logits [..., n, " + points + "], got " + logits.shape());
        }
        Tensor llr = Tensor.stack(method.bits(logits.unstack(-1)), -1);
        return llr.reshape(flat(logits.shape().without(-1)));
    }

    /** Hard decisions: 1 where the logit is positive, in its dtype. */
    public static Tensor hardDecisions(Tensor llr) {
        return llr.greater(0).cast(llr.dtype());
    }

    private Tensor level(Tensor y, Tensor no) {
        Tensor points = constellation.points();
        if (y.dtype() != points.dtype() || no.dtype() != y.dtype().real()) {
            throw new ArgandException.DTypeMismatch(
                    "demap",
                    "points "
                            + points.dtype()
                            + " need such symbols and "
                            + points.dtype().real()
                            + " noise, got "
                            + y.dtype()
                            + " and "
                            + no.dtype());
        }
        if (y.rank() == 0) {
            throw new ArgandException.ShapeMismatch("demap", "needs symbols [..., n], got []");
        }
        return no.broadcastTo(y.shape());
    }

    /** Bits of {@code y}; {@code prior} has the known logit of each bit, or nothing. */
    private Tensor demap(Tensor y, Tensor no, List<Tensor> prior) {
        Tensor level = level(y, no);
        Tensor llr =
                constellation
                        .levels()
                        .map(levels -> axes(y, level, levels.to(y.device()), prior))
                        .orElseGet(() -> plane(y, level, prior));
        return llr.reshape(flat(y.shape()));
    }

    /** [..., n, m]: every point of the plane has a part in every bit. */
    private Tensor plane(Tensor y, Tensor level, List<Tensor> prior) {
        List<Tensor> exponents = new ArrayList<>();
        for (Tensor point : constellation.points().to(y.device()).unstack(0)) {
            exponents.add(y.sub(point).abs2().div(level).neg());
        }
        return Tensor.stack(method.bits(informed(exponents, prior)), -1);
    }

    /** [..., n, m/2, 2]: the real part decides on the even bits, the imaginary part on the odd ones. */
    private Tensor axes(Tensor y, Tensor level, Tensor levels, List<Tensor> prior) {
        // Both axes read y, which would otherwise be computed for each.
        y.realise();
        Tensor parts = Tensor.stack(List.of(y.real(), y.imag()), -1);
        Tensor scale = level.expand(-1).reciprocal().neg();
        List<Tensor> exponents = new ArrayList<>();
        for (Tensor amplitude : levels.unstack(0)) {
            exponents.add(parts.sub(amplitude).square().mul(scale));
        }
        List<Tensor> pairs = new ArrayList<>();
        for (int j = 0; j < prior.size(); j += 2) {
            pairs.add(Tensor.stack(prior.subList(j, j + 2), -1));
        }
        return Tensor.stack(method.bits(informed(exponents, pairs)), -2);
    }

    /** To the exponent of each point, the prior logits of the bits that are 1 in it. */
    private static List<Tensor> informed(List<Tensor> exponents, List<Tensor> prior) {
        List<Tensor> sums = new ArrayList<>();
        for (int c = 0; c < exponents.size(); c++) {
            Tensor sum = exponents.get(c);
            for (int j = 0; j < prior.size(); j++) {
                if ((c >> (prior.size() - 1 - j) & 1) == 1) {
                    sum = sum.add(prior.get(j));
                }
            }
            sums.add(sum);
        }
        return sums;
    }

    private Shape flat(Shape symbols) {
        return symbols.without(-1).inserted(-1, symbols.dim(-1) * constellation.bitsPerSymbol());
    }

    /** What stands for the probability of a set of points. */
    private enum Method {
        APP,
        MAX_LOG;

        private static final int FEW = 4;

        /**
         * The LLRs of the bits from the exponents of the points, one tensor each: so that all the work is pointwise, and
         * fused, where a reduction over an axis of a few points is not.
         */
        List<Tensor> bits(List<Tensor> exponents) {
            List<Tensor> llrs = new ArrayList<>();
            for (int place = exponents.size() / 2; place >= 1; place /= 2) {
                List<Tensor> one = new ArrayList<>();
                List<Tensor> zero = new ArrayList<>();
                for (int c = 0; c < exponents.size(); c++) {
                    ((c & place) == 0 ? zero : one).add(exponents.get(c));
                }
                llrs.add(ratio(one, zero));
            }
            return llrs;
        }

        /**
         * The logarithm of the ratio of two sums of exponentials, {@code M₁ − M₀ + log(S₁/S₀)} with the largest exponent M of
         * each and {@code S = Σ e^{s − M}}, between 1 and the number of points: nothing under- or overflows.
         */
        private Tensor ratio(List<Tensor> one, List<Tensor> zero) {
            if (this == MAX_LOG || one.size() == 1) {
                return max(one).sub(max(zero));
            }
            if (one.size() == 2) {
                return max(one).sub(max(zero)).add(second(one).div(second(zero)).log());
            }
            // The shifts have no part in the value, and so none in the gradient.
            Tensor m1 = max(one).stopGradient();
            Tensor m0 = max(zero).stopGradient();
            return m1.sub(m0).add(sum(one, m1).div(sum(zero, m0)).log()).realise();
        }

        /** S of two exponents. */
        private static Tensor second(List<Tensor> two) {
            return two.get(0).sub(two.get(1)).abs().neg().exp().add(1);
        }

        private static Tensor sum(List<Tensor> exponents, Tensor shift) {
            List<Tensor> terms = exponents.stream().map(e -> e.sub(shift).exp()).toList();
            return folded(terms, Tensor::add).realise();
        }

        private static Tensor max(List<Tensor> exponents) {
            return folded(exponents, Tensor::maximum);
        }

        /** Folds a few at a time, each in one pass: all at once are a long program that is slow until it is compiled. */
        private static Tensor folded(List<Tensor> terms, BinaryOperator<Tensor> operator) {
            if (terms.size() <= FEW) {
                return terms.stream().reduce(operator).orElseThrow();
            }
            List<Tensor> parts = new ArrayList<>();
            for (int k = 0; k < terms.size(); k += FEW) {
                parts.add(folded(terms.subList(k, k + FEW), operator).realise());
            }
            return folded(parts, operator);
        }
    }
}
