package org.argand.phy.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The points of a sweep that have at least one batch, in its order; prints as the field's table.
 *
 * @param points if interrupted, the last may be {@link Status#INTERRUPTED}
 * @param interrupted whether the sweep was stopped before its end
 */
public record BerTable(List<BerPoint> points, boolean interrupted) {
    private static final String NAMES =
            "%10s | %10s | %-20s | %10s | %-20s | %11s | %13s | %12s | %11s | %11s | %s";
    private static final String VALUES =
            "%10s | %10.4e | %-20s | %10.4e | %-20s | %11d | %13d | %12d | %11d | %11.1f | %s";

    public BerTable {
        points = List.copyOf(points);
    }

    /** Names of the columns, and a line under them. */
    public static String header() {
        String names =
                String.format(
                        Locale.ROOT,
                        NAMES,
                        "EbNo [dB]",
                        "BER",
                        "95 % of BER",
                        "BLER",
                        "95 % of BLER",
                        "bit errors",
                        "num bits",
                        "block errors",
                        "num blocks",
                        "runtime [s]",
                        "status");
        return names + System.lineSeparator() + "-".repeat(names.length() + 24);
    }

    /** One line of the table. */
    public static String row(BerPoint p) {
        Tally t = p.tally();
        return String.format(
                Locale.ROOT,
                VALUES,
                decibels(p.ebnoDb()),
                p.ber(),
                range(p.berInterval()),
                p.bler(),
                range(p.blerInterval()),
                t.bitErrors(),
                t.bits(),
                t.blockErrors(),
                t.blocks(),
                p.seconds(),
                p.status());
    }

    private static String decibels(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.endsWith("00") ? text.substring(0, text.length() - 2) : text;
    }

    private static String range(ConfidenceInterval i) {
        return String.format(Locale.ROOT, "%.2e .. %.2e", i.low(), i.high());
    }

    /**
     * What a program wants to read of each point: {@code ebno_db, ber, ber_low, ber_high, bler, bler_low, bler_high,
     * bit_errors, bits, block_errors, blocks, status}. Computing times are left out, so that equal sweeps are equal.
     */
    public List<Map<String, Object>> toMaps() {
        return points.stream().map(BerTable::map).toList();
    }

    private static Map<String, Object> map(BerPoint p) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ebno_db", p.ebnoDb());
        map.put("ber", p.ber());
        map.put("ber_low", p.berInterval().low());
        map.put("ber_high", p.berInterval().high());
        map.put("bler", p.bler());
        map.put("bler_low", p.blerInterval().low());
        map.put("bler_high", p.blerInterval().high());
        map.put("bit_errors", p.tally().bitErrors());
        map.put("bits", p.tally().bits());
        map.put("block_errors", p.tally().blockErrors());
        map.put("blocks", p.tally().blocks());
        map.put("status", p.status().toString());
        return map;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(header());
        points.forEach(p -> text.append(System.lineSeparator()).append(row(p)));
        return text.toString();
    }
}
