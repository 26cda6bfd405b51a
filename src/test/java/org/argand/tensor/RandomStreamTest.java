package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Streams that split, ranges at their ends, and what is refused. */
class RandomStreamTest {
    private static void refuses(String message, Executable action) {
        var e = assertThrows(ArgandException.InvalidArgument.class, action);
        assertEquals(message, e.getMessage());
    }

    @Test
    void split_isNeverTheStreamItself() {
        refuses("split: needs a name", () -> new RandomStream(0).split(""));
        long one = new RandomStream(0).split("\0").seed();
        long two = new RandomStream(0).split("\0\0").seed();
        assertNotEquals(0, one);
        assertNotEquals(0, two);
        assertNotEquals(one, two);
    }

    /** Checkpoints and published results depend on them. */
    @Test
    void split_givesTheSeedsItEverGave() {
        assertEquals(3706253844007036845L, new RandomStream(7).split("channel").seed());
    }

    @Test
    void split_doesNotDependOnWhatWasDrawn() {
        RandomStream random = new RandomStream(7);
        double[] before = random.split("a").normal(DType.FLOAT64, Shape.of(4)).toDoubles();
        random.normal(DType.FLOAT64, Shape.of(4));
        assertArrayEquals(before, random.split("a").normal(DType.FLOAT64, Shape.of(4)).toDoubles());
    }

    @Test
    void uniform_staysBelowItsEnd() {
        Shape many = Shape.of(200_000);
        float[] x = new RandomStream(3).uniform(DType.FLOAT32, many, 1000, 1001).toFloats();
        float largest = 0;
        for (float v : x) {
            largest = Math.max(largest, v);
        }
        assertEquals(Math.nextDown(1001f), largest);
        double[] far =
                new RandomStream(3).uniform(DType.FLOAT64, many, 0x1p52, 0x1p52 + 2).toDoubles();
        assertTrue(Arrays.stream(far).allMatch(v -> v < 0x1p52 + 2));
        assertTrue(Arrays.stream(far).anyMatch(v -> v == 0x1p52 + 1));
    }

    @Test
    void uniform_betweenEqualEndsIsTheEnd() {
        Tensor x = new RandomStream(3).uniform(DType.FLOAT32, Shape.of(2), 0.1, 0.1);
        assertArrayEquals(new float[] {0.1f, 0.1f}, x.toFloats());
    }

    @Test
    void uniform_refusesWhatIsNoRange() {
        RandomStream random = new RandomStream(1);
        Shape s = Shape.of(2);
        refuses("uniform: from 1.0 to 0.0", () -> random.uniform(DType.FLOAT32, s, 1, 0));
        refuses("uniform: from NaN to 0.0", () -> random.uniform(DType.FLOAT32, s, Double.NaN, 0));
        refuses(
                "uniform: from 0.0 to Infinity",
                () -> random.uniform(DType.FLOAT64, s, 0, Double.POSITIVE_INFINITY));
        refuses(
                "uniform: from -3.0E38 to 3.0E38",
                () -> random.uniform(DType.FLOAT32, s, -3e38, 3e38));
        assertEquals(0, random.draws());
    }

    @Test
    void draws_areNotNegative() {
        refuses("random: -5 draws before", () -> new RandomStream(1).restore(1, -5));
        refuses("random: -1 draws before", () -> new RandomStream(1, -1));
    }
}
