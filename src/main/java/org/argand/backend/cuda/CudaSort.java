package org.argand.backend.cuda;

import org.argand.backend.Operand;

/** Not written yet. */
final class CudaSort {
    private CudaSort() {}

    static void argsort(
            CudaContext context, Operand x, int axis, boolean descending, Operand result) {
        throw new UnsupportedOperationException();
    }
}
