package org.argand.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.argand.array.ArgandException;

/** Writes files so that nobody ever sees half of one: beside the name, to the disk, then moved into place. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Makes {@code content} the content of {@code target}. If that fails, what was there before is still there.
     *
     * @throws ArgandException.BadFile if it cannot be written, with the reason
     */
    public static void write(Path target, Content content) {
        if (Files.isDirectory(target)) {
            throw new ArgandException.BadFile("write", target + " is a folder");
        }
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            try {
                writeAndSync(beside, content);
                move(beside, target);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new ArgandException.BadFile("write", "cannot write " + target + ": " + reason(e));
        }
    }

    /** Makes {@code text} the content of {@code target}, in UTF-8. */
    public static void writeString(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void writeAndSync(Path file, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What went wrong, in words: the JDK's exceptions often say no more than the name of the file. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _, FileNotFoundException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case JsonProcessingException j -> reason(j);
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** What is wrong with a JSON text, and where; Jackson adds remarks on places in its own words. */
    private static String reason(JsonProcessingException e) {
        String facts =
                e instanceof MismatchedInputException
                        ? "something follows the value"
                        : e.getOriginalMessage().replaceAll("\\s*\\([^(]*\\[Source: .*", "");
        JsonLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? facts
                : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + facts;
    }
}
