package org.argand.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.argand.array.ArgandException;

/** A file to read: that it is one, and in few words what is wrong with it. */
final class InputFile {
    private static final int SHOWN = 60;

    private InputFile() {}

    /**
     * Its length in bytes.
     *
     * @param op named in errors
     * @throws ArgandException.BadFile if it is absent or no regular file, whose length says nothing
     */
    static long length(String op, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                boolean there = Files.exists(file);
                String why = there ? "it is no regular file" : "no such file or folder";
                throw new ArgandException.BadFile(op, "cannot read " + file + ": " + why);
            }
            return Files.size(file);
        } catch (IOException e) {
            throw cannotRead(op, file, e);
        }
    }

    static ArgandException.BadFile cannotRead(String op, Path file, IOException e) {
        // Of a folder, the system says that there is no such device.
        String why = Files.isDirectory(file) ? "it is a folder" : AtomicFile.reason(e);
        return new ArgandException.BadFile(op, "cannot read " + file + ": " + why);
    }

    /** Enough of a text from a file to know it by. */
    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
