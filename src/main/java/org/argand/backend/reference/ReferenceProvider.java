package org.argand.backend.reference;

import java.util.List;
import org.argand.array.Device;
import org.argand.backend.BackendProvider;

/** Offers the scalar reference, which is always there and never chosen unless asked for. */
public final class ReferenceProvider implements BackendProvider {
    @Override
    public List<Finding> find() {
        String subject = "scalar reference, slow: what other devices are held to";
        return List.of(new Found(Device.reference(), subject, ReferenceBackend::new));
    }
}
