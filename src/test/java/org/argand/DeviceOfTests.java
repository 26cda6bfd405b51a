package org.argand;

import org.argand.array.ArgandException;
import org.argand.array.Device;
import org.argand.tensor.Engine;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes the tensors of a whole test run on the device that {@code -Dargand.test.device} names; on the CPU otherwise, and
 * where the software device was not built; one that was built has to work.
 */
public final class DeviceOfTests implements LauncherSessionListener {
    private static final String SOFTWARE_DEVICE = "/org/argand/native/linux-x86_64/libcuda.so.1";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String name = System.getProperty("argand.test.device", "");
        if (name.isEmpty()) {
            return;
        }
        try {
            Engine.setDevice(Device.parse(name));
        } catch (ArgandException.DeviceUnavailable e) {
            if (DeviceOfTests.class.getResource(SOFTWARE_DEVICE) != null) {
                throw e;
            }
            System.out.println("tests run on " + Engine.device() + ", " + e.getMessage());
        }
    }
}
