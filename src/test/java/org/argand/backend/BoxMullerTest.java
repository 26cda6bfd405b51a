package org.argand.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The functions that normal numbers are made with: accurate, exact where they can be, and never other than now. */
class BoxMullerTest {
    private static final long SEED = 8;

    private static final double[] WIDE = {
        0x1.0f42691aa2289p0, 0x1.1100d6b43fd74p-2, 0x1.0d2f5f8138958p-1, 0x1.8292ad3d6a1f8p-3
    };

    private static final float[] NARROW = {
        -0x1.b727ccp-2f, -0x1.2073fcp-3f, 0x1.9fa8fcp0f, 0x1.a254eap-2f
    };

    private static final double[] PLANE = {
        0x1.7f9e66192ba75p-1, 0x1.8215be580ac6p-3, 0x1.7caf65fcf3b66p-2, 0x1.11592e06d7f84p-3
    };

    private static double error(double got, double want) {
        return Math.abs(got - want) / Math.ulp(want);
    }

    @Test
    void logarithm_isThatOfTheStandardLibraryToTwoUnits() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < 100_000; n++) {
            double u = n % 2 == 0 ? 1 - random.nextDouble() : Math.scalb(1.0, -random.nextInt(53));
            u = n % 4 == 1 ? u * (1 - random.nextDouble() / 2) : u;
            double x = u;
            assertTrue(error(BoxMuller.log(u), StrictMath.log(u)) <= 2, () -> "u = " + x);
        }
        assertEquals(0.0, BoxMuller.log(1));
    }

    @Test
    void sineAndCosine_areThoseOfTheStandardLibraryToTwoUnits() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < 100_000; n++) {
            // So small an angle that its own rounding does not count beside the last place.
            double v = random.nextDouble() * 0x1p-3;
            double angle = 2 * Math.PI * v;
            assertTrue(error(BoxMuller.sin(v), StrictMath.sin(angle)) <= 2, () -> "v = " + v);
            assertTrue(error(BoxMuller.cos(v), StrictMath.cos(angle)) <= 2, () -> "v = " + v);
        }
    }

    @Test
    void quartersAndSymmetries_areExact() {
        double[] sines = {0, 1, 0, -1};
        for (int k = 0; k < 4; k++) {
            assertEquals(sines[k], BoxMuller.sin(k / 4.0) + 0.0);
            assertEquals(sines[(k + 1) % 4], BoxMuller.cos(k / 4.0) + 0.0);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < 1000; n++) {
            double v = (random.nextLong() >>> 13) * 0x1p-53;
            assertEquals(BoxMuller.sin(v), -BoxMuller.sin(v + 0.5));
            assertEquals(BoxMuller.sin(v), -BoxMuller.cos(v + 0.25));
            assertEquals(BoxMuller.sin(v), BoxMuller.sin(0.5 - v));
        }
    }

    /** What every device draws, to the last bit. */
    @Test
    void normalNumbers_areThese() {
        double[] wide = new double[4];
        Philox.normal(1, 2, 0, wide, 0, 4);
        assertArrayEquals(WIDE, wide);
        float[] narrow = new float[4];
        Philox.normal(1, 2, 0, narrow, 0, 4);
        assertArrayEquals(NARROW, narrow);
        double[] plane = new double[4];
        Philox.complexNormal(1, 2, 0, plane, 0, 2);
        assertArrayEquals(PLANE, plane);
    }
}
