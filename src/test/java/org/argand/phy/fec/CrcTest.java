package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Check bits against long division and published check values. */
class CrcTest {
    /** Exponents of the generators as clause 5.1 prints them. */
    private static int[] exponents(Crc crc) {
        return switch (crc) {
            case CRC24A -> new int[] {24, 23, 18, 17, 14, 11, 10, 7, 6, 5, 4, 3, 1, 0};
            case CRC24B -> new int[] {24, 23, 6, 5, 1, 0};
            case CRC24C -> new int[] {24, 23, 21, 20, 17, 15, 13, 12, 8, 4, 2, 1, 0};
            case CRC16 -> new int[] {16, 12, 5, 0};
            case CRC11 -> new int[] {11, 10, 9, 5, 0};
            case CRC6 -> new int[] {6, 5, 0};
        };
    }

    /** The bits and what long division leaves of them. */
    private static double[] divided(Crc crc, double[] bits) {
        int l = crc.length();
        double[] rest = Arrays.copyOf(bits, bits.length + l);
        for (int i = 0; i < bits.length; i++) {
            if (rest[i] == 1) {
                for (int e : exponents(crc)) {
                    rest[i + l - e] = 1 - rest[i + l - e];
                }
            }
        }
        System.arraycopy(bits, 0, rest, 0, bits.length);
        return rest;
    }

    @ParameterizedTest
    @EnumSource(Crc.class)
    void encode_isLongDivision(Crc crc) {
        for (int k : new int[] {1, 5, 24, 100, 1001}) {
            Tensor bits = new RandomStream(k).bits(DType.FLOAT64, Shape.of(2, k));
            double[] c = crc.encode(bits).toDoubles();
            int n = k + crc.length();
            for (int b = 0; b < 2; b++) {
                double[] row = Arrays.copyOfRange(bits.toDoubles(), b * k, (b + 1) * k);
                assertArrayEquals(
                        divided(crc, row), Arrays.copyOfRange(c, b * n, (b + 1) * n), "k = " + k);
            }
        }
    }

    /** Of the nine digits, as in catalogues of checks. */
    @ParameterizedTest
    @CsvSource({"CRC16, 31C3", "CRC24A, CDE703", "CRC24B, 23EF52"})
    void encode_hasThePublishedCheckValue(Crc crc, String hex) {
        byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);
        int[] bits = new int[8 * text.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = text[i / 8] >> (7 - i % 8) & 1;
        }
        int[] c = crc.encode(Tensor.of(bits)).toInts();
        int value = 0;
        for (int i = bits.length; i < c.length; i++) {
            value = value << 1 | c[i];
        }
        assertEquals(Integer.parseInt(hex, 16), value);
    }

    @ParameterizedTest
    @EnumSource(Crc.class)
    void check_findsFlippedBits(Crc crc) {
        Tensor bits = new RandomStream(3).bits(DType.INT32, Shape.of(4, 5, 40));
        Tensor c = crc.encode(bits);
        int n = 40 + crc.length();
        assertEquals(Shape.of(4, 5, n), c.shape());
        assertTrue(crc.check(c).all().toBooleans()[0]);
        assertArrayEquals(bits.toInts(), crc.strip(c).toInts());
        Tensor flips = Tensor.arange(DType.INT32, n).equalTo(17).cast(DType.INT32);
        assertFalse(crc.check(c.sub(flips).square()).any().toBooleans()[0]);
    }

    @Test
    void badInput_isNamed() {
        ArgandException e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> Crc.CRC16.check(Tensor.zeros(DType.FLOAT32, Shape.of(3, 16))));
        assertEquals("crc16", e.op());
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> Crc.CRC6.encode(Tensor.zeros(DType.COMPLEX64, Shape.of(9))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> Crc.CRC6.encode(Tensor.zeros(DType.FLOAT32, Shape.SCALAR)));
    }
}
