package org.argand.tensor;

/** Reductions beyond sums and products, running folds, and order: variance, norms, cumsum, sort, topk. */
public sealed interface Statistics permits Tensor {}
