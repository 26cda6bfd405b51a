package org.argand.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.io.SampleFile.Run;
import org.argand.io.SigMfMetadata.Annotation;
import org.argand.io.SigMfMetadata.Capture;
import org.argand.tensor.Tensor;

/**
 * A recording in SigMF: samples in a {@code .sigmf-data} file and what they are in a {@code .sigmf-meta} file beside it.
 *
 * <pre>{@code
 * SigMfRecording r = SigMfRecording.read(Path.of("gate.sigmf-meta"));
 * Tensor first = r.samples(0, 20_000); // complex64 [20000]
 * }</pre>
 *
 * Samples are read when they are asked for, on the calling thread's device; those of whole numbers become fractions of
 * full scale in [−1, 1) ({@link SigMfDatatype}).
 */
public final class SigMfRecording {
    private static final String META = ".sigmf-meta";
    private static final String DATA = ".sigmf-data";

    /** What to do with a stated {@code core:sha512}. */
    public enum Checksum {
        /** Read all data and compare. */
        VERIFY,
        /** Trust the file. */
        SKIP
    }

    private final SigMfMetadata metadata;
    private final SampleFile data;
    private final long size;
    private final List<Segment> segments;

    /** Samples from {@code start} to before {@code end}, whose first is at byte {@code offset}. */
    private record Segment(long start, long end, long offset) {}

    private SigMfRecording(SigMfMetadata metadata, Path file) {
        this.metadata = metadata;
        this.data = new SampleFile("sigmf", file, metadata.datatype(), metadata.channels());
        this.size = count(InputFile.length("sigmf", file));
        checkPlaces(metadata, file, size);
        this.segments = segments();
    }

    /**
     * Opens a recording and compares the checksum, if one is stated.
     *
     * @param file the metadata, the data or what both names begin with
     * @throws ArgandException.BadFile if it cannot be read, or metadata and data do not fit together, with the first
     *     fact that says so
     */
    public static SigMfRecording read(Path file) {
        return read(file, Checksum.VERIFY);
    }

    /** The same, with or without the checksum. */
    public static SigMfRecording read(Path file, Checksum checksum) {
        SigMfMetadata metadata = SigMfMetadata.read(beside(file, META));
        SigMfRecording recording = new SigMfRecording(metadata, dataset(file, metadata));
        if (checksum == Checksum.VERIFY && metadata.sha512().isPresent()) {
            recording.compare(metadata.sha512().get());
        }
        return recording;
    }

    private static Path beside(Path file, String suffix) {
        String name = String.valueOf(file.getFileName());
        for (String s : List.of(META, DATA)) {
            if (name.endsWith(s)) {
                name = name.substring(0, name.length() - s.length());
                break;
            }
        }
        return file.resolveSibling(name + suffix);
    }

    private static Path dataset(Path file, SigMfMetadata metadata) {
        Path data = beside(file, DATA);
        try {
            return metadata.dataset().map(data::resolveSibling).orElse(data);
        } catch (InvalidPathException e) {
            throw bad(data, "core:dataset is no name that this system can have: " + e.getReason());
        }
    }

    /** Whole samples in a file of that length. */
    private long count(long length) {
        long left = length - metadata.trailingBytes();
        for (Capture c : metadata.captures()) {
            left = left < 0 ? left : left - c.headerBytes();
        }
        if (left < 0) {
            throw bad("it has " + length + " bytes, fewer than those stated to be no samples");
        }
        long each = data.sampleBytes();
        if (left % each != 0) {
            String facts = left + " bytes of samples, which is no multiple of the " + each + " of ";
            int channels = metadata.channels();
            String unit =
                    metadata.datatype() + (channels == 1 ? "" : " in " + channels + " channels");
            throw bad("it has " + facts + unit);
        }
        return left / each;
    }

    /** Captures and annotations lie within the {@code size} samples of {@code file}. */
    private static void checkPlaces(SigMfMetadata metadata, Path file, long size) {
        for (Capture c : metadata.captures()) {
            if (c.sampleStart() > size) {
                throw bad(file, "a capture begins at sample " + c.sampleStart() + " of " + size);
            }
        }
        for (Annotation a : metadata.annotations()) {
            long count = a.sampleCount().orElse(0);
            if (a.sampleStart() > size || count > size - a.sampleStart()) {
                String facts = "an annotation begins at sample %d for %d, of %d";
                throw bad(file, facts.formatted(a.sampleStart(), count, size));
            }
        }
    }

    /** The samples between one header and the next. */
    private List<Segment> segments() {
        List<Segment> list = new ArrayList<>();
        long headers = 0;
        long start = 0;
        for (Capture c : metadata.captures()) {
            if (c.headerBytes() > 0) {
                list.add(new Segment(start, c.sampleStart(), start * data.sampleBytes() + headers));
                headers += c.headerBytes();
                start = c.sampleStart();
            }
        }
        list.add(new Segment(start, size, start * data.sampleBytes() + headers));
        return List.copyOf(list);
    }

    private void compare(String stated) {
        MessageDigest digest = sha512();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(data.file(), out);
        } catch (IOException e) {
            throw InputFile.cannotRead("sigmf", data.file(), e);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(stated)) {
            throw bad("its SHA-512 is not that of the metadata: data changed or cut off");
        }
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }

    private ArgandException.BadFile bad(String facts) {
        return bad(data.file(), facts);
    }

    private static ArgandException.BadFile bad(Path file, String facts) {
        return new ArgandException.BadFile("sigmf", file + ": " + facts);
    }

    /** What is said of the samples. */
    public SigMfMetadata metadata() {
        return metadata;
    }

    /** Number of samples of each channel. */
    public long size() {
        return size;
    }

    /**
     * Samples per second.
     *
     * @throws ArgandException.BadFile if the metadata does not say
     */
    public double sampleRate() {
        return metadata.sampleRate().orElseThrow(() -> bad("core:sample_rate is not stated"));
    }

    /** All samples; see {@link #samples(long, long)}. */
    public Tensor samples() {
        return samples(0, size);
    }

    /**
     * {@code count} samples from number {@code start} on, {@code [count]}, or {@code [channels, count]} of several
     * channels, of the {@linkplain SigMfDatatype#dtype element type} of the recording.
     *
     * @throws ArgandException.InvalidArgument if there are none of these numbers
     * @throws ArgandException.BadFile if the file has become shorter or unreadable
     */
    public Tensor samples(long start, long count) {
        if (start < 0 || count < 0 || start > size - count) {
            throw new ArgandException.InvalidArgument(
                    "sigmf", count + " samples from " + start + " on, of " + size);
        }
        List<Run> runs = new ArrayList<>();
        for (Segment s : segments) {
            long from = Math.max(start, s.start());
            long to = Math.min(start + count, s.end());
            if (from < to) {
                runs.add(new Run(s.offset() + (from - s.start()) * data.sampleBytes(), to - from));
            }
        }
        return data.read(runs);
    }

    /** The samples of capture number {@code k}, up to where the next one begins. */
    public Tensor capture(int k) {
        List<Capture> captures = metadata.captures();
        if (k < 0 || k >= captures.size()) {
            throw new ArgandException.InvalidArgument(
                    "sigmf", "capture " + k + " of " + captures.size());
        }
        long start = captures.get(k).sampleStart();
        long end = k + 1 < captures.size() ? captures.get(k + 1).sampleStart() : size;
        return samples(start, end - start);
    }

    /**
     * Writes a recording: first the data, then the metadata with its checksum, each whole or not at all.
     *
     * <p>Samples of whole numbers are rounded, and cut off at full scale.
     *
     * @param file the metadata, the data or what both names begin with
     * @param metadata what to say; checksum and places are filled in, and header bytes must be 0
     * @param samples {@code [n]}, or {@code [channels, n]} of several channels
     * @throws ArgandException.DTypeMismatch if complex samples are to be written as real ones or the reverse
     * @throws ArgandException.ShapeMismatch if they are not of that number of channels
     * @throws ArgandException.NonFinite if NaN or infinity is to be written as a whole number
     * @throws ArgandException.BadFile if the metadata contradicts itself or a file cannot be written
     */
    public static void write(Path file, SigMfMetadata metadata, Tensor samples) {
        Path meta = beside(file, META);
        Path target = beside(file, DATA);
        SampleFile data = new SampleFile("sigmf", target, metadata.datatype(), metadata.channels());
        data.check(samples);
        checkPlaces(metadata, target, samples.dim(-1));
        // What cannot be read back is not written.
        SigMfJson.parse(meta.toString(), SigMfJson.toBytes(metadata));
        for (Capture c : metadata.captures()) {
            if (c.headerBytes() != 0) {
                throw new ArgandException.InvalidArgument("sigmf", "headers are not written");
            }
        }
        MessageDigest digest = sha512();
        AtomicFile.write(target, out -> data.write(samples, new DigestOutputStream(out, digest)));
        String hex = HexFormat.of().formatHex(digest.digest());
        AtomicFile.write(meta, out -> out.write(SigMfJson.toBytes(metadata.forData(hex))));
    }
}
