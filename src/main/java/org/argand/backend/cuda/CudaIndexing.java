package org.argand.backend.cuda;

import org.argand.backend.Operand;

/** Not written yet. */
final class CudaIndexing {
    private CudaIndexing() {}

    /** Who a kernel's report is from: the op of that tag. */
    static String reporter(long tag) {
        return "gather";
    }

    static void gather(CudaContext context, Operand x, Operand indices, int axis, Operand result) {
        throw new UnsupportedOperationException();
    }

    static void scatterAdd(
            CudaContext context, Operand updates, Operand indices, int axis, Operand result) {
        throw new UnsupportedOperationException();
    }
}
