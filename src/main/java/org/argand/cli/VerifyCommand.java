package org.argand.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.autograd.Conformance;
import org.argand.autograd.Conformance.Part;
import org.argand.autograd.Conformance.Result;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares every op on a device with the scalar reference and says how far off it is. */
@Command(
        name = "verify",
        sortOptions = false,
        description =
                "Compares every op on the device, in every type and at several sizes and layouts, with"
                        + " the scalar reference: values, gradients, and functions at special values"
                        + " (zeros, infinities, NaN, subnormals). Errors are in units in the last"
                        + " place; the exit code is 1 if any is beyond its bound.")
final class VerifyCommand implements Callable<Integer> {
    /** Some op is off by more than it may be. */
    static final int MISMATCH = 1;

    private static final Pattern PART = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results to FILE too.")
    private @Nullable Path json;

    @Option(
            names = "--part",
            paramLabel = "K/N",
            description =
                    "Only the K-th of N parts of the ops, so that N processes can share the work.")
    private @Nullable String part;

    @Mixin private CommonOptions common = new CommonOptions();

    /** What one line of the table is about. */
    private record Key(String op, DType dtype) implements Comparable<Key> {
        @Override
        public int compareTo(Key o) {
            return Comparator.comparing(Key::op).thenComparing(Key::dtype).compare(this, o);
        }
    }

    @Override
    public Integer call() {
        List<String> subjects = chosen(part, Conformance.subjects());
        Device device = common.open();
        long begin = System.nanoTime();
        List<Result> results = compare(device, subjects);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        int code = report(common.out(), device, results, seconds);
        if (json != null) {
            Json.write(json, asJson(device, seed(), results, seconds));
        }
        return code;
    }

    private long seed() {
        return common.seed().orElse(Conformance.SEED);
    }

    /** All, or the K-th of N parts: they are dealt out in turn, as neighbours take similar time. */
    static List<String> chosen(@Nullable String part, List<String> subjects) {
        if (part == null) {
            return subjects;
        }
        Matcher m = PART.matcher(part);
        int number = m.matches() ? Integer.parseInt(m.group(1)) : 0;
        int of = m.matches() ? Integer.parseInt(m.group(2)) : 0;
        if (number < 1 || number > of) {
            throw new ArgandException.InvalidArgument(
                    "verify", "--part '" + part + "' is not K/N with K from 1 to N");
        }
        return IntStream.range(0, subjects.size())
                .filter(k -> k % of == number - 1)
                .mapToObj(subjects::get)
                .toList();
    }

    private List<Result> compare(Device device, List<String> subjects) {
        List<Result> results = new ArrayList<>();
        try (Progress progress = new Progress(common, "verify", "ops", 0, subjects.size())) {
            for (int k = 0; k < subjects.size(); k++) {
                results.addAll(Conformance.run(device, subjects.get(k), seed()));
                progress.at(k + 1, subjects.get(k));
            }
        }
        return results;
    }

    /** Prints the table, the mismatches and the totals; the exit code. */
    static int report(PrintWriter out, Device device, List<Result> results, double seconds) {
        String row = "%-24s %-10s %5s  %-16s %-16s %-16s %s%n";
        out.printf(row, "op", "dtype", "cases", "value", "gradient", "special values", "");
        out.printf(row, "", "", "", "ulp of allowed", "ulp of allowed", "ulp of allowed", "");
        rows(results)
                .forEach((key, of) ->
                        out.printf(
                                row,
                                key.op,
                                key.dtype,
                                of.size(),
                                error(of, Part.FORWARD),
                                error(of, Part.GRADIENT),
                                error(of, Part.SPECIAL),
                                passed(of) ? "ok" : "FAILED"));
        long failed = results.stream().filter(r -> !r.passed()).count();
        rows(results)
                .values()
                .forEach(of -> {
                    for (Part part : Part.values()) {
                        worst(of, part)
                                .filter(r -> !r.passed())
                                .ifPresent(r -> out.println("FAILED " + r));
                    }
                });
        out.printf(
                Locale.ROOT,
                "%s: %d comparisons of %d ops in %.1f s, %d failed; worst value %s, gradient %s%n",
                device,
                results.size(),
                results.stream().map(Result::op).distinct().count(),
                seconds,
                failed,
                summary(results, Part.FORWARD),
                summary(results, Part.GRADIENT));
        out.flush();
        return failed == 0 ? 0 : MISMATCH;
    }

    private static Map<Key, List<Result>> rows(List<Result> results) {
        Map<Key, List<Result>> rows = new TreeMap<>();
        for (Result r : results) {
            rows.computeIfAbsent(new Key(r.op(), r.dtype()), _ -> new ArrayList<>()).add(r);
        }
        return rows;
    }

    private static boolean passed(List<Result> results) {
        return results.stream().allMatch(Result::passed);
    }

    /** The worst result of that part: one that fails if any does, otherwise the largest error. */
    private static Optional<Result> worst(List<Result> results, Part part) {
        return results.stream()
                .filter(r -> r.part() == part)
                .max(
                        Comparator.comparing((Result r) -> !r.passed())
                                .thenComparingDouble(Result::error));
    }

    private static String error(List<Result> results, Part part) {
        return worst(results, part)
                .map(r -> String.format(Locale.ROOT, "%.2f of %.3g", r.error(), r.bound()))
                .orElse("-");
    }

    private static String summary(List<Result> results, Part part) {
        return worst(results, part)
                .map(r ->
                        String.format(
                                Locale.ROOT, "%.2f ulp (%s, %s)", r.error(), r.label(), r.dtype()))
                .orElse("-");
    }

    private static Map<String, Object> asJson(
            Device device, long seed, List<Result> results, double seconds) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows(results)
                .forEach((key, of) -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("op", key.op);
                    row.put("dtype", key.dtype.toString());
                    row.put("cases", of.size());
                    for (Part part : Part.values()) {
                        worst(of, part).ifPresent(r -> row.put(name(part), asJson(r)));
                    }
                    row.put("passed", passed(of));
                    rows.add(row);
                });
        List<Result> failed = results.stream().filter(r -> !r.passed()).toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("device", device.toString());
        all.put("seed", seed);
        all.put("seconds", seconds);
        all.put("comparisons", results.size());
        all.put("failed", failed.size());
        all.put("ops", rows);
        all.put("mismatches", failed.stream().map(VerifyCommand::asJson).toList());
        return all;
    }

    private static Map<String, Object> asJson(Result r) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("label", r.label());
        m.put("shapes", r.shapes());
        m.put("part", name(r.part()));
        m.put("ulp", r.error());
        m.put("allowed", r.bound());
        m.put("index", r.index());
        m.put("value", r.value());
        m.put("reference", r.reference());
        return m;
    }

    private static String name(Part part) {
        return switch (part) {
            case FORWARD -> "value";
            case GRADIENT -> "gradient";
            case SPECIAL -> "special";
        };
    }
}
