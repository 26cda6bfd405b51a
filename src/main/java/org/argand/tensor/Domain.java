package org.argand.tensor;

/** Where a pointwise function is differentiable, which is also where checks sample its operands. */
public enum Domain {
    /** Everywhere. */
    PLANE,
    /** Away from zero. */
    NOT_ZERO,
    /** Away from the negative real axis and zero; real operands positive. */
    SLIT,
    /** Real part above −1, as for {@code log1p}. */
    RIGHT_OF_MINUS_ONE,
    /** Inside the unit disc. */
    DISC,
    /** Real part above one. */
    RIGHT_OF_ONE
}
