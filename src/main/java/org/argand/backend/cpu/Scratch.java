package org.argand.backend.cpu;

import java.util.Arrays;

/** Arrays of one block that belong to a thread; a frame uses them from its first block to its last. */
final class Scratch {
    private static final ThreadLocal<Object[][]> ARRAYS =
            ThreadLocal.withInitial(() -> new Object[Storage.values().length][0]);

    private Scratch() {}

    /** This thread's array of that kind with that number: for a block of elements of two parts, with any content. */
    static Object array(Storage storage, int number) {
        Object[][] mine = ARRAYS.get();
        Object[] all = mine[storage.ordinal()];
        if (number >= all.length) {
            all = Arrays.copyOf(all, number + 4);
            mine[storage.ordinal()] = all;
        }
        if (all[number] == null) {
            all[number] = storage.allocate(2 * Frame.BLOCK);
        }
        return all[number];
    }
}
