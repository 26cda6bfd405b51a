package org.argand.backend.cuda;

import org.argand.backend.Fold;
import org.argand.backend.Operand;

/** Not written yet. */
final class CudaScan {
    private CudaScan() {}

    static void run(CudaContext context, Fold fold, Operand x, int axis, Operand result) {
        throw new UnsupportedOperationException();
    }
}
