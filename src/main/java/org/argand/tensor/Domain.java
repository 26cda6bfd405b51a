package org.argand.tensor;

import java.util.random.RandomGenerator;

/** Where a pointwise function is differentiable, which is also where checks sample its operands. */
public enum Domain {
    /** Everywhere. */
    PLANE,
    /** Away from zero. */
    NOT_ZERO,
    /** Away from the negative real axis and zero; real operands positive. */
    SLIT,
    /** Real operands above −1, complex ones away from the axis below −1. */
    RIGHT_OF_MINUS_ONE,
    /** Inside the unit disc. */
    DISC,
    /** Real operands above 1, complex ones away from the axis below 1, on both sides of the imaginary axis. */
    RIGHT_OF_ONE;

    /** A point of moderate size well inside: (re, im), with im = 0 unless {@code complex}. */
    public double[] sample(RandomGenerator random, boolean complex) {
        double sign = random.nextBoolean() ? 1 : -1;
        if (!complex) {
            double x =
                    switch (this) {
                        case PLANE -> random.nextDouble(-1.5, 1.5);
                        case NOT_ZERO -> sign * random.nextDouble(0.3, 1.5);
                        case SLIT -> random.nextDouble(0.3, 2.0);
                        case RIGHT_OF_MINUS_ONE -> random.nextDouble(-0.6, 1.5);
                        case DISC -> random.nextDouble(-0.7, 0.7);
                        case RIGHT_OF_ONE -> random.nextDouble(1.3, 2.5);
                    };
            return new double[] {x, 0};
        }
        return switch (this) {
            case PLANE -> new double[] {random.nextDouble(-1.5, 1.5), random.nextDouble(-1.5, 1.5)};
            case NOT_ZERO -> ring(0, random.nextDouble(0.3, 1.5), random.nextDouble(-3.1, 3.1));
            case SLIT -> ring(0, random.nextDouble(0.3, 2.0), random.nextDouble(-2.7, 2.7));
            case RIGHT_OF_MINUS_ONE ->
                    ring(-1, random.nextDouble(0.3, 2.0), random.nextDouble(-2.7, 2.7));
            case DISC -> ring(0, random.nextDouble(0, 0.7), random.nextDouble(-3.1, 3.1));
            case RIGHT_OF_ONE ->
                    new double[] {random.nextDouble(-2, 2), sign * random.nextDouble(0.3, 1.5)};
        };
    }

    private static double[] ring(double centre, double radius, double angle) {
        return new double[] {centre + radius * Math.cos(angle), radius * Math.sin(angle)};
    }
}
