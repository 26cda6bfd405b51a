package org.argand.phy.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bits to indices to points. */
class MapperTest {
    @Test
    void indices_takeTheMostSignificantBitFirst() {
        Tensor bits = Tensor.of(Shape.of(2, 6), new int[] {1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1});
        Tensor indices = Mapper.indices(bits, 3);
        assertEquals(Shape.of(2, 2), indices.shape());
        assertArrayEquals(new int[] {5, 3, 0, 7}, indices.toInts());
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64", "FLOAT32", "FLOAT64"})
    void map_takesBitsOfAnyNumberType(DType dtype) {
        Constellation c = Constellation.qam(4, DType.COMPLEX128);
        Tensor bits = new BinarySource(new RandomStream(1)).bits(dtype, 3, 20);
        Tensor x = Mapper.of(c).map(bits);
        assertEquals(Shape.of(3, 5), x.shape());
        double[] b = bits.cast(DType.FLOAT64).toDoubles();
        double[] points = c.points().toDoubles();
        double[] z = x.toDoubles();
        for (int k = 0; k < 15; k++) {
            int i = (int) (8 * b[4 * k] + 4 * b[4 * k + 1] + 2 * b[4 * k + 2] + b[4 * k + 3]);
            assertEquals(points[2 * i], z[2 * k]);
            assertEquals(points[2 * i + 1], z[2 * k + 1]);
        }
    }

    @Test
    void map_passesGradientsToThePoints() {
        Tensor points = new RandomStream(3).normal(DType.COMPLEX128, Shape.of(4));
        Tensor bits = new BinarySource(new RandomStream(4)).bits(DType.FLOAT64, 2, 10);
        GradCheck.of(in -> Mapper.of(Constellation.of(in.getFirst())).map(bits))
                .inputs(points)
                .seed(5)
                .check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        Mapper mapper = Mapper.of(Constellation.qam(4, DType.COMPLEX64));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> mapper.map(Tensor.zeros(DType.INT32, Shape.of(2, 6))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> mapper.map(Tensor.zeros(DType.INT32, Shape.SCALAR)));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> mapper.map(Tensor.zeros(DType.COMPLEX64, Shape.of(4))));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> mapper.map(Tensor.zeros(DType.BOOL, Shape.of(4))));
    }
}
