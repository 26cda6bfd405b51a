package org.argand.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Shapes: broadcasting, axes, and what they refuse. */
class ShapeTest {
    @Test
    void broadcast_followsNumPy() {
        assertEquals(Shape.of(4, 2, 3), Shape.broadcast("add", Shape.of(2, 1), Shape.of(4, 1, 3)));
        assertEquals(Shape.of(2), Shape.broadcast("add", Shape.SCALAR, Shape.of(2)));
        assertEquals(Shape.of(0), Shape.broadcast("add", Shape.of(1), Shape.of(0)));
        var e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> Shape.broadcast("add", Shape.of(2, 3), Shape.of(2)));
        assertEquals("add: [2, 3] and [2] do not broadcast", e.getMessage());
        assertEquals("add", e.op());
    }

    @Test
    void axes_countFromTheEndToo() {
        Shape s = Shape.of(2, 3, 4);
        assertEquals(2, s.axis(-1, "sum"));
        assertArrayEquals(new int[] {0, 2}, s.axes(new int[] {-1, 0}, "sum"));
        assertArrayEquals(new int[] {0, 1, 2}, s.axes(new int[0], "sum"));
        assertEquals(
                "sum: axis 3 is outside shape [2, 3, 4]",
                assertThrows(ArgandException.InvalidArgument.class, () -> s.axis(3, "sum"))
                        .getMessage());
        assertEquals(
                "sum: axis 2 is named twice",
                assertThrows(
                                ArgandException.InvalidArgument.class,
                                () -> s.axes(new int[] {2, -1}, "sum"))
                        .getMessage());
    }

    @Test
    void elements_areCountedOrRefused() {
        assertEquals(Long.MAX_VALUE, Shape.of(Long.MAX_VALUE, 1).size());
        assertEquals(0, Shape.of(1L << 40, 1L << 40, 0).size());
        var e =
                assertThrows(
                        ArgandException.OutOfMemory.class, () -> Shape.of(1L << 40, 2, 1L << 40));
        assertEquals(
                "shape: [1099511627776, 2, 1099511627776] has more elements than a long counts",
                e.getMessage());
    }

    @Test
    void edits_giveNewShapes() {
        Shape s = Shape.of(2, 3);
        assertEquals(Shape.of(2, 3, 1), s.inserted(-1, 1));
        assertEquals(Shape.of(1, 2, 3), s.inserted(0, 1));
        assertEquals(Shape.of(3), s.without(0));
        assertEquals(Shape.of(2, 7), s.with(-1, 7));
        assertEquals(Shape.of(2, 1), s.reduced(new int[] {1}, true));
        assertEquals(Shape.of(2), s.reduced(new int[] {1}, false));
        assertEquals(1, Shape.SCALAR.size());
        assertEquals(0, Shape.of(3, 0).size());
        assertThrows(ArgandException.InvalidArgument.class, () -> Shape.of(2, -1));
    }
}
