package org.argand.phy.mapping;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * Symbols in noise to what is known of each: the probabilities of the points, their mean, the most likely one.
 *
 * <p>{@code log P(c | y) = −|y − c|²/no + prior_c − log Σ_c' exp(…)}. Differentiable in y, no, the prior and the points.
 */
public final class SymbolDemapper {
    private final Constellation constellation;
    private final Demapper demapper;

    private SymbolDemapper(Constellation constellation) {
        this.constellation = constellation;
        this.demapper = Demapper.app(constellation);
    }

    /** A demapper to those points. */
    public static SymbolDemapper of(Constellation constellation) {
        return new SymbolDemapper(constellation);
    }

    /**
     * log P(c | y), all points equally likely before.
     *
     * @param y complex [..., n], the points' dtype
     * @param no noise variance per complex sample, real, broadcastable to [..., n]
     * @return real [..., n, 2^m]
     */
    public Tensor logProbabilities(Tensor y, Tensor no) {
        return demapper.logits(y, no).logSoftmax(-1);
    }

    /**
     * log P(c | y) with a prior.
     *
     * @param prior logits of the points, real, [2^m] or [..., n, 2^m], up to a constant per symbol
     */
    public Tensor logProbabilities(Tensor y, Tensor no, Tensor prior) {
        Tensor logits = demapper.logits(y, no);
        if (!Shape.broadcast("demap", logits.shape(), prior.shape()).equals(logits.shape())) {
            throw new ArgandException.ShapeMismatch(
                    "demap", "prior " + prior.shape() + " does not broadcast to " + logits.shape());
        }
        return logits.add(prior).logSoftmax(-1);
    }

    /** P(c | y), real [..., n, 2^m]. */
    public Tensor probabilities(Tensor y, Tensor no) {
        return logProbabilities(y, no).exp();
    }

    /**
     * Σ_c P(c | y)·c, the estimate of least mean squared error.
     *
     * @return complex [..., n]
     */
    public Tensor mean(Tensor y, Tensor no) {
        return probabilities(y, no).mul(constellation.points().to(y.device())).sum(-1);
    }

    /**
     * The nearest point: hard decisions.
     *
     * @param y complex, any shape
     * @return index of the point, int64, of that shape; the first of equally near ones
     */
    public Tensor decide(Tensor y) {
        return y.expand(-1).sub(constellation.points().to(y.device())).abs2().argmin(-1);
    }

    /**
     * Logits of the points from logits of the bits, independent of each other: Σ over the bits that are 1.
     *
     * @param llr real [..., n·m], log P(1)/P(0)
     * @return real [..., n, 2^m], up to a constant per symbol; {@link Demapper#llrOfPoints} is its inverse
     */
    public Tensor logitsOfBits(Tensor llr) {
        int m = constellation.bitsPerSymbol();
        if (llr.rank() == 0 || llr.dim(-1) % m != 0) {
            throw new ArgandException.ShapeMismatch(
                    "demap", "the last axis of " + llr.shape() + " is not whole groups of " + m);
        }
        Tensor bits =
                llr.reshape(llr.shape().without(-1).inserted(-1, llr.dim(-1) / m).inserted(-1, m));
        return bits.matmul(constellation.bitLabels(llr.dtype()).transpose());
    }

    /**
     * The bits of points.
     *
     * @param indices int32 or int64 [..., n]
     * @return float32 0 and 1, [..., n·m]
     */
    public Tensor bits(Tensor indices) {
        Tensor labels = constellation.bitLabels(DType.FLOAT32);
        Shape flat =
                indices.shape()
                        .without(-1)
                        .inserted(-1, indices.dim(-1) * constellation.bitsPerSymbol());
        return labels.to(indices.device()).gather(indices, 0).reshape(flat);
    }
}
