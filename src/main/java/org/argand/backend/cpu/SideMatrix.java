package org.argand.backend.cpu;

/**
 * As many matrices as a vector has lanes, each lane one of them: number x of lane l of a scratch array is {@code data[x * L + l]}.
 *
 * @param base where the first element is
 * @param down how far apart the elements of a column are
 * @param across how far apart the elements of a row are
 */
record SideMatrix(
        SideScratch scratch,
        int base,
        int rows,
        int columns,
        int down,
        int across,
        boolean complex) {

    double[] data() {
        return scratch.data();
    }

    /** Where the real part of an element is; its imaginary part follows {@link SideBySide#L} further on. */
    int at(int i, int j) {
        return base + i * down + j * across;
    }

    /** So many rows and columns of it, from those on. */
    SideMatrix block(int i, int j, int rows, int columns) {
        return new SideMatrix(scratch, at(i, j), rows, columns, down, across, complex);
    }

    SideMatrix transposed() {
        return new SideMatrix(scratch, base, columns, rows, across, down, complex);
    }
}
