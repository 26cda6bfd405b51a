package org.argand.backend;

import java.util.List;
import java.util.function.Supplier;
import org.argand.array.Device;

/** Finds the devices of one kind; the service that {@link Backends} looks up. */
public interface BackendProvider {
    /** What was looked for. */
    sealed interface Finding {
        /** For people: the device or kind of device. */
        String subject();
    }

    /** A usable device, and how to open it. */
    record Found(Device device, String subject, Supplier<Backend> open) implements Finding {}

    /** Something that is not usable, and why. */
    record Missing(String subject, String reason) implements Finding {}

    /** Every device of this kind, or why there is none; must not throw. */
    List<Finding> find();
}
