package org.argand.tensor;

import java.util.SplittableRandom;

/** Points of the plane where functions are easily wrong: all magnitudes, branch points, zeros, overflow. */
enum Points {
    /** Parts of any two magnitudes, from subnormal to near overflow. */
    ANY {
        @Override
        double[] draw(SplittableRandom random, boolean wide) {
            return new double[] {any(random, wide), any(random, wide)};
        }
    },
    /** Of any magnitude, with parts of the same. */
    EVEN {
        @Override
        double[] draw(SplittableRandom random, boolean wide) {
            int e = wide ? random.nextInt(-1070, 1023) : random.nextInt(-145, 127);
            return new double[] {part(random, e), part(random, e)};
        }
    },
    /** Parts between some thousandths and some thousands. */
    MODERATE {
        @Override
        double[] draw(SplittableRandom random, boolean wide) {
            return new double[] {
                part(random, random.nextInt(-12, 11)), part(random, random.nextInt(-12, 11))
            };
        }
    },
    /** Parts between an eighth and eight. */
    NEAR {
        @Override
        double[] draw(SplittableRandom random, boolean wide) {
            return new double[] {
                part(random, random.nextInt(-3, 3)), part(random, random.nextInt(-3, 3))
            };
        }
    },
    /** At and near 1, −1, i, −i. */
    UNITS {
        @Override
        double[] draw(SplittableRandom random, boolean wide) {
            int bits = wide ? 53 : 24;
            double far = random.nextInt(6) == 0 ? 0 : part(random, random.nextInt(-bits, -2));
            double off =
                    random.nextInt(4) == 0
                            ? any(random, wide)
                            : part(random, random.nextInt(-bits, -2));
            double one = random.nextBoolean() ? 1 + far : -1 - far;
            return random.nextBoolean() ? new double[] {one, off} : new double[] {off, one};
        }
    },
    /** On and near the unit circle. */
    CIRCLE {
        @Override
        double[] draw(SplittableRandom random, boolean wide) {
            double angle = random.nextDouble(-Math.PI, Math.PI);
            double r = 1;
            if (random.nextBoolean()) {
                r += part(random, random.nextInt(wide ? -53 : -24, -2));
            }
            return new double[] {r * Math.cos(angle), r * Math.sin(angle)};
        }
    },
    /** One part near a multiple of π/2. */
    QUARTERS {
        @Override
        double[] draw(SplittableRandom random, boolean wide) {
            double turn = random.nextInt(-40, 41) * (Math.PI / 2);
            double x = turn * (1 + part(random, random.nextInt(wide ? -53 : -24, -2)));
            double y =
                    random.nextBoolean() ? any(random, wide) : part(random, random.nextInt(-9, 6));
            return random.nextBoolean() ? new double[] {x, y} : new double[] {y, x};
        }
    },
    /** One part near where exponentials overflow and underflow. */
    OVERFLOW {
        @Override
        double[] draw(SplittableRandom random, boolean wide) {
            double x = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.7, 1.2);
            x *= wide ? 709.78 : 88.72;
            double y =
                    random.nextBoolean() ? any(random, wide) : part(random, random.nextInt(-9, 6));
            return random.nextBoolean() ? new double[] {x, y} : new double[] {y, x};
        }
    };

    /** One (re, im), representable in double or single precision once rounded. */
    abstract double[] draw(SplittableRandom random, boolean wide);

    private static double any(SplittableRandom random, boolean wide) {
        return part(random, wide ? random.nextInt(-1074, 1023) : random.nextInt(-149, 127));
    }

    private static double part(SplittableRandom random, int exponent) {
        double m = Math.scalb(1 + random.nextDouble(), exponent);
        return random.nextBoolean() ? m : -m;
    }

    /**
     * Interleaved operands at these places, rounded to their precision.
     *
     * @return {@code [operand][2·count]}
     */
    static double[][] operands(int arity, int count, boolean wide, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] all = new double[arity][2 * count];
        for (int k = 0; k < count; k++) {
            // Half of the points have any magnitude.
            int at = k % (2 * values().length);
            Points where = at < values().length ? values()[at] : ANY;
            for (int o = 0; o < arity; o++) {
                double[] z = (o == 0 || random.nextBoolean() ? where : NEAR).draw(random, wide);
                all[o][2 * k] = rounded(z[0], wide);
                all[o][2 * k + 1] = rounded(z[1], wide);
            }
        }
        return all;
    }

    private static double rounded(double x, boolean wide) {
        return wide ? x : Math.clamp((float) x, -Float.MAX_VALUE, Float.MAX_VALUE);
    }
}
