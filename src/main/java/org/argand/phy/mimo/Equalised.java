package org.argand.phy.mimo;

import org.argand.tensor.Tensor;

/**
 * Equalised symbols x̂ = x + w, with w of variance noEff and taken for Gaussian: what a demapper needs.
 *
 * @param xHat complex [..., K]
 * @param noEff effective noise variance, real [..., K]
 */
public record Equalised(Tensor xHat, Tensor noEff) {}
