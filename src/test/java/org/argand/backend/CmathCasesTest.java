package org.argand.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.argand.backend.CmathCases.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scalar reference against CPython's cases for cmath, by CPython's own criterion. */
class CmathCasesTest {
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

    static Stream<String> functions() {
        return CmathCases.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void everyCase_passesByCPythonsCriterion(String name) {
        Function f = Objects.requireNonNull(FUNCTIONS.get(name), name);
        List<Case> cases = Objects.requireNonNull(CmathCases.all().get(name));
        List<String> failures = new ArrayList<>();
        double worst = 0;
        String worstId = "";
        double[] out = new double[2];
        for (Case c : cases) {
            f.at(c.re(), c.im(), out);
            if (!c.passes(out[0], out[1])) {
                failures.add(c + " got " + out[0] + " " + out[1]);
            }
            double error = c.error(out[0], out[1]);
            if (error > worst) {
                worst = error;
                worstId = c.id();
            }
        }
        System.out.printf(
                "cmath %-6s %3d cases, worst %.2e (%s)%n", name, cases.size(), worst, worstId);
        assertEquals(List.of(), failures, failures.size() + " of " + cases.size());
    }
}
