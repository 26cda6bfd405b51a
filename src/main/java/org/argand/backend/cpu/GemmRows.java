package org.argand.backend.cpu;

/**
 * What becomes of the rows of a product as they come: where they are put, and who is told.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface GemmRows<T> {
    /** Where C begins as far as rows i0 to i1 are concerned, which this thread makes next. */
    Strided<T> begin(int i0, int i1);

    /** These rows are complete. */
    void end(int i0, int i1);

    /** Rows that stay where they are, in C. */
    static <T> GemmRows<T> in(Strided<T> c) {
        return new GemmRows<>() {
            @Override
            public Strided<T> begin(int i0, int i1) {
                return c;
            }

            @Override
            public void end(int i0, int i1) {}
        };
    }
}
