package org.argand.tensor;

/** Further ways to move and pick elements: tile, repeat, split, take along an axis, scatter, masks. */
public sealed interface Rearrangement permits Tensor {}
