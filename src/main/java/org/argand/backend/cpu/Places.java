package org.argand.backend.cpu;

import org.argand.array.Layout;

/** Where the items of a batch begin. */
final class Places {
    private final Odometer odometer;
    private final int offset;
    private final int step;
    private final boolean even;

    /** Of items that take the last {@code inner} axes. */
    Places(Layout layout, int inner) {
        int rank = layout.shape().rank() - inner;
        this.odometer = new Odometer(rank, layout);
        this.offset = odometer.at(0);
        this.step = rank == 0 ? 0 : (int) layout.stride(rank - 1);
        this.even = isEven(layout, rank);
    }

    private static boolean isEven(Layout l, int rank) {
        for (int axis = 0; axis < rank - 1; axis++) {
            if (l.stride(axis) != l.stride(axis + 1) * l.shape().dim(axis + 1)) {
                return false;
            }
        }
        return true;
    }

    int of(int item) {
        if (even) {
            return offset + item * step;
        }
        odometer.turnTo(item);
        return odometer.at(0);
    }
}
