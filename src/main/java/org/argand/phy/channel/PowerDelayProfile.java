package org.argand.phy.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.argand.array.ArgandException;

/**
 * Paths of a channel: how late each comes, how strong it is, and how much of the first is line of sight.
 *
 * @param scaled whether delays are in units of the rms delay spread; otherwise they are in seconds
 * @param delays per path
 * @param powers of the scattered part per path, linear; with {@code losPower} of sum 1
 * @param losPower of the line of sight, which comes with the first path; 0 without one
 */
record PowerDelayProfile(boolean scaled, double[] delays, double[] powers, double losPower) {
    private static final List<String> NAMES =
            List.of("tdl-a", "tdl-b", "tdl-c", "tdl-d", "tdl-e", "tdl-a30", "tdl-b100", "tdl-c300");

    /**
     * The profile of that name among the resources: comment lines with what is not a path, the names of the two columns,
     * and a line per path, power in dB. The first line of a profile with line of sight is that.
     */
    static PowerDelayProfile named(String name) {
        if (!NAMES.contains(name)) {
            throw new ArgandException.InvalidArgument(
                    "tdl", "'" + name + "' is none of " + String.join(", ", NAMES));
        }
        try (InputStream in = PowerDelayProfile.class.getResourceAsStream(name + ".csv");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parsed(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PowerDelayProfile parsed(List<String> lines) {
        boolean los = lines.contains("# los = 1");
        boolean scaled = lines.contains("# scale_delays = True");
        List<String[]> rows =
                lines.stream().filter(l -> !l.startsWith("#")).map(l -> l.split(",")).toList();
        int delay = List.of(rows.getFirst()).indexOf("delays");
        List<String[]> paths = rows.subList(1, rows.size());
        double total = paths.stream().mapToDouble(r -> linear(r[1 - delay])).sum();
        double losPower = los ? linear(paths.getFirst()[1 - delay]) / total : 0;
        List<String[]> scattered = los ? paths.subList(1, paths.size()) : paths;
        // Without scaling the tables are in nanoseconds.
        double unit = scaled ? 1 : 1e-9;
        return new PowerDelayProfile(
                scaled,
                scattered.stream().mapToDouble(r -> unit * Double.parseDouble(r[delay])).toArray(),
                scattered.stream().mapToDouble(r -> linear(r[1 - delay]) / total).toArray(),
                losPower);
    }

    private static double linear(String dB) {
        return Math.pow(10, Double.parseDouble(dB) / 10);
    }

    /** The same paths with delays in seconds. */
    PowerDelayProfile inSeconds(double delaySpread) {
        double[] seconds = delays.clone();
        for (int k = 0; k < seconds.length; k++) {
            seconds[k] *= delaySpread;
        }
        return new PowerDelayProfile(false, seconds, powers, losPower);
    }

    int paths() {
        return delays.length;
    }

    /** Power of path k, line of sight included. */
    double power(int k) {
        return powers[k] + (k == 0 ? losPower : 0);
    }

    double lastDelay() {
        double last = 0;
        for (double d : delays) {
            last = Math.max(last, d);
        }
        return last;
    }
}
