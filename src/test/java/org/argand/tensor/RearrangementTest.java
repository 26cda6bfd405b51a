package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Creation.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moving and picking elements, as NumPy does it, on small numbers; also none, and scalars. */
class RearrangementTest {
    private static final Tensor X = Tensor.of(Shape.of(2, 3), new double[] {1, 2, 3, 4, 5, 6});
    private static final Tensor NONE = Tensor.zeros(DType.FLOAT64, Shape.of(0, 3));
    private static final Tensor SCALAR = Tensor.scalar(7);

    private static void assertIs(Tensor t, Shape shape, double... expected) {
        assertEquals(shape, t.shape());
        assertArrayEquals(expected, t.toDoubles());
    }

    @Test
    void tile_repeatsTheWhole_repeat_eachElement() {
        assertIs(X.tile(1, 2), Shape.of(2, 6), 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
        assertIs(X.select(0, 0).tile(2, 2), Shape.of(2, 6), 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
        assertIs(X.repeat(2, -1), Shape.of(2, 6), 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6);
        assertIs(X.repeat(new long[] {2, 0}, 0), Shape.of(2, 3), 1, 2, 3, 1, 2, 3);
        assertIs(SCALAR.tile(2), Shape.of(2), 7, 7);
        assertIs(SCALAR.tile(), Shape.SCALAR, 7);
        assertEquals(Shape.of(0, 6), NONE.tile(2).shape());
        assertEquals(Shape.of(2, 0), X.tile(0).shape());
        assertEquals(Shape.of(0, 9), NONE.repeat(3, 1).shape());
    }

    @Test
    void axes_comeGoAndMove() {
        Tensor t = X.reshape(1, 2, 1, 3);
        assertEquals(Shape.of(2, 3), t.squeeze().shape());
        assertEquals(Shape.of(2, 1, 3), t.squeeze(0).shape());
        assertEquals(Shape.of(2, 3), t.squeeze(-2, 0).shape());
        assertEquals(Shape.of(1, 2, 3, 1), X.expand(0, -1).shape());
        assertEquals(Shape.of(1, 1), SCALAR.expand(0, 1).shape());
        assertEquals(Shape.of(2, 1, 3, 1), t.moveaxis(0, -1).shape());
        assertEquals(Shape.of(3, 1, 2, 1), t.moveaxis(-1, 0).shape());
        assertIs(X.rot90(1, 0, 1), Shape.of(3, 2), 3, 6, 2, 5, 1, 4);
        assertIs(X.rot90(-1, 0, 1), Shape.of(3, 2), 4, 1, 5, 2, 6, 3);
        assertIs(X.rot90(1, 1, 0), Shape.of(3, 2), 4, 1, 5, 2, 6, 3);
        assertIs(X.rot90(6, 0, 1), Shape.of(2, 3), 6, 5, 4, 3, 2, 1);
    }

    @Test
    void parts_areCutAlongAnAxis() {
        List<Tensor> two = X.split(new long[] {1, 2}, 1);
        assertIs(two.get(0), Shape.of(2, 1), 1, 4);
        assertIs(two.get(1), Shape.of(2, 2), 2, 3, 5, 6);
        assertIs(X.split(3, -1).get(2), Shape.of(2, 1), 3, 6);
        assertEquals(
                List.of(Shape.of(2, 2), Shape.of(2, 1)),
                X.chunk(2, 1).stream().map(Tensor::shape).toList());
        assertEquals(3, X.chunk(5, 1).size());
        assertEquals(1, NONE.chunk(4, 0).size());
        assertIs(X.unstack(0).get(1), Shape.of(3), 4, 5, 6);
        assertEquals(List.of(), NONE.unstack(0));
    }

    @Test
    void takeAlong_readsByEachEntry() {
        Tensor at = Tensor.of(Shape.of(2, 2), new int[] {2, 0, 1, 1});
        assertIs(X.takeAlong(at, 1), Shape.of(2, 2), 3, 1, 5, 5);
        assertIs(
                X.takeAlong(Tensor.of(Shape.of(1, 3), new long[] {1, 0, 1}), 0),
                Shape.of(1, 3),
                4,
                2,
                6);
        assertIs(X.takeAlong(Tensor.of(Shape.of(1, 1), new int[] {1}), 1), Shape.of(2, 1), 2, 5);
        assertIs(X.transpose().takeAlong(at, 0), Shape.of(2, 2), 3, 4, 2, 5);
        Tensor nothing = Tensor.zeros(DType.INT64, Shape.of(2, 0));
        assertEquals(Shape.of(2, 0), X.takeAlong(nothing, 1).shape());
    }

    @Test
    void scatter_writesByEachEntry() {
        Tensor at = Tensor.of(Shape.of(2, 2), new int[] {2, 2, 0, 1});
        Tensor u = Tensor.of(Shape.of(2, 2), new double[] {10, 20, 30, 40});
        assertIs(X.scatterAdd(at, u, 1), Shape.of(2, 3), 1, 2, 33, 34, 45, 6);
        assertIs(X.scatter(at, u, 1), Shape.of(2, 3), 1, 2, 20, 30, 40, 6);
        assertIs(X.scatter(at, SCALAR, -1), Shape.of(2, 3), 1, 2, 7, 7, 7, 6);
        Tensor nan = Tensor.of(Double.NaN, 1, 2);
        assertIs(nan.scatter(Tensor.of(0, 0), Tensor.of(Double.NaN, 5), 0), Shape.of(3), 5, 1, 2);
        Tensor nothing = Tensor.zeros(DType.INT32, Shape.of(2, 0));
        assertIs(X.scatter(nothing, SCALAR, 1), Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        assertIs(X.scatterAdd(nothing, SCALAR, 1), Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    }

    @Test
    void index_readsAndWritesParts() {
        assertIs(X.index(Tensor.of(1, 1)), Shape.of(2, 3), 4, 5, 6, 4, 5, 6);
        assertIs(X.index(Tensor.of(1, 0), Tensor.of(2, 1)), Shape.of(2), 6, 2);
        assertIs(X.index(Tensor.of(1L).squeeze(), Tensor.of(0, 2)), Shape.of(2), 4, 6);
        Tensor rows = Tensor.of(1, 1);
        Tensor v = Tensor.of(Shape.of(2, 1), new double[] {10, 20});
        assertIs(X.indexPut(v, false, rows), Shape.of(2, 3), 1, 2, 3, 20, 20, 20);
        assertIs(X.indexPut(v, true, rows), Shape.of(2, 3), 1, 2, 3, 34, 35, 36);
        assertIs(
                X.indexPut(SCALAR, false, Tensor.of(0, 1), Tensor.of(0, 2)),
                Shape.of(2, 3),
                7,
                2,
                3,
                4,
                5,
                7);
    }

    @Test
    void segmentSum_addsInAnyOrderOfSegments() {
        assertIs(X.segmentSum(Tensor.of(2, 0, 2), 4, 1), Shape.of(2, 4), 2, 0, 4, 0, 5, 0, 10, 0);
        assertIs(X.segmentSum(Tensor.of(1L, 1), 2, -2), Shape.of(2, 3), 0, 0, 0, 5, 7, 9);
        assertIs(NONE.segmentSum(Tensor.of(new int[0]), 1, 0), Shape.of(1, 3), 0, 0, 0);
    }

    @Test
    void masks_pickFillAndPut() {
        Tensor odd =
                Tensor.of(Shape.of(2, 3), new boolean[] {true, false, true, false, true, false});
        assertIs(X.maskedSelect(odd), Shape.of(3), 1, 3, 5);
        assertIs(X.maskedSelect(Tensor.of(false, true)), Shape.of(1, 3), 4, 5, 6);
        assertIs(X.maskedSelect(Tensor.of(false, false)), Shape.of(0, 3));
        assertIs(
                X.maskedFill(Tensor.of(false, true, false), -1),
                Shape.of(2, 3),
                1,
                -1,
                3,
                4,
                -1,
                6);
        assertIs(
                X.maskedScatter(odd, Tensor.of(10.0, 20, 30)), Shape.of(2, 3), 10, 2, 20, 4, 30, 6);
        assertArrayEquals(new long[] {0, 0, 0, 2, 1, 1}, odd.nonzero().toLongs());
        assertEquals(Shape.of(0, 2), NONE.nonzero().shape());
        assertEquals(Shape.of(1, 0), SCALAR.nonzero().shape());
        assertIs(SCALAR.maskedSelect(Tensor.of(true).squeeze()), Shape.of(1), 7);
    }

    @Test
    void ranges_haveTheirEnds() {
        assertIs(Creation.linspace(DType.FLOAT64, 0, 1, 5), Shape.of(5), 0, 0.25, 0.5, 0.75, 1);
        assertEquals(0.1, Creation.linspace(DType.FLOAT64, 3, 0.1, 8).toDoubles()[7]);
        assertIs(Creation.linspace(DType.FLOAT64, 2, 9, 1), Shape.of(1), 2);
        assertEquals(Shape.of(0), Creation.linspace(DType.FLOAT32, 2, 9, 0).shape());
        Tensor z = Creation.linspace(DType.COMPLEX128, Complex.ONE, Complex.I, 3);
        assertIs(z, Shape.of(3), 1, 0, 0.5, 0.5, 0, 1);
        assertIs(Creation.arange(DType.FLOAT64, 1, 2, 0.25), Shape.of(4), 1, 1.25, 1.5, 1.75);
        assertIs(Creation.arange(DType.INT32, 5, -1, -2), Shape.of(3), 5, 3, 1);
        assertEquals(Shape.of(0), Creation.arange(DType.FLOAT64, 1, 0, 1).shape());
        assertIs(Creation.eye(DType.FLOAT32, 2, 3), Shape.of(2, 3), 1, 0, 0, 0, 1, 0);
        assertIs(Creation.eye(DType.COMPLEX64, 2), Shape.of(2, 2), 1, 0, 0, 0, 0, 0, 1, 0);
        assertEquals(Shape.of(0, 0), Creation.eye(DType.FLOAT64, 0).shape());
    }

    @ParameterizedTest
    @EnumSource(Grid.class)
    void meshgrid_isOverBothVectors(Grid grid) {
        List<Tensor> made = Creation.meshgrid(grid, Tensor.of(1.0, 2, 3), Tensor.of(4.0, 5));
        if (grid == Grid.IJ) {
            assertIs(made.get(0), Shape.of(3, 2), 1, 1, 2, 2, 3, 3);
            assertIs(made.get(1), Shape.of(3, 2), 4, 5, 4, 5, 4, 5);
        } else {
            assertIs(made.get(0), Shape.of(2, 3), 1, 2, 3, 1, 2, 3);
            assertIs(made.get(1), Shape.of(2, 3), 4, 4, 4, 5, 5, 5);
        }
        assertEquals(
                Shape.of(1, 3, 1),
                Creation.meshgrid(Grid.XY, Tensor.of(1.0, 2, 3), SCALAR, SCALAR).get(1).shape());
    }
}
