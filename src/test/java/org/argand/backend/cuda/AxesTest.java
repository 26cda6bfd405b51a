package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.junit.jupiter.api.Test;

/** Which axes of an index space become one, and when indices need 64 bits. */
class AxesTest {
    private static Axes of(Shape shape, int[] which, Layout... layouts) {
        return Axes.of(
                shape, which, List.of(layouts).stream().map(l -> Axes.strides(l, 1)).toList());
    }

    @Test
    void contiguousAxes_areOne() {
        Shape shape = Shape.of(2, 1, 3, 4);
        Axes axes = of(shape, new int[] {0, 1, 2, 3}, Layout.contiguous(shape));
        assertArrayEquals(new long[] {24}, axes.extents());
        assertArrayEquals(new long[] {1}, axes.strides().getFirst());
    }

    @Test
    void axes_mergeOnlyWhereAllOperandsAllowIt() {
        Shape shape = Shape.of(2, 3, 4);
        Layout rows = Layout.contiguous(Shape.of(2, 1, 1)).broadcastTo(shape);
        Axes axes = of(shape, new int[] {0, 1, 2}, Layout.contiguous(shape), rows);
        assertArrayEquals(new long[] {2, 12}, axes.extents());
        assertArrayEquals(new long[] {12, 1}, axes.strides().get(0));
        assertArrayEquals(new long[] {1, 0}, axes.strides().get(1));
    }

    @Test
    void axes_betweenOthersStayApart() {
        Shape shape = Shape.of(2, 3, 4);
        Axes outer = of(shape, new int[] {0, 2}, Layout.contiguous(shape));
        Axes inner = of(shape, new int[] {1}, Layout.contiguous(shape));
        assertArrayEquals(new long[] {2, 4, 3}, outer.and(inner).extents());
        assertArrayEquals(new long[] {12, 1, 4}, outer.and(inner).strides().getFirst());
    }

    @Test
    void scalar_hasOneAxisOfOne() {
        Axes axes = of(Shape.SCALAR, new int[] {}, Layout.contiguous(Shape.SCALAR));
        assertEquals(1, axes.rank());
        assertEquals(1, axes.size());
    }

    @Test
    void indices_areWideFromTwoToThe31() {
        Shape large = Shape.of(1L << 31);
        assertTrue(of(large, new int[] {0}, Layout.contiguous(large)).isWide());
        Shape small = Shape.of((1L << 31) - 1);
        Layout layout = Layout.contiguous(small);
        assertFalse(of(small, new int[] {0}, layout).isWide());
        Layout backwards =
                Layout.contiguous(Shape.of(1L << 33)).sliced(0, 1L << 32, 2, -(1L << 32));
        assertTrue(of(Shape.of(2), new int[] {0}, backwards).isWide());
    }
}
