package org.argand.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/** Named tensors in one file of NumPy's format, npz: a zip archive of {@linkplain Npy npy} files. */
public final class Npz {
    private static final String SUFFIX = ".npy";

    /** Deflate makes at most 1,032 bytes of one. */
    private static final long GREATEST_RATIO = 1032;

    private Npz() {}

    /**
     * Reads all tensors, in the order of the archive. Unpacked they may take half of the memory that Java may have, whatever
     * the archive claims; larger ones are read singly.
     *
     * @throws ArgandException.BadFile if it cannot be read, is damaged, or holds what is no npy file or would lie
     *     outside of a folder it were unpacked in
     * @throws ArgandException.OutOfMemory if the tensors take more
     */
    public static Map<String, Tensor> read(Path file) {
        return read(file, Runtime.getRuntime().maxMemory() / 2);
    }

    static Map<String, Tensor> read(Path file, long most) {
        InputFile.length("npz", file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            long left = most;
            for (ZipEntry e : entries(file, zip)) {
                Tensor t = tensor(file, zip, e, left);
                left -= t.size() * t.dtype().bytes();
                tensors.put(name(e), t);
            }
            return Collections.unmodifiableMap(tensors);
        } catch (IOException e) {
            throw InputFile.cannotRead("npz", file, e);
        }
    }

    /**
     * Reads one tensor.
     *
     * @throws ArgandException.BadFile as {@link #read(Path)}, or if there is none of that name
     */
    public static Tensor read(Path file, String name) {
        InputFile.length("npz", file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> entries = entries(file, zip);
            for (ZipEntry e : entries) {
                if (name(e).equals(name)) {
                    return tensor(file, zip, e, Long.MAX_VALUE);
                }
            }
            List<String> names = entries.stream().map(Npz::name).toList();
            throw bad(file, "no tensor '" + name + "' among " + names);
        } catch (IOException e) {
            throw InputFile.cannotRead("npz", file, e);
        }
    }

    private static String name(ZipEntry e) {
        return e.getName().substring(0, e.getName().length() - SUFFIX.length());
    }

    /** The entries of the archive, when all of them have names of tensors, and each another one. */
    private static List<ZipEntry> entries(Path file, ZipFile zip) {
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        for (ZipEntry e : Collections.list(zip.entries())) {
            String shown = "'" + InputFile.shortened(e.getName()) + "'";
            if (!e.getName().endsWith(SUFFIX) || leadsElsewhere(e.getName())) {
                throw bad(file, shown + " is not the name of an array");
            }
            if (entries.put(e.getName(), e) != null) {
                throw bad(file, "two arrays are named " + shown);
            }
        }
        return new ArrayList<>(entries.values());
    }

    /** Whether a name is an absolute path or leaves the folder; a path below it is as good as any. */
    private static boolean leadsElsewhere(String name) {
        return name.startsWith("/")
                || name.matches("(?s).*[\\\\\\p{Cntrl}].*|[A-Za-z]:.*")
                || List.of(name.split("/", -1)).contains("..");
    }

    private static Tensor tensor(Path file, ZipFile zip, ZipEntry e, long most) throws IOException {
        long size = e.getSize();
        long packed = e.getCompressedSize();
        boolean stored = e.getMethod() == ZipEntry.STORED;
        if (size < 0 || packed < 0 || (stored ? size != packed : size / GREATEST_RATIO > packed)) {
            String facts = "'%s' states %d bytes, packed in %d";
            throw bad(file, facts.formatted(e.getName(), size, packed));
        }
        String place = file + " [" + e.getName() + "]";
        CRC32 sum = new CRC32();
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(e), sum)) {
            Tensor t = Npy.read(place, in, size, most);
            if (in.read() >= 0 || sum.getValue() != e.getCrc()) {
                throw new ArgandException.BadFile("npz", place + ": the checksum is wrong");
            }
            return t;
        }
    }

    private static ArgandException.BadFile bad(Path file, String facts) {
        return new ArgandException.BadFile("npz", file + ": " + facts);
    }

    /**
     * Writes the tensors as {@code numpy.savez} does, whole or not at all.
     *
     * @throws ArgandException.InvalidArgument if a name is an absolute path or leads out of the folder
     * @throws ArgandException.BadFile if the file cannot be written
     */
    public static void write(Path file, Map<String, Tensor> tensors) {
        write(file, tensors, ZipEntry.STORED);
    }

    /** The same, smaller and slower, as {@code numpy.savez_compressed}. */
    public static void writeCompressed(Path file, Map<String, Tensor> tensors) {
        write(file, tensors, ZipEntry.DEFLATED);
    }

    private static void write(Path file, Map<String, Tensor> tensors, int method) {
        for (String name : tensors.keySet()) {
            if (leadsElsewhere(name)) {
                throw new ArgandException.InvalidArgument(
                        "npz", "'" + name + "' cannot be the name of an array");
            }
        }
        AtomicFile.write(
                file,
                out -> {
                    ZipOutputStream zip = new ZipOutputStream(out);
                    for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
                        zip.putNextEntry(entry(e.getKey(), e.getValue(), method));
                        Npy.write(e.getValue(), zip);
                        zip.closeEntry();
                    }
                    zip.finish();
                });
    }

    private static ZipEntry entry(String name, Tensor t, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name + SUFFIX);
        entry.setMethod(method);
        // Not the time of writing, so that the same tensors are the same bytes; a month earlier,
        // zones would be written too.
        entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
        if (method == ZipEntry.STORED) {
            CRC32 sum = new CRC32();
            try (OutputStream nowhere =
                    new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
                Npy.write(t, nowhere);
            }
            entry.setSize(NpyHeader.of(t).length + t.size() * t.dtype().bytes());
            entry.setCrc(sum.getValue());
        }
        return entry;
    }
}
