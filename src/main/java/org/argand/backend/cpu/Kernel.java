package org.argand.backend.cpu;

/**
 * A loop that applies one scalar function to a run of elements.
 *
 * <p>Operands and result are arrays of their {@link Storage}, each with the position of its first element (elements, not
 * parts of complex numbers). Operands that the function does not have are passed the first one again. The result may be
 * an operand's array only at the same position.
 */
@FunctionalInterface
interface Kernel {
    /** Writes {@code r[o + x] = f(a[i + x], b[j + x], c[k + x])} for x from 0 to {@code n - 1}. */
    void run(Object a, int i, Object b, int j, Object c, int k, Object r, int o, int n);
}
