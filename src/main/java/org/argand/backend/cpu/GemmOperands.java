package org.argand.backend.cpu;

/**
 * What one product C = A · B is made of: A is m × k, B is k × n, C is m × n; strides count numbers of the arrays.
 *
 * @param nearA whether A is in a cache however large it is, each part when it comes
 * @param nearB whether that is so of B
 * @param <T> {@code float[]} or {@code double[]}
 */
record GemmOperands<T>(
        boolean complex,
        int m,
        int n,
        int k,
        Strided<T> a,
        Strided<T> b,
        Strided<T> c,
        boolean nearA,
        boolean nearB) {

    /** Of operands that are wherever they are. */
    GemmOperands(boolean complex, int m, int n, int k, Strided<T> a, Strided<T> b, Strided<T> c) {
        this(complex, m, n, k, a, b, c, false, false);
    }

    /** Numbers of an element. */
    int unit() {
        return complex ? 2 : 1;
    }

    /** Numbers in C. */
    int numbers() {
        return m * n * unit();
    }

    /** Real multiply-adds in the product. */
    long multiplyAdds() {
        return Gemm.multiplyAdds(complex, m, n, k);
    }

    /** Cᵀ = Bᵀ · Aᵀ. */
    GemmOperands<T> transposed() {
        return new GemmOperands<>(
                complex, n, m, k, b.transposed(), a.transposed(), c.transposed(), nearB, nearA);
    }

    /** The product of A and columns j0 to j1 of B. */
    GemmOperands<T> columns(int j0, int j1) {
        return new GemmOperands<>(
                complex,
                m,
                j1 - j0,
                k,
                a,
                b.shifted(j0 * b.colStride()),
                c.shifted(j0 * c.colStride()),
                nearA,
                nearB);
    }
}
