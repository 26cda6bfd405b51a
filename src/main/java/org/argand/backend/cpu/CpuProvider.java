package org.argand.backend.cpu;

import java.util.List;
import org.argand.array.Device;
import org.argand.backend.BackendProvider;

/** Offers the CPU, which is always there. */
public final class CpuProvider implements BackendProvider {
    @Override
    public List<Finding> find() {
        String subject =
                Runtime.getRuntime().availableProcessors()
                        + " cores, "
                        + System.getProperty("os.arch");
        return List.of(new Found(Device.cpu(), subject, CpuBackend::new));
    }
}
