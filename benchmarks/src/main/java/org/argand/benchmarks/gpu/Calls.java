package org.argand.benchmarks.gpu;

import java.util.List;
import java.util.function.Supplier;
import org.argand.array.Device;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;

/** A training and nothing around it, for profilers: {@code Calls DEVICE OP BATCH CALLS}; of a link a call makes ten steps. */
public final class Calls {
    private Calls() {}

    public static void main(String[] args) {
        Engine.setDevice(Device.parse(args[0]));
        int batch = Integer.parseInt(args[2]);
        List<GpuCase> known =
                List.of(
                        TrainingCases.network(batch),
                        TrainingCases.link("awgn", batch),
                        TrainingCases.link("rayleigh", batch),
                        TrainingCases.link("tdl-a", batch));
        GpuCase asked =
                known.stream().filter(c -> c.op().equals(args[1])).findFirst().orElseThrow();
        Supplier<Tensor> work = asked.start().get();
        for (int k = 0; k < Integer.parseInt(args[3]); k++) {
            System.out.printf("%s: %.6f%n", asked.name(), work.get().item());
        }
    }
}
