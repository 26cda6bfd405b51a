package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays come back, in classes that waste little, and large ones lie apart by no whole number of pages. */
class BufferPoolTest {
    private static final int PAGE = 4096;

    private final BufferPool pool = new BufferPool(1 << 24, () -> {});

    @ParameterizedTest
    @EnumSource(Storage.class)
    void freedArray_isTheNextOfItsClass(Storage storage) {
        Object array = pool.take(storage, 100_000);

        pool.give(storage, array);

        assertSame(array, pool.take(storage, 99_000));
        assertNotSame(array, pool.take(storage, 100_000));
        assertEquals(1, pool.statistics().reused());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 1024, 1025, 20_000, 65_536, 100_000, 1_000_001, 1 << 22})
    void array_isLongEnoughAndNotMuchLonger(int length) {
        int got = BufferPool.rounded(Storage.FLOATS, length);

        assertTrue(length <= got);
        assertTrue(got <= 1.25 * length + PAGE / Float.BYTES, () -> "got " + got);
    }

    @ParameterizedTest
    @EnumSource(Storage.class)
    void largeArrays_areNotWholePages(Storage storage) {
        for (int length = 1 << 17; length < 1 << 26; length *= 2) {
            long bytes = (long) BufferPool.rounded(storage, length) * storage.bytes;

            assertEquals(1088, bytes % PAGE);
        }
    }

    @Test
    void smallArrays_areNotKept() {
        Object array = pool.take(Storage.FLOATS, 16);

        pool.give(Storage.FLOATS, array);

        assertEquals(0, pool.statistics().pooled());
        assertNotSame(array, pool.take(Storage.FLOATS, 16));
    }

    @Test
    void arraysThatDoNotFit_areAskedForTwice() {
        int[] shortages = {0};
        BufferPool small = new BufferPool(1 << 24, () -> shortages[0]++);
        Object kept = small.take(Storage.FLOATS, 100_000);
        small.give(Storage.FLOATS, kept);
        List<Object> fill = new ArrayList<>();

        assertThrows(
                ArgandException.OutOfMemory.class,
                () -> {
                    while (true) {
                        fill.add(small.take(Storage.DOUBLES, 1L << 30));
                    }
                });

        assertEquals(1, shortages[0]);
        assertEquals(0, small.statistics().pooled());
    }
}
