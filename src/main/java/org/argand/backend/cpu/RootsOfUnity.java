package org.argand.backend.cpu;

/**
 * The n-th roots of unity {@code e^{2πik/n}}, each part right to about one unit in the last place.
 *
 * <p>Only the first octant is evaluated, the rest is its reflection: so the roots are exactly symmetric, and those at
 * multiples of a quarter turn are exact. The angle is carried in two doubles, because rounding 2πk/n alone would already
 * cost more than one unit.
 */
final class RootsOfUnity {
    private static final double TWO_PI = 2 * Math.PI;

    /** 2π − {@link #TWO_PI}. */
    private static final double TWO_PI_REST = 2.4492935982947064e-16;

    private final long n;

    /** Angles in the first octant come in steps of {@code step/(4n)} of a turn. */
    private final int step;

    private final double[] cos;
    private final double[] sin;

    RootsOfUnity(long n) {
        this.n = n;
        this.step = n % 4 == 0 ? 4 : n % 2 == 0 ? 2 : 1;
        int octant = Math.toIntExact(n / 2 / step + 1);
        cos = new double[octant];
        sin = new double[octant];
        for (int i = 0; i < octant; i++) {
            evaluate(i);
        }
    }

    private void evaluate(int i) {
        long numerator = (long) i * step;
        if (2 * numerator == n) {
            cos[i] = Math.sqrt(0.5);
            sin[i] = cos[i];
            return;
        }
        double turn = (double) numerator / (4 * n);
        double turnRest = Math.fma(-turn, 4 * n, numerator) / (4 * n);
        double angle = TWO_PI * turn;
        double rest = Math.fma(TWO_PI, turn, -angle) + TWO_PI_REST * turn + TWO_PI * turnRest;
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        cos[i] = Math.fma(-rest, s, c);
        sin[i] = Math.fma(rest, c, s);
    }

    /** cos(2πk/n) for any k ≥ 0. */
    double cos(long k) {
        long quarters = 4 * (k % n);
        int quarter = (int) (quarters / n);
        long within = quarters - quarter * n;
        return switch (quarter) {
            case 0 -> cosWithin(within);
            case 1 -> -sinWithin(within);
            case 2 -> -cosWithin(within);
            default -> sinWithin(within);
        };
    }

    /** sin(2πk/n) for any k ≥ 0. */
    double sin(long k) {
        long quarters = 4 * (k % n);
        int quarter = (int) (quarters / n);
        long within = quarters - quarter * n;
        return switch (quarter) {
            case 0 -> sinWithin(within);
            case 1 -> cosWithin(within);
            case 2 -> -sinWithin(within);
            default -> -cosWithin(within);
        };
    }

    /** The cosine of {@code a/(4n)} of a turn, a below n. */
    private double cosWithin(long a) {
        return 2 * a > n ? sin[(int) ((n - a) / step)] : cos[(int) (a / step)];
    }

    private double sinWithin(long a) {
        return 2 * a > n ? cos[(int) ((n - a) / step)] : sin[(int) (a / step)];
    }
}
