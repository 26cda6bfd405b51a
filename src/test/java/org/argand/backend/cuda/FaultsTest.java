package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.Device;
import org.argand.autograd.GradientTape;
import org.argand.backend.cuda.SoftwareDevice.Fault;
import org.argand.tensor.Engine;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every op of the catalogue with its gradient on the software device, while each allocation, launch, copy and driver call in
 * turn fails: the right values or one clear error, nothing leaked, and the next run is right.
 */
class FaultsTest {
    private static final int OUT_OF_MEMORY = 2;
    private static final int INVALID_VALUE = 1;
    private static final int NOT_PERMITTED = 800;
    private static final int LAUNCH_FAILED = 719;

    private static long injected;
    private static long errors;
    private static long survived;
    private static long leaked;

    private static Device before;

    @BeforeAll
    static void device() {
        SoftwareDevice.assume();
        before = Engine.device();
        Engine.setDevice(Device.cuda(0));
    }

    @AfterEach
    void disarm() {
        SoftwareDevice.inject(Fault.NONE, 0, 0);
    }

    @AfterAll
    static void report() {
        if (before != null) {
            Engine.setDevice(before);
            System.out.printf(
                    "checks: faults injected %d: %d clear errors, %d right results, bytes leaked"
                            + " %d%n",
                    injected, errors, survived, leaked);
        }
    }

    /** The first case of each operator. */
    static Stream<String> cases() {
        return Stream.of(Catalogue.Group.values())
                .flatMap(g -> g.operators().stream())
                .map(o -> o.cases().getFirst().label())
                .distinct();
    }

    /** Made anew, with what it has on the device, as the device may have been lost. */
    private static Entry entry(String label) {
        return Catalogue.all().stream()
                .filter(e -> e.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void op_survivesEveryFault(String label) {
        Entry entry = entry(label);
        double[] right = run(entry);
        assertArrayEquals(right, run(entry), "the same again");
        sweep(entry, right, Fault.ALLOCATION, OUT_OF_MEMORY);
        sweep(entry, right, Fault.LAUNCH, INVALID_VALUE);
        sweep(entry, right, Fault.COPY, NOT_PERMITTED);
        sweep(entry, right, Fault.DEVICE, LAUNCH_FAILED);
    }

    private static void sweep(Entry entry, double[] right, Fault kind, int code) {
        SoftwareDevice.backend().context().memory().trim();
        long start = SoftwareDevice.count(kind);
        run(entry);
        long calls = SoftwareDevice.count(kind) - start;
        Entry next = entry;
        for (long n = 0; n < calls; n += stride(kind, calls)) {
            inject(next, right, kind, n, code);
            next = kind == Fault.DEVICE ? entry(entry.label()) : entry;
        }
        assertArrayEquals(right, run(next), () -> entry.label() + " after faults: " + kind);
    }

    private static void inject(Entry entry, double[] right, Fault kind, long nth, int code) {
        CudaMemory memory = SoftwareDevice.backend().context().memory();
        memory.trim();
        long used = memory.statistics().inUse();
        SoftwareDevice.inject(kind, nth, code);
        injected++;
        try {
            assertArrayEquals(right, run(entry), () -> entry.label() + " survived " + kind);
            survived++;
        } catch (ArgandException e) {
            errors++;
            assertTrue(e.getMessage().startsWith(e.op() + ": "), e.getMessage());
            assertTrue(e.getMessage().contains("cuda:0"), e.getMessage());
        }
        SoftwareDevice.inject(Fault.NONE, 0, 0);
        if (SoftwareDevice.backend().context().memory() == memory) {
            // Less than before: the collector has found what an earlier test left behind.
            long lost = Math.max(0, memory.statistics().inUse() - used);
            leaked += lost;
            assertEquals(0, lost, () -> entry.label() + ": bytes leaked, " + kind);
        }
    }

    /** Losing the device costs its context: not at every call. */
    private static long stride(Fault kind, long calls) {
        return kind == Fault.DEVICE ? Math.max(1, calls / 8) : 1;
    }

    /** The value and the gradients of an op at its own operands. */
    private static double[] run(Entry entry) {
        try (Scope _ = Scope.open()) {
            List<Tensor> operands = new ArrayList<>();
            for (int k = 0; k < entry.operands().size(); k++) {
                operands.add(entry.operands().get(k).draw(k + 1L));
            }
            if (!entry.differentiable()) {
                return entry.op().apply(operands).toDoubles();
            }
            try (GradientTape tape = GradientTape.open()) {
                operands.forEach(tape::watch);
                Tensor out = entry.op().apply(operands);
                Tensor loss = out.abs2().sum();
                List<double[]> parts = new ArrayList<>();
                parts.add(out.toDoubles());
                var gradients = tape.gradient(loss);
                operands.forEach(t -> parts.add(gradients.orZeros(t).toDoubles()));
                return parts.stream().flatMapToDouble(Arrays::stream).toArray();
            }
        }
    }
}
