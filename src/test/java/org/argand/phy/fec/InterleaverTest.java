package org.argand.phy.fec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Interleavers against tables written out, and their inverses. */
class InterleaverTest {
    @Test
    void rowColumn_readsColumnByColumn() {
        Tensor x = Tensor.arange(DType.INT32, 7);
        assertArrayEquals(
                new int[] {0, 3, 6, 1, 4, 2, 5},
                Interleaver.rowColumn(7, 3).interleave(x).toInts());
        assertArrayEquals(
                new int[] {0, 1, 2, 3, 4, 5, 6},
                Interleaver.rowColumn(7, 9).interleave(x).toInts());
    }

    @Test
    void random_isAnOrderThatTheSeedDecides() {
        Interleaver one = Interleaver.random(1000, 7);
        Tensor x = Tensor.arange(DType.INT32, 1000);
        int[] y = one.interleave(x).toInts();
        int[] sorted = y.clone();
        Arrays.sort(sorted);
        assertArrayEquals(x.toInts(), sorted);
        assertArrayEquals(y, Interleaver.random(1000, 7).interleave(x).toInts());
        assertFalse(Arrays.equals(y, Interleaver.random(1000, 8).interleave(x).toInts()));
        assertFalse(Arrays.equals(y, x.toInts()));
    }

    @Test
    void deinterleave_isTheInverse() {
        Tensor x = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(2, 3, 20));
        for (Interleaver i :
                new Interleaver[] {Interleaver.rowColumn(20, 6), Interleaver.random(20, 2)}) {
            assertEquals(20, i.length());
            assertArrayEquals(x.toDoubles(), i.deinterleave(i.interleave(x)).toDoubles());
            assertArrayEquals(x.toDoubles(), i.interleave(i.deinterleave(x)).toDoubles());
        }
    }

    @Test
    void gradients_goBack() {
        GradCheck.of(in -> Interleaver.random(6, 3).interleave(in.getFirst()).square())
                .inputs(new RandomStream(4).normal(DType.FLOAT64, Shape.of(2, 6)))
                .seed(5)
                .check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        assertThrows(ArgandException.InvalidArgument.class, () -> Interleaver.of(0, 2, 2));
        assertThrows(ArgandException.InvalidArgument.class, () -> Interleaver.of(0, 3, 1));
        assertThrows(ArgandException.InvalidArgument.class, () -> Interleaver.rowColumn(0, 3));
        assertThrows(ArgandException.InvalidArgument.class, () -> Interleaver.random(-1, 3));
        ArgandException e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> Interleaver.of(1, 0).interleave(Tensor.of(1.0, 2, 3)));
        assertEquals("interleave: needs [..., 2], got [3]", e.getMessage());
    }
}
