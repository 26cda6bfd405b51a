package org.argand.tensor;

/** Linear algebra over the last two axes, batched: products, solutions, inverses, decompositions. */
public sealed interface MatrixAlgebra permits Tensor {}
