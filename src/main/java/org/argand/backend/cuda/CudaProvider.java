package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.argand.array.Device;
import org.argand.backend.BackendProvider;

/** Offers every GPU of the machine, or says why there is none; no class of JCuda is loaded without a driver. */
public final class CudaProvider implements BackendProvider {
    @Override
    public List<Finding> find() {
        try {
            return switch (Natives.load()) {
                case Natives.Absent absent -> List.of(new Missing("cuda", absent.reason()));
                case Natives.Ready _ -> devices();
            };
        } catch (IllegalArgumentException e) {
            return List.of(new Missing("cuda", String.valueOf(e.getMessage())));
        } catch (LinkageError | RuntimeException e) {
            return List.of(new Missing("cuda", "its native libraries do not load: " + e));
        }
    }

    private static List<Finding> devices() {
        int count = CudaDriver.start();
        if (count <= 0) {
            String reason = count == 0 ? "the driver finds no GPU" : CudaDriver.text(-count);
            return List.of(new Missing("cuda", reason));
        }
        long limit = limit(Setting.MEMORY.value());
        List<Finding> found = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Device device = Device.cuda(k);
            found.add(
                    new Found(
                            device,
                            CudaDriver.properties(k).name(),
                            () -> new CudaBackend(device, limit)));
        }
        return found;
    }

    /** Bytes as {@code 4G}, {@code 512M} or a plain number; no bound for nothing. */
    static long limit(String text) {
        if (text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        String unit = text.substring(text.length() - 1).toUpperCase(Locale.ROOT);
        int shift = "KMG".indexOf(unit);
        String number = shift < 0 ? text : text.substring(0, text.length() - 1);
        try {
            return Math.multiplyExact(Long.parseLong(number.strip()), 1L << 10 * (shift + 1));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    Setting.MEMORY + " is '" + text + "', not bytes as 4G, 512M or a number", e);
        }
    }
}
