package org.argand.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.argand.array.ArgandException;

/**
 * What a {@code .sigmf-meta} file says of a recording; keys that are no part of it here are kept in {@code others}.
 *
 * <p>Samples are counted from the first one in the data file. In the JSON text all counts are greater by
 * {@code core:offset}, which other parts of a split recording precede.
 *
 * @param sampleRate {@code core:sample_rate}, in samples per second
 * @param channels {@code core:num_channels}, 1 if not stated
 * @param offset {@code core:offset}, 0 if not stated
 * @param sha512 {@code core:sha512} of the data file, 128 lower-case hexadecimal digits
 * @param dataset {@code core:dataset}, the name of a data file that is not named as the format wants
 * @param trailingBytes {@code core:trailing_bytes}, those after the last sample that are none
 * @param captures ordered by where they begin
 * @param annotations ordered by where they begin
 * @param others of the global object: text, numbers, truth values, maps and lists
 * @see <a href="https://github.com/sigmf/SigMF">the format</a>, version 1.2
 */
public record SigMfMetadata(
        SigMfDatatype datatype,
        OptionalDouble sampleRate,
        int channels,
        long offset,
        Optional<String> sha512,
        Optional<String> dataset,
        long trailingBytes,
        List<Capture> captures,
        List<Annotation> annotations,
        Map<String, Object> others) {
    /** The longest text that is believed. */
    private static final long LONGEST = 100_000_000;

    /**
     * A segment recorded under one setting, up to where the next one begins.
     *
     * @param sampleStart {@code core:sample_start}
     * @param frequency {@code core:frequency}, of the centre, in Hz
     * @param headerBytes {@code core:header_bytes}, those before its first sample that are none
     * @param datetime {@code core:datetime} of its first sample, ISO 8601 in UTC
     * @param globalIndex {@code core:global_index} of its first sample, in a count that goes on between captures
     */
    public record Capture(
            long sampleStart,
            OptionalDouble frequency,
            long headerBytes,
            Optional<String> datetime,
            OptionalLong globalIndex,
            Map<String, Object> others) {
        /** A copy of the map, in its order. */
        public Capture {
            others = copy(others);
        }

        /** One that begins at a sample. */
        public static Capture at(long sampleStart) {
            return new Capture(
                    sampleStart,
                    OptionalDouble.empty(),
                    0,
                    Optional.empty(),
                    OptionalLong.empty(),
                    Map.of());
        }

        /** The same with a frequency of the centre, in Hz. */
        public Capture withFrequency(double hz) {
            return new Capture(
                    sampleStart, OptionalDouble.of(hz), headerBytes, datetime, globalIndex, others);
        }
    }

    /**
     * A remark on some samples.
     *
     * @param sampleStart {@code core:sample_start}
     * @param sampleCount {@code core:sample_count}
     * @param label {@code core:label}
     * @param freqLowerEdge {@code core:freq_lower_edge}, in Hz
     * @param freqUpperEdge {@code core:freq_upper_edge}, in Hz
     */
    public record Annotation(
            long sampleStart,
            OptionalLong sampleCount,
            Optional<String> label,
            OptionalDouble freqLowerEdge,
            OptionalDouble freqUpperEdge,
            Map<String, Object> others) {
        /** A copy of the map, in its order. */
        public Annotation {
            others = copy(others);
        }

        /** A label on {@code sampleCount} samples. */
        public static Annotation of(long sampleStart, long sampleCount, String label) {
            return new Annotation(
                    sampleStart,
                    OptionalLong.of(sampleCount),
                    Optional.of(label),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Map.of());
        }
    }

    /** Copies of lists and maps, the annotations sorted by where they begin. */
    public SigMfMetadata {
        captures = List.copyOf(captures);
        annotations =
                annotations.stream()
                        .sorted(Comparator.comparingLong(Annotation::sampleStart))
                        .toList();
        others = copy(others);
    }

    private static Map<String, Object> copy(Map<String, Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Of one channel and one capture, with the sample rate in samples per second. */
    public static SigMfMetadata of(SigMfDatatype datatype, double sampleRate) {
        return new SigMfMetadata(
                datatype,
                OptionalDouble.of(sampleRate),
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(Capture.at(0)),
                List.of(),
                Map.of());
    }

    /** The same of several channels. */
    public SigMfMetadata withChannels(int number) {
        return new SigMfMetadata(
                datatype,
                sampleRate,
                number,
                offset,
                sha512,
                dataset,
                trailingBytes,
                captures,
                annotations,
                others);
    }

    /** The same with other captures. */
    public SigMfMetadata withCaptures(List<Capture> list) {
        return new SigMfMetadata(
                datatype,
                sampleRate,
                channels,
                offset,
                sha512,
                dataset,
                trailingBytes,
                list,
                annotations,
                others);
    }

    /** The same with other annotations. */
    public SigMfMetadata withAnnotations(List<Annotation> list) {
        return new SigMfMetadata(
                datatype,
                sampleRate,
                channels,
                offset,
                sha512,
                dataset,
                trailingBytes,
                captures,
                list,
                others);
    }

    /** The same with one more entry of the global object, such as {@code core:description}. */
    public SigMfMetadata with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(others);
        more.put(key, value);
        return new SigMfMetadata(
                datatype,
                sampleRate,
                channels,
                offset,
                sha512,
                dataset,
                trailingBytes,
                captures,
                annotations,
                more);
    }

    /** The same of a data file of that name beside it, with that checksum and samples only. */
    SigMfMetadata forData(String digest) {
        return new SigMfMetadata(
                datatype,
                sampleRate,
                channels,
                offset,
                Optional.of(digest),
                Optional.empty(),
                0,
                captures,
                annotations,
                others);
    }

    /**
     * Reads a {@code .sigmf-meta} file alone, without looking for the data.
     *
     * @throws ArgandException.BadFile if it cannot be read or is not such a file, with the first fact that says so
     */
    public static SigMfMetadata read(Path file) {
        long length = InputFile.length("sigmf", file);
        if (length > LONGEST) {
            throw new ArgandException.BadFile(
                    "sigmf", file + " is no metadata: it has " + length + " bytes");
        }
        try {
            return SigMfJson.parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw InputFile.cannotRead("sigmf", file, e);
        }
    }
}
