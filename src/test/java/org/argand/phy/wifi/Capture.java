package org.argand.phy.wifi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.argand.io.SigMfRecording;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Assumptions;

/** A recording of 802.11a from the folder that ARGAND_CAPTURES names, and what is known to be in it. */
record Capture(String name, Tensor samples, double sampleRate, List<Expected> frames) {
    /** A frame that an independent decoder found. */
    record Expected(long sampleStart, int mbps, int psduBytes, boolean fcsOk, String receiver) {}

    static final List<String> NAMES = List.of("6mbps", "24mbps", "48mbps");

    /** The recording of that name; the test is skipped where there is none. */
    static Capture of(String name) {
        Path meta = meta(name);
        try {
            String truth = meta.toString().replace(".sigmf-meta", ".truth.json");
            List<Expected> frames = new ArrayList<>();
            for (JsonNode f : new ObjectMapper().readTree(Path.of(truth).toFile()).get("frames")) {
                frames.add(
                        new Expected(
                                f.get("sample_start").asLong(),
                                f.get("rate_mbps").asInt(),
                                f.get("psdu_bytes").asInt(),
                                f.get("fcs_ok_in_reference").asBoolean(),
                                f.get("addr1").asText()));
            }
            SigMfRecording recording = SigMfRecording.read(meta);
            return new Capture(name, recording.samples(), recording.sampleRate(), frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its metadata file; the test is skipped where there is none. */
    static Path meta(String name) {
        String root = System.getenv("ARGAND_CAPTURES");
        Assumptions.assumeTrue(root != null, "ARGAND_CAPTURES does not say where recordings are");
        Path meta = Path.of(root, "wifi80211a", "wifi80211a-" + name + ".sigmf-meta");
        Assumptions.assumeTrue(Files.exists(meta), "there is no " + meta);
        return meta;
    }
}
