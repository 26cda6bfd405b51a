package org.argand.benchmarks.gpu;

import java.util.List;
import org.argand.array.Device;
import org.argand.autograd.Conformance;
import org.argand.autograd.Conformance.Result;

/**
 * Every n-th op of {@code verify}, from the first or from that index on, for tools that make everything slow:
 * {@code ShortConformance DEVICE N [FIRST]}.
 */
public final class ShortConformance {
    private ShortConformance() {}

    public static void main(String[] args) {
        Device device = Device.parse(args[0]);
        int every = Integer.parseInt(args[1]);
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        List<String> subjects = Conformance.subjects();
        int comparisons = 0;
        int failed = 0;
        for (int k = first; k < subjects.size(); k += every) {
            for (Result r : Conformance.run(device, subjects.get(k), Conformance.SEED)) {
                comparisons++;
                if (!r.passed()) {
                    failed++;
                    System.out.println("FAILED " + r);
                }
            }
        }
        System.out.printf("%s: %d comparisons, %d failed%n", device, comparisons, failed);
        System.exit(failed == 0 ? 0 : 1);
    }
}
