package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Sparse matrices, their edges and syndromes. */
class ParityCheckMatrixTest {
    @Test
    void dense_isSparse() {
        ParityCheckMatrix h = ParityCheckMatrix.ofDense(new int[][] {{1, 0, 1, 0}, {0, 1, 1, 1}});
        assertEquals(4, h.variables());
        assertEquals(2, h.checks());
        assertEquals(5, h.edges());
        assertArrayEquals(new int[] {1, 2, 3}, h.row(1));
        Tensor words = Tensor.of(1, 1, 1, 0, 1, 1, 0, 0).reshape(2, 4);
        assertArrayEquals(new int[] {0, 0, 1, 1}, h.syndrome(words).toInts());
    }

    @Test
    void badInput_isNamed() {
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> ParityCheckMatrix.of(3, new int[][] {{0, 3}}));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> ParityCheckMatrix.of(3, new int[][] {{1, 1}}));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> ParityCheckMatrix.of(3, new int[][] {{}}));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> ParityCheckMatrix.ofDense(new int[0][]));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> ParityCheckMatrix.ofDense(new int[][] {{1, 0}, {1}}));
    }
}
