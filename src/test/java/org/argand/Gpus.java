package org.argand;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.argand.array.Device;
import org.argand.backend.BackendProvider.Found;
import org.argand.backend.BackendProvider.Missing;
import org.argand.backend.Backends;

/** The GPUs that tests can use, the software device's among them, and the one reason why there are none. */
public final class Gpus {
    private Gpus() {}

    /** Every GPU found. */
    public static List<Device> found() {
        return Backends.findings().stream()
                .filter(f -> f instanceof Found)
                .map(f -> ((Found) f).device())
                .filter(d -> d.kind() == Device.Kind.CUDA)
                .toList();
    }

    /** Skips a test where no GPU is found, with the reason. */
    public static void assume() {
        assumeTrue(!found().isEmpty(), Gpus::reason);
    }

    /** Why no GPU is found. */
    public static String reason() {
        return Backends.findings().stream()
                .filter(f -> f instanceof Missing && f.subject().equals("cuda"))
                .map(f -> "no GPU: " + ((Missing) f).reason())
                .collect(Collectors.joining("; "));
    }
}
