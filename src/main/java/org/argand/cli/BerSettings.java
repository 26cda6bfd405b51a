package org.argand.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.argand.array.ArgandException;
import org.argand.phy.sim.StoppingRule;

/**
 * Settings of a sweep as text: given on the command line, kept in its file, or by default.
 *
 * @param values by the names that the file of a sweep has for them
 */
record BerSettings(Map<String, String> values) {
    static final String MODULATION = "modulation";
    static final String BITS_PER_SYMBOL = "bits_per_symbol";
    static final String CHANNEL = "channel";
    static final String CODE = "code";
    static final String LINK = "link";
    private static final int MOST_POINTS = 10_000;

    /** Digits behind the point of an Eb/N0, and zeros before it: exact sums of more take time without end. */
    private static final int MOST_DIGITS = 20;

    /** {@code FROM:TO:STEP}, or one value, as values with commas between. */
    static String list(String range) {
        String[] parts = range.split(":", -1);
        try {
            BigDecimal from = decimal(parts[0]);
            if (parts.length == 1) {
                return Double.toString(from.doubleValue());
            }
            BigDecimal to = decimal(parts[1]);
            BigDecimal step = parts.length == 3 ? decimal(parts[2]) : BigDecimal.ONE;
            if (parts.length <= 3 && step.signum() <= 0) {
                throw bad("--ebno '" + range + "': STEP is not above 0");
            }
            if (parts.length <= 3 && from.compareTo(to) > 0) {
                throw bad("--ebno '" + range + "' goes down; say " + to + ":" + from + ":" + step);
            }
            if (parts.length <= 3) {
                return String.join(",", values(range, from, to, step));
            }
        } catch (NumberFormatException e) {
            // Said below, with the whole text.
        }
        throw bad("--ebno '" + range + "' is not FROM:TO:STEP");
    }

    private static BigDecimal decimal(String text) {
        BigDecimal value = new BigDecimal(text.strip());
        if (Math.abs(value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS) {
            throw new NumberFormatException("too many digits");
        }
        return value;
    }

    private static List<String> values(
            String range, BigDecimal from, BigDecimal to, BigDecimal step) {
        List<String> values = new ArrayList<>();
        for (BigDecimal e = from; e.compareTo(to) <= 0; e = e.add(step)) {
            values.add(Double.toString(e.doubleValue()));
            if (values.size() > MOST_POINTS) {
                throw bad("--ebno '" + range + "' has more than " + MOST_POINTS + " points");
            }
        }
        return values;
    }

    /** Eb/N0 of the points in dB. */
    double[] points() {
        String list = text("ebno_db", "--ebno");
        double[] points;
        try {
            points = Arrays.stream(list.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw bad("ebno_db '" + list + "' is not a list of numbers");
        }
        for (double p : points) {
            if (!(Math.abs(p) <= 100)) {
                throw bad("Eb/N0 of " + p + " dB");
            }
        }
        return points;
    }

    StoppingRule rule() {
        return new StoppingRule(
                number("target_block_errors", ""),
                number("target_bit_errors", ""),
                number("max_blocks", ""),
                Boolean.parseBoolean(values.get("stop_without_errors")));
    }

    long seed() {
        return number("seed", "--seed");
    }

    int batchOr(int usual) {
        return values.containsKey("batch_blocks")
                ? Math.toIntExact(number("batch_blocks", ""))
                : usual;
    }

    /** A setting that has no default. */
    String text(String key, String option) {
        return text(key)
                .orElseThrow(() ->
                        bad("needs " + option + ", or --resume FILE with the file of a sweep"));
    }

    /** A setting, if it was given or kept. */
    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A setting that is a whole number, and has no default. */
    long number(String key, String option) {
        String value = text(key, option);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw bad(key + " '" + value + "' is not a whole number");
        }
    }

    static ArgandException.InvalidArgument bad(String facts) {
        return new ArgandException.InvalidArgument("ber", facts);
    }
}
