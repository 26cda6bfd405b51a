package org.argand.backend.cuda;

import org.argand.array.Device;
import org.argand.backend.Backends;

/** How many bytes Argand has in use on a GPU: what buffers hold, without what is kept for the next ones. */
public final class DeviceMemory {
    private final CudaBackend backend;

    private DeviceMemory(CudaBackend backend) {
        this.backend = backend;
    }

    /** Whether a device has memory of its own. */
    public static boolean isOf(Device device) {
        return Backends.of(device) instanceof CudaBackend;
    }

    /** That of a GPU. */
    public static DeviceMemory of(Device device) {
        return new DeviceMemory((CudaBackend) Backends.of(device));
    }

    /** Bytes in use now. */
    public long inUse() {
        return backend.context().memory().statistics().inUse();
    }

    /** Bytes in use at the most since {@link #restart}. */
    public long most() {
        return backend.context().memory().statistics().highWater();
    }

    /** Looks for the most from now on. */
    public void restart() {
        backend.context().memory().restartHighWater();
    }
}
