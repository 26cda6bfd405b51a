package org.argand.backend;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.argand.array.ArgandException;
import org.argand.array.Device;
import org.argand.backend.BackendProvider.Finding;
import org.argand.backend.BackendProvider.Found;
import org.argand.backend.BackendProvider.Missing;

/** Looks the backends up, once, and remembers what was found and why the rest was not. */
public final class Backends {
    private static final Map<Device, Backend> OPEN = new ConcurrentHashMap<>();

    private Backends() {}

    /** Findings are made when somebody first asks. */
    private static final class Lookup {
        static final List<Finding> FINDINGS =
                ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader())
                        .stream()
                        .flatMap(p -> p.get().find().stream())
                        .toList();
    }

    /** Everything that was looked for. */
    public static List<Finding> findings() {
        return Lookup.FINDINGS;
    }

    /** The backend of that device, opened on first use. */
    public static Backend of(Device device) {
        Backend open = OPEN.get(device);
        return open != null ? open : OPEN.computeIfAbsent(device, Backends::open);
    }

    /** The first GPU if there is one, otherwise the CPU. */
    public static Device best() {
        return Lookup.FINDINGS.stream()
                .filter(f -> f instanceof Found)
                .map(f -> ((Found) f).device())
                .filter(d -> d.kind() == Device.Kind.CUDA)
                .findFirst()
                .orElse(Device.cpu());
    }

    private static Backend open(Device device) {
        for (Finding f : Lookup.FINDINGS) {
            if (f instanceof Found found && found.device().equals(device)) {
                return found.open().get();
            }
        }
        String reasons =
                Lookup.FINDINGS.stream()
                        .filter(f -> f instanceof Missing)
                        .map(f -> f.subject() + ": " + ((Missing) f).reason())
                        .collect(Collectors.joining("; "));
        String found =
                Lookup.FINDINGS.stream()
                        .filter(f -> f instanceof Found)
                        .map(f -> ((Found) f).device().toString())
                        .collect(Collectors.joining(", "));
        throw new ArgandException.DeviceUnavailable(
                "device",
                device
                        + " is not available (found: "
                        + found
                        + ")"
                        + (reasons.isEmpty() ? "" : "; " + reasons));
    }
}
