package org.argand.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts: views that copy nothing, and where reshaping must copy. */
class LayoutTest {
    /** Positions of the elements in row-major order. */
    private static List<Long> positions(Layout l) {
        List<Long> out = new ArrayList<>();
        Shape s = l.shape();
        for (long k = 0; k < s.size(); k++) {
            long rest = k;
            long at = l.offset();
            for (int a = s.rank() - 1; a >= 0; a--) {
                at += rest % s.dim(a) * l.stride(a);
                rest /= s.dim(a);
            }
            out.add(at);
        }
        return out;
    }

    @Test
    void contiguous_countsUp() {
        Layout l = Layout.contiguous(Shape.of(2, 3));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), positions(l));
        assertTrue(l.isContiguous());
        assertEquals(6, l.end());
    }

    @Test
    void views_combine() {
        Layout l = Layout.contiguous(Shape.of(2, 3)).permuted(new int[] {1, 0}).sliced(0, 2, 2, -2);
        assertEquals(List.of(2L, 5L, 0L, 3L), positions(l));
        assertFalse(l.isContiguous());
        assertEquals(6, l.end());
    }

    @Test
    void windowed_overlaps() {
        Layout w = Layout.contiguous(Shape.of(2, 7)).windowed(1, 2, 2, 3);
        assertEquals(Shape.of(2, 2, 2), w.shape());
        assertEquals(7, w.stride(0));
        assertEquals(2, w.stride(1));
        assertEquals(3, w.stride(2));
        assertEquals(7 + 2 + 3 + 1, w.end());
        assertEquals(Shape.of(1, 7), Layout.contiguous(Shape.of(7)).windowed(0, 7, 5, 1).shape());
    }

    @Test
    void diagonal_stepsAlongBothAxes() {
        Layout d = Layout.contiguous(Shape.of(3, 2, 3)).diagonal(0);
        assertEquals(Shape.of(3, 2), d.shape());
        assertEquals(7, d.stride(0));
        assertEquals(3, d.stride(1));
    }

    @Test
    void broadcast_repeats() {
        Layout l = Layout.contiguous(Shape.of(3, 1)).broadcastTo(Shape.of(2, 3, 2));
        assertEquals(List.of(0L, 0L, 1L, 1L, 2L, 2L, 0L, 0L, 1L, 1L, 2L, 2L), positions(l));
        assertThrows(ArgandException.ShapeMismatch.class, () -> l.broadcastTo(Shape.of(2, 3)));
    }

    /** Whenever strides can express a reshape of a random view, they give the same elements in the same order. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void reshaped_keepsTheElements(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int done = 0;
        for (int round = 0; round < 2000; round++) {
            int[] factors = {1, 2, 3, 2, 1, 2};
            Layout l = Layout.contiguous(grouped(factors, random));
            int r = l.shape().rank();
            if (random.nextBoolean() && r > 1) {
                int[] order = new int[r];
                int turn = random.nextInt(r);
                for (int a = 0; a < r; a++) {
                    order[a] = (a + turn) % r;
                }
                l = l.permuted(order);
            }
            if (random.nextInt(3) == 0) {
                int a = random.nextInt(r);
                l = l.sliced(a, l.shape().dim(a) - 1, l.shape().dim(a), -1);
            }
            Shape to = grouped(factors, random);
            Optional<Layout> reshaped = l.reshaped(to);
            if (reshaped.isPresent()) {
                done++;
                assertEquals(positions(l), positions(reshaped.get()), l + " to " + to);
                assertEquals(to, reshaped.get().shape());
            } else {
                assertFalse(l.isContiguous());
            }
        }
        assertTrue(done > 500, "only " + done + " reshapes without a copy");
    }

    private static Shape grouped(int[] factors, SplittableRandom random) {
        List<Long> dims = new ArrayList<>();
        long d = 1;
        for (int f : factors) {
            d *= f;
            if (random.nextBoolean()) {
                dims.add(d);
                d = 1;
            }
        }
        dims.add(d);
        return Shape.of(dims.stream().mapToLong(x -> x).toArray());
    }

    @Test
    void reshaped_saysWhenItNeedsACopy() {
        Layout t = Layout.contiguous(Shape.of(2, 3)).permuted(new int[] {1, 0});
        assertTrue(t.reshaped(Shape.of(6)).isEmpty());
        assertTrue(t.reshaped(Shape.of(3, 1, 2)).isPresent());
        assertTrue(Layout.contiguous(Shape.of(0, 3)).reshaped(Shape.of(0)).isPresent());
        assertTrue(t.sliced(0, 0, 0, 1).reshaped(Shape.of(2, 0)).isPresent());
    }
}
