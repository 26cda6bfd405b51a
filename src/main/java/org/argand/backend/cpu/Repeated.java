package org.argand.backend.cpu;

import org.argand.array.Layout;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.jspecify.annotations.Nullable;

/**
 * A source whose elements begin again after some, as a bias that is added to every row: so many copies of them in an array that
 * a block can begin at any of them.
 *
 * @param register of the source
 * @param array the copies
 * @param period elements after which they begin again
 */
record Repeated(int register, Object array, int period) {
    /** Blocks of an operand that make its copies worth while. */
    private static final int BLOCKS = 4;

    /** The copies of an operand, or null if it does not begin again soon and often. */
    static @Nullable Repeated of(int register, @Nullable Operand o, Program program) {
        long size = o == null ? 0 : o.shape().size();
        if (o == null || size < BLOCKS * Frame.BLOCK) {
            return null;
        }
        long period = period(o.layout());
        if (period > Frame.BLOCK || period == size) {
            return null;
        }
        int copied = (int) period + Frame.BLOCK;
        int parts = o.dtype().isComplex() ? 2 : 1;
        Object array = Storage.of(o.dtype()).allocate(parts * copied);
        Access.of(o, program).gather(0, copied, array, 0);
        return new Repeated(register, array, (int) period);
    }

    /** Elements along the axes after the first ones, those of stride 0. */
    private static long period(Layout layout) {
        long period = layout.shape().size();
        for (int a = 0; a < layout.shape().rank(); a++) {
            if (layout.stride(a) != 0 && layout.shape().dim(a) != 1) {
                break;
            }
            period /= layout.shape().dim(a);
        }
        return period;
    }
}
