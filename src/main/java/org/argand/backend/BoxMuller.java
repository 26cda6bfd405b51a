package org.argand.backend;

/**
 * The logarithm, and the sine and cosine of whole turns, that make normal numbers of uniform ones.
 *
 * <p>Normal numbers are the same to the last bit on every device, so these three are defined as the sequence of IEEE
 * operations written here, each rounded once and {@code fma} only where it says so; {@code kernels/philox.cuh} is the
 * same sequence, and so is what a backend does with {@link #logarithm}, {@link #sine} and {@link #cosine}. Each is within
 * one unit in the last place.
 */
public final class BoxMuller {
    /** The bits of √½, from where on a factor of two is taken out of a number. */
    public static final long ROOT_OF_HALF = 0x3fe6a09e667f3bcdL;

    /** log 2 to 42 bits, so that its small multiples are exact, and the rest. */
    public static final double LN2_HIGH = 0x1.62e42fefa38p-1;

    public static final double LN2_LOW = 0x1.ef35793c7673p-45;

    /**
     * The most that a length is made of: 24 bits are a number of (0, 1] whose last step is the numbers from 1 − 2⁻²⁴ on,
     * and this is their middle. Of 1 itself the length would be 0, which a division by a drawn channel does not survive.
     */
    public static final double MOST_SINGLE = 1 - 0x1p-25;

    /** Likewise of 53 bits: the double before 1. */
    public static final double MOST_WIDE = 1 - 0x1p-53;

    public static final double TWO_PI_HIGH = 0x1.921fb54442d18p2;
    public static final double TWO_PI_LOW = 0x1.1a62633145c07p-52;

    private static final double[] LOG = {
        0x1.2b66375fc1520p-3,
        0x1.39fd32f6d9a26p-3,
        0x1.7462be34d66e2p-3,
        0x1.c71c62c1fb181p-3,
        0x1.2492492e0f16bp-2,
        0x1.99999999951bep-2,
        0x1.5555555555558p-1,
    };

    private static final double[] SIN = {
        0x1.e4a9f0c775a2cp1,
        -0x1.e3027e2671503p3,
        0x1.50783208b9495p5,
        -0x1.32d2cce5005edp6,
        0x1.466bc6775a478p6,
        -0x1.4abbce625be52p5,
    };

    private static final double[] COS = {
        -0x1.b2f3fb1daad13p0,
        0x1.f9ce248e47d2bp2,
        -0x1.a6d1eef4b32dcp4,
        0x1.e1f5068689132p5,
        -0x1.55d3c7e3cb243p6,
        0x1.03c1f081b5ac0p6,
        -0x1.3bd3cc9be45dep4,
    };

    private BoxMuller() {}

    /** The coefficients of {@link #log} after its leading terms, highest power first. */
    public static double[] logarithm() {
        return LOG.clone();
    }

    /** The coefficients of the sine of turns after its leading term, highest power first. */
    public static double[] sine() {
        return SIN.clone();
    }

    /** The coefficients of the cosine of turns before its 1, highest power first. */
    public static double[] cosine() {
        return COS.clone();
    }

    /** √(−2 log u) for u in (0, 1). */
    public static double radius(double u) {
        return Math.sqrt(-2 * log(u));
    }

    /** √(−log u) for u in (0, 1). */
    public static double complexRadius(double u) {
        return Math.sqrt(-log(u));
    }

    /**
     * log u for normal u: {@code u = 2^k·(1 + f)} with 1 + f between √½ and √2, and {@code log(1 + f) = 2 artanh s} for
     * {@code s = f/(2 + f)}, written so that f itself is its largest term.
     */
    public static double log(double u) {
        long bits = Double.doubleToRawLongBits(u);
        long k = (bits - ROOT_OF_HALF) >> 52;
        double f = Double.longBitsToDouble(bits - (k << 52)) - 1;
        double s = f / (2 + f);
        double z = s * s;
        double p = polynomial(LOG, z);
        double half = 0.5 * f * f;
        double small = Math.fma(s, Math.fma(p, z, half), k * LN2_LOW);
        return k * LN2_HIGH - ((half - small) - f);
    }

    /** sin 2πv for v in [0, 1). */
    public static double sin(double v) {
        double quarters = Math.rint(4 * v);
        double r = v - 0.25 * quarters;
        return ofQuarter((int) quarters, sinOfTurns(r), cosOfTurns(r));
    }

    /** cos 2πv for v in [0, 1), the sine a quarter further. */
    public static double cos(double v) {
        double quarters = Math.rint(4 * v);
        double r = v - 0.25 * quarters;
        return ofQuarter((int) quarters + 1, sinOfTurns(r), cosOfTurns(r));
    }

    /** The sine of some quarter turns and an angle of which sine and cosine are given. */
    private static double ofQuarter(int quarters, double sin, double cos) {
        double x = (quarters & 1) == 0 ? sin : cos;
        return (quarters & 2) == 0 ? x : -x;
    }

    /** sin 2πr for |r| ≤ ⅛. */
    private static double sinOfTurns(double r) {
        double z = r * r;
        double p = polynomial(SIN, z);
        return Math.fma(r, TWO_PI_HIGH, r * Math.fma(p, z, TWO_PI_LOW));
    }

    /** cos 2πr for |r| ≤ ⅛. */
    private static double cosOfTurns(double r) {
        double z = r * r;
        double p = polynomial(COS, z);
        return Math.fma(p, z, 1.0);
    }

    private static double polynomial(double[] coefficients, double z) {
        double p = coefficients[0];
        for (int k = 1; k < coefficients.length; k++) {
            p = Math.fma(p, z, coefficients[k]);
        }
        return p;
    }
}
