package org.argand.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.io.AtomicFile;
import org.argand.phy.link.ClassicalLink;
import org.argand.phy.link.Link;
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
 * @param reference the uncoded Gray link of as many bits, by theory, if there is one
 * @param referenceName says which
 */
record BerSubject(
        SimulatedLink model,
        String name,
        Map<String, String> facts,
        Optional<ClosedFormBer> reference,
        String referenceName,
        LinkChannel channel,
        boolean coded) {
    /** Bits of a batch, if nobody says otherwise; fewer if the distances to all points take too much memory. */
    private static final long BATCH_BITS = 100_000;

    private static final long BATCH_DISTANCES = 1 << 24;

    private static final String CHECKPOINT = "checkpoint_sha256";

    /** The link that the settings describe, a trained one if there is a {@code checkpoint}. */
    static BerSubject of(BerSettings settings, @Nullable Path checkpoint) {
        if (checkpoint != null) {
            return learned(settings, RunFolder.checkpoint(checkpoint));
        }
        if (settings.text(CHECKPOINT).isPresent()) {
            throw BerSettings.bad("the sweep is of a trained link; say which with --checkpoint");
        }
        String modulation = settings.text(BerSettings.MODULATION).orElse("qam");
        int m =
                Math.clamp(
                        settings.number(BerSettings.BITS_PER_SYMBOL, "--bits-per-symbol"), 0, 99);
        Constellation points =
                switch (modulation) {
                    case "qam" -> Constellation.qam(m, DType.COMPLEX64);
                    case "pam" -> Constellation.pam(m, DType.COMPLEX64);
                    case "psk" -> Constellation.psk(m, DType.COMPLEX64);
                    default ->
                            throw BerSettings.bad(
                                    "modulation '" + modulation + "' is none of qam, pam, psk");
                };
        String channel = settings.text(BerSettings.CHANNEL).orElse("awgn");
        String code = settings.text(BerSettings.CODE).orElse("none");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(BerSettings.MODULATION, modulation);
        facts.put(BerSettings.BITS_PER_SYMBOL, Integer.toString(m));
        facts.put(BerSettings.CHANNEL, channel);
        facts.put(BerSettings.CODE, code);
        // Without a code the nearest point is decided, as theory has it; a decoder wants all there
        // is to know.
        Demapper demapper = code.equals("none") ? Demapper.maxLog(points) : Demapper.app(points);
        return of(new ClassicalLink(points, demapper), points.name(), facts, theory(modulation, m));
    }

    private static BerSubject learned(BerSettings settings, Path file) {
        LinkTraining training = LinkTraining.resume(file);
        LinkSettings s = training.settings();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(CHECKPOINT, sha256(file));
        facts.put(BerSettings.MODULATION, "learned");
        facts.put(BerSettings.BITS_PER_SYMBOL, Integer.toString(s.bitsPerSymbol()));
        facts.put(BerSettings.CHANNEL, s.channel());
        facts.forEach((key, value) -> {
            String given = settings.text(key).orElse(value);
            if (!given.equals(value)) {
                throw BerSettings.bad("the checkpoint has " + key + " " + value + ", not " + given);
            }
        });
        facts.put(BerSettings.CODE, settings.text(BerSettings.CODE).orElse("none"));
        String name = "learned " + (1 << s.bitsPerSymbol()) + " points";
        return of(training.link(), name, facts, theory("qam", s.bitsPerSymbol()));
    }

    private static BerSubject of(
            Link link, String name, Map<String, String> facts, Optional<ClosedFormBer> theory) {
        LinkChannel channel = LinkChannel.of(facts.getOrDefault(BerSettings.CHANNEL, ""));
        String code = facts.getOrDefault(BerSettings.CODE, "");
        boolean coded = !code.equals("none");
        SimulatedLink model =
                coded
                        ? new SimulatedLink(link, channel, BerCode.of(code))
                        : SimulatedLink.uncoded(link, channel);
        int m = link.constellation().bitsPerSymbol();
        String gray =
                facts.getOrDefault(BerSettings.MODULATION, "").equals("learned")
                        ? "Gray " + (1 << m) + "-QAM"
                        : name;
        String title = name + (coded ? ", " + code : "") + ", " + channel.label();
        return new BerSubject(
                model, title, facts, theory, gray + " uncoded, theory", channel, coded);
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

    /** Blocks of a batch, if nobody says otherwise. */
    int batchBlocks() {
        int m = Integer.parseInt(facts.getOrDefault(BerSettings.BITS_PER_SYMBOL, "1"));
        long distances = (long) model.symbolsPerBlock() << m;
        long most = Math.min(BATCH_BITS / model.bitsPerBlock(), BATCH_DISTANCES / distances);
        return (int) Math.max(1, most);
    }

    /** The reference at that Eb/N0: a prefix takes energy, and each subcarrier alone is Rayleigh fading. */
    double theory(ClosedFormBer uncoded, double ebnoDb) {
        return channel instanceof LinkChannel.Noise
                ? uncoded.awgn(ebnoDb)
                : uncoded.rayleigh(ebnoDb - 10 * Math.log10(channel.energyOverhead()));
    }
}
