package org.argand.backend.cpu;

/**
 * What a matrix multiply does outside its kernel, for one type of array: packing, unpacking, summing,
 * and the product that is too small or too thin to pack.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface GemmMemory<T> {

    /** Numbers of a row, or of a column, that is long: some cache lines, a place in memory by itself. */
    int LONG_ROW = 64;

    /** Which of a thread's scratch arrays. */
    enum Slot {
        /** Panels of B or partial results, filled and read by all threads of one call. */
        SHARED,
        /** A panel of B that one thread packs for itself. */
        PANEL,
        /** Strips of A that one thread packs for itself. */
        STRIPS,
        /** A tile that does not fit into C. */
        TILE,
        /** What a kernel adds up. */
        SUMS,
        /** Rows of a product that somebody takes as they come. */
        ROWS,
        /** Real and imaginary parts of operands and results, and their sums. */
        PARTS
    }

    /** A part of a product: rows i, columns j and depth k, from (inclusive) and to (exclusive). */
    record Box(int i0, int i1, int j0, int j1, int k0, int k1) {
        int rows() {
            return i1 - i0;
        }

        int cols() {
            return j1 - j0;
        }

        int depth() {
            return k1 - k0;
        }
    }

    /** The length of an array. */
    int length(T array);

    /** This thread's scratch array, at least so long, with any content. */
    T scratch(Slot slot, int length);

    /**
     * Reads rows i0 to i1 and columns j0 to j1 of a matrix once, in the order of memory. Whoever goes through many rows at
     * once, as those do who pack and multiply, reads more places in turn than the processor fetches ahead for: from memory
     * that no cache holds it gets a fifth of what one pass like this gets. Short rows, which are close to each other, are left.
     *
     * @param unit numbers of an element
     */
    default void fetch(Strided<T> x, int unit, int i0, int i1, int j0, int j1) {
        int rows = i1 - i0;
        int cols = j1 - j0;
        if (x.colStride() == unit && cols * unit >= LONG_ROW) {
            touch(x.data(), x.at(i0, j0), x.rowStride(), rows, cols * unit);
        } else if (x.rowStride() == unit && rows * unit >= LONG_ROW) {
            touch(x.data(), x.at(i0, j0), x.colStride(), cols, rows * unit);
        }
    }

    /** Reads a number of every cache line in so many rows of so many numbers. */
    void touch(T array, int at, int row, int rows, int numbers);

    /**
     * Copies the box's part of B into panels: rows of {@code width}, filled up with zeros, the first
     * panel from {@code at} and each next one {@code apart} further on; conjugated if so marked.
     */
    void packPanels(boolean complex, Strided<T> b, Box box, T panels, int at, int width, int apart);

    /** Copies or adds a tile with rows of {@code width} to the box's part of C. */
    void unpack(boolean complex, T tile, int width, Strided<T> c, Box box, boolean add);

    /** Sets or adds to the box's part of C its product, by the chains that {@link GemmKernel} prescribes. */
    void direct(boolean complex, Strided<T> a, Strided<T> b, Strided<T> c, Box box, boolean add);

    /** Sets row i of C, of so many numbers, to the sum of that row in contiguous matrices of {@code size} numbers, or adds it. */
    void sum(
            boolean complex,
            T parts,
            int count,
            int size,
            int rowLength,
            Strided<T> c,
            int i,
            boolean add);

    /** Copies the real parts of row i of X, conjugated if so marked, to {@code at}, then the imaginary parts, then their sums. */
    void split(Strided<T> x, int i, int cols, T to, int at, int apart);

    /** Sets or adds to row i of C what {@link Gemm3m} makes of a row of each of its three products. */
    void merge(T products, int at, int apart, Strided<T> c, int i, int cols, boolean add);
}
