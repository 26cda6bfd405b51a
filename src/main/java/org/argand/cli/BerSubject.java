package org.argand.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.io.AtomicFile;
import org.argand.phy.link.ClassicalLink;
import org.argand.phy.link.EndToEndLink;
import org.argand.phy.link.LinkChannel;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTraining;
import org.argand.phy.link.SimulatedLink;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Demapper;
import org.argand.phy.sim.ClosedFormBer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ber} simulates.
 *
 * @param name for titles
 * @param facts by which the file of a sweep knows it again
 * @param reference the uncoded Gray link of as many bits over the same channel, by theory, if there is one
 * @param coded whether there is a code
 */
record BerSubject(
        SimulatedLink model,
        String name,
        Map<String, String> facts,
        Optional<Theory> reference,
        boolean coded) {
    /**
     * A curve to compare with.
     *
     * @param name says of what
     * @param ber by Eb/N0 in dB
     */
    record Theory(String name, DoubleUnaryOperator ber) {
        /** A prefix takes energy, and each subcarrier alone is Rayleigh fading. */
        static Theory of(String name, ClosedFormBer uncoded, LinkChannel channel) {
            double overhead = 10 * Math.log10(channel.energyOverhead());
            return new Theory(
                    name + " uncoded, theory",
                    channel instanceof LinkChannel.Noise
                            ? uncoded::awgn
                            : ebnoDb -> uncoded.rayleigh(ebnoDb - overhead));
        }
    }

    private static final String CHECKPOINT = "checkpoint_sha256";

    private static final List<String> MODULATIONS = List.of("qam", "pam", "psk");

    private static final String LEARNED = "learned";

    /** The link that the settings describe, a trained one if there is a {@code checkpoint}. */
    static BerSubject of(BerSettings settings, @Nullable Path checkpoint) {
        if (checkpoint != null) {
            return learned(settings, RunFolder.checkpoint(checkpoint));
        }
        if (settings.text(CHECKPOINT).isPresent()) {
            throw BerSettings.bad("the sweep is of a trained link; say which with --checkpoint");
        }
        if (settings.text(BerSettings.LINK).isPresent()) {
            throw BerSettings.bad(
                    "--link chooses among those of a --checkpoint, and there is none");
        }
        String modulation = settings.text(BerSettings.MODULATION).orElse("qam");
        Constellation points = constellation(modulation, settings);
        int m = points.bitsPerSymbol();
        String label = settings.text(BerSettings.CHANNEL).orElse("awgn");
        String code = settings.text(BerSettings.CODE).orElse("none");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(BerSettings.MODULATION, modulation);
        facts.put(BerSettings.BITS_PER_SYMBOL, Integer.toString(m));
        facts.put(BerSettings.CHANNEL, label);
        facts.put(BerSettings.CODE, code);
        // Without a code the nearest point is decided, as theory has it; a decoder wants all there
        // is to know.
        Demapper demapper = code.equals("none") ? Demapper.maxLog(points) : Demapper.app(points);
        LinkChannel channel = LinkChannel.of(label);
        return of(
                new ClassicalLink(points, demapper).over(channel),
                points.name(),
                facts,
                theory(modulation, m).map(t -> Theory.of(points.name(), t, channel)));
    }

    /** The points of that name; their number is asked for after it. */
    private static Constellation constellation(String modulation, BerSettings settings) {
        if (!MODULATIONS.contains(modulation)) {
            throw BerSettings.bad(
                    "modulation '" + modulation + "' is none of " + String.join(", ", MODULATIONS));
        }
        int m =
                Math.clamp(
                        settings.number(BerSettings.BITS_PER_SYMBOL, "--bits-per-symbol"), 0, 99);
        return switch (modulation) {
            case "qam" -> Constellation.qam(m, DType.COMPLEX64);
            case "pam" -> Constellation.pam(m, DType.COMPLEX64);
            default -> Constellation.psk(m, DType.COMPLEX64);
        };
    }

    private static BerSubject learned(BerSettings settings, Path file) {
        LinkTraining training = LinkTraining.resume(file);
        LinkSettings s = training.settings();
        String which = settings.text(BerSettings.LINK).orElse(LEARNED);
        Map<String, EndToEndLink> links = new LinkedHashMap<>();
        links.put(LEARNED, training.link());
        links.putAll(s.task().references(s));
        EndToEndLink link = links.get(which);
        if (link == null) {
            throw BerSettings.bad(
                    "the checkpoint has no link '"
                            + which
                            + "'; there are "
                            + String.join(", ", links.keySet()));
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(CHECKPOINT, sha256(file));
        facts.put(BerSettings.MODULATION, LEARNED);
        facts.put(BerSettings.BITS_PER_SYMBOL, Integer.toString(s.bitsPerSymbol()));
        facts.put(BerSettings.CHANNEL, s.channel());
        facts.forEach((key, value) -> {
            String given = settings.text(key).orElse(value);
            if (!given.equals(value)) {
                throw BerSettings.bad("the checkpoint has " + key + " " + value + ", not " + given);
            }
        });
        facts.put(BerSettings.CODE, settings.text(BerSettings.CODE).orElse("none"));
        facts.put(BerSettings.LINK, which);
        int points = 1 << s.bitsPerSymbol();
        return switch (s.task()) {
            case AUTOENCODER ->
                    of(
                            link,
                            which + " link of " + points + " points",
                            facts,
                            Optional.of(
                                    Theory.of(
                                            "Gray " + points + "-QAM",
                                            ClosedFormBer.qam(s.bitsPerSymbol()),
                                            LinkChannel.of(s.channel()))));
            case RECEIVER -> of(link, which + " receiver", facts, Optional.empty());
        };
    }

    private static BerSubject of(
            EndToEndLink link, String name, Map<String, String> facts, Optional<Theory> reference) {
        String code = facts.getOrDefault(BerSettings.CODE, "");
        boolean coded = !code.equals("none");
        SimulatedLink model =
                coded ? new SimulatedLink(link, BerCode.of(code)) : SimulatedLink.uncoded(link);
        String channel = facts.getOrDefault(BerSettings.CHANNEL, "");
        String title = name + (coded ? ", " + code : "") + ", " + channel;
        return new BerSubject(model, title, facts, reference, coded);
    }

    private static Optional<ClosedFormBer> theory(String modulation, int m) {
        return switch (modulation) {
            case "qam" -> Optional.of(ClosedFormBer.qam(m));
            case "psk" -> m > 12 ? Optional.empty() : Optional.of(ClosedFormBer.psk(m));
            default -> m > 12 ? Optional.empty() : Optional.of(ClosedFormBer.pam(m));
        };
    }

    private static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new ArgandException.BadFile(
                    "ber", "cannot read " + file + ": " + AtomicFile.reason(e));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
