package org.argand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.autograd.Conformance;
import org.argand.autograd.Conformance.Part;
import org.argand.autograd.Conformance.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table, the mismatches and the exit code of {@code verify}; the comparisons have tests of their own. */
class VerifyCommandTest {
    private static final Result GOOD = result("exp", Part.FORWARD, 1.5, 4);
    private static final Result WORSE = result("exp", Part.FORWARD, 3.5, 4);
    private static final Result GRADIENT = result("exp", Part.GRADIENT, 2.25, 8);
    private static final Result BAD = result("exp", Part.FORWARD, 3, 1);
    private static final Result KIND = result("log", Part.SPECIAL, Double.POSITIVE_INFINITY, 4);

    private static Result result(String op, Part part, double error, double bound) {
        return new Result(
                op,
                op + " real",
                DType.FLOAT32,
                "[3, 5] dense",
                part,
                error,
                7,
                "1.25",
                "1.5",
                bound);
    }

    private static List<String> report(int code, Result... results) {
        StringWriter out = new StringWriter();
        int given =
                VerifyCommand.report(new PrintWriter(out), Device.cpu(), List.of(results), 2.04);
        assertEquals(code, given);
        return out.toString().lines().toList();
    }

    @Test
    void table_hasTheWorstOfEachPart() {
        List<String> lines = report(0, GOOD, WORSE, GRADIENT);
        assertTrue(lines.get(2).matches("exp +float32 +3 +3.50 of 4.00 +2.25 of 8.00 +- +ok"));
        assertEquals(
                "cpu: 3 comparisons of 1 ops in 2.0 s, 0 failed; worst value 3.50 ulp (exp real,"
                        + " float32), gradient 2.25 ulp (exp real, float32)",
                lines.getLast());
    }

    @Test
    void mismatch_isNamedWithBothValuesAndExitCode1() {
        List<String> lines = report(VerifyCommand.MISMATCH, WORSE, BAD, KIND);
        assertTrue(lines.get(2).endsWith("FAILED"), lines.get(2));
        assertEquals(
                "FAILED exp real, float32 [3, 5] dense, forward: 3.000 ulp (allowed 1.000) at"
                        + " element 7: 1.25, reference 1.5",
                lines.get(4));
        assertTrue(lines.get(5).startsWith("FAILED log real"), lines.get(5));
        assertTrue(lines.getLast().contains("2 failed"), lines.getLast());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 16, 1000})
    void parts_areTheWholeTogetherAndAlikeInSize(int of) {
        List<String> all = Conformance.subjects();
        List<String> together = new ArrayList<>();
        for (int k = 1; k <= of; k++) {
            List<String> some = VerifyCommand.chosen(k + "/" + of, all);
            assertTrue(some.size() - all.size() / of <= 1, some.size() + " in part " + k);
            together.addAll(some);
        }
        assertEquals(all.size(), together.size());
        assertEquals(Set.copyOf(all), Set.copyOf(together));
        assertEquals(all, VerifyCommand.chosen(null, all));
    }

    @Test
    void part_comparesOnlyItsOps() {
        int of = Conformance.subjects().size();
        String subject = Conformance.subjects().getFirst();
        int expected = Conformance.run(Device.cpu(), subject, Conformance.SEED).size();
        Invocation i = Invocation.of("verify", "--device", "cpu", "--quiet", "--part", "1/" + of);
        assertEquals(0, i.code(), i.err());
        assertTrue(i.out().contains("cpu: " + expected + " comparisons of 1 ops"), i.out());
    }
}
