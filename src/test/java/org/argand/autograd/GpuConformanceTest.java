package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.argand.Gpus;
import org.argand.array.Device;
import org.argand.autograd.Conformance.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The first GPU against the scalar reference, op by op; the others with one op of each kind, as their code is the same. */
class GpuConformanceTest {
    private static final List<String> ELSEWHERE =
            List.of(
                    "exp complex",
                    "sum all complex",
                    "matmul complex",
                    "fft 5 complex",
                    "gather real");

    private static final Map<Device, List<Result>> MADE =
            new TreeMap<>((a, b) -> a.index() - b.index());

    @TestFactory
    Stream<DynamicTest> gpu_agreesWithTheReference() {
        Gpus.assume();
        return Gpus.found().stream()
                .flatMap(device -> subjects(device).map(subject -> test(device, subject)));
    }

    private static Stream<String> subjects(Device device) {
        List<String> all = Conformance.subjects();
        assertTrue(all.containsAll(ELSEWHERE));
        return device.index() == 0 ? all.stream() : ELSEWHERE.stream();
    }

    private static DynamicTest test(Device device, String subject) {
        return DynamicTest.dynamicTest(
                device + " " + subject,
                () -> {
                    List<Result> results = Conformance.run(device, subject, Conformance.SEED);
                    MADE.computeIfAbsent(device, _ -> new ArrayList<>()).addAll(results);
                    assertFalse(results.isEmpty());
                    assertEquals(List.of(), results.stream().filter(r -> !r.passed()).toList());
                });
    }

    @AfterAll
    static void counts() {
        if (MADE.isEmpty()) {
            System.out.println("checks: conformance of GPUs skipped, " + Gpus.reason());
        }
        MADE.forEach((device, results) ->
                System.out.printf(
                        "checks: %s beside reference: %d comparisons of %d operators (%d operator ×"
                                + " dtype), %d failed%n",
                        device,
                        results.size(),
                        results.stream().map(Result::op).distinct().count(),
                        results.stream().map(r -> r.op() + " " + r.dtype()).distinct().count(),
                        results.stream().filter(r -> !r.passed()).count()));
    }
}
