package org.argand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A place between two lines of a document, for a program to write. */
record Place(String begin, String end) {
    /** Puts {@code text} there, in place of what was. */
    void fill(Path document, String text) throws IOException {
        String all = Files.readString(document);
        int from = all.indexOf(begin);
        int to = all.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(document + " has no place for the table: " + begin + " … " + end);
        }
        Files.writeString(
                document,
                all.substring(0, from + begin.length()) + "\n\n" + text + "\n" + all.substring(to));
    }
}
