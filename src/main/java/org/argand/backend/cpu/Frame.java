package org.argand.backend.cpu;

import java.util.Arrays;

/** Where the registers of a plan are while one thread works on a block: an array and a position for each. */
final class Frame {
    /** Elements per block of a plan that needs scratch: a few registers fit into the first-level cache. */
    static final int BLOCK = 512;

    /** Scratch arrays of the thread, by kind; a frame uses them from its first block to its last. */
    private static final ThreadLocal<Object[][]> SCRATCH =
            ThreadLocal.withInitial(() -> new Object[Storage.values().length][0]);

    /** The array of each register. */
    final Object[] arrays;

    /** The element of the array at which the block's first value is. */
    final int[] at;

    /** Which registers hold a value that is the same in every block, and is there already. */
    final boolean[] filled;

    Frame(Plan plan) {
        int n = plan.registers();
        arrays = new Object[n];
        at = new int[n];
        filled = new boolean[n];
        Object[][] scratch = SCRATCH.get();
        for (int r = 0; r < n; r++) {
            int slot = plan.slot(r);
            if (slot >= 0) {
                arrays[r] = scratch(scratch, plan.storage(r), slot);
            }
        }
    }

    private static Object scratch(Object[][] scratch, Storage storage, int slot) {
        Object[] arrays = scratch[storage.ordinal()];
        if (slot >= arrays.length) {
            int have = arrays.length;
            arrays = Arrays.copyOf(arrays, slot + 4);
            for (int k = have; k < arrays.length; k++) {
                arrays[k] = storage.allocate(2 * BLOCK);
            }
            scratch[storage.ordinal()] = arrays;
        }
        return arrays[slot];
    }
}
