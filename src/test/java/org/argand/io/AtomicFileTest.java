package org.argand.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is there whole, or as it was before. */
class AtomicFileTest {
    @TempDir Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void write_replacesWhatWasThere() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.writeString(file, "first");
        AtomicFile.writeString(file, "second, ü");
        assertEquals("second, ü", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void failedHalfway_leavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.writeString(file, "old");
        ArgandException e =
                assertThrows(
                        ArgandException.BadFile.class,
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(new byte[100_000]);
                                            throw new IOException("disk full");
                                        }));
        assertEquals("write: cannot write " + file + ": disk full", e.getMessage());
        assertThrows(
                IllegalStateException.class,
                () ->
                        AtomicFile.write(
                                file,
                                out -> {
                                    throw new IllegalStateException();
                                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void placesThatCannotBeWritten_areNamedWithTheReason() throws IOException {
        Path absent = folder.resolve("absent/a.txt");
        ArgandException e =
                assertThrows(
                        ArgandException.BadFile.class, () -> AtomicFile.writeString(absent, ""));
        assertTrue(e.getMessage().endsWith("a.txt: no such file or folder"), e.getMessage());
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThrows(
                ArgandException.BadFile.class,
                () -> AtomicFile.writeString(file.resolve("a.txt"), ""));
        assertThrows(ArgandException.BadFile.class, () -> AtomicFile.writeString(folder, ""));
        assertFalse(Files.exists(absent));
    }
}
