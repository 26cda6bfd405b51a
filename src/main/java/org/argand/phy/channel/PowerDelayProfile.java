package org.argand.phy.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Paths of a channel: how late each comes, in units of the rms delay spread, and how strong it is.
 *
 * @param delays per path, normalised
 * @param powers per path, linear, of sum 1
 */
record PowerDelayProfile(double[] delays, double[] powers) {
    /** The profile of that name among the resources: a line per path, delay and power in dB. */
    static PowerDelayProfile named(String name) {
        List<String> lines;
        try (InputStream in = PowerDelayProfile.class.getResourceAsStream(name + ".csv");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines = reader.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        double[] delays = new double[lines.size()];
        double[] powers = new double[lines.size()];
        double total = 0;
        for (int k = 0; k < delays.length; k++) {
            String[] fields = lines.get(k).split(",");
            delays[k] = Double.parseDouble(fields[0]);
            powers[k] = Math.pow(10, Double.parseDouble(fields[1]) / 10);
            total += powers[k];
        }
        for (int k = 0; k < powers.length; k++) {
            powers[k] /= total;
        }
        return new PowerDelayProfile(delays, powers);
    }

    int paths() {
        return delays.length;
    }

    double lastDelay() {
        double last = 0;
        for (double d : delays) {
            last = Math.max(last, d);
        }
        return last;
    }
}
