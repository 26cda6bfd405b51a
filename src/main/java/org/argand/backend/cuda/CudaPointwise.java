package org.argand.backend.cuda;

import java.util.List;
import java.util.Optional;
import org.argand.backend.Operand;
import org.argand.backend.Program;

/** Not written yet. */
final class CudaPointwise {
    private CudaPointwise() {}

    static Optional<String> run(
            CudaContext context,
            Program program,
            Program.Bindings bindings,
            List<Operand> results) {
        return Optional.of("no kernel yet");
    }
}
