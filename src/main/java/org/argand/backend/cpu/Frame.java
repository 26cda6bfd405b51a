package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;

/** Where the registers of a plan are while one thread works on a block: an array and a position for each. */
final class Frame {
    /** Elements per block of a plan that needs scratch: a few registers fit into the first-level cache. */
    static final int BLOCK = 512;

    /** Scratch arrays of the thread, by kind; a frame uses them from its first block to its last. */
    private static final ThreadLocal<List<List<Object>>> SCRATCH =
            ThreadLocal.withInitial(Frame::noScratch);

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
        List<List<Object>> scratch = SCRATCH.get();
        for (int r = 0; r < n; r++) {
            int slot = plan.slot(r);
            if (slot >= 0) {
                arrays[r] = scratch(scratch, plan.storage(r), slot);
            }
        }
    }

    private static Object scratch(List<List<Object>> scratch, Storage storage, int slot) {
        List<Object> list = scratch.get(storage.ordinal());
        while (list.size() <= slot) {
            list.add(storage.allocate(2 * BLOCK));
        }
        return list.get(slot);
    }

    private static List<List<Object>> noScratch() {
        List<List<Object>> all = new ArrayList<>();
        for (Storage s : Storage.values()) {
            all.add(new ArrayList<>(s == Storage.FLOATS ? 16 : 0));
        }
        return all;
    }
}
