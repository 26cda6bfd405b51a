package org.argand.backend.cpu;

/** An op of a {@link RowPipeline} as it is done with the others, some rows at a time. */
interface RowStage {
    /** So many rows, a power of two, are done in order by one thread, some at a time; 1 if any order will do. */
    default int granule() {
        return 1;
    }

    /**
     * Before the first rows.
     *
     * @param wave rows, a multiple of the granule, of which the order is free until {@link #settle} is called
     */
    default void begin(int wave) {}

    /** Does rows i0 to i1 of one granule, no more than {@link RowPipeline#BLOCK}; operands have these rows by now. */
    void run(int i0, int i1);

    /** Rows i0 to i1, a wave, are done; waves come in order, and all by one thread. */
    default void settle(int i0, int i1) {}

    /** After the last rows. */
    default void end() {}

    /** In any case, after all else: gives back what it has. */
    default void close() {}
}
