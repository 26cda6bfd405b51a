package org.argand.backend.cuda;

import org.argand.backend.cuda.PtxReduction.Size;

/**
 * How a fold is spread over threads; it depends on sizes and strides alone.
 *
 * @param results number of results
 * @param length elements of each
 * @param splits into how many parts the elements of a result are split
 * @param lanes threads for each part
 * @param lanesFirst whether neighbouring threads are lanes of one result, or else results
 */
record ReductionGeometry(long results, long length, long splits, int lanes, boolean lanesFirst) {
    /** Threads that fill a large device. */
    private static final long ENOUGH = 1L << 18;

    /** Elements that a lane should have before there are more lanes, or more parts. */
    private static final int SHORT = 4;

    private static final int LONG = 16;
    private static final int MOST_SPLITS = 1024;

    /** Lanes where neighbouring threads are results, which then still fill whole accesses. */
    private static final int COLUMN_LANES = 8;

    /** The spread for elements that are neighbours within a result, or else across results. */
    static ReductionGeometry of(long results, long length, boolean lanesFirst) {
        long most = lanesFirst ? PtxReduction.THREADS : columnLanes(results);
        long lanes = Long.highestOneBit(Math.clamp(length / SHORT, 1, most));
        long byWork = length / (lanes * LONG);
        long byThreads = ENOUGH / Math.multiplyExact(results, lanes);
        long splits = Math.clamp(Math.min(byWork, byThreads), 1, MOST_SPLITS);
        long part = (length + splits - 1) / splits;
        long used = (length + part - 1) / part;
        return new ReductionGeometry(results, length, used, (int) lanes, lanesFirst);
    }

    /** Few results leave threads of a block for lanes; many fill the device by themselves. */
    private static long columnLanes(long results) {
        long rows = Math.min(PtxReduction.THREADS, 2 * Long.highestOneBit(results));
        long spare = PtxReduction.THREADS / rows;
        return results * COLUMN_LANES < ENOUGH ? Math.max(spare, COLUMN_LANES) : spare;
    }

    /** The same fold in one part. */
    ReductionGeometry whole() {
        return of(results, splits, false).unsplit();
    }

    private ReductionGeometry unsplit() {
        return new ReductionGeometry(results, length, 1, lanes, lanesFirst);
    }

    private int rows() {
        return PtxReduction.THREADS / lanes;
    }

    long blocks() {
        return (results + rows() - 1) / rows() * splits;
    }

    /** The numbers that the kernel takes. */
    long[] sizes() {
        long[] sizes = new long[Size.values().length];
        for (Size size : Size.values()) {
            sizes[size.ordinal()] = value(size);
        }
        return sizes;
    }

    private long value(Size size) {
        return switch (size) {
            case RESULTS -> results;
            case LENGTH -> length;
            case SPLITS -> splits;
            case PART -> (length + splits - 1) / splits;
            case LANES -> lanes;
            case ROWS -> rows();
            case LANE_SHIFT -> lanesFirst ? 0 : Integer.numberOfTrailingZeros(rows());
            case ROW_SHIFT -> lanesFirst ? Integer.numberOfTrailingZeros(lanes) : 0;
            case BLOCKS -> blocks();
        };
    }
}
