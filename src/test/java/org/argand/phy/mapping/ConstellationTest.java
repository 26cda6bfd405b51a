package org.argand.phy.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constellations against the formulas of the standard, written out. */
class ConstellationTest {
    private static int b(int i, int m, int k) {
        return 1 - 2 * (i >> (m - 1 - k) & 1);
    }

    @Test
    void qpsk_isThatOf38211() {
        double[] z = Constellation.qam(2, DType.COMPLEX128).points().toDoubles();
        for (int i = 0; i < 4; i++) {
            assertEquals(b(i, 2, 0) / Math.sqrt(2), z[2 * i], 1e-15);
            assertEquals(b(i, 2, 1) / Math.sqrt(2), z[2 * i + 1], 1e-15);
        }
    }

    @Test
    void qam16_isThatOf38211() {
        double[] z = Constellation.qam(4, DType.COMPLEX128).points().toDoubles();
        for (int i = 0; i < 16; i++) {
            assertEquals(b(i, 4, 0) * (2 - b(i, 4, 2)) / Math.sqrt(10), z[2 * i], 1e-15);
            assertEquals(b(i, 4, 1) * (2 - b(i, 4, 3)) / Math.sqrt(10), z[2 * i + 1], 1e-15);
        }
    }

    @Test
    void qam256_isThatOf38211() {
        double[] z = Constellation.qam(8, DType.COMPLEX128).points().toDoubles();
        for (int i = 0; i < 256; i++) {
            int re = b(i, 8, 0) * (8 - b(i, 8, 2) * (4 - b(i, 8, 4) * (2 - b(i, 8, 6))));
            int im = b(i, 8, 1) * (8 - b(i, 8, 3) * (4 - b(i, 8, 5) * (2 - b(i, 8, 7))));
            assertEquals(re / Math.sqrt(170), z[2 * i], 1e-15);
            assertEquals(im / Math.sqrt(170), z[2 * i + 1], 1e-15);
        }
    }

    @Test
    void pam8_isOneAxisOfQam64() {
        double[] z = Constellation.pam(3, DType.COMPLEX128).points().toDoubles();
        for (int i = 0; i < 8; i++) {
            int re = b(i, 3, 0) * (4 - b(i, 3, 1) * (2 - b(i, 3, 2)));
            assertEquals(re / Math.sqrt(21), z[2 * i], 1e-15);
            assertEquals(0, z[2 * i + 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 8, 10})
    void qam_hasUnitEnergyAndGrayNeighbours(int m) {
        Tensor points = Constellation.qam(m, DType.COMPLEX128).points();
        assertEquals(1, points.abs2().mean().item(), 1e-14);
        double[] z = points.toDoubles();
        double step = 2 / Math.sqrt(2 * (Math.pow(2, m) - 1) / 3);
        int neighbours = 0;
        for (int i = 0; i < 1 << m; i++) {
            for (int k = 0; k < i; k++) {
                double d = Math.hypot(z[2 * i] - z[2 * k], z[2 * i + 1] - z[2 * k + 1]);
                if (d < 1.01 * step) {
                    neighbours++;
                    assertEquals(1, Integer.bitCount(i ^ k), i + " and " + k);
                }
            }
        }
        int side = 1 << m / 2;
        assertEquals(2 * side * (side - 1), neighbours);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6})
    void psk_isOnTheCircleWithGrayNeighbours(int m) {
        Constellation c = Constellation.psk(m, DType.COMPLEX128);
        double[] z = c.points().toDoubles();
        int[] at = new int[1 << m];
        for (int i = 0; i < 1 << m; i++) {
            assertEquals(1, Math.hypot(z[2 * i], z[2 * i + 1]), 1e-15);
            double turn = Math.atan2(z[2 * i + 1], z[2 * i]) / (2 * Math.PI) * (1 << m);
            assertEquals(Math.rint(turn), turn, 1e-13);
            at[Math.floorMod((int) Math.rint(turn), 1 << m)] = i;
        }
        assertEquals(0, at[0]);
        for (int n = 0; n < 1 << m; n++) {
            assertEquals(1, Integer.bitCount(at[n] ^ at[(n + 1) % (1 << m)]));
        }
        assertEquals((1 << m) + "-PSK", c.name());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 8})
    void levels_makeTheGridOfPoints(int m) {
        Constellation c = Constellation.qam(m, DType.COMPLEX128);
        double[] levels = c.levels().orElseThrow().toDoubles();
        double[] z = c.points().toDoubles();
        for (int i = 0; i < 1 << m; i++) {
            int[] axis = new int[2];
            for (int k = 0; k < m; k++) {
                axis[k % 2] = 2 * axis[k % 2] + (i >> (m - 1 - k) & 1);
            }
            assertEquals(z[2 * i], levels[axis[0]]);
            assertEquals(z[2 * i + 1], levels[axis[1]]);
        }
        assertTrue(Constellation.of(c.points()).levels().isEmpty());
    }

    @Test
    void bitLabels_areTheBitsOfTheIndex() {
        Tensor labels = Constellation.qam(4, DType.COMPLEX64).bitLabels(DType.INT32);
        assertEquals(Shape.of(16, 4), labels.shape());
        assertArrayEquals(new int[] {1, 0, 1, 1}, labels.select(0, 11).toInts());
    }

    @Test
    void normalised_hasUnitEnergyAndGradients() {
        Tensor z = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(8));
        assertEquals(1, Constellation.of(z).normalised().points().abs2().mean().item(), 1e-14);
        assertEquals(0, Constellation.of(z).centred().points().mean().complexItem().abs(), 1e-15);
        GradCheck.of(in -> Constellation.of(in.getFirst()).centred().normalised().points())
                .inputs(z)
                .seed(2)
                .check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        assertThrows(
                ArgandException.InvalidArgument.class, () -> Constellation.qam(3, DType.COMPLEX64));
        assertThrows(
                ArgandException.InvalidArgument.class, () -> Constellation.qam(0, DType.COMPLEX64));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> Constellation.pam(17, DType.COMPLEX64));
        assertThrows(
                ArgandException.InvalidArgument.class, () -> Constellation.psk(0, DType.COMPLEX64));
        assertThrows(
                ArgandException.DTypeMismatch.class, () -> Constellation.qam(4, DType.FLOAT32));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> Constellation.of(Tensor.zeros(DType.FLOAT32, Shape.of(4))));
        for (Shape shape : new Shape[] {Shape.of(3), Shape.of(1), Shape.of(2, 2), Shape.SCALAR}) {
            ArgandException e =
                    assertThrows(
                            ArgandException.ShapeMismatch.class,
                            () -> Constellation.of(Tensor.zeros(DType.COMPLEX64, shape)));
            assertEquals("constellation", e.op());
        }
    }
}
