package org.argand.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.argand.array.ArgandException;
import org.jspecify.annotations.Nullable;

/** Places of results, refused before the work where they could not be written after it. */
final class OutputFile {
    private OutputFile() {}

    /** Whether {@code file}, if there is to be one, has a folder and is none. */
    static void check(String op, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new ArgandException.BadFile(
                    op, "cannot write " + file + ": it is a folder, or its folder is absent");
        }
    }

    /** The same of a figure, whose name says its format. */
    static void checkFigure(String op, @Nullable Path plot) {
        check(op, plot);
        if (plot != null && !plot.toString().matches(".*\\.(png|svg)")) {
            throw new ArgandException.InvalidArgument(
                    op, "--plot " + plot + " ends neither in .png nor in .svg");
        }
    }
}
