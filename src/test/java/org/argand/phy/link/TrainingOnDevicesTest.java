package org.argand.phy.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.argand.Gpus;
import org.argand.array.Device;
import org.argand.tensor.Engine;
import org.junit.jupiter.api.Test;

/** A training with the same seed on CPU and GPU: the same loss, step by step. */
class TrainingOnDevicesTest {
    private static final int STEPS = 12;

    @Test
    void losses_areTheSameOnCpuAndGpu() {
        Gpus.assume();
        double[] cpu = losses(Device.cpu());
        double[] gpu = losses(Device.cuda(0));
        System.out.println(
                "training on cpu and cuda:0: "
                        + Arrays.toString(cpu)
                        + " and "
                        + Arrays.toString(gpu));
        for (int k = 0; k < STEPS; k++) {
            assertEquals(cpu[k], gpu[k], 1e-4, "loss of step " + (k + 1));
        }
    }

    private static LinkSettings settings() {
        return new LinkSettings(LinkTask.AUTOENCODER, "tdl-a", 4, STEPS, 512, 5, 4, 8, 0.5, 4e-3);
    }

    private static double[] losses(Device device) {
        Device before = Engine.device();
        Engine.setDevice(device);
        try {
            LinkTraining training = LinkTraining.start(settings());
            double[] losses = new double[STEPS];
            for (int k = 0; k < STEPS; k++) {
                losses[k] = training.advance(1).loss();
            }
            return losses;
        } finally {
            Engine.setDevice(before);
        }
    }
}
