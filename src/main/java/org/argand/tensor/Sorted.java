package org.argand.tensor;

/**
 * Elements in order along an axis.
 *
 * @param values the elements; their gradient goes back to where they were
 * @param indices where they were along the axis, int64; no gradient passes
 */
public record Sorted(Tensor values, Tensor indices) {}
