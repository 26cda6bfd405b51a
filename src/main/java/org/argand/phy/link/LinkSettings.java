package org.argand.phy.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.argand.array.ArgandException;

/**
 * Everything that decides how a link is trained; two runs with equal settings are equal.
 *
 * @param task what is trained
 * @param channel label of the {@link LinkChannel}, or of the fading of an {@link OfdmScenario}
 * @param bitsPerSymbol m, even, 2 to 10, for there is a Gray QAM of as many
 * @param steps optimiser steps
 * @param batch symbols per step, rounded up to whole blocks of the channel
 * @param seed of every random number
 * @param ebnoFrom lowest Eb/N0 in dB; each block has its own, uniform up to {@code ebnoTo}
 * @param ebnoTo highest Eb/N0 in dB
 * @param codeRate of the outer code that Eb/N0 accounts for
 * @param rate first learning rate of Adam, which falls to zero along half a cosine
 */
public record LinkSettings(
        LinkTask task,
        String channel,
        int bitsPerSymbol,
        long steps,
        int batch,
        long seed,
        double ebnoFrom,
        double ebnoTo,
        double codeRate,
        double rate) {
    public LinkSettings {
        task.checkChannel(channel);
        need(
                bitsPerSymbol % 2 == 0 && bitsPerSymbol >= 2 && bitsPerSymbol <= 10,
                bitsPerSymbol + " bits per symbol, needs 2, 4, 6, 8 or 10");
        need(steps >= 1, steps + " steps, needs at least 1");
        need(batch >= 1, "a batch of " + batch + " symbols, needs at least 1");
        need(
                ebnoFrom <= ebnoTo && Math.abs(ebnoFrom) <= 100 && Math.abs(ebnoTo) <= 100,
                "Eb/N0 from " + ebnoFrom + " to " + ebnoTo + " dB");
        need(codeRate > 0 && codeRate <= 1, "code rate " + codeRate + ", needs (0, 1]");
        need(rate > 0 && rate < Double.POSITIVE_INFINITY, "learning rate " + rate);
    }

    private static void need(boolean holds, String facts) {
        if (!holds) {
            throw new ArgandException.InvalidArgument("train", facts);
        }
    }

    /** The same as text, as checkpoints keep it. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        metrics().forEach((key, value) -> map.put(key, value.toString()));
        return map;
    }

    /** The same with numbers as numbers, as metrics state it. */
    public Map<String, Object> metrics() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", task.label());
        map.put("channel", channel);
        map.put("bits_per_symbol", bitsPerSymbol);
        map.put("steps", steps);
        map.put("batch", batch);
        map.put("seed", seed);
        map.put("ebno_from_db", ebnoFrom);
        map.put("ebno_to_db", ebnoTo);
        map.put("code_rate", codeRate);
        map.put("learning_rate", rate);
        return map;
    }

    /**
     * What {@link #toMap} wrote; other keys are left alone.
     *
     * @param source named in the error
     * @throws ArgandException.BadFile if a key is missing or is no number
     */
    public static LinkSettings fromMap(Map<String, String> map, String source) {
        Set<String> missing = new TreeSet<>(LinkTask.AUTOENCODER.standard().metrics().keySet());
        missing.removeAll(map.keySet());
        if (!missing.isEmpty()) {
            throw new ArgandException.BadFile(
                    "checkpoint", source + " is not of a link: it does not state " + missing);
        }
        try {
            return new LinkSettings(
                    task(map, source),
                    map.getOrDefault("channel", ""),
                    Math.toIntExact(whole(map, "bits_per_symbol")),
                    whole(map, "steps"),
                    Math.toIntExact(whole(map, "batch")),
                    whole(map, "seed"),
                    number(map, "ebno_from_db"),
                    number(map, "ebno_to_db"),
                    number(map, "code_rate"),
                    number(map, "learning_rate"));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new ArgandException.BadFile("checkpoint", source + ": " + e.getMessage());
        }
    }

    private static LinkTask task(Map<String, String> map, String source) {
        String label = map.getOrDefault("task", "");
        return LinkTask.of(label)
                .orElseThrow(() ->
                        new ArgandException.BadFile(
                                "checkpoint", source + " is of task " + label + ", not of a link"));
    }

    private static long whole(Map<String, String> map, String key) {
        return Long.parseLong(map.getOrDefault(key, ""));
    }

    private static double number(Map<String, String> map, String key) {
        return Double.parseDouble(map.getOrDefault(key, ""));
    }
}
