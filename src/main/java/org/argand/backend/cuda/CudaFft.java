package org.argand.backend.cuda;

import java.util.Optional;
import org.argand.backend.Operand;

/** Not written yet. */
final class CudaFft {
    private CudaFft() {}

    static Optional<String> fft(
            CudaContext context,
            Operand x,
            int axis,
            boolean inverse,
            double scale,
            Operand result) {
        return Optional.of("no kernel yet");
    }

    static Optional<String> rfft(
            CudaContext context, Operand x, int axis, double scale, Operand result) {
        return Optional.of("no kernel yet");
    }

    static Optional<String> irfft(
            CudaContext context, Operand x, int axis, double scale, Operand result) {
        return Optional.of("no kernel yet");
    }
}
