package org.argand.backend;

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

/**
 * CPython's correctly rounded cases for cmath and its criterion: 2e-15 relative per component, the real part of log and
 * log10 1e-15 absolute; zeros with their signs, infinities and NaN exact.
 */
public final class CmathCases {
    private static final Map<String, List<Case>> CASES = read();

    private CmathCases() {}

    /** One line of the file. */
    public record Case(
            String id,
            String function,
            double re,
            double im,
            double wantRe,
            double wantIm,
            Set<String> flags) {
        /** Whether that result passes. */
        public boolean passes(double gotRe, double gotIm) {
            return close(part(gotRe, "real"), part(wantRe, "real"), isLog() ? 1e-15 : 5e-323)
                    && close(part(gotIm, "imag"), part(wantIm, "imag"), 5e-323);
        }

        /** The larger relative error of the components that are held to one. */
        public double error(double gotRe, double gotIm) {
            return Math.max(
                    isLog() ? 0 : relative(part(gotRe, "real"), part(wantRe, "real")),
                    relative(part(gotIm, "imag"), part(wantIm, "imag")));
        }

        private boolean isLog() {
            return function.startsWith("log");
        }

        private double part(double x, String name) {
            return flags.contains("ignore-" + name + "-sign") ? Math.abs(x) : x;
        }
    }

    /** The cases by function. */
    public static Map<String, List<Case>> all() {
        return CASES;
    }

    private static Map<String, List<Case>> read() {
        Map<String, List<Case>> cases = new TreeMap<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        CmathCases.class.getResourceAsStream(
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
                                        w[1],
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
