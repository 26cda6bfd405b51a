package org.argand.phy.mapping;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * Symbols in noise to logits of their bits, LLR = log P(b = 1 | y)/P(b = 0 | y).
 *
 * <p>With s_c = −|y − c|²/no plus the prior logits of the bits that are 1 in c, bit j has the LLR
 * {@code reduce(s_c : bit j of c is 1) − reduce(s_c : bit j of c is 0)}, where reduce is logsumexp for the exact demapper
 * (app) and max for max-log. Differentiable in y, no, the prior and the points.
 */
public final class Demapper {
    /** What stands for the probability of a set of points. */
    private enum Method {
        APP,
        MAX_LOG;

        private Tensor reduce(Tensor exponents, int... axes) {
            return this == APP ? exponents.logsumexp(axes) : exponents.max(axes);
        }
    }

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
        return subsets(logits(y, no));
    }

    /**
     * Logits log P(1)/P(0) of the bits, given what was known of them before, which is included.
     *
     * @param prior logits, real, [m] or [..., n·m]
     */
    public Tensor llr(Tensor y, Tensor no, Tensor prior) {
        int m = constellation.bitsPerSymbol();
        boolean shared = prior.rank() == 1 && prior.dim(0) == m;
        Shape perSymbol = y.shape().inserted(-1, m);
        Shape flat = flat(y.shape());
        if (!shared && !prior.shape().equals(flat)) {
            throw new ArgandException.ShapeMismatch(
                    "demap", "prior " + prior.shape() + " is neither [" + m + "] nor " + flat);
        }
        Tensor bits = shared ? prior : prior.reshape(perSymbol);
        Tensor labels = constellation.bitLabels(prior.dtype());
        Tensor known = bits.expand(-1).transpose().mul(labels).sum(-1);
        return subsets(logits(y, no).add(known));
    }

    /**
     * Logits of the points, −|y − c|²/no: their softmax is P(c | y).
     *
     * @return real [..., n, 2^m]
     */
    public Tensor logits(Tensor y, Tensor no) {
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
        Tensor level = no.broadcastTo(y.shape()).expand(-1);
        return y.expand(-1).sub(points).abs2().div(level).neg();
    }

    /** Hard decisions: 1 where the logit is positive, in its dtype. */
    public static Tensor hardDecisions(Tensor llr) {
        return llr.greater(0).cast(llr.dtype());
    }

    /** [..., n, 2^m] to [..., n·m]: bit j splits the points into 2^j runs of a half with 0 and a half with 1. */
    private Tensor subsets(Tensor exponents) {
        int m = constellation.bitsPerSymbol();
        Shape symbols = exponents.shape().without(-1);
        List<Tensor> bits = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            Shape split =
                    symbols.inserted(-1, 1L << j).inserted(-1, 2).inserted(-1, 1L << (m - 1 - j));
            Tensor both = method.reduce(exponents.reshape(split), -3, -1);
            bits.add(both.select(-1, 1).sub(both.select(-1, 0)));
        }
        return Tensor.stack(bits, -1).reshape(flat(symbols));
    }

    private Shape flat(Shape symbols) {
        return symbols.without(-1).inserted(-1, symbols.dim(-1) * constellation.bitsPerSymbol());
    }
}
