package org.argand.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What JMH has written of one benchmark with one choice of its parameters: the times of every library, iteration by
 * iteration in all forks.
 *
 * @param family the class of the benchmark, in lower case and without that word
 * @param parameters all but the number of threads
 * @param threads that each library had
 * @param nanos of one operation; those of one index were measured in turns
 */
record Measurement(
        String family, Map<String, String> parameters, int threads, Map<Library, double[]> nanos) {

    /** A median and the quartiles around it. */
    record Spread(double low, double median, double high) {
        static Spread of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
        }

        private static double at(double[] sorted, double share) {
            double place = share * (sorted.length - 1);
            int below = (int) place;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        }
    }

    /** Every benchmark in a file of JMH that has {@link Times}. */
    static List<Measurement> of(JsonNode results) {
        List<Measurement> all = new ArrayList<>();
        for (JsonNode result : results) {
            JsonNode secondary = result.get("secondaryMetrics");
            if (secondary.has(Library.ARGAND.label())) {
                all.add(of(result, secondary));
            }
        }
        return all;
    }

    private static Measurement of(JsonNode result, JsonNode secondary) {
        String[] name = result.get("benchmark").asText().split("\\.");
        String family = name[name.length - 2].replace("Benchmark", "").toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new TreeMap<>();
        result.get("params")
                .properties()
                .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
        int threads = Integer.parseInt(parameters.remove("threads"));
        Map<Library, double[]> nanos = new EnumMap<>(Library.class);
        for (Library library : Library.values()) {
            List<Double> times = new ArrayList<>();
            for (JsonNode fork : secondary.path(library.label()).path("rawData")) {
                fork.forEach(x -> times.add(x.asDouble()));
            }
            if (!times.isEmpty() && times.stream().allMatch(x -> x > 0)) {
                nanos.put(library, times.stream().mapToDouble(x -> x).toArray());
            }
        }
        return new Measurement(family, parameters, threads, nanos);
    }

    /** Argand's time in nanoseconds. */
    Spread time() {
        return Spread.of(nanos.get(Library.ARGAND));
    }

    /** How many times as long {@code library} takes as Argand, pair by pair; empty if it did not take part. */
    Optional<Spread> ratio(Library library) {
        double[] peer = nanos.get(library);
        double[] argand = nanos.get(Library.ARGAND);
        if (peer == null || library == Library.ARGAND) {
            return Optional.empty();
        }
        double[] ratios = new double[argand.length];
        Arrays.setAll(ratios, k -> peer[k] / argand[k]);
        return Optional.of(Spread.of(ratios));
    }
}
