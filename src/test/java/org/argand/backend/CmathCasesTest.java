package org.argand.backend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scalar reference against CPython's correctly rounded cases for cmath, by CPython's own criterion: 2e-15 relative
 * per component, the real part of log and log10 1e-15 absolute; zeros with their signs, infinities and NaN exact.
 */
class CmathCasesTest {
    private static final Map<String, List<Case>> CASES = read();

    /** One line of the file. */
    private record Case(
            String id, double re, double im, double wantRe, double wantIm, Set<String> flags) {}

    /** A complex function of one operand. */
    private interface Function {
        void at(double re, double im, double[] out);
    }

    private static final Map<String, Function> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("acos", ComplexMath::acos),
                    Map.entry("acosh", ComplexMath::acosh),
                    Map.entry("asin", ComplexMath::asin),
                    Map.entry("asinh", ComplexMath::asinh),
                    Map.entry("atan", ComplexMath::atan),
                    Map.entry("atanh", ComplexMath::atanh),
                    Map.entry("cos", ComplexMath::cos),
                    Map.entry("cosh", ComplexMath::cosh),
                    Map.entry("exp", ComplexMath::exp),
                    Map.entry("log", ComplexMath::log),
                    Map.entry("log10", ComplexMath::log10),
                    Map.entry("polar", CmathCasesTest::polar),
                    Map.entry("rect", ComplexMath::polar),
                    Map.entry("sin", ComplexMath::sin),
                    Map.entry("sinh", ComplexMath::sinh),
                    Map.entry("sqrt", ComplexMath::sqrt),
                    Map.entry("tan", ComplexMath::tan),
                    Map.entry("tanh", ComplexMath::tanh));

    private static void polar(double re, double im, double[] out) {
        out[0] = ComplexMath.abs(re, im);
        out[1] = ComplexMath.arg(re, im);
    }

    private static Map<String, List<Case>> read() {
        Map<String, List<Case>> cases = new TreeMap<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        CmathCasesTest.class.getResourceAsStream(
                                                "cmath_testcases.txt")),
                                StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isBlank() || line.startsWith("--")) {
                    continue;
                }
                String[] w = line.trim().split("\\s+");
                cases.computeIfAbsent(w[1], _ -> new ArrayList<>())
                        .add(
                                new Case(
                                        w[0],
                                        number(w[2]),
                                        number(w[3]),
                                        number(w[5]),
                                        number(w[6]),
                                        Set.copyOf(List.of(w).subList(7, w.length))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static double number(String s) {
        return switch (s) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(s);
        };
    }

    static Stream<String> functions() {
        return CASES.keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void everyCase_passesByCPythonsCriterion(String name) {
        Function f = Objects.requireNonNull(FUNCTIONS.get(name), name);
        List<String> failures = new ArrayList<>();
        double worst = 0;
        String worstId = "";
        double[] out = new double[2];
        for (Case c : CASES.get(name)) {
            f.at(c.re, c.im, out);
            boolean log = name.startsWith("log");
            double re = c.flags.contains("ignore-real-sign") ? Math.abs(out[0]) : out[0];
            double im = c.flags.contains("ignore-imag-sign") ? Math.abs(out[1]) : out[1];
            double wantRe = c.flags.contains("ignore-real-sign") ? Math.abs(c.wantRe) : c.wantRe;
            double wantIm = c.flags.contains("ignore-imag-sign") ? Math.abs(c.wantIm) : c.wantIm;
            if (!close(re, wantRe, log ? 1e-15 : 5e-323) || !close(im, wantIm, 5e-323)) {
                failures.add(c + " got " + out[0] + " " + out[1]);
            }
            double error = Math.max(log ? 0 : relative(re, wantRe), relative(im, wantIm));
            if (error > worst) {
                worst = error;
                worstId = c.id;
            }
        }
        System.out.printf(
                "cmath %-6s %3d cases, worst %.2e (%s)%n",
                name, CASES.get(name).size(), worst, worstId);
        assertTrue(
                failures.isEmpty(),
                failures.size() + " of " + CASES.get(name).size() + ": " + failures);
    }

    private static boolean close(double got, double want, double absolute) {
        if (Double.isNaN(want)) {
            return Double.isNaN(got);
        }
        if (Double.isInfinite(want)) {
            return got == want;
        }
        if (want == 0 && got == 0) {
            return Math.copySign(1, want) == Math.copySign(1, got);
        }
        double difference = Math.abs(got - want);
        return difference <= Math.max(absolute, 2e-15 * Math.abs(want));
    }

    private static double relative(double got, double want) {
        return Double.isFinite(want) && Math.abs(want) > 1e-300
                ? Math.abs(got - want) / Math.abs(want)
                : 0;
    }
}
