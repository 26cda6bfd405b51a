package org.argand.backend.cpu;

import static java.lang.Math.ceilDiv;

/**
 * How the product of A and packed panels is cut into tasks: ranges of rows, times ranges of panels where there are few rows.
 *
 * @param rows rows of a task; the last ones may have fewer, or none
 */
record GemmTasks(int rows, int rowTasks, int colTasks, int panels) {
    /**
     * Numbers of C in the rows for which all panels are read once: in more, rows of C are too far from each other. Fewest and
     * most of such rows, whose strips are to stay in the second nearest cache; and the fewest that are worth a task.
     */
    private static final int NUMBERS = 1 << 15;

    private static final int FEW_ROWS = 64;
    private static final int MOST_ROWS = 192;
    private static final int LEAST_ROWS = 32;

    /** Panels that are worth copies of strips of A. */
    static final int LEAST_PANELS = 8;

    /** Tasks for each thread, where there are several: so many that nobody waits long for the last one. */
    private static final int FOR_EACH = 8;

    /**
     * For m rows of so many numbers, of which tiles have {@code tileRows}. Tasks side by side copy the same strips of A, so
     * rows are cut first.
     *
     * @param leastPanels panels that are worth a task
     */
    static GemmTasks of(
            int m, int numbers, int panels, int leastPanels, int tileRows, int threads) {
        int most = Math.clamp(NUMBERS / numbers, FEW_ROWS, MOST_ROWS);
        int least = threads > 1 ? FOR_EACH * threads : 1;
        int rowTasks = Math.max(ceilDiv(m, most), Math.min(ceilDiv(m, LEAST_ROWS), least));
        int colTasks = Math.clamp(ceilDiv(least, rowTasks), 1, Math.max(1, panels / leastPanels));
        return new GemmTasks(
                tileRows * ceilDiv(ceilDiv(m, rowTasks), tileRows), rowTasks, colTasks, panels);
    }

    int count() {
        return rowTasks * colTasks;
    }

    int firstRow(int task) {
        return task / colTasks * rows;
    }

    int firstPanel(int task) {
        return panels * (task % colTasks) / colTasks;
    }

    /** The panel after the last one. */
    int lastPanel(int task) {
        return panels * (task % colTasks + 1) / colTasks;
    }
}
