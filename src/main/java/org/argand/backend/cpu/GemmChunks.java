package org.argand.backend.cpu;

import static java.lang.Math.ceilDiv;

/**
 * How the product of deep matrices, whose C is small, is cut along its depth.
 *
 * <p>A chunk's product is a matrix of its own, and these are added to C in order. Where a chunk ends is part of the result, so
 * the shape alone decides that; how many are made at a time is not, and depends on the threads.
 *
 * @param k the depth of the product
 * @param depth that of a chunk, a power of two; the last one may be less deep
 * @param wave chunks that are made before they are added up; one where one thread makes them, which then stay in its cache
 */
record GemmChunks(int k, int depth, int wave) {

    /** The least depth, and the most rows, columns and numbers of C. */
    private static final int DEEP = 2048;

    private static final int SIDE = 1024;
    private static final int NUMBERS = 1 << 17;

    /** The least depth of a chunk, and the most numbers in the products of all. */
    private static final int LEAST = 2 * Gemm.DEPTH;

    private static final int ALL_NUMBERS = 1 << 22;

    /** Chunks that each of several threads makes before they are added up. */
    private static final int FOR_EACH = 8;

    /** Whether a product of m rows and so many numbers in each is to be cut so. */
    static boolean suit(int m, int n, int k, int unit) {
        return k >= DEEP && m <= SIDE && n <= SIDE && m * n * unit <= NUMBERS;
    }

    /** For so many numbers in C. */
    static GemmChunks of(int numbers, int k, int threads) {
        long most = ALL_NUMBERS / numbers;
        int blocks = (int) Math.min(k, Gemm.DEPTH * most);
        int chains = Integer.highestOneBit(2 * ceilDiv(k, blocks) - 1);
        int depth = Math.max(LEAST, Gemm.DEPTH * chains);
        int wave = threads == 1 ? 1 : Math.min(FOR_EACH * threads, ceilDiv(k, depth));
        return new GemmChunks(k, depth, wave);
    }

    int count() {
        return ceilDiv(k, depth);
    }

    int begin(int chunk) {
        return chunk * depth;
    }

    int end(int chunk) {
        return begin(chunk) + Math.min(depth, k - begin(chunk));
    }
}
