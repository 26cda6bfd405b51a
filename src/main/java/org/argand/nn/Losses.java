package org.argand.nn;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * Losses: real scalars, means over all samples, in nats where they are entropies. Shapes must
 * agree, not broadcast.
 */
public final class Losses {
    private Losses() {}

    /**
     * Binary cross-entropy of labels y with probabilities σ(x): mean of {@code max(x, 0) − x·y +
     * log(1 + exp(−|x|))}, nats.
     *
     * <p>The form neither overflows nor cancels for any finite logit; its gradient is (σ(x) − y)/n,
     * also at x = 0, where max shares the gradient and |x| has none.
     *
     * @param labels 0 and 1 or between; of any real, integer or bool type
     * @param logits real, log P(1)/P(0), of the shape of {@code labels}
     */
    public static Tensor sigmoidCrossEntropy(Tensor labels, Tensor logits) {
        String op = "sigmoidCrossEntropy";
        needReal(op, labels, logits);
        needSame(op, "labels", labels, "logits", logits);
        Tensor y = labels.dtype().isFloating() ? labels : labels.cast(logits.dtype());
        Tensor softplus = logits.abs().neg().exp().log1p();
        return logits.maximum(0).sub(logits.mul(y)).add(softplus).mean();
    }

    /**
     * Cross-entropy of labels with softmax probabilities along the last axis: mean over samples of
     * {@code logsumexp(x) − x[class]}, nats; gradient (softmax(x) − y)/samples.
     *
     * @param labels classes as integers {@code [...]}, or one-hot rows or probabilities {@code
     *     [..., classes]} in a floating type; an integer outside 0 … classes − 1 makes the loss
     *     NaN, since to look would be to wait for the device
     * @param logits real, {@code [..., classes]}
     */
    public static Tensor softmaxCrossEntropy(Tensor labels, Tensor logits) {
        String op = "softmaxCrossEntropy";
        needReal(op, labels, logits);
        if (logits.rank() == 0) {
            throw new ArgandException.ShapeMismatch(
                    op, "logits need an axis of classes, got " + logits.shape());
        }
        if (!labels.dtype().isInteger()) {
            needSame(op, "labels", labels, "logits", logits);
            return labels.mul(logits.logSoftmax(-1)).sum(-1).mean().neg();
        }
        if (!labels.shape().equals(logits.shape().without(-1))) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    "integer labels " + labels.shape() + " do not fit logits " + logits.shape());
        }
        Tensor chosen = labels.oneHot(logits.dim(-1), DType.BOOL);
        Tensor picked = Tensor.where(chosen, logits, scalar(0, logits)).sum(-1);
        Tensor known = labels.less(logits.dim(-1)).and(labels.less(0).not());
        return Tensor.where(known, logits.logsumexp(-1).sub(picked), scalar(Double.NaN, logits))
                .mean();
    }

    private static Tensor scalar(double value, Tensor like) {
        return Tensor.full(like.dtype(), Shape.SCALAR, value).to(like.device());
    }

    /** Mean of |a − b|², real or complex; gradient 2(a − b)/n for a and its negative for b. */
    public static Tensor meanSquaredError(Tensor a, Tensor b) {
        needSame("meanSquaredError", "a", a, "b", b);
        return a.sub(b).abs2().mean();
    }

    private static void needReal(String op, Tensor labels, Tensor logits) {
        if (!logits.dtype().isFloating() || labels.dtype().isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    op,
                    "needs real labels and floating logits, got "
                            + labels.dtype()
                            + " and "
                            + logits.dtype());
        }
    }

    private static void needSame(String op, String first, Tensor a, String second, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new ArgandException.ShapeMismatch(
                    op, first + " " + a.shape() + " and " + second + " " + b.shape() + " differ");
        }
    }
}
