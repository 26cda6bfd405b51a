package org.argand;

import org.argand.array.Device;
import org.argand.tensor.Engine;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Makes the tensors of a whole test run on the device that {@code -Dargand.test.device} names; on the CPU otherwise. */
public final class DeviceOfTests implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String name = System.getProperty("argand.test.device", "");
        if (!name.isEmpty()) {
            Engine.setDevice(Device.parse(name));
        }
    }
}
