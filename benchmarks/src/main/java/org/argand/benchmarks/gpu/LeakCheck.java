package org.argand.benchmarks.gpu;

import org.argand.array.Device;
import org.argand.backend.cuda.DeviceMemory;
import org.argand.phy.link.LinkTraining;
import org.argand.tensor.Engine;

/**
 * Trains long and looks whether memory is lost: {@code LeakCheck DEVICE STEPS}.
 *
 * <p>The exit code is 1 if the bytes in use after a tenth of the steps, 1000 at the most, and after the last differ.
 */
public final class LeakCheck {
    private static final int BATCH = 1000;
    private static final int FIRST = 1000;

    /** Steps between two looks at the loss. */
    private static final int WINDOW = 10;

    private static final int COLLECTIONS = 5;
    private static final long PAUSE_MILLIS = 50;

    private LeakCheck() {}

    public static void main(String[] args) throws InterruptedException {
        Device device = Device.parse(args[0]);
        int steps = Integer.parseInt(args[1]);
        Engine.setDevice(device);
        DeviceMemory memory = DeviceMemory.of(device);
        LinkTraining training = LinkTraining.start(TrainingCases.settings("awgn", BATCH));
        advance(training, Math.clamp(steps / 10, 1, FIRST));
        long early = inUse(memory, training);
        advance(training, steps);
        long late = inUse(memory, training);
        System.out.println(late == early ? "nothing is lost" : "LOST " + (late - early) + " bytes");
        System.exit(late == early ? 0 : 1);
    }

    private static void advance(LinkTraining training, int to) {
        while (training.steps() < to) {
            training.advance((int) Math.min(WINDOW, to - training.steps()));
        }
    }

    /** After the garbage collector has found what nobody can reach. */
    private static long inUse(DeviceMemory memory, LinkTraining training)
            throws InterruptedException {
        for (int k = 0; k < COLLECTIONS; k++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
        }
        long bytes = memory.inUse();
        System.out.println(bytes + " bytes in use after step " + training.steps());
        return bytes;
    }
}
