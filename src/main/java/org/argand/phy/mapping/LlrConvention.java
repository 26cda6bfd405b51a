package org.argand.phy.mapping;

import org.argand.tensor.Tensor;

/**
 * Which way round a tool writes log-likelihood ratios; Argand's logits are log P(1)/P(0), as Sionna's.
 *
 * <p>Much of the coding literature, MATLAB's demodulators and aff3ct have log P(0)/P(1): positive means 0. Both directions
 * are one change of sign, differentiable, for any shape.
 */
public enum LlrConvention {
    /** log P(b = 1)/P(b = 0): the logit of the bit. */
    ONE_OVER_ZERO,
    /** log P(b = 0)/P(b = 1): the sign is that of the BPSK symbol 1 − 2b. */
    ZERO_OVER_ONE;

    /** LLRs of this convention as logits. */
    public Tensor toLogits(Tensor llr) {
        return this == ONE_OVER_ZERO ? llr : llr.neg();
    }

    /** Logits as LLRs of this convention. */
    public Tensor fromLogits(Tensor logits) {
        return this == ONE_OVER_ZERO ? logits : logits.neg();
    }
}
