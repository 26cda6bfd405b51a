package org.argand.nn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.optim.Adam;
import org.argand.optim.Optimizer;
import org.argand.optim.Schedule;
import org.argand.optim.SecondMoment;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Steps that repeat take their arrays from the pool: none of the many tensors of a step becomes garbage. */
class SteadyStateTest {
    /** A larger step has more tasks and blocks, with some small objects each. */
    private static final double PART_OF_A_TENSOR = 0.25;

    private static final int STEPS = 8;

    @Test
    void gradient_makesNoGarbageWithItsTensors() {
        int large = 1 << 20;
        check(gradient(1 << 10), gradient(large), large * DType.COMPLEX64.bytes());
    }

    @Test
    void training_makesNoGarbageWithItsBatch() {
        int large = 1 << 14;
        check(training(1 << 7), training(large), large * 64L * DType.COMPLEX64.bytes());
    }

    /** @param tensor bytes of one of the many tensors of a large step */
    private static void check(Runnable small, Runnable large, long tensor) {
        long few = garbage(small);
        long many = garbage(large);
        assertTrue(
                many - few < PART_OF_A_TENSOR * tensor,
                () ->
                        "%d bytes a step, %d a large one of tensors of %d"
                                .formatted(few, many, tensor));
    }

    private static Runnable gradient(int n) {
        RandomStream random = new RandomStream(1);
        Tensor h = random.normal(DType.COMPLEX64, Shape.of(n)).realise();
        Tensor x = random.normal(DType.COMPLEX64, Shape.of(n)).realise();
        return () -> {
            try (Scope _ = Scope.open();
                    GradientTape tape = GradientTape.open()) {
                tape.watch(h);
                tape.watch(x);
                Tensor noise = random.normal(DType.COMPLEX64, Shape.of(n));
                Gradients gradients = tape.gradient(h.mul(x).exp().add(noise).abs2().mean());
                gradients.of(h).realise();
                gradients.of(x).realise();
            }
        };
    }

    private static Runnable training(int batch) {
        RandomStream random = new RandomStream(2);
        Sequential network =
                Sequential.of(
                        dense("first", 64, 64, random),
                        Activation.CRELU,
                        dense("second", 64, 64, random));
        Tensor in = random.normal(DType.COMPLEX64, Shape.of(batch, 64)).realise();
        Optimizer adam =
                Optimizer.of(
                        Adam.standard().with(SecondMoment.PER_COMPONENT), Schedule.constant(1e-3));
        return () -> {
            try (Scope _ = Scope.open();
                    GradientTape tape = GradientTape.open()) {
                Tensor loss = Losses.meanSquaredError(network.forward(in, Mode.TRAINING), in);
                adam.step(tape.gradient(loss), network.variables());
            }
        };
    }

    private static Dense dense(String name, int from, int to, RandomStream random) {
        return Dense.create(name, from, to, DType.COMPLEX64, Initializers.complexGlorot(), random);
    }

    /** Bytes that a step allocates on this thread and the workers, the median of several when nothing is new any more. */
    private static long garbage(Runnable step) {
        for (int k = 0; k < 3 * STEPS; k++) {
            step.run();
        }
        long[] bytes = new long[STEPS];
        for (int k = 0; k < STEPS; k++) {
            long before = allocated();
            step.run();
            bytes[k] = allocated() - before;
        }
        Arrays.sort(bytes);
        return bytes[STEPS / 2];
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(t ->
                                t == Thread.currentThread()
                                        || t.getName().startsWith("argand-cpu-"))
                        .mapToLong(Thread::threadId)
                        .toArray();
        return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
    }
}
